package command

import (
	"context"
	"io"
)

// Interruptible gives r, with the error of ctx as its end when ctx is done. A
// read of a pipe or a terminal that stays silent can't be taken back: what
// waits in it is left to wait, and whoever reads the result goes on. Close it
// when no more is read.
func Interruptible(ctx context.Context, r io.Reader) io.ReadCloser {
	pr, pw := io.Pipe()
	stop := context.AfterFunc(ctx, func() { pw.CloseWithError(ctx.Err()) })
	go func() {
		defer stop()
		_, err := io.Copy(pw, r)
		pw.CloseWithError(err) // of nil: io.EOF
	}()
	return pr
}

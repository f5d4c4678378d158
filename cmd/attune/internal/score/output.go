package score

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/empathy"
)

// output is where reports go.
type output struct {
	name  string // of the file, "" where reports go to the standard output
	w     io.Writer
	file  *os.File
	buf   *bufio.Writer
	begun begun // by an earlier run
}

// openOutput opens the file of -o, or takes the standard output. A file that
// holds something is never written over: it may be the work of hours.
func openOutput(o *options, m *measurer, corpus *empathy.Corpus, std command.Streams) (*output, error) {
	if o.output == "" {
		return &output{w: std.Out}, nil
	}
	out := &output{name: o.output}
	var err error
	if o.resume {
		out.file, out.begun, err = resume(o.output, m, corpus)
	} else {
		out.file, err = create(o.output)
	}
	if err != nil {
		return nil, err
	}
	out.buf = bufio.NewWriterSize(out.file, 1<<16)
	out.w = out.buf
	if n := out.begun.lines; n > 0 {
		fmt.Fprintf(std.Err, "%s: going on behind report %d\n", out.name, n)
	}
	return out, nil
}

func create(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE, 0o666)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.Size() > 0 {
		f.Close()
		return nil, fmt.Errorf("%s is there already; -resume goes on with it, or remove it", name)
	}
	return f, nil
}

// ready makes the place for the first report that is written, given its bytes:
// a line that an earlier run left torn goes.
func (out *output) ready(line []byte) error {
	if len(out.begun.torn) == 0 {
		return nil
	}
	if err := out.begun.mend(line); err != nil {
		return fmt.Errorf("%s: %w", out.name, err)
	}
	return out.file.Truncate(out.begun.size)
}

// close writes what waits to be written. It may be called again.
func (out *output) close() error {
	if out.file == nil {
		return nil
	}
	err := errors.Join(out.buf.Flush(), out.file.Close())
	out.file = nil
	return err
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
)

// maxLine is how many bytes a line may have.
const maxLine = 16 << 20

// errTooLong is what is wrong with a line that has more.
var errTooLong = fmt.Errorf("longer than %d MiB", maxLine>>20)

// A line is one of a file, without white space around it.
type line struct {
	File   string
	Number int // from 1
	Text   []byte
}

// readFn reads the lines of a file. textio would do, but it doesn't tell where
// a line stands, and holds it however long it is.
type readFn struct{}

// ProcessElement emits the lines that hold anything, and dead rows for those
// that are too long.
func (readFn) ProcessElement(ctx context.Context, file fileio.ReadableFile, lines func(line), dead func([]byte)) error {
	name := file.Metadata.Path
	r, err := file.Open(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, 64<<10)
	for l := (line{File: name, Number: 1}); ; l.Number++ {
		text, err := readLine(in)
		if l.Number == 1 {
			text = bytes.TrimPrefix(text, []byte("\ufeff")) // a byte order mark
		}
		if l.Text = bytes.TrimSpace(text); len(l.Text) > 0 {
			lines(l)
		}
		switch {
		case err == io.EOF:
			return nil
		case err == errTooLong:
			deadRows.Inc(ctx, 1)
			letter, err := deadLetter(l, errTooLong)
			if err != nil {
				return err
			}
			dead(letter)
		case err != nil:
			return fmt.Errorf("%s:%d: %w", name, l.Number, err)
		}
	}
}

// readLine reads to the end of a line. It gives io.EOF with the last one, and
// errTooLong for one that it read but didn't keep.
func readLine(in *bufio.Reader) ([]byte, error) {
	var text []byte
	long := false
	for {
		part, err := in.ReadSlice('\n')
		long = long || len(text)+len(part) > maxLine
		if long {
			text = nil
		} else {
			text = append(text, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case long && (err == nil || err == io.EOF):
			return nil, errTooLong // the end, if it was, shows at the next read
		default:
			return text, err
		}
	}
}

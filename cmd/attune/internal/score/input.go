package score

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/cmd/attune/internal/records"
)

// input is a file, or the one pair given by flags.
type input struct {
	name string
	open func() (io.ReadCloser, error)
	pair *records.Record
}

func standardInput(in io.Reader) input {
	return input{name: "stdin", open: func() (io.ReadCloser, error) { return io.NopCloser(in), nil }}
}

// row is a record, or what was wrong with it.
type row struct {
	rec    *records.Record
	err    error
	before before
}

// readAll yields the rows of all inputs in order. A file that cannot be read
// yields one error, and the next one is read. When ctx is done nothing more
// comes.
func readAll(ctx context.Context, inputs []input, bar *progress) iter.Seq[row] {
	return func(yield func(row) bool) {
		for _, in := range inputs {
			if in.pair != nil {
				if !yield(row{rec: in.pair}) {
					return
				}
				continue
			}
			if !readFile(ctx, in, bar, yield) {
				return
			}
		}
	}
}

// readFile yields the rows of one file, and reports whether more are wanted.
func readFile(ctx context.Context, in input, bar *progress, yield func(row) bool) bool {
	file, err := in.open()
	if err != nil {
		return yield(row{err: err})
	}
	defer file.Close()
	r := command.Interruptible(ctx, file)
	defer r.Close()
	for rec, err := range records.Read(bar.counting(r), in.name) {
		if err != nil && ctx.Err() != nil {
			return false // what ended the reading is no fault of the file
		}
		if !yield(row{rec: rec, err: err}) {
			return false
		}
	}
	return true
}

// read makes the pair of the flags, with the texts as fields if they are kept.
func (p *pairFlags) read(keep bool) (*records.Record, error) {
	source, err := p.text("source", p.source, p.sourceFile)
	if err != nil {
		return nil, err
	}
	response, err := p.text("response", p.response, p.responseFile)
	if err != nil {
		return nil, err
	}
	if !keep {
		return &records.Record{Source: source, Response: response}, nil
	}
	return records.Pair(source, response), nil
}

// text gives one text of the pair: the flag's own or that of its file.
func (p *pairFlags) text(flag, text, file string) (string, error) {
	switch direct, byFile := p.given[flag], p.given[flag+"-file"]; {
	case direct && byFile:
		return "", fmt.Errorf("-%s and -%s-file are both given", flag, flag)
	case direct:
		return text, nil
	case byFile:
		return readText(file)
	}
	return "", fmt.Errorf("-%s or -%s-file is missing", flag, flag)
}

// maxText bounds what is read of a file that is one text. It is far more than
// an analyzer takes, and the report says what it left out.
const maxText = 64 << 20

// readText reads a file that is one text.
func readText(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxText))
	return string(b), err
}

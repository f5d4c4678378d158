package compare

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/cmd/attune/internal/records"
	"github.com/attune-go/attune/empathy"
)

// join says what makes rows of two files belong together.
type join struct {
	key  string // a field that each row must have; "" is id where there is one
	rows bool   // the number of the row alone
}

// id names a row. Rows are numbered as rows and not as lines, of which a CSV
// row may take several.
func (j join) id(rec *records.Record, number int) (string, error) {
	key := j.key
	if key == "" {
		key = "id"
	}
	for i := range rec.Fields {
		if f := &rec.Fields[i]; f.Name == key && !j.rows {
			if id := f.Plain(); id != "" {
				return id, nil
			}
		}
	}
	if j.key != "" {
		return "", fmt.Errorf("no field %q", j.key)
	}
	return fmt.Sprintf("row %d", number), nil
}

// system is the file of one system, and what was wrong with it.
type system struct {
	name string
	file io.ReadCloser
	join join
	told []error // of bad rows, the first few
	bad  int
	err  error // why the rest wasn't read
}

// maxTold is how many bad rows of a file are told one by one.
const maxTold = 20

func open(name string, by join, in io.Reader) (*system, error) {
	if name == "-" {
		return &system{name: "stdin", file: io.NopCloser(in), join: by}, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &system{name: name, file: f, join: by}, nil
}

func (s *system) close() { s.file.Close() }

// pairs yields the rows that can be read. What is wrong is kept to be told when
// both files are done, so that they don't talk across each other.
func (s *system) pairs(ctx context.Context) iter.Seq[empathy.Pair] {
	return func(yield func(empathy.Pair) bool) {
		r := command.Interruptible(ctx, s.file)
		defer r.Close()
		number := 0
		for rec, err := range records.Read(r, s.name) {
			number++
			var line *records.LineError
			if err != nil && !errors.As(err, &line) {
				s.err = err
				return
			}
			var p empathy.Pair
			if err == nil {
				if p, err = s.pair(rec, number); err != nil {
					err = &records.LineError{File: rec.File, Line: rec.Line, Err: err}
				}
			}
			if err != nil {
				if s.bad++; s.bad <= maxTold {
					s.told = append(s.told, err)
				}
				continue
			}
			if !yield(p) {
				return
			}
		}
	}
}

func (s *system) pair(rec *records.Record, number int) (empathy.Pair, error) {
	id, err := s.join.id(rec, number)
	if err != nil {
		return empathy.Pair{}, err
	}
	p := empathy.Pair{ID: id, Source: rec.Source, Response: rec.Response}
	if rec.Task != "" {
		p.Task = new(empathy.Task)
		if err := p.Task.UnmarshalText([]byte(rec.Task)); err != nil {
			return empathy.Pair{}, err
		}
	}
	return p, nil
}

// tell writes a line for each bad row.
func (s *system) tell(w io.Writer) {
	for _, err := range s.told {
		fmt.Fprintln(w, err)
	}
	if more := s.bad - len(s.told); more > 0 {
		fmt.Fprintf(w, "%s: %d more rows could not be read\n", s.name, more)
	}
}

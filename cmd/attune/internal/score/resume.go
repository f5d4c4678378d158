package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/attune-go/attune/empathy"
)

// before says what an earlier run made of a row.
type before uint8

const (
	unseen  before = iota
	written        // its report is in the file
	latest         // as written, and it is the last one there
)

// begun is the output of an earlier run: so many complete lines.
type begun struct {
	lines int
	size  int64  // in bytes
	last  []byte // line
	torn  []byte // what stands behind it
}

// readBegun reads what an earlier run wrote. each is called with every complete
// line.
func readBegun(r io.Reader, each func(line []byte) error) (b begun, err error) {
	br := bufio.NewReaderSize(r, 1<<20)
	for {
		line, err := br.ReadBytes('\n')
		if err == io.EOF {
			b.torn = line
			return b, nil
		}
		if err == nil {
			err = each(line)
		}
		if err != nil {
			return b, fmt.Errorf("line %d: %w", b.lines+1, err)
		}
		b.lines++
		b.size += int64(len(line))
		b.last = line
	}
}

// report reads the report of a line of output.
func report(line []byte) (*empathy.Report, error) {
	var whole struct{ Report *empathy.Report }
	if err := json.Unmarshal(line, &whole); err != nil {
		return nil, err
	}
	if whole.Report == nil {
		return nil, fmt.Errorf("no field %q", reportField)
	}
	return whole.Report, nil
}

// resume opens the output of an earlier run to write on behind its last
// complete line, or makes it if there is none. It leaves the file as it is: a
// line that was torn goes when what is due in its place is known. A corpus, if
// there is one, takes up the reports that are there.
func resume(name string, m *measurer, corpus *empathy.Corpus) (*os.File, begun, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, begun{}, err
	}
	b, err := readBegun(f, func(line []byte) error {
		if corpus == nil {
			return nil
		}
		r, err := report(line)
		if err != nil {
			return err
		}
		return corpus.Add(r)
	})
	if err == nil {
		err = m.made(&b)
	}
	if err == nil {
		_, err = f.Seek(b.size, io.SeekStart)
	}
	if err != nil {
		f.Close()
		return nil, begun{}, fmt.Errorf("%s: %w", name, strip(err))
	}
	return f, b, nil
}

// strip takes the name of the file out of an error that will be given one.
func strip(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// made checks that the last report is of this measure. That those before it are
// follows: each run that went on has checked as much.
func (m *measurer) made(b *begun) error {
	if b.lines == 0 {
		return nil
	}
	r, err := report(b.last)
	if err != nil {
		return fmt.Errorf("line %d is no report: %w", b.lines, err)
	}
	var have []string
	for _, a := range m.analyzers {
		if r.Signature == a.Signature() {
			return nil
		}
		have = append(have, a.Signature())
	}
	return fmt.Errorf("line %d has the signature %s, this measure %s", b.lines, r.Signature, strings.Join(have, " or "))
}

// skip marks the rows whose reports are in the file: the first ones that can
// be scored.
func (m *measurer) skip(rows iter.Seq[row], b *begun) iter.Seq[row] {
	left := b.lines
	return func(yield func(row) bool) {
		for r := range rows {
			if left > 0 && r.err == nil {
				if _, err := m.taskOf(r.rec); err == nil {
					r.before = written
					if left--; left == 0 {
						r.before = latest
					}
				}
			}
			if !yield(r) {
				return
			}
		}
	}
}

// errOtherInput says that a file can't be gone on with.
var errOtherInput = errors.New("is not the output of these rows and flags")

// same checks that the row whose report is the last in the file gives just
// that.
func (b *begun) same(s *scored) error {
	if s.err != nil || !bytes.Equal(s.text, b.last) {
		return fmt.Errorf("its line %d %w", b.lines, errOtherInput)
	}
	return nil
}

// mend checks that a torn line is the beginning of the one due in its place.
func (b *begun) mend(line []byte) error {
	if !bytes.HasPrefix(line, b.torn) {
		return fmt.Errorf("its torn line %d %w", b.lines+1, errOtherInput)
	}
	b.torn = nil
	return nil
}

package lexicon

import (
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// ErrNoData is returned by [Load] where none of the file systems holds a file
// of the lexicon.
var ErrNoData = errors.New("no lexicon file found")

// A RowError says what is wrong with a file of a lexicon, and where.
type RowError struct {
	File  string
	Line  int    // from 1, the header's
	Field string // name of the column, "" where the row as a whole is wrong
	Err   error
}

func (e *RowError) Error() string {
	switch {
	case e.Line == 0:
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	case e.Field == "":
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s:%d: field %s: %v", e.File, e.Line, e.Field, e.Err)
}

func (e *RowError) Unwrap() error { return e.Err }

// Load reads a lexicon from the files of one file system or several, later
// ones over earlier ones, and from them alone. A file that is missing is no
// error, unless all are; files with other names are passed over. The error of
// a bad row is a [RowError]. Load takes its time over large files; a program
// that starts often should keep what [Compile] makes of them.
func Load(systems ...fs.FS) (*Lexicon, error) {
	snapshot, err := Compile(systems...)
	if err != nil {
		return nil, err
	}
	return prove(string(snapshot))
}

// Extend gives a copy of the lexicon with the files of one file system or
// several laid over it. The forms of the lexicon keep their numbers. The
// errors are those of [Load].
func (l *Lexicon) Extend(systems ...fs.FS) (*Lexicon, error) {
	b := newBuilder(l)
	if err := b.readAll(systems); err != nil {
		return nil, err
	}
	return b.extension()
}

// readAll reads the files of all systems.
func (b *builder) readAll(systems []fs.FS) error {
	found := false
	for _, fsys := range systems {
		clear(b.resensed)
		for _, spec := range specs {
			data, err := readFile(fsys, spec.name)
			if err != nil {
				return err
			}
			if data == nil {
				continue
			}
			found = true
			b.note(spec.name, data)
			if err := b.read(spec, string(data)); err != nil {
				return err
			}
		}
		if err := b.readVectors(fsys); err != nil {
			return err
		}
	}
	if !found {
		return ErrNoData
	}
	return b.finish()
}

// readFile gives nil for a file that is missing.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	data, err := fs.ReadFile(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read lexicon: %w", err)
	case data == nil:
		data = []byte{}
	}
	return data, nil
}

// note adds a file to what tells one extension from another.
func (b *builder) note(name string, data []byte) {
	fmt.Fprintf(b.sum, "%s %d\n", name, len(data))
	b.sum.Write(data)
}

// A spec is how one file is read.
type spec struct {
	name    string
	columns []string
	prefix  string // of class names
	row     func(b *builder, f []string) error
}

// A fieldError is an error in one column of a row.
type fieldError struct {
	column int
	err    error
}

func (e *fieldError) Error() string { return e.err.Error() }

func inField(column int, err error) error {
	if err == nil {
		return nil
	}
	return &fieldError{column, err}
}

var (
	errColumns = errors.New("wrong number of fields")
	errNoForm  = errors.New("empty field")
)

// read goes through one file. Fields are cut from the text, not copied.
func (b *builder) read(s spec, text string) error {
	b.prefix = s.prefix
	fields := make([]string, 0, len(s.columns))
	header := true
	for line := 1; text != ""; line++ {
		var row string
		row, text, _ = strings.Cut(text, "\n")
		row = strings.TrimSuffix(row, "\r")
		if row == "" || row[0] == '#' && !strings.HasPrefix(row, "#\t") {
			continue
		}
		fields = fields[:0]
		for rest, more := row, true; more; {
			var f string
			f, rest, more = strings.Cut(rest, "\t")
			fields = append(fields, f)
		}
		if len(fields) != len(s.columns) {
			return &RowError{s.name, line, "", fmt.Errorf("%w: %d, want %d (%s)", errColumns, len(fields), len(s.columns), strings.Join(s.columns, ", "))}
		}
		if header {
			for i, c := range s.columns {
				if fields[i] != c {
					return &RowError{s.name, line, c, fmt.Errorf("header says %q", fields[i])}
				}
			}
			header = false
			continue
		}
		if Fold(fields[0]) == "" {
			return &RowError{s.name, line, s.columns[0], errNoForm}
		}
		if err := s.row(b, fields); err != nil {
			re := &RowError{File: s.name, Line: line, Err: err}
			var fe *fieldError
			if errors.As(err, &fe) {
				re.Field, re.Err = s.columns[fe.column], fe.err
			}
			return re
		}
	}
	return nil
}

func number(s string, low, high float64) (float32, error) {
	x, err := strconv.ParseFloat(s, 32)
	if err != nil {
		return 0, fmt.Errorf("%q is no number", s)
	}
	if !(x >= low && x <= high) {
		return 0, fmt.Errorf("%s is not within %g and %g", s, low, high)
	}
	return float32(x), nil
}

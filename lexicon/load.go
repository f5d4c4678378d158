package lexicon

import (
	"errors"
	"fmt"
	"hash/fnv"
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
	if e.Field == "" {
		return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	}
	return fmt.Sprintf("%s:%d: field %s: %v", e.File, e.Line, e.Field, e.Err)
}

func (e *RowError) Unwrap() error { return e.Err }

// Load reads the files of a lexicon from one file system or several, later
// ones over earlier ones. A file that is missing is no error; files with
// other names are passed over. The error of a bad row is a [RowError].
func Load(systems ...fs.FS) (*Lexicon, error) {
	b := newBuilder()
	found := false
	sum := fnv.New64a()
	for _, fsys := range systems {
		for _, spec := range specs {
			data, err := fs.ReadFile(fsys, spec.name)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("read lexicon: %w", err)
			}
			found = true
			sum.Write(data)
			if err := b.read(spec, string(data)); err != nil {
				return nil, err
			}
		}
		if err := b.readVectors(fsys); err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, ErrNoData
	}
	b.finish()
	b.lex.fingerprint = sum.Sum64()
	return b.lex, nil
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

var errColumns = errors.New("wrong number of fields")

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

// builder gathers the rows of all files.
type builder struct {
	lex     *Lexicon
	prefix  string
	classes map[string]Class
	names   map[string]uint16 // of emotions and fine families
	path    []Symbol
	lastCls string
	lastC   Class
}

func newBuilder() *builder {
	const forms, nodes = 1 << 17, 1 << 17
	b := &builder{
		lex: &Lexicon{
			table: newTable(forms), entries: make([]Entry, 0, forms), cues: newAutomaton(nodes),
			emotions: []string{""}, fines: []string{""}, parent: []uint8{0},
			senses: map[Form][]Sense{}, respell: map[Form]Form{},
		},
		classes: make(map[string]Class, ClassCount),
		names:   map[string]uint16{},
	}
	for c, n := range classNames {
		b.classes[n] = Class(c)
	}
	b.lex.entries = append(b.lex.entries, Entry{Vector: -1, Concreteness: -1})
	for s := Number; s < firstForm; s++ {
		b.form(symbolNames[s])
	}
	return b
}

// form interns a folded word.
func (b *builder) form(w string) Form {
	f := b.lex.table.intern(w)
	for int(f) >= len(b.lex.entries) {
		b.lex.entries = append(b.lex.entries, Entry{Vector: -1, Concreteness: -1, Family: uint32(len(b.lex.entries))})
	}
	return f
}

func (b *builder) entry(w string) *Entry { return &b.lex.entries[b.form(Fold(w))] }

// finish derives what depends on several files.
func (b *builder) finish() {
	for _, name := range b.lex.emotions {
		k, ok := ekmanOf[name]
		if !ok {
			k = -1
		}
		b.lex.ekman = append(b.lex.ekman, int8(k))
	}
	for i := range b.lex.entries {
		e := &b.lex.entries[i]
		if e.Valence > 0.8 || e.Valence < -0.8 || e.Emotion != 0 {
			if e.Traits&Identity == 0 && e.Function == 0 {
				e.Traits |= Feeling
			}
		}
		if e.Function&(PersonalPronoun|ImpersonalPronoun|Article|Auxiliary|Preposition|Conjunction|Negation) != 0 {
			e.Traits |= Stopword
		}
	}
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

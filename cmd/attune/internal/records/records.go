// Package records reads pairs of texts with whatever else their rows hold,
// from JSONL and CSV.
//
// A row goes through attune with fields that mean nothing to it: an id, a
// model's name, a timestamp with more digits than a float holds. They are kept
// as they were written, byte for byte, and in their order.
//
// Files of the real world have bad rows. One that cannot be read is a
// [LineError], with file and line, and the rows behind it are read all the
// same; only what makes the whole file unreadable ends it. Whatever a file
// holds, no more than [MaxRow] bytes of it are held at a time.
package records

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// MaxRow is how many bytes a row may have. Two texts of the length that an
// analyzer reads fit into it, with every character escaped.
const MaxRow = 16 << 20

// A Field is one field of a row.
type Field struct {
	// Name is the field's name, decoded.
	Name string
	// Key and Value are name and value as JSON, as they were written where the
	// row was JSON.
	Key, Value json.RawMessage
	// Text is true for the two texts.
	Text bool
}

// A Record is one row.
type Record struct {
	// File and Line say where the row begins. Lines count from 1.
	File string
	Line int
	// Fields are all fields in order, the texts among them.
	Fields []Field
	// Source and Response are the two texts.
	Source, Response string
	// Task is the row's own task, "" if it has none.
	Task string
}

// Names of the fields that are read. CSV headers may write them in any case.
const (
	sourceField   = "source"
	responseField = "response"
	taskField     = "task"
)

// Plain gives the value as a person or a spreadsheet wants it: a string
// without its quotes, null as nothing, all else as it was written.
func (f *Field) Plain() string {
	var s string
	if len(f.Value) > 0 && f.Value[0] == '"' && json.Unmarshal(f.Value, &s) == nil {
		return s
	}
	if string(f.Value) == "null" {
		return ""
	}
	return string(f.Value)
}

// Name tells the row from others for a person: by its id if it has one, else
// by its place.
func (r *Record) Name() string {
	for i := range r.Fields {
		if f := &r.Fields[i]; strings.EqualFold(f.Name, "id") {
			if id := f.Plain(); id != "" {
				return id
			}
		}
	}
	return fmt.Sprintf("%s:%d", r.File, r.Line)
}

// Pair makes a record of two texts that come from no file.
func Pair(source, response string) *Record {
	return &Record{Source: source, Response: response, Fields: []Field{
		{Name: sourceField, Key: quote(sourceField), Value: quote(source), Text: true},
		{Name: responseField, Key: quote(responseField), Value: quote(response), Text: true},
	}}
}

// quote gives s as JSON, with <, > and & as they are: what is written here is
// not put into a page.
func quote(s string) json.RawMessage {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // of a string into memory: cannot fail
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// A LineError is what is wrong with one row.
type LineError struct {
	File string
	Line int
	Err  error
}

// Error gives "file:line: reason".
func (e *LineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }

// Unwrap gives the reason.
func (e *LineError) Unwrap() error { return e.Err }

// What can be wrong with a row or a file, besides its syntax.
var (
	ErrTooLong = fmt.Errorf("longer than %d MiB", MaxRow>>20)
	ErrUTF8    = errors.New("not valid UTF-8")
	ErrUTF16   = errors.New("UTF-16; convert it to UTF-8 first")
	ErrArray   = errors.New("a JSON array; one object a line is wanted (jq -c '.[]' makes that of it)")
)

// Read reads the rows of a file called name: JSONL or CSV, as its extension
// says (.jsonl, .ndjson, .json, .csv), else as its first character does. A
// row that cannot be read yields a [*LineError]; any other error is the last.
func Read(r io.Reader, name string) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		first, err := firstByte(br)
		if err != nil {
			yield(nil, fmt.Errorf("%s: %w", name, err))
			return
		}
		switch ext := strings.ToLower(filepath.Ext(name)); {
		case ext != ".csv" && first == '[':
			yield(nil, fmt.Errorf("%s: %w", name, ErrArray))
		case ext == ".csv" || ext != ".jsonl" && ext != ".ndjson" && ext != ".json" && first != '{':
			readCSV(br, name, yield)
		default:
			readJSONL(br, name, yield)
		}
	}
}

// firstByte skips a byte order mark and gives the first byte behind it and
// white space, 0 if there is none.
func firstByte(br *bufio.Reader) (byte, error) {
	head, err := br.Peek(3)
	if err != nil && err != io.EOF {
		return 0, err
	}
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return 0, ErrUTF16
	}
	if string(head) == "\ufeff" {
		br.Discard(len(head)) // buffered, cannot fail
	}
	for n := 1; n <= br.Size(); n++ {
		head, err := br.Peek(n)
		if err != nil && err != io.EOF {
			return 0, err
		}
		if len(head) < n {
			break
		}
		if c := head[n-1]; c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c, nil
		}
	}
	return 0, nil
}

// validUTF8 gives an error that says where b stops to be UTF-8.
func validUTF8(b []byte) error {
	if utf8.Valid(b) {
		return nil
	}
	at := 0
	for at < len(b) {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return fmt.Errorf("%w at byte %d", ErrUTF8, at+1)
}

package records

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Lines reads the lines of a file called name, each with its number, without
// what ends them. Lines of white space are left out. A line longer than
// [MaxRow] yields a [*LineError] and is not held; any other error is the last.
func Lines(r io.Reader, name string) iter.Seq2[Line, error] {
	br, ok := r.(*bufio.Reader)
	if !ok {
		br = bufio.NewReaderSize(r, 64<<10)
	}
	return func(yield func(Line, error) bool) {
		for n := 1; ; n++ {
			text, err := readLine(br)
			switch {
			case errors.Is(err, ErrTooLong):
				if !yield(Line{Number: n}, &LineError{name, n, err}) {
					return
				}
				continue
			case err != nil && err != io.EOF:
				yield(Line{Number: n}, fmt.Errorf("%s: %w", name, err))
				return
			}
			if text = bytes.TrimSpace(text); len(text) > 0 && !yield(Line{n, text}, nil) {
				return
			}
			if err == io.EOF {
				return
			}
		}
	}
}

// A Line is one line of a file.
type Line struct {
	Number int
	Text   []byte
}

// readLine reads to the end of a line. It gives io.EOF with the last one, and
// ErrTooLong for a line it read but didn't keep.
func readLine(br *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := br.ReadSlice('\n')
		if len(line)+len(part) > MaxRow {
			line, long = nil, true
		}
		if !long {
			line = append(line, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
		case long && (err == nil || err == io.EOF):
			return nil, ErrTooLong // the end, if it was, shows at the next read
		default:
			return line, err
		}
	}
}

func readJSONL(br *bufio.Reader, name string, yield func(*Record, error) bool) {
	for line, err := range Lines(br, name) {
		if err != nil {
			if !yield(nil, err) {
				return
			}
			continue
		}
		rec, err := parseJSON(line.Text)
		if err != nil {
			if !yield(nil, &LineError{name, line.Number, err}) {
				return
			}
			continue
		}
		rec.File, rec.Line = name, line.Number
		if !yield(rec, nil) {
			return
		}
	}
}

// parseJSON makes a record of one JSON object.
func parseJSON(line []byte) (*Record, error) {
	if err := validUTF8(line); err != nil {
		return nil, err // encoding/json would put U+FFFD in its place and say nothing
	}
	fields, err := parseFields(line)
	if err != nil {
		return nil, err
	}
	rec := &Record{Fields: fields}
	seen := map[string]bool{}
	for i := range fields {
		f := &fields[i]
		var to *string
		switch f.Name {
		case sourceField:
			to, f.Text = &rec.Source, true
		case responseField:
			to, f.Text = &rec.Response, true
		case taskField:
			to = &rec.Task
		default:
			continue
		}
		if seen[f.Name] {
			return nil, fmt.Errorf("field %q stands twice", f.Name)
		}
		seen[f.Name] = true
		if f.Name == taskField && string(f.Value) == "null" {
			continue
		}
		if f.Value[0] != '"' {
			return nil, fmt.Errorf("field %q is %s, want a string", f.Name, kindOf(f.Value))
		}
		if err := json.Unmarshal(f.Value, to); err != nil {
			return nil, fmt.Errorf("field %q: %w", f.Name, err)
		}
	}
	for _, want := range []string{sourceField, responseField} {
		if !seen[want] {
			return nil, fmt.Errorf("no field %q", want)
		}
	}
	return rec, nil
}

// parseFields cuts a JSON object into its fields, each as it was written.
func parseFields(line []byte) ([]Field, error) {
	dec := json.NewDecoder(bytes.NewReader(line))
	open, err := dec.Token()
	if err != nil {
		return nil, notJSON(err)
	}
	if open != json.Delim('{') {
		return nil, fmt.Errorf("%s, want a JSON object", kindOf(line))
	}
	fields := make([]Field, 0, 8)
	for dec.More() {
		before := dec.InputOffset()
		name, err := dec.Token()
		if err != nil {
			return nil, notJSON(err)
		}
		key := line[before:dec.InputOffset()]
		key = key[bytes.IndexByte(key, '"'):]
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, notJSON(err)
		}
		fields = append(fields, Field{Name: name.(string), Key: key, Value: value})
	}
	if _, err := dec.Token(); err != nil {
		return nil, notJSON(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("text behind the JSON object")
	}
	return fields, nil
}

func notJSON(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = errors.New("the line ends within it")
	}
	return fmt.Errorf("not a JSON object: %w", err)
}

// kindOf names the kind of a JSON value.
func kindOf(value []byte) string {
	switch value[0] {
	case '"':
		return "a string"
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 't', 'f':
		return "a boolean"
	case 'n':
		return "null"
	}
	return "a number"
}

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/attune-go/attune/empathy"
)

// reportField is what the report is called in the output. A field of the input
// that has the same name gives way to it.
const reportField = "report"

// A field is one of a row, as it was written: attune passes through what it
// doesn't know, and numbers with more digits than a float holds stay whole.
type field struct {
	name       string // decoded
	key, value json.RawMessage
	text       bool // one of the two texts
}

// A record is one row.
type record struct {
	fields           []field
	source, response string
	task             empathy.Task
}

// parse reads a row as attune score does, which the tests hold it to. task is
// that of a row that has none of its own.
func parse(line []byte, task empathy.Task) (*record, error) {
	if err := validUTF8(line); err != nil {
		return nil, err // encoding/json would put U+FFFD in its place and say nothing
	}
	fields, err := parseFields(line)
	if err != nil {
		return nil, err
	}
	rec := &record{fields: fields, task: task}
	own := ""
	known := map[string]*string{"source": &rec.source, "response": &rec.response, "task": &own}
	seen := map[string]bool{}
	for i := range fields {
		f := &fields[i]
		to := known[f.name]
		if to == nil {
			continue
		}
		if seen[f.name] {
			return nil, fmt.Errorf("field %q stands twice", f.name)
		}
		seen[f.name] = true
		f.text = f.name != "task"
		if !f.text && string(f.value) == "null" {
			continue
		}
		if f.value[0] != '"' {
			return nil, fmt.Errorf("field %q is %s, want a string", f.name, kindOf(f.value))
		}
		if err := json.Unmarshal(f.value, to); err != nil {
			return nil, fmt.Errorf("field %q: %w", f.name, err)
		}
	}
	for _, want := range []string{"source", "response"} {
		if !seen[want] {
			return nil, fmt.Errorf("no field %q", want)
		}
	}
	if own != "" {
		err = rec.task.UnmarshalText([]byte(own))
	}
	return rec, err
}

// parseFields cuts a JSON object into its fields.
func parseFields(line []byte) ([]field, error) {
	dec := json.NewDecoder(bytes.NewReader(line))
	open, err := dec.Token()
	if err != nil {
		return nil, notJSON(err)
	}
	if open != json.Delim('{') {
		return nil, fmt.Errorf("%s, want a JSON object", kindOf(line))
	}
	var fields []field
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
		fields = append(fields, field{name: name.(string), key: key, value: value})
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

// validUTF8 gives an error that says where b stops to be UTF-8.
func validUTF8(b []byte) error {
	for at := 0; at < len(b); {
		r, n := utf8.DecodeRune(b[at:])
		if r == utf8.RuneError && n == 1 {
			return fmt.Errorf("not valid UTF-8 at byte %d", at+1)
		}
		at += n
	}
	return nil
}

// value gives the value of a field as a person wants it: a string without its
// quotes, null as nothing, all else as it was written; "" if there is none.
func (r *record) value(name string) string {
	for i := range r.fields {
		f := &r.fields[i]
		var s string
		switch {
		case f.name != name || string(f.value) == "null":
		case f.value[0] == '"' && json.Unmarshal(f.value, &s) == nil:
			return s
		default:
			return string(f.value)
		}
	}
	return ""
}

// with gives the row as JSON with the report behind its fields, and the texts
// among them if they are kept.
func (r *record) with(report []byte, texts bool) []byte {
	b := []byte{'{'}
	for i := range r.fields {
		f := &r.fields[i]
		if f.text && !texts || f.name == reportField {
			continue
		}
		b = append(append(b, f.key...), ':')
		b = append(append(b, f.value...), ',')
	}
	b = fmt.Appendf(b, "%q:", reportField)
	return append(append(b, report...), '}')
}

// deadLetter gives the line that tells of a row that cannot be scored. Bytes of
// it that are not UTF-8 become U+FFFD; file and line lead to them.
func deadLetter(l line, reason error) ([]byte, error) {
	return jsonLine(struct {
		File   string `json:"file"`
		Line   int    `json:"line"`
		Reason string `json:"reason"`
		Text   string `json:"text"`
	}{l.File, l.Number, reason.Error(), string(l.Text)})
}

// jsonLine encodes v with <, > and & as they are: what is written here is not
// put into a page.
func jsonLine(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

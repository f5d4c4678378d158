package serve

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/attune-go/attune/empathy"
)

// A pair is what a request asks to measure.
type pair struct {
	source, response string
	task             empathy.Task
}

// parsePair reads the body of a request: one JSON object with source and
// response, and task if it is no reply. Other fields are passed over, as
// attune score passes them through.
func parsePair(body []byte) (*pair, error) {
	if !utf8.Valid(body) {
		return nil, errors.New("the body is not UTF-8") // encoding/json would put U+FFFD in its place and say nothing
	}
	var fields struct {
		Source   *string `json:"source"`
		Response *string `json:"response"`
		Task     *string `json:"task"`
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	if err := dec.Decode(&fields); err != nil {
		return nil, badJSON(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("there is more behind the JSON object")
	}
	switch {
	case fields.Source == nil:
		return nil, errors.New(`the field "source" is missing`)
	case fields.Response == nil:
		return nil, errors.New(`the field "response" is missing`)
	}
	p := &pair{source: *fields.Source, response: *fields.Response}
	if fields.Task != nil {
		if err := p.task.UnmarshalText([]byte(*fields.Task)); err != nil {
			return nil, fmt.Errorf(`the field "task": %w`, err)
		}
	}
	return p, nil
}

// badJSON says what is wrong in words that don't speak of Go.
func badJSON(err error) error {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("the body is empty, want a JSON object")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the JSON ends before its end")
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("the field %q is of JSON type %s, want a string", kind.Field, kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("the body is of JSON type %s, want an object", kind.Value)
	}
	return fmt.Errorf("the body is not JSON: %w", err)
}

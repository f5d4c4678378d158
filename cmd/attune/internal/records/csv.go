package records

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// bounded is a reader that fails when a row takes more than it may: the csv
// package reads a quoted field to its end, be that a file's.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, ErrTooLong
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// header says what the columns of a CSV file are.
type header struct {
	names                  []string
	keys                   []json.RawMessage
	source, response, task int // -1 if there is none
}

func readCSV(br *bufio.Reader, name string, yield func(*Record, error) bool) {
	limit := &bounded{r: br, left: MaxRow}
	cr := csv.NewReader(limit)
	h, err := readHeader(cr)
	if err != nil {
		if err != io.EOF { // an empty file has no rows, and that is all
			yield(nil, fmt.Errorf("%s: %w", name, err))
		}
		return
	}
	for {
		limit.left = MaxRow
		row, err := cr.Read()
		switch {
		case err == io.EOF:
			return
		case errors.Is(err, ErrTooLong):
			// Where the next row would begin can't be told.
			yield(nil, fmt.Errorf("%s: a row is %w, or a quoted field in it has no end; the rest is not read", name, err))
			return
		}
		rec, line, err := h.record(cr, row, err)
		var bad *csv.ParseError
		switch {
		case errors.As(err, &bad):
			err = &LineError{name, bad.StartLine, csvReason(bad)}
		case err != nil && line > 0:
			err = &LineError{name, line, err}
		case err != nil:
			yield(nil, fmt.Errorf("%s: %w", name, err))
			return
		default:
			rec.File, rec.Line = name, line
		}
		if !yield(rec, err) {
			return
		}
	}
}

// csvReason says what is wrong with a row and in which line of it.
func csvReason(e *csv.ParseError) error {
	if e.Line > e.StartLine {
		return fmt.Errorf("line %d, column %d: %w", e.Line, e.Column, e.Err)
	}
	return fmt.Errorf("column %d: %w", e.Column, e.Err)
}

func readHeader(cr *csv.Reader) (*header, error) {
	row, err := cr.Read()
	if err != nil {
		return nil, err
	}
	h := &header{names: row, source: -1, response: -1, task: -1}
	for i, n := range row {
		if err := validUTF8([]byte(n)); err != nil {
			return nil, fmt.Errorf("header: %w", err)
		}
		h.keys = append(h.keys, quote(n))
		var to *int
		switch strings.ToLower(strings.TrimSpace(n)) {
		case sourceField:
			to = &h.source
		case responseField:
			to = &h.response
		case taskField:
			to = &h.task
		default:
			continue
		}
		if *to >= 0 {
			return nil, fmt.Errorf("two columns are called %q", strings.ToLower(strings.TrimSpace(n)))
		}
		*to = i
	}
	switch {
	case h.source < 0:
		return nil, h.missing(sourceField)
	case h.response < 0:
		return nil, h.missing(responseField)
	}
	return h, nil
}

// missing names the column that isn't there, and those that are.
func (h *header) missing(want string) error {
	found := strings.Join(h.names, ", ")
	if len(found) > 100 {
		found = strings.ToValidUTF8(found[:100], "") + "..."
	}
	return fmt.Errorf("no column %q in the header (%q)", want, found)
}

// record makes a record of a row that was read with err. line is 0 if it
// isn't known, which is the case of an error that is none of the row's.
func (h *header) record(cr *csv.Reader, row []string, err error) (*Record, int, error) {
	if err != nil && !errors.Is(err, csv.ErrFieldCount) {
		return nil, 0, err
	}
	line, _ := cr.FieldPos(0)
	if err != nil {
		return nil, line, fmt.Errorf("field count %d, the header has %d", len(row), len(h.names))
	}
	rec := &Record{Source: row[h.source], Response: row[h.response], Fields: make([]Field, len(row))}
	if h.task >= 0 {
		rec.Task = row[h.task]
	}
	for i, s := range row {
		if err := validUTF8([]byte(s)); err != nil {
			return nil, line, fmt.Errorf("field %q: %w", h.names[i], err)
		}
		rec.Fields[i] = Field{Name: h.names[i], Key: h.keys[i], Value: quote(s), Text: i == h.source || i == h.response}
	}
	return rec, line, nil
}

package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// reportField is what the report is called in JSON. A field of the input that
// has the same name gives way to it, so that output can be scored anew.
const reportField = "report"

// jsonLines writes an object a line: the fields of the row and the report.
type jsonLines struct{ texts bool }

func (j *jsonLines) encode(s *scored) ([]byte, error) {
	report, err := json.Marshal(s.report)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	var b bytes.Buffer
	b.WriteByte('{')
	for i := range s.rec.Fields {
		f := &s.rec.Fields[i]
		if f.Text && !j.texts || f.Name == reportField {
			continue
		}
		b.Write(f.Key)
		b.WriteByte(':')
		b.Write(f.Value)
		b.WriteByte(',')
	}
	fmt.Fprintf(&b, "%q:", reportField)
	b.Write(report)
	b.WriteString("}\n")
	return b.Bytes(), nil
}

func (j *jsonLines) put(w io.Writer, s *scored) error {
	_, err := w.Write(s.text)
	return err
}

func (j *jsonLines) finish(io.Writer) error { return nil }

// jsonDocument writes one JSON document for people: an array of what
// [jsonLines] writes, or the one object of a single pair.
type jsonDocument struct {
	lines  jsonLines
	single bool
	begun  bool
}

func (j *jsonDocument) encode(s *scored) ([]byte, error) {
	line, err := j.lines.encode(s)
	if err != nil {
		return nil, err
	}
	prefix := "  "
	if j.single {
		prefix = ""
	}
	b := bytes.NewBufferString(prefix)
	if err := json.Indent(b, bytes.TrimSpace(line), prefix, "  "); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (j *jsonDocument) put(w io.Writer, s *scored) error {
	lead := ",\n"
	switch {
	case j.single:
		lead = ""
	case !j.begun:
		lead = "[\n"
	}
	j.begun = true
	_, err := w.Write(append([]byte(lead), s.text...))
	return err
}

func (j *jsonDocument) finish(w io.Writer) error {
	end := "\n]\n"
	switch {
	case j.single:
		end = "\n"
	case !j.begun:
		end = "[]\n"
	}
	_, err := io.WriteString(w, end)
	return err
}

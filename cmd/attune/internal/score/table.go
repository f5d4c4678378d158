package score

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/attune-go/attune/cmd/attune/internal/records"
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// measured are the columns of a report. Their prefix keeps them apart from
// what a row brings along: many a table has a score of its own.
var measured = func() []string {
	names := []string{"score"}
	for _, m := range mechanisms.Kinds() {
		names = append(names, m.String())
	}
	for _, d := range dimensions.Kinds() {
		names = append(names, d.String())
	}
	names = append(names, "flagged", "acts", "notes", "signature")
	for i := range names {
		names[i] = "attune_" + names[i]
	}
	return names
}()

// csvTable writes a row a pair. Its columns are the fields of the first row
// and the measured ones; of what isn't applicable the cell is empty.
type csvTable struct {
	texts   bool
	warn    io.Writer       // told once that a field found no column
	columns []string        // of the first row, nil before it
	known   map[string]bool // columns, measured ones and texts
	warned  bool
}

// encode does nothing: columns are known only when the first row is put.
func (c *csvTable) encode(*scored) ([]byte, error) { return nil, nil }

func (c *csvTable) put(w io.Writer, s *scored) error {
	cw := csv.NewWriter(w)
	if c.columns == nil {
		c.choose(s.rec)
		if err := cw.Write(append(c.columns[:len(c.columns):len(c.columns)], measured...)); err != nil {
			return err
		}
	}
	values := make(map[string]string, len(s.rec.Fields))
	for i := range s.rec.Fields {
		f := &s.rec.Fields[i]
		values[f.Name] = f.Plain()
		if !f.Text && !c.known[f.Name] && !c.warned {
			c.warned = true
			fmt.Fprintf(c.warn, "%s:%d: field %q has no column, as the first row lacks it; later rows may have more such\n", s.rec.File, s.rec.Line, f.Name)
		}
	}
	cells := make([]string, 0, len(c.columns)+len(measured))
	for _, name := range c.columns {
		cells = append(cells, values[name])
	}
	if err := cw.Write(append(cells, measures(&s.report)...)); err != nil {
		return err
	}
	cw.Flush()
	return cw.Error()
}

func (c *csvTable) finish(io.Writer) error { return nil }

// choose makes columns of the fields of a row.
func (c *csvTable) choose(rec *records.Record) {
	c.columns, c.known = []string{}, map[string]bool{}
	for _, name := range measured {
		c.known[name] = true
	}
	for i := range rec.Fields {
		f := &rec.Fields[i]
		if f.Text && !c.texts || c.known[f.Name] {
			continue
		}
		c.known[f.Name] = true
		c.columns = append(c.columns, f.Name)
	}
}

// measures are the cells of a report, in the order of measured.
func measures(r *empathy.Report) []string {
	cells := []string{digits(r.Score, true)}
	for _, f := range r.Mechanisms {
		cells = append(cells, digits(f.Severity, f.Applicable))
	}
	for _, d := range r.Dimensions {
		cells = append(cells, digits(d.Score, d.Applicable))
	}
	var flagged, acts, notes []string
	for _, k := range r.Flagged() {
		flagged = append(flagged, k.String())
	}
	for _, a := range r.Acts {
		acts = append(acts, a.Kind.String())
	}
	for _, n := range r.Notes {
		notes = append(notes, n.Message)
	}
	return append(cells, strings.Join(flagged, " "), strings.Join(acts, " "), strings.Join(notes, "; "), r.Signature)
}

func digits(x float64, applicable bool) string {
	if !applicable {
		return ""
	}
	return strconv.FormatFloat(x, 'f', 4, 64)
}

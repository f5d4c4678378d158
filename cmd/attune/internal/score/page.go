package score

import (
	"fmt"
	"io"
	"strings"

	"github.com/attune-go/attune/internal/terminal"
	"github.com/attune-go/attune/mechanisms"
)

const (
	pageWidth = 80
	nameWidth = 60
	indent    = 10 // of the texts, behind their names; that of a report's acts
)

// page writes reports as text for a person, and at the end a line on them all.
type page struct {
	texts, single bool

	pairs, calm int
	score       float64 // sum
	flagged     [mechanisms.Count]int
}

func (p *page) encode(s *scored) ([]byte, error) {
	var b strings.Builder
	if !p.single {
		name := terminal.Clip(s.rec.Name(), nameWidth)
		fmt.Fprintf(&b, "── %s %s\n", name, strings.Repeat("─", pageWidth-4-terminal.Width(name)))
	}
	if p.texts {
		writeText(&b, "source", s.rec.Source)
		writeText(&b, "response", s.rec.Response)
	}
	b.WriteString(s.report.Text(s.rec.Source, s.rec.Response))
	if !p.single {
		b.WriteByte('\n')
	}
	return []byte(b.String()), nil
}

func writeText(b *strings.Builder, label, text string) {
	if terminal.Clean(text) == "" {
		text = "(no text)"
	}
	terminal.Entry(b, label, indent, pageWidth, text)
	b.WriteByte('\n')
}

func (p *page) put(w io.Writer, s *scored) error {
	p.pairs++
	p.score += s.report.Score
	calm := true
	for _, k := range s.report.Flagged() {
		p.flagged[k]++
		calm = false
	}
	if calm {
		p.calm++
	}
	_, err := w.Write(s.text)
	return err
}

func (p *page) finish(w io.Writer) error {
	if p.pairs < 2 {
		return nil
	}
	var b strings.Builder
	counts := make([]string, mechanisms.Count)
	for i, k := range mechanisms.Kinds() {
		counts[i] = fmt.Sprintf("%s %d", k, p.flagged[i])
	}
	fmt.Fprintf(&b, "── %d pairs, mean score %.2f\n", p.pairs, p.score/float64(p.pairs))
	fmt.Fprintf(&b, "flagged   %s; none in %d\n", strings.Join(counts, ", "), p.calm)
	_, err := io.WriteString(w, b.String())
	return err
}

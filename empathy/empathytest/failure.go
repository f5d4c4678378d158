package empathytest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/terminal"
	"github.com/attune-go/attune/mechanisms"
)

// Layout of a failure, in columns of a terminal.
const (
	pageWidth    = 80
	labelWidth   = 10 // "response", as a report has it
	reasonIndent = 14
	excerptWidth = 56
)

// Bounds on what is told of what counts against an answer.
const (
	maxSignals = 4       // of a mechanism, as in a report's text
	maxSpans   = 3       // of a signal, in each text
	faint      = 0.25    // severity below which a signal isn't told, unless it is the first
	maxText    = 8 << 10 // bytes of a text that are printed
)

// Marks around what counts against an answer. Brackets would not do: answers
// are often markdown.
const (
	markOpen  = "«"
	markClose = "»"
)

// A passage is a text that is printed, and the side of the evidence that is
// marked in it.
type passage struct {
	label, text string
	spans       []span
}

type span struct{ start, end int }

// failure is what a failing test prints: the limits that broke, the texts with
// the evidence marked, the reasons, the report. Other texts stand between
// source and response.
func failure(r *empathy.Report, src, resp string, broken []breach, between ...passage) string {
	var b strings.Builder
	for _, br := range broken {
		terminal.Entry(&b, "attune:", len("attune: "), pageWidth, br.why)
	}
	blamed := blamedSignals(r, broken)
	passages := slices.Concat(
		[]passage{{"source", src, marks(blamed, mechanisms.Source, src)}},
		between,
		[]passage{{"response", resp, marks(blamed, mechanisms.Response, resp)}},
	)
	for _, p := range passages {
		b.WriteByte('\n')
		p.write(&b)
	}
	for _, f := range r.Mechanisms {
		// The report tells the reasons of what is flagged.
		if !f.Flagged() {
			writeReasons(&b, f, blamed, src, resp)
		}
	}
	b.WriteByte('\n')
	b.WriteString(r.Text(src, resp))
	return strings.TrimRight(b.String(), "\n")
}

// blamedSignals are the weightiest signals of each mechanism that count
// against one of the limits.
func blamedSignals(r *empathy.Report, broken []breach) []*mechanisms.Signal {
	var out []*mechanisms.Signal
	for m := range r.Mechanisms {
		n := 0
		for i := range r.Mechanisms[m].Signals {
			s := &r.Mechanisms[m].Signals[i]
			if n == maxSignals || n > 0 && s.Severity < faint {
				continue
			}
			if slices.ContainsFunc(broken, func(b breach) bool { return b.blames(s) }) {
				out = append(out, s)
				n++
			}
		}
	}
	return out
}

// marks are the spans of one text that the signals rest on, in order, those
// that touch made one. A span of the text as a whole marks nothing out.
func marks(signals []*mechanisms.Signal, side mechanisms.Side, text string) []span {
	var all []span
	for _, s := range signals {
		for _, e := range shown(s, side) {
			if inside(e, text) && !whole(e, text) {
				all = append(all, span{e.Start, e.End})
			}
		}
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	var out []span
	for _, s := range all {
		if n := len(out); n > 0 && s.start <= out[n-1].end {
			out[n-1].end = max(out[n-1].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}

// shown is the evidence of a signal in one of the texts that is told.
func shown(s *mechanisms.Signal, side mechanisms.Side) []mechanisms.Evidence {
	var out []mechanisms.Evidence
	for _, e := range s.Evidence {
		if e.Side == side && len(out) < maxSpans {
			out = append(out, e)
		}
	}
	return out
}

func whole(e mechanisms.Evidence, text string) bool {
	return strings.TrimSpace(text[e.Start:e.End]) == strings.TrimSpace(text)
}

func inside(e mechanisms.Evidence, text string) bool {
	return 0 <= e.Start && e.Start < e.End && e.End <= len(text)
}

// write prints the text with its marks, line by line, behind the label.
func (p passage) write(b *strings.Builder) {
	text, more := p.marked()
	label := p.label
	for line := range strings.Lines(text) {
		before := b.Len()
		terminal.Entry(b, label, labelWidth, pageWidth, line)
		if b.Len() > before {
			label = ""
		}
	}
	if label != "" {
		terminal.Entry(b, label, labelWidth, pageWidth, "(no text)")
	}
	if more > 0 {
		terminal.Entry(b, "", labelWidth, pageWidth, fmt.Sprintf("… and %d more bytes", more))
	}
}

// marked is the text with its marks, and how many bytes of it were left out.
func (p passage) marked() (string, int) {
	end := len(p.text)
	if end > maxText {
		end = len(strings.ToValidUTF8(p.text[:maxText], ""))
	}
	var b strings.Builder
	at := 0
	for _, s := range p.spans {
		if s.end > end {
			break
		}
		b.WriteString(p.text[at:s.start] + markOpen + p.text[s.start:s.end] + markClose)
		at = s.end
	}
	b.WriteString(p.text[at:end])
	return b.String(), len(p.text) - end
}

// writeReasons tells what counts against the answer in one mechanism.
func writeReasons(b *strings.Builder, f mechanisms.Finding, blamed []*mechanisms.Signal, src, resp string) {
	head := fmt.Sprintf("\n%s %s\n", f.Mechanism.Title(), cut(f.Severity))
	for _, s := range blamed {
		if s.Mechanism != f.Mechanism {
			continue
		}
		b.WriteString(head)
		head = ""
		fmt.Fprintf(b, "  %s (%s, %s)\n", strings.ReplaceAll(s.Name, "-", " "), s.Dimension, cut(s.Severity))
		writeSide(b, s, mechanisms.Source, src)
		writeSide(b, s, mechanisms.Response, resp)
	}
}

// writeSide quotes the evidence of a signal in one of the texts.
func writeSide(b *strings.Builder, s *mechanisms.Signal, side mechanisms.Side, text string) {
	var reasons []string
	quotes := map[string][]string{}
	for _, e := range shown(s, side) {
		quote := "the text as a whole"
		if inside(e, text) && !whole(e, text) {
			quote = "“" + terminal.Clip(text[e.Start:e.End], excerptWidth) + "”"
		}
		if !slices.Contains(reasons, e.Reason) {
			reasons = append(reasons, e.Reason)
		}
		if !slices.Contains(quotes[e.Reason], quote) {
			quotes[e.Reason] = append(quotes[e.Reason], quote)
		}
	}
	for _, reason := range reasons {
		terminal.Entry(b, "    "+side.String(), reasonIndent, pageWidth, strings.Join(quotes[reason], ", ")+": "+reason)
	}
}

package empathy

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/terminal"
	"github.com/attune-go/attune/mechanisms"
)

// Layout of a report as text, in columns of a terminal.
const (
	pageWidth    = 80
	labelWidth   = 24 // of the grid's rows
	cellWidth    = 14
	barWidth     = 5
	excerptWidth = 56
	reasonIndent = 14 // of the evidence, behind the name of its side
)

// Bounds on what is printed of a flagged mechanism; the rest is in the
// report's fields.
const (
	maxSignals = 4
	maxReasons = 4 // of a signal
	maxQuotes  = 3 // of a reason
)

// notApplicable marks a cell in which the source gave nothing to lose.
const notApplicable = "·"

// String gives the report as text of at most 80 columns: the score, the grid,
// the flagged mechanisms with their reasons, the acts and the notes. A report
// doesn't hold the texts it speaks of; [Report.Text] quotes them.
func (r Report) String() string { return r.layout(nil) }

// Text is as [Report.String], with the evidence quoted from the two texts the
// report was made of. Spans that don't lie in the texts given are left out.
func (r Report) Text(src, resp string) string {
	return r.layout(func(e mechanisms.Evidence) string {
		text := src
		if e.Side == mechanisms.Response {
			text = resp
		}
		if e.Start < 0 || e.End > len(text) || e.Start >= e.End {
			return ""
		}
		excerpt := terminal.Clip(text[e.Start:e.End], excerptWidth)
		if excerpt == terminal.Clip(text, excerptWidth) && strings.HasSuffix(excerpt, "…") {
			return "the text as a whole"
		}
		return "“" + excerpt + "”"
	})
}

// layout writes the report. quote tells a span, "" if it can't; a nil quote
// tells none.
func (r *Report) layout(quote func(mechanisms.Evidence) string) string {
	var b strings.Builder
	r.writeHead(&b)
	r.writeGrid(&b)
	for i := range r.Mechanisms {
		if f := &r.Mechanisms[i]; f.Flagged() {
			writeFinding(&b, mechanisms.Kind(i), f, quote)
		}
	}
	r.writeTail(&b)
	return b.String()
}

func (r *Report) writeHead(b *strings.Builder) {
	fmt.Fprintf(b, "score %s  %s  ", number(r.Score), r.Task)
	var names []string
	for i := range r.Mechanisms {
		if r.Mechanisms[i].Flagged() {
			names = append(names, mechanisms.Kind(i).String())
		}
	}
	if names == nil {
		b.WriteString("nothing flagged\n")
		return
	}
	fmt.Fprintf(b, "flagged: %s\n", strings.Join(names, ", "))
}

// writeGrid draws what was lost in each cell, with the severity of each row
// behind it and what was kept of each column below.
func (r *Report) writeGrid(b *strings.Builder) {
	fmt.Fprintf(b, "\n%-*s", labelWidth, "lost")
	for _, d := range dimensions.Kinds() {
		fmt.Fprintf(b, "%-*s", cellWidth, d)
	}
	b.WriteString("whole\n")
	skipped := false
	for i, m := range mechanisms.Kinds() {
		b.WriteString(terminal.Pad(m.Title(), labelWidth))
		for _, c := range r.Grid[i] {
			b.WriteString(terminal.Pad(cell(c), cellWidth))
			skipped = skipped || !c.Applicable
		}
		b.WriteString(row(r.Mechanisms[i]) + "\n")
	}
	b.WriteString(terminal.Pad("kept", labelWidth))
	for _, s := range r.Dimensions {
		kept := notApplicable
		if s.Applicable {
			kept = strings.Repeat(" ", barWidth+1) + number(s.Score)
		}
		b.WriteString(terminal.Pad(kept, cellWidth))
	}
	b.WriteString(number(r.Score) + "\n")
	if skipped {
		fmt.Fprintf(b, "%s not applicable: the source gave nothing to lose here\n", notApplicable)
	}
}

// cell draws a severity as a bar and a number.
func cell(c Cell) string {
	if !c.Applicable {
		return notApplicable
	}
	n := min(max(int(math.Round(c.Severity*barWidth)), 0), barWidth)
	return strings.Repeat("█", n) + strings.Repeat("░", barWidth-n) + " " + number(c.Severity)
}

func row(f mechanisms.Finding) string {
	switch {
	case !f.Applicable:
		return notApplicable
	case f.Flagged():
		return number(f.Severity) + " flagged"
	}
	return number(f.Severity)
}

// number cuts to two digits rather than rounding, so that a severity just
// below a threshold isn't printed as one that reached it.
func number(x float64) string { return fmt.Sprintf("%.2f", math.Floor(x*100+1e-9)/100) }

func writeFinding(b *strings.Builder, m mechanisms.Kind, f *mechanisms.Finding, quote func(mechanisms.Evidence) string) {
	fmt.Fprintf(b, "\n%s %s\n", m.Title(), number(f.Severity))
	for _, s := range signal.Telling(f.Signals, maxSignals) {
		fmt.Fprintf(b, "  %s (%s, %s)\n", words(s.Name), s.Dimension, number(s.Severity))
		writeEvidence(b, s, quote)
	}
}

// words turns the name of a signal into plain words.
func words(name string) string {
	if signal.IsWording(name) {
		return "wording"
	}
	return strings.ReplaceAll(terminal.Clean(name), "-", " ")
}

// writeEvidence tells each reason once, with the spans it was given for. A
// reason that only says the signal's name again is left out.
func writeEvidence(b *strings.Builder, s *mechanisms.Signal, quote func(mechanisms.Evidence) string) {
	type claim struct {
		side   mechanisms.Side
		reason string
	}
	var claims []claim
	quotes := map[claim][]string{}
	for _, e := range s.Evidence {
		c := claim{e.Side, e.Reason}
		if c.reason == words(s.Name) {
			c.reason = ""
		}
		if _, seen := quotes[c]; !seen {
			if len(claims) == maxReasons {
				continue
			}
			claims = append(claims, c)
			quotes[c] = nil
		}
		if quote == nil || len(quotes[c]) == maxQuotes {
			continue
		}
		if q := quote(e); q != "" && !slices.Contains(quotes[c], q) {
			quotes[c] = append(quotes[c], q)
		}
	}
	for _, c := range claims {
		text := strings.Join(quotes[c], ", ")
		if text != "" && c.reason != "" {
			text += ": "
		}
		terminal.Entry(b, "    "+c.side.String(), reasonIndent, pageWidth, text+c.reason)
	}
}

// writeTail writes the acts, the notes and the signature.
func (r *Report) writeTail(b *strings.Builder) {
	b.WriteByte('\n')
	const indent = 10
	acts := make([]string, len(r.Acts))
	for i, a := range r.Acts {
		acts[i] = a.Kind.String() + " " + number(a.Strength)
	}
	terminal.Entry(b, "acts", indent, pageWidth, strings.Join(acts, ", "))
	for _, n := range r.Notes {
		terminal.Entry(b, "note", indent, pageWidth, n.Message)
	}
	terminal.Entry(b, "measure", indent, pageWidth, r.Signature)
}

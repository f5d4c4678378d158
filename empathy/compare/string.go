package compare

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/terminal"
	"github.com/attune-go/attune/mechanisms"
)

// Layout of a comparison as text, in columns of a terminal.
const (
	pageWidth    = 80
	labelWidth   = 24
	indent       = 10
	nameWidth    = 50 // of an ID
	textWidth    = 200
	excerptWidth = 56
)

// String gives the comparison as text of at most 80 columns: the differences,
// which of them are significant, and the most changed pairs with what the worse
// answer lost.
func (c Comparison) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", plural(c.Pairs, "pair"))
	writeHeader(&b, "lost")
	for i, m := range mechanisms.Kinds() {
		writeDifference(&b, m.Title(), &c.Mechanisms[i], -1)
	}
	b.WriteString("kept\n")
	for i, d := range dimensions.Kinds() {
		writeDifference(&b, d.String(), &c.Dimensions[i], 1)
	}
	writeDifference(&b, "score", &c.Score, 1)
	for i := range c.Changed {
		writeChange(&b, &c.Changed[i])
	}
	b.WriteByte('\n')
	// What is drawn has a line of its own, as a line holds no more than the
	// signature of reports.
	measure, _, _ := strings.Cut(c.Signature, "|boot:")
	terminal.Entry(&b, "measure", indent, pageWidth, measure)
	terminal.Entry(&b, "drawn", indent, pageWidth, fmt.Sprintf("%d resamples, seed %d", c.Resamples, c.Seed))
	return b.String()
}

func writeHeader(b *strings.Builder, label string) {
	fmt.Fprintf(b, "%-*sA     B     B - A   95%% interval      p\n", labelWidth, label)
}

// writeDifference writes a line. good is the sign of a difference by which B is
// better.
func writeDifference(b *strings.Builder, label string, d *Difference, good float64) {
	b.WriteString(terminal.Pad(label, labelWidth))
	if d.Pairs == 0 {
		b.WriteString("·\n")
		return
	}
	fmt.Fprintf(b, "%.2f  %.2f  %s  [%s, %s]  %s", d.A, d.B, signed(d.Mean), signed(d.Low), signed(d.High), chance(d.P))
	switch {
	case d.Significant && d.Mean*good > 0:
		b.WriteString("  B better")
	case d.Significant:
		b.WriteString("  A better")
	}
	b.WriteByte('\n')
}

// signed gives x three digits and a sign, but for what rounds to 0.
func signed(x float64) string {
	if math.Abs(x) < 0.0005 {
		return " 0.000"
	}
	return fmt.Sprintf("%+.3f", x)
}

// chance gives a p-value three digits, and never 0.
func chance(p float64) string {
	if p < 0.0005 {
		return "<.001"
	}
	return fmt.Sprintf("%.3f", p)
}

// writeChange writes the texts of a pair and why the worse answer is worse.
func writeChange(b *strings.Builder, c *Change) {
	name := terminal.Clip(c.A.ID, nameWidth)
	head := fmt.Sprintf("── %s  score %.2f to %.2f ", name, c.A.Report.Score, c.B.Report.Score)
	fmt.Fprintf(b, "\n%s%s\n", head, strings.Repeat("─", max(pageWidth-terminal.Width(head), 0)))
	for _, t := range []struct{ label, text string }{{"source", c.A.Source}, {"A", c.A.Response}, {"B", c.B.Response}} {
		text := terminal.Clip(t.text, textWidth)
		if text == "" {
			text = "(no text)"
		}
		terminal.Entry(b, t.label, indent, pageWidth, text)
	}
	better, worse, label := &c.A, &c.B, "B"
	if c.Score() > 0 {
		better, worse, label = worse, better, "A"
	}
	writeLoss(b, label, better, worse)
}

// writeLoss tells the mechanism that rose most from the better to the worse
// answer, by its first signals.
func writeLoss(b *strings.Builder, label string, better, worse *empathy.Result) {
	most := 0
	rise := func(m int) float64 { return worse.Report.Mechanisms[m].Severity - better.Report.Mechanisms[m].Severity }
	for m := range worse.Report.Mechanisms {
		if rise(m) > rise(most) {
			most = m
		}
	}
	if rise(most) <= 0 {
		return
	}
	f := &worse.Report.Mechanisms[most]
	terminal.Entry(b, label+" loses", indent, pageWidth, fmt.Sprintf("%s %.2f, against %.2f",
		mechanisms.Kind(most).Title(), f.Severity, better.Report.Mechanisms[most].Severity))
	for _, s := range f.Signals[:min(2, len(f.Signals))] {
		terminal.Entry(b, "", indent, pageWidth, strings.ReplaceAll(s.Name, "-", " ")+evidence(&s, worse))
	}
}

// evidence quotes what a signal rests on, the response before the source: there
// it shows.
func evidence(s *mechanisms.Signal, r *empathy.Result) string {
	var parts []string
	for _, side := range []mechanisms.Side{mechanisms.Response, mechanisms.Source} {
		if quotes := quote(s, side, r); len(quotes) > 0 {
			parts = append(parts, side.String()+" "+strings.Join(quotes, ", "))
		}
	}
	if parts == nil {
		return ""
	}
	return ": " + strings.Join(parts, "; ")
}

// quote gives the first few excerpts of one side.
func quote(s *mechanisms.Signal, side mechanisms.Side, r *empathy.Result) (quotes []string) {
	text := r.Source
	if side == mechanisms.Response {
		text = r.Response
	}
	for _, e := range s.Evidence {
		if e.Side != side || e.Start < 0 || e.Start >= e.End || e.End > len(text) || len(quotes) == 3 {
			continue
		}
		if q := "“" + terminal.Clip(text[e.Start:e.End], excerptWidth) + "”"; !slices.Contains(quotes, q) {
			quotes = append(quotes, q)
		}
	}
	return quotes
}

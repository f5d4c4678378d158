package empathy

import (
	"fmt"
	"math"
	"strings"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/terminal"
	"github.com/attune-go/attune/mechanisms"
)

// String gives the summary as text of at most 80 columns: the share flagged
// over the grid, the values of each measure, the distribution of the score.
func (s Summary) String() string {
	var b strings.Builder
	s.writeHead(&b)
	if s.Pairs > 0 {
		s.writeShares(&b)
		s.writeMeasures(&b)
		s.writeScores(&b)
		b.WriteByte('\n')
		s.writeTail(&b)
	}
	return b.String()
}

// writeTail names the measure, and below it what is drawn: one line of 80
// columns doesn't hold both.
func (s *Summary) writeTail(b *strings.Builder) {
	const indent = 10
	measure, _, _ := strings.Cut(s.Signature, "|boot:")
	terminal.Entry(b, "measure", indent, pageWidth, measure)
	terminal.Entry(b, "drawn", indent, pageWidth, fmt.Sprintf("%d resamples, seed %d", s.Resamples, s.Seed))
}

func (s *Summary) writeHead(b *strings.Builder) {
	if s.Pairs == 0 {
		b.WriteString("no pairs\n")
		return
	}
	fmt.Fprintf(b, "%s  %s  mean score %s\n", plural(s.Pairs, "pair"), s.Task, s.Score.Mean)
	fmt.Fprintf(b, "%d flagged, a share of %s\n", s.Score.Flagged, s.Score.Share)
	if s.Noted > 0 {
		fmt.Fprintf(b, "the input of %d had something wrong\n", s.Noted)
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// String gives value and interval with two digits, as "0.48 [0.31, 0.64]".
func (e Estimate) String() string {
	return fmt.Sprintf("%.2f [%.2f, %.2f]", e.Value, e.Low, e.High)
}

// writeShares draws the grid of a report with the share of pairs flagged in the
// place of severities.
func (s *Summary) writeShares(b *strings.Builder) {
	fmt.Fprintf(b, "\n%-*s", labelWidth, "share flagged")
	for _, d := range dimensions.Kinds() {
		fmt.Fprintf(b, "%-*s", cellWidth, d)
	}
	b.WriteString("whole\n")
	for i, m := range mechanisms.Kinds() {
		writeShareRow(b, m.Title(), s.Grid[i], s.Mechanisms[i])
	}
	writeShareRow(b, "whole", s.Dimensions, s.Score)
}

func writeShareRow(b *strings.Builder, label string, cells [dimensions.Count]Measure, whole Measure) {
	b.WriteString(terminal.Pad(label, labelWidth))
	for _, m := range cells {
		b.WriteString(terminal.Pad(share(m), cellWidth))
	}
	b.WriteString(share(whole) + "\n")
}

// share draws as [cell], but rounds: no threshold is to be kept apart here.
func share(m Measure) string {
	return cell(Cell{Severity: math.Round(m.Share.Value*100) / 100, Applicable: m.Pairs > 0})
}

// writeMeasures writes a line a measure: what was lost by mechanisms, what was
// kept in dimensions and of the whole.
func (s *Summary) writeMeasures(b *strings.Builder) {
	fmt.Fprintf(b, "\n%-*smean  95%% interval    p5   p25   p50   p75   p95   pairs\n", labelWidth, "lost")
	for i, m := range mechanisms.Kinds() {
		writeMeasure(b, m.Title(), s.Mechanisms[i])
	}
	b.WriteString("kept\n")
	for i, d := range dimensions.Kinds() {
		writeMeasure(b, d.String(), s.Dimensions[i])
	}
	writeMeasure(b, "score", s.Score)
}

func writeMeasure(b *strings.Builder, label string, m Measure) {
	b.WriteString(terminal.Pad(label, labelWidth))
	if m.Pairs == 0 {
		b.WriteString(notApplicable + "\n")
		return
	}
	fmt.Fprintf(b, "%.2f  [%.2f, %.2f]", m.Mean.Value, m.Mean.Low, m.Mean.High)
	for _, q := range m.Quantiles {
		fmt.Fprintf(b, "  %.2f", q)
	}
	fmt.Fprintf(b, "%8d\n", m.Pairs)
}

// barMax is the longest bar of the distribution, with room for the count of a
// corpus of ten million behind it.
const barMax = pageWidth - 20

// writeScores draws how many pairs have a score in each tenth.
func (s *Summary) writeScores(b *strings.Builder) {
	most := 0
	for _, n := range s.Score.Deciles {
		most = max(most, n)
	}
	b.WriteString("\nscore     pairs\n")
	for i, n := range s.Score.Deciles {
		bar := (n*barMax + most - 1) / most // some is not none
		fmt.Fprintf(b, "%.1f-%.1f   %s%d\n", float64(i)/10, float64(i+1)/10, strings.Repeat("█", bar)+strings.Repeat(" ", min(bar, 1)), n)
	}
}

package benchmark

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/attune-go/attune/empathy/benchmark"
)

// writeFigures prints a row a figure. One part has its interval and number of
// items; of several parts there is a column each.
func writeFigures(w io.Writer, all []*benchmark.Figures) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%-32s %-9s", "figure", "metric")
	for _, f := range all {
		fmt.Fprintf(&b, " %6s", f.Split)
	}
	if len(all) == 1 {
		fmt.Fprintf(&b, "   %-15s %6s", "95% interval", "n")
	}
	b.WriteByte('\n')
	for _, x := range all[len(all)-1].Figures {
		fmt.Fprintf(&b, "%-32s %-9s", x.Name, x.Metric)
		for _, f := range all {
			if y, ok := f.Get(x.Name); ok {
				fmt.Fprintf(&b, " %6.3f", y.Value)
			} else {
				fmt.Fprintf(&b, " %6s", "-")
			}
		}
		if len(all) == 1 {
			fmt.Fprintf(&b, "   %.3f to %.3f  %6d", x.Low, x.High, x.N)
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "\nA share is better low, an accuracy high. Figures on a part that weights were\nlearned from are no measure.\n%s\n", all[0].Signature)
	return flush(w, &b)
}

// worst is how many items are named in which most is lost.
const worst = 5

// writeResult prints a row a group, and the worst answers.
func writeResult(w io.Writer, r *benchmark.Result) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%-26s %4s   %-24s   %-24s   %s\n", "", "", "loss", "flagged", "position")
	fmt.Fprintf(&b, "%-26s %4s   %-8s %-7s %-7s   %-8s %-7s %-7s   %s\n", "group", "n",
		"faithful", "answer", "failing", "faithful", "answer", "failing", "0 failing, 1 faithful")
	for _, part := range []struct {
		title  string
		groups []benchmark.Group
	}{
		{"", []benchmark.Group{r.All}}, {"task", r.Tasks}, {"mechanism", r.Mechanisms}, {"dimension", r.Dimensions},
		{"cell", r.Cells}, {"domain", r.Domains},
	} {
		if part.title != "" {
			fmt.Fprintf(&b, "%s\n", part.title)
		}
		for _, g := range part.groups {
			writeGroup(&b, g)
		}
	}
	writeWorst(&b, r.Items)
	fmt.Fprintf(&b, "\n%s\n", r.Signature)
	return flush(w, &b)
}

func writeGroup(b *bytes.Buffer, g benchmark.Group) {
	fmt.Fprintf(b, "  %-24s %4d   %8.2f %7.2f %7.2f   %7.0f%% %6.0f%% %6.0f%%   ", g.Name, g.Items,
		g.Loss.Faithful, g.Loss.Answer, g.Loss.Failing, 100*g.Flagged.Faithful, 100*g.Flagged.Answer, 100*g.Flagged.Failing)
	switch {
	case g.Position != nil:
		fmt.Fprintf(b, "%.2f (%.2f to %.2f)\n", g.Position.Value, g.Position.Low, g.Position.High)
	case g.Items < benchmark.MinItems:
		b.WriteString("too few items\n")
	default:
		b.WriteString("references not told apart\n")
	}
}

// writeWorst names the answers that lie furthest below their faithful
// references by score.
func writeWorst(b *bytes.Buffer, items []benchmark.Outcome) {
	below := func(o benchmark.Outcome) float64 { return o.Score.Faithful - o.Score.Answer }
	byLoss := slices.Clone(items)
	slices.SortStableFunc(byLoss, func(x, y benchmark.Outcome) int { return cmp.Compare(below(y), below(x)) })
	empty := 0
	for _, o := range items {
		if o.Empty {
			empty++
		}
	}
	if len(byLoss) > 0 && below(byLoss[0]) > 0 {
		b.WriteString("\nfurthest below the faithful reference, by score\n")
	}
	for _, o := range byLoss[:min(worst, len(byLoss))] {
		if below(o) > 0 {
			fmt.Fprintf(b, "  %-34s %.2f against %.2f\n", o.ID, o.Score.Answer, o.Score.Faithful)
		}
	}
	if empty > 0 {
		fmt.Fprintf(b, "\n%d of %d answers have no words and count as all lost.\n", empty, len(items))
	}
}

func flush(w io.Writer, b *bytes.Buffer) error {
	if _, err := w.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

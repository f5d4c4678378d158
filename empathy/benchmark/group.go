package benchmark

import (
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// A Group sums up the items of one row, column, cell, task or domain.
type Group struct {
	// Name is that of the mechanism, dimension, cell (avoidance/relational),
	// task or domain.
	Name string `json:"name"`
	// Items is how many were answered.
	Items int `json:"items"`
	// Loss is the mean of what was lost, 0 nothing and 1 all: the severity of
	// the mechanism or cell, or 1 less the score of the dimension or report.
	Loss Triple `json:"loss"`
	// Flagged is the share of responses that a careful reader would flag: for
	// a mechanism, dimension or cell those with a loss of at least 0.5 in it,
	// for all other groups those with any mechanism flagged.
	Flagged Triple `json:"flagged"`
	// Position is where the answers lie between the references: 1 if they lose
	// on the mean as little as the faithful ones, 0 if as much as the failing
	// ones. It may lie beyond both. It is nil for groups of fewer than
	// [MinItems] items, and where the loss doesn't tell the references of the
	// group apart.
	Position *Interval `json:"position,omitempty"`
}

// A scale is one of the ways to look at a report.
type scale int

const (
	byScore scale = iota
	byMechanism
	byDimension
	byCell
	byFlag // 1 if any mechanism is flagged
	scales
)

// A reading is the loss of one response on every scale.
type reading [scales]float64

// lossesOf reads a report by the cell of its item.
func lossesOf(it *Item, r *empathy.Report, empty bool) reading {
	if empty {
		return reading{1, 1, 1, 1, 1}
	}
	l := reading{
		byScore:     1 - r.Score,
		byMechanism: r.Mechanism(it.Mechanism).Severity,
		byDimension: 1 - r.Dimension(it.Dimension).Score,
		byCell:      r.Grid[it.Mechanism][it.Dimension].Severity,
	}
	if len(r.Flagged()) > 0 {
		l[byFlag] = 1
	}
	return l
}

// flagged says on a scale whether a careful reader would flag the response.
func (l *reading) flagged(s scale) float64 {
	if s == byScore {
		return l[byFlag]
	}
	if l[s] >= mechanisms.FlagAt {
		return 1
	}
	return 0
}

// summarise fills the groups from the items.
func (r *Result) summarise() {
	r.All = r.group("all", byScore, func(*Item) bool { return true })
	for _, t := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		r.add(&r.Tasks, t.String(), byScore, func(it *Item) bool { return it.Task == t })
	}
	for _, d := range dimensions.Kinds() {
		r.add(&r.Dimensions, d.String(), byDimension, func(it *Item) bool { return it.Dimension == d })
	}
	for _, m := range mechanisms.Kinds() {
		r.add(&r.Mechanisms, m.String(), byMechanism, func(it *Item) bool { return it.Mechanism == m })
		for _, d := range dimensions.Kinds() {
			r.add(&r.Cells, m.String()+"/"+d.String(), byCell, func(it *Item) bool { return it.Mechanism == m && it.Dimension == d })
		}
	}
	for _, d := range domains {
		r.add(&r.Domains, d, byScore, func(it *Item) bool { return it.Domain == d })
	}
}

// add appends a group unless it has no items.
func (r *Result) add(to *[]Group, name string, s scale, wanted func(*Item) bool) {
	if g := r.group(name, s, wanted); g.Items > 0 {
		*to = append(*to, g)
	}
}

func (r *Result) group(name string, s scale, wanted func(*Item) bool) Group {
	var losses, flags []Triple
	for i := range r.Items {
		o := &r.Items[i]
		if wanted(o.item) {
			losses = append(losses, o.triple(s))
			flags = append(flags, Triple{o.readings[0].flagged(s), o.readings[1].flagged(s), o.readings[2].flagged(s)})
		}
	}
	return Group{Name: name, Items: len(losses), Loss: meanTriple(losses), Flagged: meanTriple(flags), Position: position(name, losses)}
}

// meanTriple is 0 of no triples.
func meanTriple(ts []Triple) (m Triple) {
	for _, t := range ts {
		m.Faithful += t.Faithful
		m.Answer += t.Answer
		m.Failing += t.Failing
	}
	n := float64(max(len(ts), 1))
	return Triple{m.Faithful / n, m.Answer / n, m.Failing / n}
}

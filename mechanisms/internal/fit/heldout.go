package main

import (
	"fmt"
	"io"
	"math"
)

// A leftOut is a row of `attune validate` on texts that were left out of what
// is measured.
type leftOut struct {
	row   string
	value float64
}

// measureRows names the measures of a tally, in their order, by the rows of
// `attune validate`. The last two measures, of ratings and rewrites, have no
// name: their rows are split by who wrote and by set.
var measureRows = []string{
	"contrast.attenuation", "contrast.granularity", "contrast.avoidance", "contrast.distancing",
	"contrast.cognitive", "contrast.cultural", "contrast.relational",
	"contrast.score", "contrast.cells.min", "contrast.specific",
	"controls.alarms",
	"gaming.all", "gaming.parrot", "gaming.stuffing", "gaming.template", "gaming.hijack", "gaming.wrong-feeling", "gaming.opposite",
}

// leftOut gives the rows of the development sets, by verdicts of models that
// were fitted without the item. Rows without items are not among them.
func (t *tally) leftOut() []leftOut {
	var rows []leftOut
	for _, r := range []leftOut{{"ratings.all", t.ratings(false)}, {"ratings.human", t.ratings(true)}} {
		if !math.IsNaN(r.value) {
			rows = append(rows, r)
		}
	}
	add := func(name string, m mean) {
		if m.n > 0 {
			rows = append(rows, leftOut{name, m.value()})
		}
	}
	for _, set := range []string{"rewrite-detox", "rewrite-reframe"} {
		add(set+".direction", t.direction(set))
	}
	measures := t.measures(func(it *item) bool { return it.dev })
	for i, name := range measureRows {
		add(name, measures[i])
	}
	return rows
}

// ratings is the area under the ROC curve by which the score tells good
// responses from bad ones, those of people alone if human; NaN without both.
func (t *tally) ratings(human bool) float64 {
	var score, label []float64
	add := func(w *wording, e energies, good float64) {
		if w.human || !human {
			score, label = append(score, -e.all), append(label, good)
		}
	}
	for _, v := range t.seen {
		if v.it.kind == rating {
			add(&v.it.goodSide, v.good, 1)
			add(&v.it.badSide, v.bad, 0)
		}
	}
	return auc(score, label)
}

// direction is the share of a set's rewrites whose milder text is told.
func (t *tally) direction(set string) (right mean) {
	for _, v := range t.seen {
		if v.it.kind == rewrites && v.it.gaming == set {
			right.add(worse(v.good.row[v.it.mechanism], v.bad.row[v.it.mechanism]))
		}
	}
	return right
}

// writeLeftOut writes rows as a table.
func writeLeftOut(path string, rows []leftOut) error {
	return writeTable(path, func(w io.Writer) {
		fmt.Fprintln(w, "row\tvalue")
		for _, r := range rows {
			fmt.Fprintf(w, "%s\t%.3f\n", r.row, r.value)
		}
	})
}

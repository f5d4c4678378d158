package benchmark

import (
	"context"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// A Figure is one measure of how well an analyzer does on the set.
type Figure struct {
	// Name is SORT.MEASURE, as in the rows of attune validate:
	//
	//   - contrast.MECHANISM, contrast.DIMENSION, contrast.MECHANISM/DIMENSION:
	//     the failing response comes out worse than the faithful one in the
	//     mechanism, the dimension, and for a cell in the mechanism again;
	//   - contrast.score, contrast.hard: it does by score, over all items or
	//     the hard ones;
	//   - contrast.cells.min: the lowest of the twelve cells, with the interval
	//     of that cell;
	//   - contrast.specific: the named mechanism rises most from the faithful
	//     to the failing response;
	//   - controls.KIND, controls.alarms: a control has a mechanism flagged;
	//   - gaming.KIND, gaming.all: the honest response comes out above the
	//     gamed one by score.
	Name string `json:"name"`
	// Metric is accuracy, or share for the controls, where lower is better. A
	// tie counts half.
	Metric string `json:"metric"`
	Interval
	// N is the number of items.
	N int `json:"n"`
}

// Figures are the figures of one analyzer on one part of the set.
type Figures struct {
	// Signature names what the numbers depend on.
	Signature string `json:"signature"`
	// Split is the part that was read.
	Split Split `json:"split"`
	// Figures are in the order of [Figure.Name]; those without items are left
	// out.
	Figures []Figure `json:"figures"`
}

// Get gives the figure of a name, and whether there is one.
func (f *Figures) Get(name string) (Figure, bool) {
	for _, x := range f.Figures {
		if x.Name == name {
			return x, true
		}
	}
	return Figure{}, false
}

// Score measures an analyzer with the options given, by default that of
// [empathy.Analyze], on a part of the set. A task among the options has no
// effect. Its error is that of an option, or of ctx.
func Score(ctx context.Context, s Split, opts ...empathy.Option) (*Figures, error) {
	r, err := newReader(opts)
	if err != nil {
		return nil, err
	}
	f := &Figures{Signature: r.signature(), Split: s}
	for _, part := range []func(context.Context, reader) error{f.contrast, f.controls, f.gaming} {
		if err := part(ctx, r); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// add appends the mean of some values as a figure, if there are any.
func (f *Figures) add(name, metric string, values []float64) {
	if len(values) == 0 {
		return
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	f.Figures = append(f.Figures, Figure{Name: name, Metric: metric, Interval: wilson(sum/float64(len(values)), len(values)), N: len(values)})
}

// verdict is what became of one contrast item. Each field is 1 where the
// failing response came out worse, half on a tie.
type verdict struct{ mechanism, dimension, score, specific float64 }

func (r reader) verdict(it *Item) verdict {
	faithful, _ := r.analyze(it.Task, it.Source, it.Faithful)
	failing, _ := r.analyze(it.Task, it.Source, it.Failing)
	rise := func(k mechanisms.Kind) float64 {
		return failing.Mechanism(k).Severity - faithful.Mechanism(k).Severity
	}
	v := verdict{
		mechanism: above(rise(it.Mechanism), 0),
		dimension: above(faithful.Dimension(it.Dimension).Score, failing.Dimension(it.Dimension).Score),
		score:     above(faithful.Score, failing.Score),
		specific:  1,
	}
	for _, k := range mechanisms.Kinds() {
		if k != it.Mechanism && rise(k) >= rise(it.Mechanism) {
			v.specific = 0 // two that rise alike name neither
		}
	}
	return v
}

func (f *Figures) contrast(ctx context.Context, r reader) error {
	items := Items(f.Split)
	verdicts := make([]verdict, len(items))
	err := each(ctx, len(items), 0, func(_ context.Context, i int) error {
		verdicts[i] = r.verdict(&items[i])
		return nil
	})
	if err != nil {
		return err
	}
	// add takes one field of the verdicts on those items that are wanted.
	add := func(name string, field func(*verdict) float64, wanted func(*Item) bool) {
		var values []float64
		for i := range items {
			if wanted(&items[i]) {
				values = append(values, field(&verdicts[i]))
			}
		}
		f.add("contrast."+name, "accuracy", values)
	}
	byMechanism := func(v *verdict) float64 { return v.mechanism }
	byScore := func(v *verdict) float64 { return v.score }
	all := func(*Item) bool { return true }
	for _, m := range mechanisms.Kinds() {
		add(m.String(), byMechanism, func(it *Item) bool { return it.Mechanism == m })
	}
	for _, d := range dimensions.Kinds() {
		add(d.String(), func(v *verdict) float64 { return v.dimension }, func(it *Item) bool { return it.Dimension == d })
	}
	first := len(f.Figures)
	for _, m := range mechanisms.Kinds() {
		for _, d := range dimensions.Kinds() {
			add(m.String()+"/"+d.String(), byMechanism, func(it *Item) bool { return it.Mechanism == m && it.Dimension == d })
		}
	}
	f.addLowest("contrast.cells.min", f.Figures[first:])
	add("score", byScore, all)
	add("hard", byScore, func(it *Item) bool { return it.Hard })
	add("specific", func(v *verdict) float64 { return v.specific }, all)
	return nil
}

// addLowest repeats the lowest of some figures under another name.
func (f *Figures) addLowest(name string, of []Figure) {
	if len(of) == 0 {
		return
	}
	low := of[0]
	for _, x := range of {
		if x.Value < low.Value {
			low = x
		}
	}
	low.Name = name
	f.Figures = append(f.Figures, low)
}

func (f *Figures) controls(ctx context.Context, r reader) error {
	items := Controls(f.Split)
	alarms := make([]float64, len(items))
	err := each(ctx, len(items), 0, func(_ context.Context, i int) error {
		report, _ := r.analyze(items[i].Task, items[i].Source, items[i].Response)
		if len(report.Flagged()) > 0 {
			alarms[i] = 1
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range ControlKinds() {
		f.add("controls."+string(k), "share", pick(items, alarms, func(it *Control) bool { return it.Kind == k }))
	}
	f.add("controls.alarms", "share", alarms)
	return nil
}

func (f *Figures) gaming(ctx context.Context, r reader) error {
	items := GamingItems(f.Split)
	right := make([]float64, len(items))
	err := each(ctx, len(items), 0, func(_ context.Context, i int) error {
		honest, _ := r.analyze(items[i].Task, items[i].Source, items[i].Honest)
		gamed, _ := r.analyze(items[i].Task, items[i].Source, items[i].Gamed)
		right[i] = above(honest.Score, gamed.Score)
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range GamingKinds() {
		f.add("gaming."+string(k), "accuracy", pick(items, right, func(it *Gaming) bool { return it.Kind == k }))
	}
	f.add("gaming.all", "accuracy", right)
	return nil
}

// pick gives the values of the items wanted.
func pick[T any](items []T, values []float64, wanted func(*T) bool) (out []float64) {
	for i := range items {
		if wanted(&items[i]) {
			out = append(out, values[i])
		}
	}
	return out
}

// above is 1 where a is more than b, 0 where less, and half where they tie.
func above(a, b float64) float64 {
	switch {
	case a > b:
		return 1
	case a < b:
		return 0
	}
	return 0.5
}

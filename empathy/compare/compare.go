package compare

import (
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"math"
	"math/rand/v2"
	"slices"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/distribution"
	"github.com/attune-go/attune/mechanisms"
)

// Options say how systems are compared. The zero value will do.
type Options struct {
	// Resamples is how many are drawn for each interval and each p-value;
	// [empathy.DefaultResamples] if it is 0. A p-value is at least 1 in
	// Resamples+1, so with fewer than 160 no difference is significant.
	Resamples int
	// Seed is that of the draws.
	Seed uint64
	// Changed is how many of the most changed pairs are kept;
	// [DefaultChanged] if it is 0, none if it is less.
	Changed int
}

// DefaultChanged is how many changed pairs are kept if [Options] say nothing.
const DefaultChanged = 5

// A Comparison tells how system B differs from system A. It marshals to JSON,
// and prints as text through [Comparison.String].
type Comparison struct {
	// Pairs is the number of sources that both systems answered.
	Pairs int `json:"pairs"`
	// Score is the difference of whole reports.
	Score Difference `json:"score"`
	// Mechanisms are those of severities, in the order of [mechanisms.Kind].
	Mechanisms [mechanisms.Count]Difference `json:"mechanisms"`
	// Dimensions are those of scores, in the order of [dimensions.Kind].
	Dimensions [dimensions.Count]Difference `json:"dimensions"`
	// Changed are the pairs whose score differs most, the most changed first.
	Changed []Change `json:"changed,omitempty"`
	// Signature is that of the reports, with Resamples and Seed, as options
	// gave them.
	Signature string `json:"signature"`
	Resamples int    `json:"resamples"`
	Seed      uint64 `json:"seed"`
}

// A Difference is that of one measure, over the sources for which it is
// applicable in both systems. All figures but P are 0 where there are none.
type Difference struct {
	// Name is "score" or that of a mechanism or dimension.
	Name string `json:"name"`
	// Pairs is the number of sources.
	Pairs int `json:"pairs"`
	// A and B are the means of the systems. Severities are better the lower,
	// scores the higher.
	A float64 `json:"a"`
	B float64 `json:"b"`
	// Mean is that of B less A, Low and High its paired bootstrap interval of
	// 95%.
	Mean float64 `json:"mean"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// P is the chance of a mean as far from 0 if the systems didn't differ.
	P float64 `json:"p"`
	// Significant is whether P is small enough among those of all eight
	// measures; see the package comment.
	Significant bool `json:"significant"`
}

// A Change is a source with what each system made of it.
type Change struct {
	A empathy.Result `json:"a"`
	B empathy.Result `json:"b"`
}

// Score is how much higher that of B is.
func (c Change) Score() float64 { return c.B.Report.Score - c.A.Report.Score }

// ErrNoPairs says that the systems have no results.
var ErrNoPairs = errors.New("no pairs to compare")

// Systems compares two systems by their results, as
// [empathy.Analyzer.AnalyzeAll] or stored reports give them:
//
//	compare.Systems(a.AnalyzeAll(ctx, old), a.AnalyzeAll(ctx, new), compare.Options{})
//
// Results belong together by ID; among results of one ID, the first does to the
// first, and so on. Each needs its partner, on the same source: a
// [*MismatchError] names those without. Results may come in any order, but what
// waits for its partner is held, so systems in the same order take the least
// memory; differences are held in a few hundred kilobytes whatever their number.
//
// It fails with [ErrNoPairs] where there is nothing to compare, with
// [empathy.ErrSignature] if not all reports are of one measure or two of a pair
// are of different tasks, and with the first error that a system yields.
func Systems(a, b iter.Seq2[empathy.Result, error], o Options) (*Comparison, error) {
	if o.Resamples == 0 {
		o.Resamples = empathy.DefaultResamples
	}
	if o.Changed == 0 {
		o.Changed = DefaultChanged
	}
	if o.Resamples < 0 {
		return nil, fmt.Errorf("%d resamples", o.Resamples)
	}
	var d differences
	changed := mostChanged{most: o.Changed}
	err := join(a, b, func(c Change) error {
		changed.add(c)
		return d.add(&c)
	})
	if err != nil {
		return nil, err
	}
	if d.corpus.Pairs() == 0 {
		return nil, ErrNoPairs
	}
	return d.comparison(o, changed.list), nil
}

// measures is how many are compared.
const measures = 1 + mechanisms.Count + dimensions.Count

// differences gathers those of pairs.
type differences struct {
	corpus    empathy.Corpus // of both systems, for what they are measured with
	a, b, b2a [measures]distribution.Distribution
}

func (d *differences) add(c *Change) error {
	a, b := &c.A.Report, &c.B.Report
	if a.Signature != b.Signature {
		return fmt.Errorf("pair %q: %w: %s and %s", c.A.ID, empathy.ErrSignature, a.Signature, b.Signature)
	}
	if err := d.corpus.Add(a); err != nil {
		return fmt.Errorf("pair %q: %w", c.A.ID, err)
	}
	x, y := values(a), values(b)
	for i := range x {
		if x[i].applicable && y[i].applicable {
			d.a[i].Add(x[i].value)
			d.b[i].Add(y[i].value)
			d.b2a[i].Add(y[i].value - x[i].value)
		}
	}
	return nil
}

type value struct {
	value      float64
	applicable bool
}

// values of a report, in the order of the fields of a [Comparison].
func values(r *empathy.Report) (out [measures]value) {
	out[0] = value{r.Score, true}
	for i, f := range r.Mechanisms {
		out[1+i] = value{f.Severity, f.Applicable}
	}
	for i, s := range r.Dimensions {
		out[1+mechanisms.Count+i] = value{s.Score, s.Applicable}
	}
	return out
}

// comparison tests the differences.
func (d *differences) comparison(o Options, changed []Change) *Comparison {
	c := &Comparison{Pairs: d.corpus.Pairs(), Changed: changed, Resamples: o.Resamples, Seed: o.Seed}
	all := c.all()
	c.Score.Name = "score"
	for i, k := range mechanisms.Kinds() {
		c.Mechanisms[i].Name = k.String()
	}
	for i, k := range dimensions.Kinds() {
		c.Dimensions[i].Name = k.String()
	}
	for i, x := range all {
		// Draws for one measure don't depend on those for others.
		h := fnv.New64a()
		h.Write([]byte(x.Name))
		rng := rand.New(rand.NewPCG(o.Seed, h.Sum64()))
		x.Pairs = d.b2a[i].N()
		x.A, x.B, x.Mean = round(d.a[i].Mean()), round(d.b[i].Mean()), round(d.b2a[i].Mean())
		low, high := d.b2a[i].Interval(o.Resamples, rng)
		x.Low, x.High = round(low), round(high)
		x.P = round(d.b2a[i].PValue(o.Resamples, rng))
	}
	holm(all)
	c.Signature = fmt.Sprintf("%s|boot:%d|ar:%d|seed:%d", d.corpus.Signature(), o.Resamples, o.Resamples, o.Seed)
	return c
}

// all lists the differences, in the order of values.
func (c *Comparison) all() []*Difference {
	out := []*Difference{&c.Score}
	for i := range c.Mechanisms {
		out = append(out, &c.Mechanisms[i])
	}
	for i := range c.Dimensions {
		out = append(out, &c.Dimensions[i])
	}
	return out
}

// level is how likely a false alarm among all differences may be.
const level = 0.05

// holm marks what is significant by Holm's procedure (1979): the smallest
// p-value has to stay within a bound of level by the number of tests, the next
// within that of one test fewer, and so on to the first that doesn't.
func holm(all []*Difference) {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(x, y *Difference) int {
		switch {
		case x.P < y.P:
			return -1
		case x.P > y.P:
			return 1
		}
		return 0
	})
	for i, x := range all {
		if x.P > level/float64(len(all)-i) {
			return
		}
		x.Significant = true
	}
}

// round keeps six decimals: fewer than the last bits in which platforms may
// differ.
func round(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// mostChanged keeps the changes with the largest differences of score.
type mostChanged struct {
	most int
	list []Change // the largest first, of equals the first
}

func (m *mostChanged) add(c Change) {
	size := math.Abs(c.Score())
	if size == 0 || m.most <= 0 || len(m.list) == m.most && size <= math.Abs(m.list[len(m.list)-1].Score()) {
		return
	}
	at := len(m.list)
	for at > 0 && size > math.Abs(m.list[at-1].Score()) {
		at--
	}
	if len(m.list) == m.most {
		m.list = m.list[:m.most-1]
	}
	m.list = slices.Insert(m.list, at, c)
}

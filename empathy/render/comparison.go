package render

import (
	"fmt"
	"io"
	"math"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/compare"
	"github.com/attune-go/attune/mechanisms"
)

// A Comparison is what a page on two systems is made of: the differences with
// their intervals, and the most changed pairs with both answers.
type Comparison struct {
	// Title is the heading of the page, "B against A" with the systems' names if
	// it is empty.
	Title string
	// A and B name the systems, "A" and "B" if they are empty.
	A, B string
	// Result is what [compare.Systems] found.
	Result *compare.Comparison
}

// HTML writes the page.
func (c *Comparison) HTML(w io.Writer) error {
	v := &comparisonView{A: clean(c.A), B: clean(c.B), Pairs: c.Result.Pairs}
	if v.A == "" {
		v.A = "A"
	}
	if v.B == "" {
		v.B = "B"
	}
	v.addDifferences(c.Result)
	for i := range c.Result.Changed {
		v.Changed = append(v.Changed, v.change(&c.Result.Changed[i], i))
	}
	page := pageView{Title: clean(c.Title), Signature: clean(c.Result.Signature), Comparison: v}
	if page.Title == "" {
		page.Title = v.B + " against " + v.A
	}
	return page.write(w)
}

// A comparisonView is what the page tells of two systems.
type comparisonView struct {
	A, B       string
	Pairs      int
	Lost, Kept []differenceView // severities, then scores
	Changed    []changeView
	Reach      string // where the axis of the pictures ends
}

// A differenceView is a measure in which two systems differ, or don't.
type differenceView struct {
	Label           string
	Kind            int // the mechanism, -1 if it is none
	N               int
	A, B            hundredths
	Mean, Low, High string
	P               string
	Better          string // the system, "" if the difference may be chance
	Class           string
	// From, To and At are the interval and the mean in a picture of width 200,
	// with no difference in its middle.
	From, To, At int
}

func (v *comparisonView) addDifferences(c *compare.Comparison) {
	reach := 0.05
	for _, d := range append(append([]compare.Difference{c.Score}, c.Mechanisms[:]...), c.Dimensions[:]...) {
		for _, x := range []float64{d.Low, d.High, d.Mean} {
			if math.Abs(x) > reach && !math.IsInf(x, 0) {
				reach = math.Abs(x)
			}
		}
	}
	reach = math.Ceil(reach*20-1e-9) / 20
	v.Reach = fmt.Sprintf("%.2f", reach)
	for i, m := range mechanisms.Kinds() {
		v.Lost = append(v.Lost, v.difference(&c.Mechanisms[i], m.Title(), int(m), -1, reach))
	}
	for i, k := range dimensions.Kinds() {
		v.Kept = append(v.Kept, v.difference(&c.Dimensions[i], k.String(), -1, 1, reach))
	}
	v.Kept = append(v.Kept, v.difference(&c.Score, "score", -1, 1, reach))
}

// difference makes a line. good is the sign of a difference by which B is
// better.
func (v *comparisonView) difference(d *compare.Difference, label string, kind, good int, reach float64) differenceView {
	const middle = 100
	at := func(x float64) int {
		if x != x {
			x = 0
		}
		return middle + int(math.Round(min(max(x/reach, -1), 1)*(middle-4)))
	}
	out := differenceView{
		Label: label, Kind: kind, N: d.Pairs, A: number(d.A), B: number(d.B),
		Mean: signed(d.Mean), Low: signed(d.Low), High: signed(d.High), P: chance(d.P),
		From: at(d.Low), To: at(d.High), At: at(d.Mean), Class: "unclear",
	}
	switch {
	case !d.Significant:
	case d.Mean*float64(good) > 0:
		out.Better, out.Class = v.B, "better"
	default:
		out.Better, out.Class = v.A, "worse"
	}
	return out
}

// Length is that of the interval in the picture.
func (d differenceView) Length() int { return max(d.To-d.From, 1) }

// Picture tells the picture to those who don't see it.
func (d differenceView) Picture() string {
	return fmt.Sprintf("difference %s, between %s and %s", d.Mean, d.Low, d.High)
}

// signed gives x three digits and a sign, but for what rounds to 0.
func signed(x float64) string {
	if !(math.Abs(x) >= 0.0005) { // nor is NaN
		return "0.000"
	}
	if x < 0 {
		return fmt.Sprintf("−%.3f", -x)
	}
	return fmt.Sprintf("+%.3f", x)
}

// chance gives a p-value three digits, and never 0.
func chance(p float64) string {
	if p < 0.0005 {
		return "< 0.001"
	}
	return fmt.Sprintf("%.3f", p)
}

// A changeView is a source with the answers of both systems.
type changeView struct {
	A, B *pairView
	Open bool
}

// change makes the ith of the most changed pairs ready to be laid out. The
// ranks of the two answers keep the names of their elements apart.
func (v *comparisonView) change(c *compare.Change, i int) changeView {
	sides := [2]*pairView{}
	for side, r := range []*empathy.Result{&c.A, &c.B} {
		sides[side] = view(r, maxTextOfCorpus)
		sides[side].Rank, sides[side].Place = 2*i+side+1, i+1
	}
	return changeView{A: sides[0], B: sides[1], Open: i == 0}
}

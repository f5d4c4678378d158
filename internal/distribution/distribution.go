// Package distribution holds the values a measure took over a corpus, in
// memory that doesn't grow with the corpus, and says how sure their mean is.
//
// Values lie between -1 and 1: severities, scores, and differences of them.
// They are gathered in bins a thousandth wide that know how many values they
// hold and what these add up to. So a mean is exact, a quantile is that of the
// values to a thousandth, and what is resampled is bins instead of values: the
// cost of an interval is that of two thousand bins at most, be the values a
// hundred or ten million.
//
// Sums are kept in whole billionths. Whole numbers add up to the same in any
// order, so a corpus has one mean however it was cut among machines.
package distribution

import "math"

const (
	unit  = 1e9              // values are kept as so many whole parts of 1
	width = unit / 1000      // of a bin
	count = 2*unit/width + 1 // bins from -1 to 1, the last one for 1 itself
)

// A Distribution counts values. The zero value has none and is ready to use.
type Distribution struct {
	n    int64
	sum  int64
	bins []bin // nil before the first value
}

type bin struct{ n, sum int64 }

// mean of the values of a bin that has some.
func (b bin) mean() float64 { return float64(b.sum) / float64(b.n) / unit }

// Add counts x in. A value beyond -1 or 1 counts as that, NaN as 0.
func (d *Distribution) Add(x float64) {
	if x != x {
		x = 0
	}
	v := int64(math.Round(min(max(x, -1), 1) * unit))
	d.grow()
	b := &d.bins[(v+unit)/width]
	b.n++
	b.sum += v
	d.n++
	d.sum += v
}

func (d *Distribution) grow() {
	if d.bins == nil {
		d.bins = make([]bin, count)
	}
}

// Merge counts in what other holds.
func (d *Distribution) Merge(other *Distribution) {
	if other.n == 0 {
		return
	}
	d.grow()
	for i, b := range other.bins {
		d.bins[i].n += b.n
		d.bins[i].sum += b.sum
	}
	d.n += other.n
	d.sum += other.sum
}

// N is the number of values.
func (d *Distribution) N() int { return int(d.n) }

// Mean is that of the values, 0 if there are none.
func (d *Distribution) Mean() float64 {
	if d.n == 0 {
		return 0
	}
	return float64(d.sum) / float64(d.n) / unit
}

// Quantile gives the value that a share q of all values don't exceed, to a
// thousandth; 0 if there are no values.
func (d *Distribution) Quantile(q float64) float64 {
	rank := max(int64(math.Ceil(q*float64(d.n))), 1)
	for _, b := range d.bins {
		if rank -= b.n; rank <= 0 && b.n > 0 {
			return b.mean()
		}
	}
	return 0
}

// Deciles counts the values in each tenth between 0 and 1. A value on a border
// counts in the upper one, but 1 in the last; what is negative in the first.
func (d *Distribution) Deciles() (counts [10]int) {
	const tenth = unit / width / 10
	for i, b := range d.bins {
		at := (i - unit/width) / tenth
		counts[min(max(at, 0), len(counts)-1)] += int(b.n)
	}
	return counts
}

// filled lists the bins that hold anything.
func (d *Distribution) filled() []bin {
	var out []bin
	for _, b := range d.bins {
		if b.n > 0 {
			out = append(out, b)
		}
	}
	return out
}

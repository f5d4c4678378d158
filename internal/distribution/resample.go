package distribution

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
)

// Coverage is that of the intervals.
const Coverage = 0.95

// Interval gives the bootstrap interval of the mean: where the means of so
// many resamples fall, without the outermost 2.5% on either side. A resample
// takes each value as often as a Poisson variable of mean 1 says, which is
// drawing with replacement but for the size of the sample (Hanley & MacGibbon
// 2006, "Creating non-parametric bootstrap samples using Poisson
// frequencies"); a bin's values are taken as often as one of their number
// says. Without values the interval is 0 to 0.
func (d *Distribution) Interval(resamples int, rng *rand.Rand) (low, high float64) {
	return interval(d.filled(), resamples, rng)
}

// ShareInterval is as [Distribution.Interval], of the share that hits have in
// n.
func ShareInterval(hits, n, resamples int, rng *rand.Rand) (low, high float64) {
	all := []bin{{n: int64(hits), sum: int64(hits) * unit}, {n: int64(n - hits)}}
	return interval(slices.DeleteFunc(all, func(b bin) bool { return b.n == 0 }), resamples, rng)
}

func interval(bins []bin, resamples int, rng *rand.Rand) (low, high float64) {
	if len(bins) == 0 {
		return 0, 0
	}
	if len(bins) == 1 {
		return bins[0].mean(), bins[0].mean() // whatever is drawn
	}
	times := make([]poisson, len(bins))
	values := make([]float64, len(bins))
	for i, b := range bins {
		times[i], values[i] = newPoisson(float64(b.n)), b.mean()
	}
	means := make([]float64, 0, resamples)
	for range resamples {
		var n, sum float64
		for i := range bins {
			k := times[i].draw(rng)
			n += k
			sum += k * values[i]
		}
		if n > 0 {
			means = append(means, sum/n)
		}
	}
	if len(means) == 0 {
		return values[0], values[len(values)-1]
	}
	slices.Sort(means)
	tail := int((1 - Coverage) / 2 * float64(len(means)))
	return means[tail], means[len(means)-1-tail]
}

// PValue tests whether the mean of differences is 0, by approximate
// randomisation (Noreen 1989): if nothing but chance told the two sides of
// each difference apart, its sign could as well be the other. The result is
// the share of so many random choices of all signs that give a mean at least
// as far from 0 as the one found, which is counted among them; 1 if there are
// no values.
func (d *Distribution) PValue(resamples int, rng *rand.Rand) float64 {
	bins := d.filled()
	found := math.Abs(float64(d.sum)) / unit
	asFar := 1
	for range resamples {
		var sum float64
		for _, b := range bins {
			sum += b.mean() * float64(b.n-2*heads(b.n, rng))
		}
		if math.Abs(sum) >= found-rounding*float64(d.n) {
			asFar++
		}
	}
	return float64(asFar) / float64(resamples+1)
}

// rounding is the error of a value that was put into a bin, below which sums
// count as equal.
const rounding = 0.5 / unit

// heads tosses n coins, 64 at a time.
func heads(n int64, rng *rand.Rand) int64 {
	k := 0
	for ; n >= 64; n -= 64 {
		k += bits.OnesCount64(rng.Uint64())
	}
	if n > 0 {
		k += bits.OnesCount64(rng.Uint64() >> (64 - n))
	}
	return int64(k)
}

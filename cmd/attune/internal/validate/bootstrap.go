package validate

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// The bootstrap: how often is resampled, and which share lies within the
// interval.
const (
	resamples = 400
	coverage  = 0.95
)

// A figure is a row before it is computed.
type figure struct {
	name, metric string // of the row
	n            int    // items, all of which may be drawn
	value        metric
}

// row computes the metric and its interval. ok is false where the data doesn't
// define it.
func (f *figure) row() (row Row, ok bool) {
	if f.n == 0 {
		return Row{}, false
	}
	value := f.value(nil)
	if math.IsNaN(value) {
		return Row{}, false
	}
	low, high := interval(f.name, f.n, f.value)
	return Row{Name: f.name, Metric: f.metric, Value: round(value), Low: round(low), High: round(high), N: f.n}, true
}

// interval draws n items with replacement, many times, and gives the
// percentiles between which the metric falls. name seeds the draws.
func interval(name string, n int, value metric) (low, high float64) {
	h := fnv.New64a()
	h.Write([]byte(name))
	rng := rand.New(rand.NewPCG(1, h.Sum64()))
	weights := make([]float64, n)
	drawn := make([]float64, 0, resamples)
	for range resamples {
		clear(weights)
		for range n {
			weights[rng.IntN(n)]++
		}
		if x := value(weights); !math.IsNaN(x) {
			drawn = append(drawn, x)
		}
	}
	if len(drawn) == 0 {
		x := value(nil)
		return x, x
	}
	slices.Sort(drawn)
	tail := (1 - coverage) / 2
	return stat.Quantile(tail, stat.Empirical, drawn, nil), stat.Quantile(1-tail, stat.Empirical, drawn, nil)
}

// round keeps six decimals: more than any interval is narrow, and fewer than
// the last bits in which platforms may differ.
func round(x float64) float64 { return math.Round(x*1e6) / 1e6 }

package benchmark

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
)

// An Interval is a value with its 95% confidence interval.
type Interval struct {
	// Value is what was measured.
	Value float64 `json:"value"`
	// Low and High are the ends of the interval.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// wilson gives a share of n cases with the score interval of Wilson (1927),
// which stays within 0 and 1 and is sound for few cases and for shares near
// the ends. n is not 0.
func wilson(share float64, n int) Interval {
	const z = 1.96
	m := float64(n)
	centre := (share + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(share*(1-share)/m+z*z/(4*m*m))
	// At the ends of the scale one end is the value itself, but for rounding.
	return Interval{Value: share, Low: max(0, min(share, centre-half)), High: min(1, max(share, centre+half))}
}

// MinItems is how many items a group must have for a [Group.Position]. Of fewer
// the bootstrap knows too little to give an interval.
const MinItems = 5

const (
	resamples = 1000
	// undefined is the share of resamples in which the references may come out
	// in the wrong order before the position between them means nothing.
	undefined = 0.025
)

// position says where the answers lie between the failing references, at 0,
// and the faithful ones, at 1, by the means of their losses, with a percentile
// bootstrap over items (Efron & Tibshirani 1993). It is nil for fewer than
// MinItems, and where the losses of the references don't tell them apart. The seed comes from the name, so
// that the same losses give the same bytes.
func position(name string, losses []Triple) *Interval {
	at := func(pick func(int) int) (float64, bool) {
		var sum Triple
		for i := range losses {
			l := losses[pick(i)]
			sum.Faithful += l.Faithful
			sum.Answer += l.Answer
			sum.Failing += l.Failing
		}
		span := sum.Failing - sum.Faithful
		return (sum.Failing - sum.Answer) / span, span > 1e-9*float64(len(losses))
	}
	value, ok := at(func(i int) int { return i })
	if !ok || len(losses) < MinItems {
		return nil
	}
	seed := fnv.New64a()
	seed.Write([]byte(name))
	rng := rand.New(rand.NewPCG(seed.Sum64(), uint64(len(losses))))
	var values []float64
	for range resamples {
		if v, ok := at(func(int) int { return rng.IntN(len(losses)) }); ok {
			values = append(values, v)
		}
	}
	if float64(len(values)) < (1-undefined)*resamples {
		return nil
	}
	slices.Sort(values)
	end := func(share float64) float64 { return values[int(math.Round(share*float64(len(values)-1)))] }
	return &Interval{Value: value, Low: end(0.025), High: end(0.975)}
}

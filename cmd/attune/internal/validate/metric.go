package validate

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"
)

// A metric gives its value over a sample. weights says how often each item
// was drawn; nil is the data itself, each item once. NaN means that the sample
// doesn't define it.
type metric func(weights []float64) float64

// pearson is the correlation of what was measured with what people said.
// Where one of them doesn't vary it is 0: knowing it tells nothing of the
// other.
func pearson(measured, said []float64) metric {
	return func(weights []float64) float64 {
		if len(measured) < 2 {
			return math.NaN()
		}
		r := stat.Correlation(measured, said, weights)
		if math.IsNaN(r) {
			return 0
		}
		return r
	}
}

// mean is the weighted mean of values; of accuracies and shares it is they.
func mean(values []float64) metric {
	return func(weights []float64) float64 {
		if len(values) == 0 || weights != nil && floats.Sum(weights) == 0 {
			return math.NaN()
		}
		return stat.Mean(values, weights)
	}
}

// lowest is the least of the means of several cells; cell says to which one
// an item belongs. Cells of which a sample holds nothing are left out.
func lowest(values []float64, cell []int, cells int) metric {
	return func(weights []float64) float64 {
		sum, n := make([]float64, cells), make([]float64, cells)
		for i, v := range values {
			w := weightOf(weights, i)
			sum[cell[i]] += w * v
			n[cell[i]] += w
		}
		least := math.NaN()
		for c := range cells {
			if n[c] > 0 && !(sum[c]/n[c] >= least) {
				least = sum[c] / n[c]
			}
		}
		return least
	}
}

// A ranked is one number that a ROC curve ranks.
type ranked struct {
	score    float64
	item     int // whose weight it has
	positive bool
}

// auc is the area under the ROC curve, the chance that a positive case ranks
// above a negative one, ties counting half (the Mann-Whitney statistic).
func auc(cases []ranked) metric {
	slices.SortStableFunc(cases, func(a, b ranked) int { return cmp.Compare(a.score, b.score) })
	return func(weights []float64) float64 {
		var won, positives, negatives float64
		for i := 0; i < len(cases); {
			var pos, neg float64 // of one score
			j := i
			for ; j < len(cases) && cases[j].score == cases[i].score; j++ {
				if w := weightOf(weights, cases[j].item); cases[j].positive {
					pos += w
				} else {
					neg += w
				}
			}
			won += pos * (negatives + neg/2)
			positives, negatives = positives+pos, negatives+neg
			i = j
		}
		if positives == 0 || negatives == 0 {
			return math.NaN()
		}
		return won / (positives * negatives)
	}
}

// average is the mean of several metrics over the same sample, of those that
// it defines.
func average(metrics []metric) metric {
	return func(weights []float64) float64 {
		sum, n := 0.0, 0
		for _, m := range metrics {
			if x := m(weights); !math.IsNaN(x) {
				sum += x
				n++
			}
		}
		if n == 0 {
			return math.NaN()
		}
		return sum / float64(n)
	}
}

func weightOf(weights []float64, i int) float64 {
	if weights == nil {
		return 1
	}
	return weights[i]
}

// preferred is 1 where a comes out above b, 0 where below, and half where
// they tie.
func preferred(a, b float64) float64 {
	switch {
	case a > b:
		return 1
	case a < b:
		return 0
	}
	return 0.5
}

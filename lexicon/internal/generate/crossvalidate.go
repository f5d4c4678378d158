package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"sync"

	"github.com/attune-go/attune/internal/pair"
)

// folds of the cross-validation. Texts of one document share a fold, so that
// what is found is what a new document would find.
const folds = 5

// weights standardises the targets within each set, and balances the sets.
// The texts of the fold skip get no weight.
func weights(samples []sample, k, skip int) (y, w []float64) {
	y, w = make([]float64, len(samples)), make([]float64, len(samples))
	n, sum, sq := make([]float64, len(setNames)), make([]float64, len(setNames)), make([]float64, len(setNames))
	for _, s := range samples {
		if v := s.target[k]; !math.IsNaN(v) && s.fold != skip {
			n[s.set]++
			sum[s.set] += v
			sq[s.set] += v * v
		}
	}
	for i, s := range samples {
		v := s.target[k]
		if math.IsNaN(v) || s.fold == skip {
			continue
		}
		mean := sum[s.set] / n[s.set]
		y[i] = (v - mean) / math.Sqrt(sq[s.set]/n[s.set]-mean*mean)
		w[i] = setWeight[s.set] * math.Sqrt(3000/n[s.set])
	}
	return y, w
}

// leaveOut predicts every text by weights fitted on the other folds.
func (d *design) leaveOut(samples []sample, k int, penalty []float64) []float64 {
	pred := make([]float64, len(samples))
	var wg sync.WaitGroup
	for f := range folds {
		wg.Go(func() {
			y, w := weights(samples, k, f)
			theta := d.ridge(y, w, penalty, steps)
			for i, s := range samples {
				if s.fold == f {
					pred[i] = d.apply(i, theta)
				}
			}
		})
	}
	wg.Wait()
	return pred
}

// agreement says, per set, how well the texts are told out of fold and, behind
// the slash, by weights fitted on them.
func agreement(d *design, samples []sample, k int, pred, theta []float64) string {
	fitted := make([]float64, len(samples))
	for i := range samples {
		fitted[i] = d.apply(i, theta)
	}
	var line strings.Builder
	for set, name := range setNames {
		if out := told(samples, pred, k, set); !math.IsNaN(out) {
			fmt.Fprintf(&line, " %s %.3f/%.3f", strings.TrimPrefix(strings.TrimPrefix(name, "affect-"), "rewrite-"), out, told(samples, fitted, k, set))
		}
	}
	return line.String()
}

// told is how well predictions tell the texts of a set: the AUC of an emotion,
// Pearson's r of all else, NaN where the set has no labels.
func told(samples []sample, pred []float64, k, set int) float64 {
	var p, truth []float64
	for i, s := range samples {
		v := s.target[k]
		if s.set != set || math.IsNaN(v) {
			continue
		}
		x := pred[i]
		if k == valence {
			x = pair.ValenceOf(x)
		}
		p, truth = append(p, x), append(truth, v)
	}
	if k >= anger {
		return auc(p, truth)
	}
	return pearson(p, truth)
}

// auc is the chance that a positive stands above a negative.
func auc(score, label []float64) float64 {
	idx := make([]int, len(score))
	for i := range idx {
		idx[i] = i
	}
	sort.Slice(idx, func(a, b int) bool { return score[idx[a]] < score[idx[b]] })
	var ranks, pos float64
	for r, i := range idx {
		if label[i] > 0 {
			ranks += float64(r + 1)
			pos++
		}
	}
	neg := float64(len(score)) - pos
	return (ranks - pos*(pos+1)/2) / (pos * neg)
}

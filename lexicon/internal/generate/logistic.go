package main

import (
	"fmt"
	"math"
	"sort"

	"gonum.org/v1/gonum/mat"

	"github.com/attune-go/attune/internal/pair"
)

// reportAlignment prints the coefficients, what they reach on exchanges whose
// sources were left out of everything learned, and what each part adds. It
// gives the coefficients.
func reportAlignment(all []*exchange) *coefficients {
	names := setsOf(all)
	fmt.Printf("%-16s", "matched auc")
	for _, n := range names {
		fmt.Printf(" %22s", n)
	}
	fmt.Println()
	everything := func(*exchange) bool { return true }
	whole := logistic(all, everything, -1)
	reportRow("by source", all, whole.apply)
	left := map[string]*coefficients{}
	for _, n := range names {
		left[n] = logistic(all, func(x *exchange) bool { return x.set != n }, -1)
	}
	reportRow("by set", all, func(x *exchange) float64 { return left[x.set].apply(x) })
	for k, n := range pair.EvidenceNames {
		reportRow(n+" alone", all, func(x *exchange) float64 { return x.evidence[k] })
	}
	for k, n := range pair.EvidenceNames {
		reportRow("- "+n, all, logistic(all, everything, k).apply)
	}
	fmt.Println("coefficients")
	for k, n := range pair.EvidenceNames {
		fmt.Printf("\t%s: %.3f,\n", n, whole[k])
	}
	fmt.Printf("\tintercept: %.3f\n", whole[pair.EvidenceCount])
	return whole
}

func setsOf(all []*exchange) []string {
	sets := map[string]bool{}
	for _, x := range all {
		sets[x.set] = true
	}
	return sorted(sets)
}

func reportRow(name string, all []*exchange, score func(*exchange) float64) {
	fmt.Printf("%-16s", name)
	for _, n := range setsOf(all) {
		fmt.Printf(" %22.3f", matchedAUC(all, n, score))
	}
	fmt.Println()
}

// coefficients of the evidence, the intercept last.
type coefficients [pair.EvidenceCount + 1]float64

func (w *coefficients) apply(x *exchange) float64 {
	z := w[pair.EvidenceCount]
	for k, v := range x.evidence {
		z += w[k] * v
	}
	return z
}

// logistic fits by Newton's method on standardised evidence, each set of the
// same weight, leaving out one part of the evidence where drop is none below 0.
func logistic(all []*exchange, use func(*exchange) bool, drop int) *coefficients {
	const n = pair.EvidenceCount
	var mean, dev [n]float64
	count := map[string]float64{}
	var total float64
	for _, x := range all {
		if use(x) {
			count[x.set]++
			total++
			for k, v := range x.evidence {
				mean[k] += v
				dev[k] += v * v
			}
		}
	}
	for k := range mean {
		mean[k] /= total
		dev[k] = math.Sqrt(dev[k]/total-mean[k]*mean[k]) + 1e-9
	}
	w := mat.NewVecDense(n+1, nil)
	for range 12 {
		g, h := mat.NewVecDense(n+1, nil), mat.NewSymDense(n+1, nil)
		z := mat.NewVecDense(n+1, nil)
		for _, x := range all {
			if !use(x) {
				continue
			}
			for k, v := range x.evidence {
				if k != drop {
					z.SetVec(k, (v-mean[k])/dev[k])
				}
			}
			z.SetVec(n, 1)
			p := 1 / (1 + math.Exp(-mat.Dot(w, z)))
			y := 0.0
			if x.own {
				y = 1
			}
			c := setTotal / count[x.set]
			g.AddScaledVec(g, c*(y-p), z)
			h.SymRankOne(h, c*p*(1-p), z)
		}
		for k := range n + 1 {
			h.SetSym(k, k, h.At(k, k)+coefPenalty)
			g.SetVec(k, g.AtVec(k)-coefPenalty*w.AtVec(k))
		}
		var step mat.VecDense
		if err := step.SolveVec(h, g); err != nil {
			break
		}
		w.AddVec(w, &step)
	}
	var out coefficients
	out[n] = w.AtVec(n)
	for k := range n {
		out[k] = w.AtVec(k) / dev[k]
		out[n] -= out[k] * mean[k]
	}
	return &out
}

// matchedAUC is the chance that a source's own response scores above another.
func matchedAUC(all []*exchange, set string, score func(*exchange) float64) float64 {
	type scored struct {
		z   float64
		own bool
	}
	var xs []scored
	for _, x := range all {
		if x.set == set && x.measured {
			xs = append(xs, scored{score(x), x.own})
		}
	}
	sort.Slice(xs, func(i, j int) bool { return xs[i].z < xs[j].z })
	var sum, own, other float64
	for i := 0; i < len(xs); {
		j := i
		for j < len(xs) && xs[j].z == xs[i].z {
			j++
		}
		for _, x := range xs[i:j] {
			if x.own {
				sum += float64(i+j+1) / 2
				own++
			} else {
				other++
			}
		}
		i = j
	}
	return (sum - own*(own+1)/2) / (own * other)
}

package main

import (
	"fmt"
	"log"
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"

	"github.com/attune-go/attune/lexicon"
)

// Settings of the word-level model, chosen by cross-validation over words.
const (
	randomFeatures = 800
	kernelWidth    = 0.6
	wordPenalty    = 2
)

// priors is how many things are predicted of a word: valence, intensity, six
// emotions, being a feeling word.
const priors = 9

// wordLevel fits the rated words on their vectors and predicts every word with
// a vector. A rated word gets the prediction of the folds that did not see it.
func (m *model) wordLevel() error {
	l := newLift()
	var rated []int
	var zs [][]float64
	for f, row := range m.rows {
		e := m.lex.Entry(lexicon.Form(f))
		if row != nil && (e.Valence != 0 || e.Emotion != 0 || e.Function != 0 || e.Concreteness >= 0.75) {
			rated, zs = append(rated, f), append(zs, l.of(row))
		}
	}
	var truth, guess []float64
	for fold := range folds {
		x, err := m.solveWords(rated, zs, fold)
		if err != nil {
			return err
		}
		for i, f := range rated {
			if i%folds == fold {
				m.prior[f] = predictWord(x, zs[i])
				truth, guess = append(truth, m.wordTargets(f)[0]), append(guess, float64(m.prior[f][0]))
			}
		}
	}
	log.Printf("word level: %d rated words, valence r %.3f out of fold", len(rated), pearson(truth, guess))
	x, err := m.solveWords(rated, zs, -1)
	if err != nil {
		return err
	}
	for f, row := range m.rows {
		if row != nil && m.prior[f] == nil {
			m.prior[f] = predictWord(x, l.of(row))
		}
	}
	return nil
}

func (m *model) wordTargets(f int) (y [priors]float64) {
	e := m.lex.Entry(lexicon.Form(f))
	y[0], y[1] = float64(e.Valence)/2, float64(e.Intensity)
	if k := m.lex.Ekman(e.Emotion); k >= 0 {
		y[anger+k], y[8] = 1, 1
	}
	return y
}

// solveWords is a ridge regression over the rated words outside a fold.
func (m *model) solveWords(rated []int, zs [][]float64, skip int) (*mat.Dense, error) {
	width := len(zs[0])
	a := mat.NewSymDense(width, nil)
	b := mat.NewDense(width, priors, nil)
	for i, f := range rated {
		if i%folds == skip {
			continue
		}
		a.SymRankOne(a, 1, mat.NewVecDense(width, zs[i]))
		for k, y := range m.wordTargets(f) {
			for j, z := range zs[i] {
				b.Set(j, k, b.At(j, k)+z*y)
			}
		}
	}
	for j := range width {
		a.SetSym(j, j, a.At(j, j)+wordPenalty)
	}
	var chol mat.Cholesky
	if !chol.Factorize(a) {
		return nil, fmt.Errorf("word level: not positive definite")
	}
	var x mat.Dense
	if err := chol.SolveTo(&x, b); err != nil {
		return nil, fmt.Errorf("word level: %w", err)
	}
	return &x, nil
}

func predictWord(x *mat.Dense, z []float64) []float32 {
	p := make([]float32, priors)
	for k := range p {
		var s float64
		for j, v := range z {
			s += v * x.At(j, k)
		}
		p[k] = float32(s)
	}
	return p
}

// A lift takes word vectors to random Fourier features (Rahimi & Recht 2007),
// in which a linear model is a smooth one over the vectors.
type lift struct {
	proj  [][]float64
	phase []float64
}

func newLift() *lift {
	rng := rand.New(rand.NewPCG(1, 2))
	l := &lift{proj: make([][]float64, randomFeatures), phase: make([]float64, randomFeatures)}
	for j := range l.proj {
		l.proj[j] = make([]float64, gloveDim)
		for k := range l.proj[j] {
			l.proj[j][k] = rng.NormFloat64() / kernelWidth
		}
		l.phase[j] = rng.Float64() * 2 * math.Pi
	}
	return l
}

// of gives the features of a vector, the vector itself and a constant.
func (l *lift) of(row []float32) []float64 {
	z := make([]float64, randomFeatures+gloveDim+1)
	for j := range l.proj {
		s := l.phase[j]
		for k, v := range row {
			s += l.proj[j][k] * float64(v)
		}
		z[j] = math.Cos(s) * math.Sqrt(2.0/randomFeatures) * 3
	}
	for k, v := range row {
		z[randomFeatures+k] = float64(v)
	}
	z[randomFeatures+gloveDim] = 1
	return z
}

package main

import (
	"bufio"
	"fmt"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/mat"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// Settings of the induction, chosen by cross-validation over all sets.
const (
	densePenalty = 1    // of the vectors' weights, which all forms share
	freePenalty  = 0.05 // of the features that are not words
	features     = 800  // random features of the word-level model
	kernelWidth  = 0.6
)

// formPenalty keeps a form's own weight from speaking for single texts: it is
// raised until the fitted texts are told about as well as those left out.
var formPenalty = [targets]float64{6, 30, 20, 20, 20, 20, 20, 20}

const folds = 5

// setWeight is how much the texts of a set count together, in units of the
// square root of their number.
var setWeight = []float64{1, 1, 1, 1, 1, 0.5, 0.3, 0.3}

func induce(c config) error {
	emb, err := loadEmbeddings(c)
	if err != nil {
		return err
	}
	lex, err := lexicon.Load(noInduced{os.DirFS(c.out)})
	if err != nil {
		return err
	}
	samples, err := loadSets(c.data)
	if err != nil {
		return err
	}
	m := newModel(lex, emb)
	m.wordLevel()
	d := m.design(samples)
	var theta [targets][]float64
	for k := range theta {
		m.crossValidate(d, samples, k)
		y, w := weights(samples, k, -1)
		theta[k] = d.ridge(y, w, m.penalties(d, k), 80)
	}
	return m.write(c, d, theta)
}

// model turns texts into rows of a design.
type model struct {
	lex   *lexicon.Lexicon
	rows  [][]float32 // per form: centred unit vector, nil if none
	prior [][]float32 // per form: what the word-level model says
	used  []int       // texts a form stands in
}

const priors = 9 // valence, intensity, six emotions, being a feeling word

func newModel(lex *lexicon.Lexicon, emb *embeddings) *model {
	m := &model{lex: lex, rows: make([][]float32, lex.Len()), prior: make([][]float32, lex.Len()), used: make([]int, lex.Len())}
	mean := make([]float32, gloveDim)
	n := 0
	for f := 1; f < lex.Len(); f++ {
		if i, ok := emb.index[lex.Name(lexicon.Form(f))]; ok && i < 100000 {
			n++
			for k, v := range emb.rows[i] {
				mean[k] += v
			}
		}
	}
	for f := 1; f < lex.Len(); f++ {
		i, ok := emb.index[lex.Name(lexicon.Form(f))]
		if !ok || lex.Entry(lexicon.Form(f)).Is(lexicon.Identity) {
			continue
		}
		row := make([]float32, gloveDim)
		var norm float64
		for k, v := range emb.rows[i] {
			row[k] = v - mean[k]/float32(n)
			norm += float64(row[k]) * float64(row[k])
		}
		for k := range row {
			row[k] /= float32(math.Sqrt(norm))
		}
		m.rows[f] = row
	}
	return m
}

// wordLevel fits the rated words on their vectors with random Fourier
// features (Rahimi & Recht 2007) and predicts every word with a vector. A
// rated word gets the prediction of the folds that did not see it.
func (m *model) wordLevel() {
	rng := rand.New(rand.NewPCG(1, 2))
	proj := make([][]float64, features)
	phase := make([]float64, features)
	for j := range proj {
		proj[j] = make([]float64, gloveDim)
		for k := range proj[j] {
			proj[j][k] = rng.NormFloat64() / kernelWidth
		}
		phase[j] = rng.Float64() * 2 * math.Pi
	}
	lift := func(row []float32) []float64 {
		z := make([]float64, features+gloveDim+1)
		for j := range proj {
			s := phase[j]
			for k, v := range row {
				s += proj[j][k] * float64(v)
			}
			z[j] = math.Cos(s) * math.Sqrt(2/float64(features)) * 3
		}
		for k, v := range row {
			z[features+k] = float64(v)
		}
		z[features+gloveDim] = 1
		return z
	}
	var rated, all []int
	for f, row := range m.rows {
		if row == nil {
			continue
		}
		all = append(all, f)
		e := m.lex.Entry(lexicon.Form(f))
		if e.Valence != 0 || e.Emotion != 0 || e.Function != 0 || e.Concreteness >= 0.75 {
			rated = append(rated, f)
		}
	}
	width := features + gloveDim + 1
	zs := make([][]float64, len(rated))
	for i, f := range rated {
		zs[i] = lift(m.rows[f])
	}
	solve := func(skip int) *mat.Dense {
		a := mat.NewSymDense(width, nil)
		b := mat.NewDense(width, priors, nil)
		for i, f := range rated {
			if i%folds == skip {
				continue
			}
			a.SymRankOne(a, 1, mat.NewVecDense(width, zs[i]))
			y := m.wordTargets(f)
			for k := range y {
				for j, z := range zs[i] {
					b.Set(j, k, b.At(j, k)+z*y[k])
				}
			}
		}
		for j := 0; j < width; j++ {
			a.SetSym(j, j, a.At(j, j)+2)
		}
		var chol mat.Cholesky
		if !chol.Factorize(a) {
			log.Fatal("word level: not positive definite")
		}
		var x mat.Dense
		if err := chol.SolveTo(&x, b); err != nil {
			log.Fatal(err)
		}
		return &x
	}
	predict := func(x *mat.Dense, z []float64) []float32 {
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
	var truth, guess []float64
	for fold := 0; fold < folds; fold++ {
		x := solve(fold)
		for i, f := range rated {
			if i%folds == fold {
				m.prior[f] = predict(x, zs[i])
				truth = append(truth, m.wordTargets(f)[0])
				guess = append(guess, float64(m.prior[f][0]))
			}
		}
	}
	log.Printf("word level: %d rated words, valence r %.3f out of fold", len(rated), pearson(truth, guess))
	x := solve(-1)
	for _, f := range all {
		if m.prior[f] == nil {
			m.prior[f] = predict(x, lift(m.rows[f]))
		}
	}
}

// emotionOf maps the coarse emotions of the lexicon to Ekman's six.
var emotionOf = map[string]int{
	"anger": anger, "disgust": disgust, "fear": fear, "joy": joy, "sadness": sadness, "surprise": surprise,
	"grief": sadness, "shame": sadness, "guilt": sadness, "loneliness": sadness, "overwhelm": fear,
	"tenderness": joy, "pride": joy, "gratitude": joy, "hope": joy, "love": joy, "calm": joy, "envy": anger, "confusion": surprise,
}

func (m *model) wordTargets(f int) (y [priors]float64) {
	e := m.lex.Entry(lexicon.Form(f))
	y[0], y[1] = float64(e.Valence)/2, float64(e.Intensity)
	if k, ok := emotionOf[m.lex.EmotionName(e.Emotion)]; ok {
		y[k], y[8] = 1, 1
	}
	return y
}

// The dense block: what the lexicon's own composition needs at run time
// (pair.Features), then what is folded into the forms.
const (
	priorsAt   = pair.Features
	vectorsAt  = priorsAt + priors
	denseWidth = vectorsAt + gloveDim
)

func (m *model) design(samples []sample) *design {
	d := &design{sparse: m.lex.Len(), width: denseWidth}
	var doc text.Document
	var us []pair.Unit
	for _, s := range samples {
		text.Parse(&doc, m.lex, s.text)
		us = pair.Units(us[:0], &doc)
		idx, val, dense := m.row(us, doc.Words)
		d.index, d.value, d.dense = append(d.index, idx), append(d.value, val), append(d.dense, dense)
	}
	return d
}

func (m *model) row(us []pair.Unit, words int) ([]int32, []float32, []float32) {
	scale := float32(pair.LengthScale(words))
	dense := make([]float32, denseWidth)
	pair.Featurize(dense[:pair.Features], m.lex, us, words)
	at := map[int32]int{}
	var idx []int32
	var val []float32
	for _, u := range us {
		if u.Form == lexicon.Unknown || m.lex.Entry(u.Form).Is(lexicon.Identity) {
			continue
		}
		w := u.Weight * scale
		for k, v := range m.prior[u.Form] {
			dense[priorsAt+k] += v * w
		}
		for k, v := range m.rows[u.Form] {
			dense[vectorsAt+k] += v * w
		}
		m.used[u.Form]++
		if k, ok := at[int32(u.Form)]; ok {
			val[k] += w
			continue
		}
		at[int32(u.Form)] = len(idx)
		idx, val = append(idx, int32(u.Form)), append(val, w)
	}
	return idx, val, dense
}

func (m *model) penalties(d *design, k int) []float64 {
	p := make([]float64, d.sparse+d.width)
	for j := range p {
		switch {
		case j < d.sparse:
			p[j] = formPenalty[k]
		case j < d.sparse+vectorsAt:
			p[j] = freePenalty
		default:
			p[j] = densePenalty
		}
	}
	return p
}

// weights standardises the targets within each set, and balances the sets.
func weights(samples []sample, k, skip int) (y, w []float64) {
	y, w = make([]float64, len(samples)), make([]float64, len(samples))
	var n, sum, sq [16]float64
	for i, s := range samples {
		if v := s.target[k]; !math.IsNaN(v) && (skip < 0 || fold(i) != skip) {
			n[s.set]++
			sum[s.set] += v
			sq[s.set] += v * v
		}
	}
	for i, s := range samples {
		v := s.target[k]
		if math.IsNaN(v) || skip >= 0 && fold(i) == skip {
			continue
		}
		mean := sum[s.set] / n[s.set]
		y[i] = (v - mean) / math.Sqrt(sq[s.set]/n[s.set]-mean*mean)
		w[i] = setWeight[s.set] * math.Sqrt(3000/n[s.set])
	}
	return y, w
}

func fold(i int) int { return int(uint32(i) * 2654435761 >> 16 % folds) }

// crossValidate prints, per set, the agreement out of fold and that on the
// texts the weights were fitted on.
func (m *model) crossValidate(d *design, samples []sample, k int) {
	pred := make([]float64, len(samples))
	for f := 0; f < folds; f++ {
		y, w := weights(samples, k, f)
		theta := d.ridge(y, w, m.penalties(d, k), 60)
		for i := range samples {
			if fold(i) == f {
				pred[i] = d.apply(i, theta)
			}
		}
	}
	y, w := weights(samples, k, -1)
	theta := d.ridge(y, w, m.penalties(d, k), 60)
	var line strings.Builder
	for set, name := range setNames {
		var out, in, truth []float64
		for i, s := range samples {
			if v := s.target[k]; s.set == set && !math.IsNaN(v) {
				out, in, truth = append(out, pred[i]), append(in, d.apply(i, theta)), append(truth, v)
			}
		}
		if len(out) == 0 {
			continue
		}
		measure := pearson
		if set == 5 && k != valence {
			measure = auc
		}
		fmt.Fprintf(&line, " %s %.3f/%.3f", strings.TrimPrefix(strings.TrimPrefix(name, "affect-"), "rewrite-"), measure(out, truth), measure(in, truth))
	}
	log.Printf("%-9s%s", targetNames[k], line.String())
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

// minTexts is how many texts a form without a vector must stand in to be
// kept, and minZipf how common one with a vector must be.
const (
	minTexts = 4
	minZipf  = 2.9
)

// write folds what the forms share into their weights, and writes those of
// the forms that can stand in a text, and the weights of the features.
func (m *model) write(c config, d *design, theta [targets][]float64) error {
	columns := "\t" + strings.Join(targetNames[:], "\t")
	err := writeTSV(filepath.Join(c.out, "induced.tsv"), "form"+columns, func(out *bufio.Writer) {
		for f := lexicon.Question; int(f) < m.lex.Len(); f++ {
			e := m.lex.Entry(f)
			name := m.lex.Name(f)
			known := m.rows[f] != nil && (e.Zipf >= minZipf || e.Valence != 0) || m.used[f] >= minTexts
			if !known || e.Is(lexicon.Identity) || strings.HasPrefix(name, "\x00") || strings.HasPrefix(name, "#") {
				continue
			}
			fmt.Fprint(out, name)
			for k := range theta {
				fmt.Fprintf(out, "\t%s", short(m.weight(f, d, theta[k])))
			}
			fmt.Fprintln(out)
		}
	})
	if err != nil {
		return err
	}
	return writeTSV(filepath.Join(c.out, "affect-weights.tsv"), "feature"+columns, func(out *bufio.Writer) {
		for j := 0; j < pair.Features; j++ {
			fmt.Fprintf(out, "%d", j)
			for k := range theta {
				fmt.Fprintf(out, "\t%.4g", theta[k][d.sparse+j])
			}
			fmt.Fprintln(out)
		}
	})
}

func (m *model) weight(f lexicon.Form, d *design, theta []float64) float64 {
	w := theta[f]
	for k, v := range m.prior[f] {
		w += float64(v) * theta[d.sparse+priorsAt+k]
	}
	for k, v := range m.rows[f] {
		w += float64(v) * theta[d.sparse+vectorsAt+k]
	}
	return w
}

// short writes a weight with two decimals and no more than it needs.
func short(x float64) string {
	s := strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64)
	if s == "0" || s == "-0" {
		return "0"
	}
	return strings.Replace(strings.TrimPrefix(s, "0"), "-0.", "-.", 1)
}

package main

import (
	"bufio"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// Settings of the induction, chosen by cross-validation over all sets.
const (
	densePenalty = 4    // of the vectors' weights, which all forms share
	freePenalty  = 0.05 // of the features that are not words
)

// formPenalty keeps a form's own weight from speaking for single texts: it is
// raised until the fitted texts are told about as well as those left out.
var formPenalty = [targets]float64{12, 30, 8, 8, 8, 8, 8, 8}

// setWeight is how much the texts of a set count together, in units of the
// square root of their number. Tweets count double: they set the weights of the
// features of rated terms, at little cost to the others.
var setWeight = []float64{2, 1, 1, 1, 1, 0.5, 0.2, 0.2}

// steps of the conjugate gradients: enough for the third decimal of any
// figure.
const steps = 60

func induce(c config) error {
	emb, err := loadEmbeddings(c)
	if err != nil {
		return err
	}
	samples, err := loadSets(c.data)
	if err != nil {
		return err
	}
	lex, err := lexicon.Load(without{os.DirFS(c.out), computed})
	if err != nil {
		return err
	}
	m := newModel(lex, emb)
	if err := m.wordLevel(); err != nil {
		return err
	}
	d := m.design(samples, pair.AllRules)
	var theta [targets][]float64
	for k := range theta {
		y, w := weights(samples, k, -1)
		theta[k] = d.ridge(y, w, m.penalties(d, k, everything), steps)
		log.Printf("%-9s%s", targetNames[k], agreement(d, samples, k, d.leaveOut(samples, k, m.penalties(d, k, everything)), theta[k]))
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

// The dense block: what the lexicon's own composition needs at run time
// (pair.Features), then what is folded into the forms.
const (
	priorsAt   = pair.Features
	vectorsAt  = priorsAt + priors
	denseWidth = vectorsAt + gloveDim
)

// design reads the texts by the given rules.
func (m *model) design(samples []sample, rules pair.Rules) *design {
	d := &design{sparse: m.lex.Len(), width: denseWidth}
	var doc text.Document
	var us []pair.Unit
	for _, s := range samples {
		text.Parse(&doc, m.lex, s.text)
		us = pair.UnitsBy(us[:0], &doc, rules)
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

// Blocks of a model that may be left out.
type blocks uint8

const (
	ownWeights blocks = 1 << iota // of single forms
	vectors                       // word vectors and the word-level model
	everything = 1<<iota - 1
)

// closed is a penalty under which a weight stays 0.
const closed = 1e12

func (m *model) penalties(d *design, k int, b blocks) []float64 {
	form, dense := formPenalty[k], float64(densePenalty)
	if b&ownWeights == 0 {
		form = closed
	}
	if b&vectors == 0 {
		dense = closed
	}
	p := make([]float64, d.sparse+d.width)
	for j := range p {
		switch {
		case j < d.sparse:
			p[j] = form
		case j < d.sparse+priorsAt:
			p[j] = freePenalty
		default:
			p[j] = dense
		}
	}
	return p
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

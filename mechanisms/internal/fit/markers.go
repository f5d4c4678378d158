package main

import (
	"fmt"
	"io"
	"math"
	"sort"
	"strings"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// Markers are learned by ridge regression on texts: features are the mean
// word vector and the forms that stand in enough texts, each by its share of
// the words. Mechanisms are learned from the difference of failing and faithful
// responses, so that what the source is about cancels out.
const (
	minForm     = 6   // texts a form must stand in to have a weight of its own
	formShare   = 1.0 // prior variance of a form's weight
	vectorShare = 3.0 // of the vectors' weights
	markerUnit  = 3   // scale of the features
	commonZipf  = 5.9 // words commoner than this have no vector here
)

// A bag is a text as features.
type bag struct {
	forms  map[lexicon.Form]float64
	vector []float64
}

type markerSet struct {
	lex     *lexicon.Lexicon
	columns []lexicon.Form
	column  map[lexicon.Form]int
	deeds   []deed
}

func (s *markerSet) bag(src string) bag {
	var d text.Document
	text.Parse(&d, s.lex, src)
	b := bag{forms: map[lexicon.Form]float64{}, vector: make([]float64, s.lex.Dimensions())}
	sum := make([]float32, s.lex.Dimensions())
	n := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		f := pair.MarkerForm(&d, t)
		if t.Kind == text.Punct && f == 0 {
			continue
		}
		n++
		e := s.lex.Entry(f)
		if f == 0 || e.Is(lexicon.Identity) {
			continue
		}
		b.forms[f]++
		if e.Zipf < commonZipf {
			s.lex.Vector(sum, f, 1)
		}
	}
	scale := markerUnit / float64(n+8)
	for f := range b.forms {
		b.forms[f] *= scale
	}
	for k, v := range sum {
		b.vector[k] = float64(v) * scale
	}
	return b
}

// choose fixes the forms that have columns.
func (s *markerSet) choose(bags []bag) {
	n := map[lexicon.Form]int{}
	for _, b := range bags {
		for f := range b.forms {
			n[f]++
		}
	}
	s.columns, s.column = nil, map[lexicon.Form]int{}
	for f, k := range n {
		if k >= minForm {
			s.columns = append(s.columns, f)
		}
	}
	sort.Slice(s.columns, func(i, j int) bool { return s.columns[i] < s.columns[j] })
	for i, f := range s.columns {
		s.column[f] = i
	}
}

// dense gives a bag as a row: vector first, then forms.
func (s *markerSet) dense(b bag) []float64 {
	d := s.lex.Dimensions()
	x := make([]float64, d+len(s.columns))
	copy(x, b.vector)
	for f, v := range b.forms {
		if k, ok := s.column[f]; ok {
			x[d+k] = v
		}
	}
	return x
}

// ridge solves the dual problem for several targets at once and gives weights
// by feature and target.
func (s *markerSet) ridge(x [][]float64, y *mat.Dense) *mat.Dense {
	n, width := len(x), len(x[0])
	prior := make([]float64, width)
	for j := range prior {
		prior[j] = formShare
		if j < s.lex.Dimensions() {
			prior[j] = vectorShare
		}
	}
	a := mat.NewDense(n, width, nil)
	scaled := mat.NewDense(n, width, nil)
	for i, row := range x {
		for j, v := range row {
			a.Set(i, j, v)
			scaled.Set(i, j, v*prior[j])
		}
	}
	var gram mat.Dense
	gram.Mul(scaled, a.T())
	sym := mat.NewSymDense(n, nil)
	for i := 0; i < n; i++ {
		for j := i; j < n; j++ {
			sym.SetSym(i, j, gram.At(i, j))
		}
		sym.SetSym(i, i, gram.At(i, i)+1)
	}
	var chol mat.Cholesky
	if !chol.Factorize(sym) {
		panic("markers: kernel is not positive definite")
	}
	var alpha, w mat.Dense
	if err := chol.SolveTo(&alpha, y); err != nil {
		panic(err)
	}
	w.Mul(scaled.T(), &alpha)
	return &w
}

// markerTable gives the markers of every form from weights of features.
type markerTable map[lexicon.Form]*lexicon.MarkerRow

func (t markerTable) row(f lexicon.Form) *lexicon.MarkerRow { return t[f] }

// fold turns the weights of features, for the columns from first on, into
// markers of forms.
func (s *markerSet) fold(table markerTable, w *mat.Dense, first int) {
	_, targets := w.Dims()
	d := s.lex.Dimensions()
	row := make([]float32, d)
	for f := lexicon.Question; int(f) < s.lex.Len(); f++ {
		e := s.lex.Entry(f)
		k, own := s.column[f]
		if e.Is(lexicon.Identity) || e.Vector < 0 && !own {
			continue
		}
		clear(row)
		if e.Zipf < commonZipf {
			s.lex.Vector(row, f, 1)
		}
		m := table[f]
		if m == nil {
			m = &lexicon.MarkerRow{}
		}
		some := false
		for t := 0; t < targets; t++ {
			var v float64
			for j, x := range row {
				v += float64(x) * w.At(j, t)
			}
			if own {
				v += w.At(d+k, t)
			}
			m[first+t] = quantise(v * markerUnit * lexicon.MarkerScale)
			some = some || m[first+t] != 0
		}
		if some {
			table[f] = m
		}
	}
}

// rows learns the four mechanisms from items.
func (s *markerSet) rows(table markerTable, items []*item) {
	var bags []bag
	for _, it := range items {
		bags = append(bags, it.goodBag, it.badBag)
	}
	s.choose(bags)
	x := make([][]float64, len(items))
	y := mat.NewDense(len(items), mechanisms.Count, nil)
	for i, it := range items {
		x[i] = s.difference(it)
		y.Set(i, it.mechanism, 1)
	}
	s.fold(table, s.ridge(x, y), 0)
}

// difference is what the failing response has more of than the faithful one.
func (s *markerSet) difference(it *item) []float64 {
	x := s.dense(it.badBag)
	for j, v := range s.dense(it.goodBag) {
		x[j] -= v
	}
	return x
}

// labelled is a response with what people said of it.
type labelled struct {
	bag    bag
	target []float64
}

// pairShare is how much a pair of replies counts against a labelled response.
const pairShare = 0.3

// acts learns columns from labelled responses and, for the first of them, from
// pairs of replies: what the faithful one has more of than the failing one.
func (s *markerSet) acts(table markerTable, rows []labelled, pairs []*item, first int) {
	var bags []bag
	for _, r := range rows {
		bags = append(bags, r.bag)
	}
	for _, it := range pairs {
		bags = append(bags, it.goodBag, it.badBag)
	}
	s.choose(bags)
	k := len(rows[0].target)
	x := make([][]float64, len(rows), len(rows)+len(pairs))
	y := mat.NewDense(cap(x), k, nil)
	for i, r := range rows {
		x[i] = s.dense(r.bag)
		y.SetRow(i, r.target)
	}
	demean(x, y)
	weight := math.Sqrt(pairShare)
	for i, it := range pairs {
		d := s.difference(it)
		for j := range d {
			d[j] *= -weight
		}
		x = append(x, d)
		y.Set(len(rows)+i, 0, weight)
	}
	s.fold(table, s.ridge(x, y), first)
}

// demean brings the means of features and of their targets to 0.
func demean(x [][]float64, y *mat.Dense) {
	means, _ := moments(x)
	for _, row := range x {
		for j := range row {
			row[j] -= means[j]
		}
	}
	_, k := y.Dims()
	targets := y.Slice(0, len(x), 0, k)
	for t := range k {
		m := stat.Mean(mat.Col(nil, t, targets), nil)
		for i := range x {
			y.Set(i, t, y.At(i, t)-m)
		}
	}
}

func writeMarkers(path string, lex *lexicon.Lexicon, table markerTable, columns []string) error {
	forms := make([]lexicon.Form, 0, len(table))
	for f := range table {
		if name := lex.Name(f); name != "" && !strings.ContainsAny(name, "\x00\t#") {
			forms = append(forms, f)
		}
	}
	sort.Slice(forms, func(i, j int) bool { return lex.Name(forms[i]) < lex.Name(forms[j]) })
	return writeTable(path, func(w io.Writer) {
		fmt.Fprintln(w, strings.Join(columns, "\t"))
		for _, form := range forms {
			fmt.Fprint(w, lex.Name(form))
			for _, v := range table[form] {
				fmt.Fprintf(w, "\t%d", v)
			}
			fmt.Fprintln(w)
		}
	})
}

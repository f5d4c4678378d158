package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// A response is a labelled response: what it does, or how it was rated.
type response struct {
	words  []pair.Marked
	bag    bag
	cue    [3]float64 // strength of the cues of the three acts
	target []float64
	human  bool

	engaged signal.Engagement // but for the marker, which is that of a fold
}

var actClasses = [3]lexicon.Class{lexicon.ActReaction, lexicon.ActInterpretation, lexicon.ActExploration}

// loadResponses reads the responses of EPITOME with the three acts, or the
// rated ones with whether people found them good.
func (s *itemSet) loadResponses(path string, acts bool) ([]*response, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	var out []*response
	for sc.Scan() {
		var r struct {
			Source, Response, Responder string
			Rating                      int
			Reaction                    int `json:"emotional_reaction"`
			Interpretation              int
			Exploration                 int
		}
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			return nil, err
		}
		x := &response{bag: s.marks.bag(r.Response), human: r.Responder == "human"}
		if acts {
			x.target = []float64{level(r.Reaction), level(r.Interpretation), level(r.Exploration)}
		} else {
			x.target = []float64{float64(r.Rating-2) / 2}
		}
		s.pair(r.Source, r.Response, 0)
		for k, c := range actClasses {
			x.cue[k] = float64(s.p.Resp.Strength[c])
		}
		x.words, x.engaged = s.p.Resp.Mark(nil), signal.Engaging(&s.p)
		out = append(out, x)
	}
	return out, sc.Err()
}

func level(n int) float64 { return math.Min(1, float64(n)) }

// learnLabels adds the columns from first on to the table, learned from
// responses and from those pairs that were not left out for a fold. It gives
// what the columns say of each response, and the tables of the folds: each
// response is judged by one that was learned without it.
func (s *itemSet) learnLabels(table markerTable, rs []*response, pairs []*item, first int) (held [][]float64, parts []markerTable) {
	k := len(rs[0].target)
	held = make([][]float64, len(rs))
	for fold := range folds {
		part := markerTable{}
		rest := slices.DeleteFunc(slices.Clone(pairs), func(it *item) bool { return it.fold == fold })
		s.marks.acts(part, labels(rs, func(i int) bool { return i%folds != fold }), rest, first)
		for i := fold; i < len(rs); i += folds {
			m := pair.MeanMarkers(rs[i].words, part.row)
			held[i] = append([]float64(nil), m[first:first+k]...)
		}
		parts = append(parts, part)
	}
	s.marks.acts(table, labels(rs, func(int) bool { return true }), pairs, first)
	return held, parts
}

func labels(rs []*response, use func(int) bool) []labelled {
	var out []labelled
	for i, r := range rs {
		if use(i) {
			out = append(out, labelled{r.bag, r.target})
		}
	}
	return out
}

// pairWeight is how much a pair counts in a logit against a labelled row.
const pairWeight = 0.15

// logit fits label = 1/(1+exp(-(b + w.x))) by gradient steps on few features,
// each brought to mean 0 and deviation 1 on the way, with a quadratic penalty.
// Of pairs it knows by how much the features of the better one are larger.
func logit(x [][]float64, y []float64, pairs [][]float64) []float64 {
	const ridge = 10
	centre, spread := moments(x)
	w := make([]float64, len(centre)+1)
	n := float64(len(x)) + pairWeight*float64(len(pairs))
	for step := 0; step < 1500; step++ {
		g := make([]float64, len(w))
		for i, row := range x {
			z := w[0]
			for j, v := range row {
				z += w[j+1] * (v - centre[j]) / spread[j]
			}
			d := 1/(1+math.Exp(-z)) - y[i]
			g[0] += d
			for j, v := range row {
				g[j+1] += d * (v - centre[j]) / spread[j]
			}
		}
		for _, row := range pairs {
			z := 0.0
			for j, v := range row {
				z += w[j+1] * v / spread[j]
			}
			d := pairWeight * (1/(1+math.Exp(-z)) - 1)
			for j, v := range row {
				g[j+1] += d * v / spread[j]
			}
		}
		for j := range w {
			if j > 0 {
				g[j] += ridge * w[j]
			}
			w[j] -= g[j] / n
		}
	}
	for j := range centre {
		w[j+1] /= spread[j]
		w[0] -= w[j+1] * centre[j]
	}
	return w
}

// moments gives the mean and the standard deviation of each feature, 1 for one
// that is the same everywhere.
func moments(x [][]float64) (centre, spread []float64) {
	column := make([]float64, len(x))
	for j := range x[0] {
		for i, row := range x {
			column[i] = row[j]
		}
		c, d := stat.PopMeanStdDev(column, nil)
		if d == 0 {
			d = 1
		}
		centre, spread = append(centre, c), append(spread, d)
	}
	return centre, spread
}

// sides gives the means of x over poorly and over well rated responses.
func sides(rs []*response, x func(i int) float64) (low, high float64) {
	var bad, good mean
	for i, r := range rs {
		switch {
		case r.target[0] < 0:
			bad.add(x(i))
		case r.target[0] > 0:
			good.add(x(i))
		}
	}
	return bad.value(), good.value()
}

// engagement learns the weights of engagement from poorly and well rated
// responses and from pairs of replies, and sets their scale: the poorly rated at
// 0 and the well rated at 1 on the mean.
func engagement(rs []*response, pairs []*item) (w signal.Engagement) {
	var x [][]float64
	var y []float64
	for _, r := range rs {
		if r.target[0] != 0 {
			x, y = append(x, r.engaged[1:]), append(y, (1+math.Copysign(1, r.target[0]))/2)
		}
	}
	var more [][]float64
	for _, it := range pairs {
		var d signal.Engagement
		for k := range d {
			d[k] = it.goodSide.engaged[k] - it.badSide.engaged[k]
		}
		more = append(more, d[1:])
	}
	copy(w[:], logit(x, y, more))
	low, high := sides(rs, func(i int) float64 { return rs[i].engaged.Times(&w) })
	w[0] -= low
	for k := range w {
		w[k] /= high - low
	}
	return w
}

// writeEngagement writes the weights of engagement as a table.
func writeEngagement(path string, w *signal.Engagement) error {
	return writeTable(path, func(f io.Writer) {
		fmt.Fprintln(f, "feature\tweight")
		for k, name := range signal.EngagementNames {
			fmt.Fprintf(f, "%s\t%.3f\n", name, w[k])
		}
	})
}

// actWeights fits how cues and markers make the strength of each act, writes
// them and prints the agreement on responses left out.
func (s *itemSet) actWeights(path string, rs []*response, held [][]float64) error {
	return writeTable(path, func(f io.Writer) {
		fmt.Fprintln(f, "act\tbias\tcue\tmarker")
		for k, name := range []string{"emotional-reaction", "interpretation", "exploration"} {
			w := s.actWeight(k, name, rs, held)
			fmt.Fprintf(f, "%s\t%.3f\t%.3f\t%.3f\n", name, w[0], w[1], w[2])
		}
	})
}

// actWeight gives the weights of one act.
func (s *itemSet) actWeight(k int, name string, rs []*response, held [][]float64) []float64 {
	var x [][]float64
	var y []float64
	for i, r := range rs {
		x = append(x, []float64{r.cue[k], held[i][k]})
		y = append(y, r.target[k])
	}
	w := logit(x, y, nil)
	var score, cue, mark []float64
	for _, row := range x {
		score = append(score, w[1]*row[0]+w[2]*row[1])
		cue, mark = append(cue, row[0]), append(mark, row[1])
	}
	both := auc(score, y)
	s.leftOut = append(s.leftOut, leftOut{"epitome." + strings.ReplaceAll(name, "-", "_"), both})
	log.Printf("%s: auc of cues %.3f, of markers left out %.3f, of both %.3f", name, auc(cue, y), auc(mark, y), both)
	return w
}

// auc is the chance that a positive stands above a negative.
func auc(score, label []float64) float64 {
	idx := make([]int, len(score))
	for i := range idx {
		idx[i] = i
	}
	sort.Slice(idx, func(a, b int) bool { return score[idx[a]] < score[idx[b]] })
	var ranks, pos float64
	for i := 0; i < len(idx); {
		j := i
		for j < len(idx) && score[idx[j]] == score[idx[i]] {
			j++
		}
		for _, k := range idx[i:j] {
			if label[k] > 0 {
				ranks += float64(i+j+1) / 2
				pos++
			}
		}
		i = j
	}
	return (ranks - pos*(pos+1)/2) / (pos * (float64(len(score)) - pos))
}

// restatedPairs is how many pairs of a set of rewrites markers are learned
// from.
const restatedPairs = 1800

// loadRestated reads pairs of a sharp and a mild text, leaving out those that
// the weights are fitted on.
func (s *itemSet) loadRestated(dir string) ([]*item, error) {
	var out []*item
	for _, name := range []string{"rewrite-detox.jsonl", "rewrite-reframe.jsonl"} {
		var rows []*item
		f, err := os.Open(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		sc := bufio.NewScanner(f)
		for n := 0; sc.Scan() && len(rows) < restatedPairs; n++ {
			if n%restatedStep == 0 || n%2 == 0 {
				continue
			}
			var r struct{ Source, Response string }
			if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
				return nil, err
			}
			rows = append(rows, &item{goodBag: s.marks.bag(r.Source), badBag: s.marks.bag(r.Response)})
		}
		out = append(out, rows...)
		if err := f.Close(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// learnRestated adds the column of rewrites to the table.
func (s *itemSet) learnRestated(table markerTable, dir string) error {
	items, err := s.loadRestated(dir)
	if err != nil || len(items) == 0 {
		return err
	}
	var bags []bag
	for _, it := range items {
		bags = append(bags, it.goodBag, it.badBag)
	}
	s.marks.choose(bags)
	x := make([][]float64, len(items))
	y := mat.NewDense(len(items), 1, nil)
	for i, it := range items {
		x[i] = s.marks.difference(it)
		y.Set(i, 0, 1)
	}
	s.marks.fold(table, s.marks.ridge(x, y), lexicon.MarkerRestated)
	s.marks.steady(table, lexicon.MarkerRestated)
	add := func(vs []value, w *wording) []value {
		if !w.rewrite {
			return vs
		}
		src, resp := w.means(table)
		if v := w.milder * signal.MilderThan(src[lexicon.MarkerRestated], resp[lexicon.MarkerRestated]); v > 0 {
			vs = append(vs, value{s.key("attenuation/" + signal.Milder), int(mechanisms.Attenuation), int(dimensions.Relational), v})
		}
		return vs
	}
	for _, it := range s.all {
		it.good, it.bad = add(it.good, &it.goodSide), add(it.bad, &it.badSide)
	}
	return nil
}

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing/fstest"

	"gonum.org/v1/gonum/mat"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// Settings of the alignment.
const (
	themes       = 16 // pairs of canonical variates that are kept
	themePenalty = 1  // of the covariances, in units of their mean eigenvalue
	coefPenalty  = 10
	setTotal     = 1000 // what the examples of a set count together
	alignFolds   = 5
)

// An exchange is a source with its own response or another's.
type exchange struct {
	source, response string
	set              string
	group            int // the same for the same source
	own              bool
	measured         bool // one of those that `attune validate` compares
	evidence         pair.Evidence
}

// alignment learns themes.tsv and prints the coefficients of
// internal/pair/evidence.go, how well they tell a source's own response from
// others, by source in folds and by set left out, and what each part adds.
func alignment(c config) error {
	all, err := loadExchanges(c.data)
	if err != nil {
		return err
	}
	for fold := range alignFolds {
		in := func(x *exchange) bool { return x.group%alignFolds != fold }
		lex, err := learnRelations(c, all, in)
		if err != nil {
			return err
		}
		measureEvidence(lex, all, func(x *exchange) bool { return !in(x) })
	}
	fitted := reportAlignment(all)
	everything := func(*exchange) bool { return true }
	lex, err := learnRelations(c, all, everything)
	if err != nil {
		return err
	}
	measureEvidence(lex, all, everything)
	reportRow("fitted", all, fitted.apply)
	return writeTSV(filepath.Join(c.out, "themes.tsv"), themesHeader, func(out *bufio.Writer) {
		writeThemes(out, lex, all, everything)
	})
}

const themesHeader = "side\ttheme\toffset\tweights"

// loadExchanges reads the sets of pairs. Others' responses are those of the
// row half the set further back, as in `attune validate`, and of two more.
func loadExchanges(dir string) ([]*exchange, error) {
	type row struct{ Source, Response, Responder string }
	var out []*exchange
	ids := map[string]int{}
	for _, name := range []string{"epitome", "counsel", "empathy-ratings"} {
		sets := map[string][]row{}
		err := eachLine(filepath.Join(dir, name+".jsonl"), func(line string) {
			var r row
			if json.Unmarshal([]byte(line), &r) == nil && r.Responder != "chatgpt_empathy" {
				sets[name+r.Responder] = append(sets[name+r.Responder], r)
				if _, ok := ids[r.Source]; !ok {
					ids[r.Source] = len(ids)
				}
			}
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, set := range sorted(sets) {
			rows := sets[set]
			n := len(rows)
			for i, r := range rows {
				x := exchange{source: r.Source, response: r.Response, set: set, group: ids[r.Source], own: true, measured: true}
				out = append(out, &x)
				for k, j := range []int{i + n - n/2, i + n/3, i + n/5} {
					y := x
					y.response, y.own, y.measured = rows[j%n].Response, false, k == 0
					if k == 0 || rows[j%n].Source != r.Source {
						out = append(out, &y)
					}
				}
			}
		}
	}
	return out, nil
}

func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// learnRelations makes a lexicon whose talk and themes come from the exchanges
// that use allows, and from the sets that are no exchanges.
func learnRelations(c config, all []*exchange, use func(*exchange) bool) (*lexicon.Lexicon, error) {
	base := without{os.DirFS(c.out), []string{"talk.tsv", "themes.tsv"}}
	lex, err := lexicon.Load(base)
	if err != nil {
		return nil, err
	}
	t := newTalkCount(lex)
	for _, name := range talkSets[:3] {
		err := eachLine(filepath.Join(c.data, name+".jsonl"), func(line string) {
			var row struct{ Text string }
			if json.Unmarshal([]byte(line), &row) == nil {
				t.add(row.Text)
			}
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	for _, x := range all {
		if x.own && use(x) {
			t.add(x.source, x.response)
		}
	}
	overlay := fstest.MapFS{"talk.tsv": table(talkHeader, t.write)}
	if lex, err = lexicon.Load(base, overlay); err != nil {
		return nil, err
	}
	overlay["themes.tsv"] = table(themesHeader, func(out *bufio.Writer) { writeThemes(out, lex, all, use) })
	return lexicon.Load(base, overlay)
}

func table(header string, fill func(*bufio.Writer)) *fstest.MapFile {
	var b bytes.Buffer
	out := bufio.NewWriter(&b)
	fmt.Fprintln(out, header)
	fill(out)
	out.Flush()
	return &fstest.MapFile{Data: b.Bytes()}
}

func measureEvidence(lex *lexicon.Lexicon, all []*exchange, use func(*exchange) bool) {
	var a, b text.Document
	var p pair.Pair
	for _, x := range all {
		if use(x) {
			text.Parse(&a, lex, x.source)
			text.Parse(&b, lex, x.response)
			pair.Build(&p, &a, &b, false)
			x.evidence = p.Evidence()
		}
	}
}

// writeThemes finds the directions in which the mean vectors of sources and
// their responses agree most (canonical correlation, Hotelling 1936). Each is
// scaled by what its correlation says of two texts belonging together.
func writeThemes(out *bufio.Writer, lex *lexicon.Lexicon, all []*exchange, use func(*exchange) bool) {
	d := lex.Dimensions()
	src, resp := moments(d), moments(d)
	var xs, ys [][]float64
	for _, x := range all {
		if !x.own || !use(x) {
			continue
		}
		a, b := meanVector(lex, x.source), meanVector(lex, x.response)
		xs, ys = append(xs, a), append(ys, b)
		src.add(a)
		resp.add(b)
	}
	cross := mat.NewDense(d, d, nil)
	for i := range xs {
		cross.RankOne(cross, 1/float64(len(xs)), src.centred(xs[i]), resp.centred(ys[i]))
	}
	ra, rb := src.whiten(), resp.whiten()
	var w mat.Dense
	w.Product(ra, cross, rb)
	var svd mat.SVD
	if !svd.Factorize(&w, mat.SVDThin) {
		return
	}
	var u, v mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	for k, rho := range svd.Values(nil)[:min(d, themes)] {
		scale := math.Sqrt(rho / (1 - rho*rho))
		writeTheme(out, "source", k, scale, ra, u.ColView(k), src)
		writeTheme(out, "response", k, scale, rb, v.ColView(k), resp)
	}
}

func writeTheme(out *bufio.Writer, side string, n int, scale float64, white *mat.Dense, axis mat.Vector, m *moment) {
	var w mat.VecDense
	w.MulVec(white, axis)
	w.ScaleVec(scale, &w)
	cells := make([]string, w.Len())
	for i := range cells {
		cells[i] = fmt.Sprintf("%.2f", w.AtVec(i))
	}
	fmt.Fprintf(out, "%s\t%d\t%.3f\t%s\n", side, n, mat.Dot(&w, m.mean()), strings.Join(cells, " "))
}

func meanVector(lex *lexicon.Lexicon, s string) []float64 {
	var d text.Document
	var side pair.Side
	text.Parse(&d, lex, s)
	side.Read(&d)
	v := make([]float32, lex.Dimensions())
	side.Mean(v)
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = float64(x)
	}
	return out
}

// A moment holds the first two moments of a set of vectors.
type moment struct {
	n   float64
	sum *mat.VecDense
	sq  *mat.SymDense
}

func moments(d int) *moment { return &moment{0, mat.NewVecDense(d, nil), mat.NewSymDense(d, nil)} }

func (m *moment) add(x []float64) {
	v := mat.NewVecDense(len(x), x)
	m.n++
	m.sum.AddVec(m.sum, v)
	m.sq.SymRankOne(m.sq, 1, v)
}

func (m *moment) mean() *mat.VecDense {
	var v mat.VecDense
	v.ScaleVec(1/m.n, m.sum)
	return &v
}

func (m *moment) centred(x []float64) mat.Vector {
	var v mat.VecDense
	v.SubVec(mat.NewVecDense(len(x), x), m.mean())
	return &v
}

// whiten gives the inverse root of the covariance, with the penalty added.
func (m *moment) whiten() *mat.Dense {
	d := m.sum.Len()
	var cov mat.SymDense
	cov.ScaleSym(1/m.n, m.sq)
	cov.SymRankOne(&cov, -1, m.mean())
	var eig mat.EigenSym
	eig.Factorize(&cov, true)
	var v mat.Dense
	eig.VectorsTo(&v)
	values := eig.Values(nil)
	var total float64
	for _, x := range values {
		total += x
	}
	for i, x := range values {
		values[i] = 1 / math.Sqrt(x+themePenalty*total/float64(d))
	}
	var out mat.Dense
	out.Product(&v, mat.NewDiagDense(d, values), v.T())
	return &out
}

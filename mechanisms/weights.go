package mechanisms

import (
	"bufio"
	_ "embed"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/attune-go/attune/dimensions"
)

// Weights say how much each signal counts. They are learned, not set: see the
// command in internal/fit. Weights are immutable.
type Weights struct {
	// Signals holds the weights of each mechanism by the signal's name, so that
	// no key need be put together for each signal of each pair.
	signals [Count]map[string]signalWeight
	beside  struct{ due, engagement, estrangement float64 }
	// Columns and Overall bring the sums over several rows back to the scale
	// of one.
	columns     [dimensions.Count]float64
	overall     float64
	fingerprint uint32
}

type signalWeight struct {
	byTask [2]float64
	share  float64 // of the weight in a reply's row, what counts in the score
}

//go:embed weights.tsv
var weightsTSV string

var defaultWeights = sync.OnceValue(func() *Weights {
	w, err := ReadWeights(strings.NewReader(weightsTSV))
	if err != nil {
		panic("attune: embedded weights: " + err.Error()) // a test reads them
	}
	return w
})

// DefaultWeights are the library's own.
func DefaultWeights() *Weights { return defaultWeights() }

var (
	errWeightColumns  = errors.New("want four fields: signal, reply, rewrite, score")
	errWeightNegative = errors.New("a weight is a finite number of at least 0")
)

// ReadWeights reads weights from tab-separated rows: the name of a signal as
// mechanism/name, its weight in replies, its weight in rewrites, and how much of
// the former counts in the score: what makes a mechanism plain need not be what
// people mind most. The rows column/NAME and overall scale the sums over columns
// and over everything, and [Due], [Engagement] and [Estrangement] have one each. A
// row that is wrong is reported with its line.
func ReadWeights(r io.Reader) (*Weights, error) {
	w := &Weights{columns: [dimensions.Count]float64{1, 1, 1}, overall: 1}
	for k := range w.signals {
		w.signals[k] = map[string]signalWeight{}
	}
	sum := fnv.New32a()
	sc := bufio.NewScanner(r)
	for line := 1; sc.Scan(); line++ {
		row := sc.Text()
		fmt.Fprintln(sum, row)
		if row == "" || row[0] == '#' || line == 1 && strings.HasPrefix(row, "signal\t") {
			continue
		}
		if err := w.row(row); err != nil {
			return nil, fmt.Errorf("weights line %d: %w", line, err)
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	w.fingerprint = sum.Sum32()
	return w, nil
}

func (w *Weights) row(row string) error {
	f := strings.Split(row, "\t")
	if len(f) != 4 {
		return errWeightColumns
	}
	var x signalWeight
	for i, to := range []*float64{&x.byTask[0], &x.byTask[1], &x.share} {
		v, err := strconv.ParseFloat(f[i+1], 64)
		if err != nil {
			return fmt.Errorf("%q is no number", f[i+1])
		}
		if !(v >= 0) || math.IsInf(v, 1) {
			return errWeightNegative
		}
		*to = v
	}
	if name, ok := strings.CutPrefix(f[0], "column/"); ok {
		var k dimensions.Kind
		if err := k.UnmarshalText([]byte(name)); err != nil {
			return err
		}
		w.columns[k] = x.byTask[0]
		return nil
	}
	if to := w.named(f[0]); to != nil {
		*to = x.byTask[0]
		return nil
	}
	mechanism, name, _ := strings.Cut(f[0], "/")
	var k Kind
	if err := k.UnmarshalText([]byte(mechanism)); err != nil {
		return err
	}
	w.signals[k][name] = x
	return nil
}

// named gives where the weight of a row that is no signal's is kept.
func (w *Weights) named(row string) *float64 {
	switch row {
	case "overall":
		return &w.overall
	case Due:
		return &w.beside.due
	case Engagement:
		return &w.beside.engagement
	case Estrangement:
		return &w.beside.estrangement
	}
	return nil
}

// Fingerprint changes with any weight. It is part of a report's signature.
func (w *Weights) Fingerprint() uint32 { return w.fingerprint }

// Energy is what a signal adds to its row, column and cell: its severity where
// there was something to lose, times its weight. The second task is rewrite.
func (w *Weights) Energy(s *Signal, rewrite bool) float64 {
	row, _ := w.Of(s.Mechanism, s.Name, rewrite)
	return row * s.Severity * s.Opportunity
}

// Of gives the weight of a signal in its row, column and cell, and that in the
// score; both are 0 for one that has none.
func (w *Weights) Of(k Kind, name string, rewrite bool) (row, score float64) {
	x := w.signals[k][name]
	if rewrite {
		return x.byTask[1], x.byTask[1]
	}
	return x.byTask[0], x.byTask[0] * x.share
}

// Names of the weights of what counts in the score of a reply beside the
// mechanisms; see [Weights.Overall].
const (
	// Due names how much less the mechanisms count where engagement was due.
	Due = "due"
	// Engagement names how little a reply is like those that people rated as
	// empathic.
	Engagement = "engagement"
	// Estrangement names how far a reply turns against the person.
	Estrangement = "estrangement"
)

// A Beside is what counts in the score of a reply beside the mechanisms, each
// 0 to 1. Its zero value counts for nothing.
type Beside struct {
	Due        float64 // how far the source calls for engagement
	Disengaged float64 // how much of that the reply lacks
	Estranged  float64 // how far the reply turns against the person
}

// Column brings the energy of a column to the scale of severities.
func (w *Weights) Column(k dimensions.Kind, energy float64) float64 {
	return dimensions.Saturate(w.columns[k] * energy)
}

// Overall brings the energy of the whole to the scale of severities. The more a
// source calls for engagement, the more the score of a reply follows from what
// it has of that, and the less from the energy of the mechanisms.
func (w *Weights) Overall(energy float64, b Beside) float64 {
	energy /= 1 + float64(w.beside.due*b.Due)
	energy += float64(w.beside.engagement*b.Disengaged) + float64(w.beside.estrangement*b.Estranged)
	return dimensions.Saturate(w.overall * energy)
}

// Key names the signal within all signals: mechanism/name.
func (s *Signal) Key() string { return s.Mechanism.String() + "/" + s.Name }

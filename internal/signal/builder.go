// Package signal is what the detectors share: a [Builder] that turns measures
// on a pair into signals with evidence.
package signal

import (
	"slices"
	"strings"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/mechanisms"
)

// How many spans a signal shows, the weightiest: fewer where it counts little.
const (
	maxEvidence   = 5
	minorEvidence = 2
	minorEnergy   = 0.2
)

// shownEnergy is how much a signal must count for its evidence to be gathered,
// and so for a report to show it: a twentieth of what flags a row. In flagged
// rows of the contrast set, the signals shown make nine tenths of the energy.
const shownEnergy = 0.05

// MinOpportunity is how much there must be to lose for a cell to be applicable.
const MinOpportunity = 0.1

// A Builder gathers the signals of one pair. A signal is added first, then, if
// [Builder.Signal] asks for it, its evidence: of most signals nobody looks at
// it. A builder may be used again; see [Builder.Reset].
type Builder struct {
	Pair      *pair.Pair
	Mechanism mechanisms.Kind
	Weights   *mechanisms.Weights // what signals count; if nil, evidence of all is gathered
	Signals   []mechanisms.Signal // their evidence is good until the next Reset
	Energies  []Energy            // what the signals count, if there are Weights
	Cells     uint16              // a bit for each cell that is applicable, row by row

	evidence []mechanisms.Evidence // of the signals, end to end
	from     int                   // where that of the open signal begins
	most     int                   // how many spans that has at most
	open     int                   // the signal that evidence is added to
	reasons  map[string]string     // names of signals in words
	asked    int                   // how many signals were asked for
	known    []known               // what those of the last pair count, in order
	of       *mechanisms.Weights   // the weights that known holds
	rewrite  bool                  // and for which task
	scratch  []float64
}

// Energy is what a signal counts: in its row, column and cell, and in the score.
type Energy struct{ Row, Score float64 }

// Reset makes the builder ready for a pair. What it held is written over.
func (b *Builder) Reset(p *pair.Pair) {
	b.Pair, b.Signals, b.Energies, b.evidence, b.asked, b.Cells = p, b.Signals[:0], b.Energies[:0], b.evidence[:0], 0, 0
	if b.of != b.Weights || b.rewrite != p.Rewrite {
		b.of, b.rewrite, b.known = b.Weights, p.Rewrite, b.known[:0]
	}
}

// known holds the weights of a signal.
type known struct {
	name       string
	mechanism  mechanisms.Kind
	row, score float64
}

// weigh gives the weights of the signal that is asked for. Detectors ask for the
// same signals in the same order for pair after pair, so that they are hardly
// ever to be looked up.
func (b *Builder) weigh(name string) (row, score float64) {
	for b.asked > len(b.known) {
		b.known = append(b.known, known{})
	}
	k := &b.known[b.asked-1]
	if k.name != name || k.mechanism != b.Mechanism {
		*k = known{name: name, mechanism: b.Mechanism}
		k.row, k.score = b.Weights.Of(b.Mechanism, name, b.rewrite)
	}
	return k.row, k.score
}

// Scratch gives n numbers to work with, of any value. They are the detector's
// until it ends.
func (b *Builder) Scratch(n int) []float64 {
	b.scratch = slices.Grow(b.scratch[:0], n)[:n]
	return b.scratch
}

// Side gives a side of the pair.
func (b *Builder) Side(s mechanisms.Side) *pair.Side {
	if s == mechanisms.Source {
		return &b.Pair.Src
	}
	return &b.Pair.Resp
}

// Signal adds a signal, unless there was no opportunity for it, and reports
// whether its evidence is asked for. What is added until the next signal is
// its evidence. Where signals are weighed, those that tell nothing are left
// out, as most are.
func (b *Builder) Signal(name string, d dimensions.Kind, severity, opportunity, confidence float64) bool {
	b.asked++
	severity, opportunity = Clamp(severity), Clamp(opportunity)
	if opportunity >= MinOpportunity {
		b.Cells |= 1 << (int(b.Mechanism)*dimensions.Count + int(d))
	}
	if opportunity == 0 || severity == 0 && b.Weights != nil {
		return false
	}
	var row, score float64
	if b.Weights != nil {
		row, score = b.weigh(name)
	}
	b.open = len(b.Signals)
	b.Signals = slices.Grow(b.Signals, 1)[:b.open+1]
	s := &b.Signals[b.open] // filled where it lies, it is not copied
	s.Dimension, s.Severity, s.Opportunity, s.Confidence = d, severity, opportunity, Clamp(confidence)
	s.Mechanism, s.Name, s.Evidence = b.Mechanism, name, nil
	b.from, b.most = len(b.evidence), maxEvidence
	if b.Weights != nil {
		e := Energy{row * severity * opportunity, score * severity * opportunity}
		if b.Energies = append(b.Energies, e); e.Row < minorEnergy {
			b.most = minorEvidence
		}
	}
	return b.shown(b.open)
}

// shown reports whether a signal counts enough to be shown.
func (b *Builder) shown(i int) bool {
	if b.Weights != nil {
		return b.Energies[i].Row > shownEnergy
	}
	return b.Signals[i].Severity > 0
}

// wants reports whether evidence of a weight is among the weightiest of the last
// signal.
func (b *Builder) wants(weight float64) bool {
	k := b.from + b.most
	return len(b.evidence) < k || weight > b.evidence[k-1].Weight
}

// Span adds a run of tokens as evidence for the last signal. Of evidence of
// equal weight what came first stands first.
func (b *Builder) Span(side mechanisms.Side, first, last int32, reason string, weight float64) {
	weight = Clamp(weight)
	if !b.wants(weight) {
		return
	}
	k := min(len(b.evidence), b.from+b.most-1)
	start, end := b.Side(side).Doc.Span(first, last)
	if start == end {
		return
	}
	if k == len(b.evidence) {
		b.evidence = slices.Grow(b.evidence, 1)[:k+1]
		b.Signals[b.open].Evidence = slices.Clip(b.evidence[b.from:])
	}
	for ; k > b.from && b.evidence[k-1].Weight < weight; k-- {
		b.evidence[k] = b.evidence[k-1]
	}
	e := &b.evidence[k]
	e.Side, e.Start, e.End, e.Reason, e.Weight = side, start, end, reason, weight
}

// Finish ends the analysis of a pair. Signals that are shown and have no
// evidence get a short sentence of the response; and so does the weightiest of a
// row that is flagged by many of which none is shown.
func (b *Builder) Finish() {
	var rows [mechanisms.Count]struct {
		energy, most float64
		weightiest   int
	}
	for i := range b.Signals {
		if b.shown(i) && len(b.Signals[i].Evidence) == 0 {
			b.quoted(i)
		}
		if b.Weights != nil {
			r, e := &rows[b.Signals[i].Mechanism], b.Energies[i].Row
			if r.energy += e; e > r.most {
				r.most, r.weightiest = e, i
			}
		}
	}
	for _, r := range rows {
		if r.most > 0 && r.most <= shownEnergy && dimensions.Saturate(r.energy) >= mechanisms.FlagAt {
			b.quoted(r.weightiest)
		}
	}
}

// quoted gives a signal without evidence a sentence.
func (b *Builder) quoted(i int) {
	s := &b.Signals[i]
	b.open, b.from = i, len(b.evidence)
	b.Sentence(mechanisms.Response, b.inWords(s.Name), s.Severity, nil)
}

// inWords is the name of a signal without its hyphens. The few there are are
// kept, so that it is made once.
func (b *Builder) inWords(name string) string {
	s, ok := b.reasons[name]
	if !ok {
		if b.reasons == nil {
			b.reasons = map[string]string{}
		}
		s = strings.ReplaceAll(name, "-", " ")
		b.reasons[name] = s
	}
	return s
}

// Beyond is what of a measure of the response counts: all of it in a reply,
// what goes beyond the same measure of the source in a rewrite.
func (b *Builder) Beyond(of func(*pair.Side) float64) float64 {
	x := of(&b.Pair.Resp)
	if b.Pair.Rewrite {
		return max(0, x-of(&b.Pair.Src))
	}
	return x
}

// Clamp bounds x to 0 and 1; what is no number becomes 0.
func Clamp(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	return min(x, 1)
}

// Ramp rises from 0 at low to 1 at high.
func Ramp(x, low, high float64) float64 { return Clamp((x - low) / (high - low)) }

// Drop is the share of a that is gone in b, 0 where b is no less.
func Drop(a, b float64) float64 {
	if a <= 0 || b >= a {
		return 0
	}
	return Clamp((a - b) / a)
}

// Density is n over words, with a floor on words so that one word in a short
// text isn't everything.
func Density(n float64, words int) float64 { return n / float64(max(words, 12)) }

// Words reports whether a token is a word.
func Words(t *text.Token) bool { return t.Kind == text.Word || t.Kind == text.Number }

// Package signal is what the detectors share: a [Builder] that turns measures
// on a pair into signals with evidence.
package signal

import (
	"slices"
	"strings"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// maxEvidence is how many spans a signal shows: the weightiest.
const maxEvidence = 5

// A Builder gathers the signals of one pair. Evidence is added first, then the
// signal it belongs to. It may be used again; see [Builder.Reset].
type Builder struct {
	Pair      *pair.Pair
	Mechanism mechanisms.Kind
	Signals   []mechanisms.Signal // their evidence is good until the next Reset

	pending  [maxEvidence]mechanisms.Evidence // weightiest first
	held     int                              // how many of them there are
	evidence []mechanisms.Evidence            // of the signals, end to end
	reasons  map[string]string                // names of signals in words
	scratch  []float64
}

// Reset makes the builder ready for a pair. What it held is written over.
func (b *Builder) Reset(p *pair.Pair) {
	b.Pair, b.Signals, b.evidence, b.held = p, b.Signals[:0], b.evidence[:0], 0
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

// Span adds a run of tokens as evidence for the next signal. Of evidence of
// equal weight what came first stands first.
func (b *Builder) Span(side mechanisms.Side, first, last int32, reason string, weight float64) {
	weight = Clamp(weight)
	k := b.held
	if k == maxEvidence {
		if k--; weight <= b.pending[k].Weight {
			return
		}
	}
	start, end := b.Side(side).Doc.Span(first, last)
	if start == end {
		return
	}
	b.held = k + 1
	for ; k > 0 && b.pending[k-1].Weight < weight; k-- {
		b.pending[k] = b.pending[k-1]
	}
	b.pending[k] = mechanisms.Evidence{Side: side, Start: start, End: end, Reason: reason, Weight: weight}
}

// A Group is a set of cue classes that show the same thing. Make one with
// [NewGroup].
type Group struct {
	Classes []lexicon.Class
	Reason  string

	set [(lexicon.ClassCount + 63) / 64]uint64
}

// NewGroup makes a group of classes. The reason says in a few words what they
// show.
func NewGroup(reason string, classes ...lexicon.Class) Group {
	g := Group{Classes: classes, Reason: reason}
	for _, c := range classes {
		g.set[c/64] |= 1 << (c % 64)
	}
	return g
}

// Has reports whether a class is of the group.
func (g *Group) Has(c lexicon.Class) bool { return g.set[c/64]&(1<<(c%64)) != 0 }

// Cues adds the cues of a group as evidence and gives the chance that any of
// them means what it says, 0 to 1. Of the response of a rewrite only what goes
// beyond the source counts: a rewrite cannot but repeat what was written.
func (b *Builder) Cues(side mechanisms.Side, g Group) float64 {
	s := b.Side(side)
	x := s.Chance(g.Classes...)
	if side == mechanisms.Response {
		x = b.Beyond(x, b.Pair.Src.Chance(g.Classes...))
	}
	if x <= 0 {
		return 0
	}
	for i := range s.Doc.Matches {
		if m := &s.Doc.Matches[i]; g.Has(m.Class) && !pair.Denied(m) {
			b.Span(side, m.Start, m.End, g.Reason, float64(m.Strength))
		}
	}
	for i := range s.Around {
		if m := &s.Around[i]; g.Has(m.Class) {
			b.Span(side, m.Start, m.End, g.Reason, float64(m.Strength))
		}
	}
	return x
}

// Beyond is what of a measure of the response counts: all of it in a reply,
// what goes beyond the same measure of the source in a rewrite.
func (b *Builder) Beyond(resp, src float64) float64 {
	if b.Pair.Rewrite {
		return max(0, resp-src)
	}
	return resp
}

// Signal adds a signal with the evidence gathered since the last one. Without
// severity or opportunity nothing is added and the evidence is dropped.
func (b *Builder) Signal(name string, d dimensions.Kind, severity, opportunity, confidence float64) {
	severity, opportunity = Clamp(severity), Clamp(opportunity)
	if opportunity > 0 {
		b.Signals = append(b.Signals, mechanisms.Signal{
			Reading:   dimensions.Reading{Dimension: d, Severity: severity, Opportunity: opportunity, Confidence: Clamp(confidence)},
			Mechanism: b.Mechanism, Name: name, Evidence: b.shown(name, severity),
		})
	}
	b.held = 0
}

// shown gives the evidence of a signal, a short sentence of the response where
// there is no other.
func (b *Builder) shown(name string, severity float64) []mechanisms.Evidence {
	if severity == 0 {
		return nil
	}
	if b.held == 0 {
		b.Sentence(mechanisms.Response, b.inWords(name), severity, nil)
	}
	n := len(b.evidence)
	b.evidence = append(b.evidence, b.pending[:b.held]...)
	return slices.Clip(b.evidence[n:])
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

// Package signal is what the detectors share: a [Builder] that turns measures
// on a pair into signals with evidence.
package signal

import (
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
// signal it belongs to.
type Builder struct {
	Pair      *pair.Pair
	Mechanism mechanisms.Kind
	Signals   []mechanisms.Signal
	pending   []mechanisms.Evidence
}

// Side gives a side of the pair.
func (b *Builder) Side(s mechanisms.Side) *pair.Side {
	if s == mechanisms.Source {
		return &b.Pair.Src
	}
	return &b.Pair.Resp
}

// Span adds a run of tokens as evidence for the next signal.
func (b *Builder) Span(side mechanisms.Side, first, last int32, reason string, weight float64) {
	start, end := b.Side(side).Doc.Span(first, last)
	if start == end {
		return
	}
	b.pending = append(b.pending, mechanisms.Evidence{Side: side, Start: start, End: end, Reason: reason, Weight: Clamp(weight)})
}

// A Group is a set of cue classes that show the same thing.
type Group struct {
	Classes []lexicon.Class
	Reason  string
}

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
	for _, m := range s.Doc.Matches {
		for _, c := range g.Classes {
			if m.Class == c {
				b.Span(side, m.Start, m.End, g.Reason, float64(m.Strength))
			}
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
	ev := b.pending
	b.pending = b.pending[:0]
	severity, opportunity = Clamp(severity), Clamp(opportunity)
	if opportunity == 0 {
		return
	}
	s := mechanisms.Signal{
		Reading:   dimensions.Reading{Dimension: d, Severity: severity, Opportunity: opportunity, Confidence: Clamp(confidence)},
		Mechanism: b.Mechanism, Name: name,
	}
	if severity > 0 && len(ev) == 0 {
		resp := b.Pair.Resp.Doc
		b.Span(mechanisms.Response, 0, int32(len(resp.Tokens)), strings.ReplaceAll(name, "-", " "), severity)
		ev, b.pending = b.pending, b.pending[:0]
	}
	if severity > 0 && len(ev) > 0 {
		s.Evidence = weightiest(ev)
	}
	b.Signals = append(b.Signals, s)
}

// weightiest picks what a signal shows, the weightiest first, of equals the one
// that was added first.
func weightiest(ev []mechanisms.Evidence) []mechanisms.Evidence {
	out := make([]mechanisms.Evidence, 0, min(len(ev), maxEvidence))
	for _, e := range ev {
		k := len(out)
		for k > 0 && out[k-1].Weight < e.Weight {
			k--
		}
		if k == maxEvidence {
			continue
		}
		if len(out) < maxEvidence {
			out = append(out, e)
		}
		copy(out[k+1:], out[k:])
		out[k] = e
	}
	return out
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

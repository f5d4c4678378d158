package granularity

import (
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// free is [signal.Builder.Chance] for the response, without the cues that hold
// a content word of the source: those are about the person's own matter, and
// taking the word out of the response must not count for it.
func free(b *signal.Builder, g *signal.Group) float64 {
	if b.Pair.Resp.Chance(g.Classes...) == 0 {
		return 0
	}
	miss := 1.0
	freeCues(b, g, func(m *lexicon.Match) { miss *= 1 - float64(min(m.Strength, 1)) })
	if b.Pair.Rewrite {
		return max(0, 1-miss-b.Pair.Src.Chance(g.Classes...))
	}
	return 1 - miss
}

// showFree adds the cues that count for free as evidence.
func showFree(b *signal.Builder, g *signal.Group) {
	if b.Pair.Resp.Chance(g.Classes...) > 0 {
		freeCues(b, g, func(m *lexicon.Match) {
			b.Span(mechanisms.Response, m.Start, m.End, g.Reason, float64(m.Strength))
		})
	}
}

func freeCues(b *signal.Builder, g *signal.Group, fn func(*lexicon.Match)) {
	d := b.Pair.Resp.Doc
	for i := range d.Matches {
		if m := &d.Matches[i]; g.Has(m.Class) && !holdsTaken(b, d, m.Start, m.End) {
			fn(m)
		}
	}
}

// holdsTaken reports whether a content word of the source is among some tokens.
func holdsTaken(b *signal.Builder, d *text.Document, first, last int32) bool {
	for i := first; i < last; i++ {
		if b.Pair.Taken(&d.Tokens[i]) {
			return true
		}
	}
	return false
}

package granularity

import (
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/mechanisms"
)

// free is [signal.Builder.Cues] on the response, without the cues that hold a
// content word of the source: those are about the person's own matter, and
// taking the word out of the response must not count for it.
func free(b *signal.Builder, g signal.Group) float64 {
	r := &b.Pair.Resp
	if r.Chance(g.Classes...) == 0 {
		return 0
	}
	miss := 1.0
	for i := range r.Doc.Matches {
		if m := &r.Doc.Matches[i]; g.Has(m.Class) && !holdsTaken(b, r.Doc, m.Start, m.End) {
			miss *= 1 - float64(min(m.Strength, 1))
			b.Span(mechanisms.Response, m.Start, m.End, g.Reason, float64(m.Strength))
		}
	}
	return b.Beyond(1-miss, b.Pair.Src.Chance(g.Classes...))
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

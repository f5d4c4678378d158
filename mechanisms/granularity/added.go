package granularity

import (
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// added looks at what the response brings in: matter that the source gave no
// word for.
func added(b *signal.Builder, c *coverage) {
	s, r := &b.Pair.Src, &b.Pair.Resp
	asked := s.Chance(lexicon.AskFact, lexicon.AskAdvise, lexicon.AskTask)
	var fresh, mine, all float64
	for i := range r.Content {
		x := &r.Content[i]
		all += float64(x.Weight)
		if s.Find(x.Key) >= 0 {
			continue
		}
		fresh++
		mine += float64(x.Weight)
	}
	low, high := 0.15, 0.6
	if b.Pair.Rewrite {
		low, high = 0.0, 0.4
	}
	dense := fresh / float64(r.Style.Words+5)
	if b.Signal("unasked-detail", dimensions.Cognitive, signal.Ramp(dense, low, high), (1-0.6*asked)*c.clear, 0.5) {
		for i := range r.Content {
			if x := &r.Content[i]; s.Find(x.Key) < 0 {
				b.Span(mechanisms.Response, x.Token, x.Token+1, "nobody raised it", 0.1*float64(x.Weight))
			}
		}
	}
	if b.Pair.Rewrite {
		b.Signal("off-centre", dimensions.Cognitive, signal.Ramp(mine/(all+1e-9), 0, 1), c.opportunity(), 0.5)
	}
	flooding(b, asked)
}

// flooding: far more matter than the source gave or asked for. It is the one
// measure that length by itself moves.
func flooding(b *signal.Builder, asked float64) {
	s, r := &b.Pair.Src, &b.Pair.Resp
	ratio := float64(b.Pair.Fresh) / float64(s.Style.Words+20)
	limit := 1.7
	if b.Pair.Rewrite {
		limit = 0.7
	}
	b.Signal("flooding", dimensions.Cognitive, signal.Ramp(ratio, limit, 2.5*limit), 1-0.7*asked, 0.6)
	lists := b.Beyond(func(s *pair.Side) float64 { return float64(s.Style.Bullets) })
	if b.Signal("listed", dimensions.Cognitive, signal.Ramp(lists, 1, 6), 1-0.8*asked, 0.6) {
		for i := range r.Doc.Sentences {
			if sent := r.Doc.Sentences[i]; sent.Bullet {
				b.Span(mechanisms.Response, sent.First, sent.Last, "list", 0.5)
			}
		}
	}
}

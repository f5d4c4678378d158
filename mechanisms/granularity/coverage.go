package granularity

import (
	"math"
	"slices"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// coverage weighs the content words of the source by salience, and follows
// them into the response.
//
// All measures on it are shares of the source's weight, or of its length, so
// that a word taken from the response can only make them worse.
type coverage struct {
	pair   *pair.Pair
	weight []float64
	total  float64
	kept   float64 // weight taken up
	edge   float64 // words of at least this weight are the centre
	top    float64 // weight of the centre
	topGot float64
	clear  float64 // how far the source can be followed at all
}

// centreShare is how much of the total salience the centre holds.
const centreShare = 0.5

func newCoverage(b *signal.Builder) coverage {
	p := b.Pair
	n := len(p.Links)
	scratch := b.Scratch(2 * n)
	c := coverage{pair: p, weight: scratch[:n], clear: followed(&p.Src)}
	for i := range p.Links {
		l := &p.Links[i]
		w := float64(l.Weight) * p.Src.Salience(&l.Content) * math.Sqrt(float64(l.Count))
		c.weight[i] = w
		c.total += w
		c.kept += w * float64(l.Share)
	}
	c.split(scratch[n:])
	return c
}

// split finds the centre: the weightiest words that together hold half. It
// bisects the threshold, and goes on with the words between its bounds, for
// which open has room.
func (c *coverage) split(open []float64) {
	if c.total == 0 {
		return
	}
	copy(open, c.weight)
	low, high := 0.0, slices.Max(open)
	above := 0.0 // weight of the words beyond high
	for range 20 {
		mid := (low + high) / 2
		sum, k := above, 0
		for i, w := range open {
			if w >= mid {
				sum += w
				open[i], open[k] = open[k], w
				k++
			}
		}
		if sum > centreShare*c.total {
			low, open = mid, open[:k]
		} else {
			high, open, above = mid, open[k:], sum
		}
	}
	c.edge = low
	for i, w := range c.weight {
		if w >= c.edge {
			c.top += w
			c.topGot += w * float64(c.pair.Links[i].Share)
		}
	}
}

// opportunity grows with how much there is to take up.
func (c *coverage) opportunity() float64 { return signal.Ramp(c.total, 0.5, 5) * c.clear }

// followed is how much of a text can be followed into another: words of
// another language cannot, since in a translation none of them is kept. It is
// 0 to 1.
func followed(s *pair.Side) float64 {
	return signal.Ramp(float64(s.Known)/float64(max(s.Doc.Words, 1)), 0.6, 0.85)
}

// lost adds the words of the centre that are not taken up as evidence.
func (c *coverage) lost(b *signal.Builder, fate pair.Fate, reason string) {
	for i, w := range c.weight {
		if l := &c.pair.Links[i]; w >= c.edge && l.Fate == fate {
			b.Span(mechanisms.Source, l.Token, l.Token+1, reason, w/(c.top+1e-9)*3)
		}
	}
}

// missing is the share of a weight that is gone of what is due.
func missing(due, kept, total float64) float64 {
	if total == 0 {
		return 0
	}
	return signal.Drop(due, kept/total)
}

// What of the source's weight is to be taken up.
const (
	centreDueReply   = 0.6
	centreDueRewrite = 0.95
	detailDue        = 0.9
)

// centre: the salient centre of the source is not in the response.
func (c *coverage) centre(b *signal.Builder) {
	due := centreDueReply
	if b.Pair.Rewrite {
		due = centreDueRewrite
	}
	if b.Signal("centre-missed", dimensions.Cognitive, missing(due, c.topGot, c.top), c.opportunity(), 0.7) {
		c.lost(b, pair.Missed, "at the centre, not taken up")
	}
}

// detail: in a rewrite all that was said is to survive, and figures above all.
func (c *coverage) detail(b *signal.Builder) {
	if !b.Pair.Rewrite {
		return
	}
	b.Signal("detail-missed", dimensions.Cognitive, missing(detailDue, c.kept, c.total), c.opportunity(), 0.6)
	var all, lost float64
	for i := range c.pair.Links {
		if l := &c.pair.Links[i]; figure(c.pair.Src.Doc, l.Token) {
			all++
			if l.Fate < pair.Reworded {
				lost++
			}
		}
	}
	if !b.Signal("figures-lost", dimensions.Cognitive, lost/(all+1e-9), min(1, all/2), 0.7) {
		return
	}
	for i := range c.pair.Links {
		if l := &c.pair.Links[i]; figure(c.pair.Src.Doc, l.Token) && l.Fate < pair.Reworded {
			b.Span(mechanisms.Source, l.Token, l.Token+1, "figure not kept", 0.7)
		}
	}
}

func figure(d *text.Document, i int32) bool {
	return d.Tokens[i].Kind == text.Number || d.Entry(int(i)).Is(lexicon.NumberWord)
}

// sideFrom is how many words must be taken up for their place to say anything.
const sideFrom = 2

// side: what is taken up stands early in the source. Tellers lead up to their
// point: what weighs most stands last (end weight, Quirk et al. 1985). Words of
// the centre count as late wherever they stand, so that to take one up is
// never held against the response.
func (c *coverage) side(b *signal.Builder) {
	var mean float64
	for i := range c.pair.Links {
		mean += float64(c.pair.Links[i].At) / float64(len(c.pair.Links))
	}
	late, kept := sideFrom*mean, float64(sideFrom)
	for i, w := range c.weight {
		l := &c.pair.Links[i]
		if l.Fate != pair.Kept {
			continue
		}
		at := float64(l.At)
		if w >= c.edge {
			at = max(at, mean)
		}
		late += at
		kept++
	}
	enough := signal.Ramp(float64(len(c.pair.Links)), 3, 10)
	if !b.Signal("side-detail", dimensions.Cognitive, signal.Ramp(mean-late/kept, 0, 0.2), c.opportunity()*enough, 0.6) {
		return
	}
	for i, w := range c.weight {
		if l := &c.pair.Links[i]; l.Fate == pair.Kept && w < c.edge && float64(l.At) < mean {
			b.Span(mechanisms.Source, l.Token, l.Token+1, "taken up, but beside the point", mean-float64(l.At))
		}
	}
}

// generic: vague or broader terms stand where specifics were.
func (c *coverage) generic(b *signal.Builder) {
	var broader float64
	for i, w := range c.weight {
		if c.pair.Links[i].Fate == pair.Generalised {
			broader += w
		}
	}
	r, s := &b.Pair.Resp, &b.Pair.Src
	var n, had float64
	for i := range r.Doc.Matches {
		if m := &r.Doc.Matches[i]; vagueTerms.Has(m.Class) && !holdsTaken(b, r.Doc, m.Start, m.End) {
			n++
		}
	}
	for _, k := range vagueTerms.Classes {
		had += float64(s.Count[k])
	}
	n, had = n/float64(len(r.Doc.Sentences)+1), had/float64(len(s.Doc.Sentences)+1)
	rate := n - 0.5*had
	if b.Pair.Rewrite {
		rate = n - had
	}
	lost := 1 - c.kept/(c.total+1e-9)
	vague := signal.Ramp(rate, 0, 1) * (0.3 + 0.7*lost)
	if b.Signal("generalised", dimensions.Cognitive, max(vague, signal.Ramp(broader/(c.total+1e-9), 0, 0.25)), c.opportunity(), 0.6) {
		showFree(b, vagueTerms)
		c.lost(b, pair.Generalised, "specific, made generic")
	}
}

package granularity

import (
	"math"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// items: culture-specific items of the source that the response drops, or
// puts a general term in the place of.
func items(b *signal.Builder, c *coverage) {
	s, r := b.Pair.Src.Doc, &b.Pair.Resp
	var all, lost, general float64
	last := int32(-1)
	for _, m := range s.Matches {
		if m.Class != lexicon.CultureItem || m.Start < last {
			continue
		}
		last = m.End
		if !takenUp(s, &b.Pair.Src, m) {
			continue // nothing but function words
		}
		w := 0.6
		if m.End-m.Start > 1 {
			w = 0.8
		}
		all += w
		if takenUp(s, r, m) {
			continue
		}
		lost += w
		b.Span(mechanisms.Source, m.Start, m.End, "item of the culture, dropped", w)
		if to := madeGeneral(b.Pair, m); to >= 0 {
			general += w
		}
	}
	for i := range s.Tokens { // words of other languages, beyond the list
		t := &s.Tokens[i]
		if e := s.Entry(i); t.Kind == text.Word && e.Is(lexicon.Loan) && e.Zipf < 3.2 && !e.Is(lexicon.Identity) && b.Pair.Taken(t) {
			all += 0.3
			if r.Find(t.Key) < 0 {
				lost += 0.3
				b.Span(mechanisms.Source, int32(i), int32(i)+1, "word of the person's own tongue", 0.4)
			}
		}
	}
	opportunity := math.Min(1, all) * c.clear
	b.Signal("items-lost", dimensions.Cultural, lost/(all+1e-9), opportunity, 0.7)
	generic(b, general/(all+1e-9), opportunity)
}

func takenUp(d *text.Document, r *pair.Side, m lexicon.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if t := &d.Tokens[i]; !d.Entry(int(i)).Is(lexicon.Stopword) && r.Find(t.Key) >= 0 {
			return true
		}
	}
	return false
}

// madeGeneral gives the token of the response that stands for the item, -1 if
// none does.
func madeGeneral(p *pair.Pair, m lexicon.Match) int32 {
	for i := range p.Links {
		if l := &p.Links[i]; m.Start <= l.Token && l.Token < m.End && l.Fate == pair.Generalised {
			return l.To
		}
	}
	return -1
}

// generic: a general term for an item, or "tradition", "heritage", "a local
// dish" in the response.
func generic(b *signal.Builder, general, opportunity float64) {
	s := &b.Pair.Src
	for i := range b.Pair.Links {
		if l := &b.Pair.Links[i]; l.Fate == pair.Generalised {
			b.Span(mechanisms.Response, l.To, l.To+1, "general term for it", 0.5)
		}
	}
	b.Signal("item-generalised", dimensions.Cultural, general, opportunity, 0.7)
	rooted := math.Min(1, 0.5*float64(s.Count[lexicon.CultureItem])+0.3*float64(s.Style.Loan)+0.5*float64(s.Count[lexicon.VagueCulture]))
	b.Signal("culture-made-generic", dimensions.Cultural, free(b, vagueCulture), rooted, 0.7)
}

package granularity

import (
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
	var all, lost, general float64
	eachItem(b.Pair, func(m *lexicon.Match, w float64, kept bool) {
		all += w
		if kept {
			return
		}
		lost += w
		if madeGeneral(b.Pair, m) >= 0 {
			general += w
		}
	})
	eachLoan(b.Pair, func(_ int32, kept bool) {
		all += 0.3
		if !kept {
			lost += 0.3
		}
	})
	opportunity := min(1, all) * c.clear
	if b.Signal("items-lost", dimensions.Cultural, lost/(all+1e-9), opportunity, 0.7) {
		showLost(b)
	}
	generic(b, general/(all+1e-9), opportunity)
}

func showLost(b *signal.Builder) {
	eachItem(b.Pair, func(m *lexicon.Match, w float64, kept bool) {
		if !kept {
			b.Span(mechanisms.Source, m.Start, m.End, "item of the culture, dropped", w)
		}
	})
	eachLoan(b.Pair, func(i int32, kept bool) {
		if !kept {
			b.Span(mechanisms.Source, i, i+1, "word of the person's own tongue", 0.4)
		}
	})
}

// eachItem goes through the culture-specific items of the source, with their
// weight and whether the response takes them up.
func eachItem(p *pair.Pair, fn func(m *lexicon.Match, w float64, kept bool)) {
	s := p.Src.Doc
	last := int32(-1)
	for i := range s.Matches {
		m := &s.Matches[i]
		if m.Class != lexicon.CultureItem || m.Start < last {
			continue
		}
		last = m.End
		if !takenUp(s, &p.Src, m) {
			continue // nothing but function words
		}
		w := 0.6
		if m.End-m.Start > 1 {
			w = 0.8
		}
		fn(m, w, takenUp(s, &p.Resp, m))
	}
}

// eachLoan goes through the words of other languages in the source, beyond the
// list of items.
func eachLoan(p *pair.Pair, fn func(i int32, kept bool)) {
	s := p.Src.Doc
	for i := range s.Tokens {
		t := &s.Tokens[i]
		if e := s.Entry(i); t.Kind == text.Word && e.Is(lexicon.Loan) && e.Zipf < 3.2 && !e.Is(lexicon.Identity) && p.Taken(t) {
			fn(int32(i), p.Resp.Find(t.Key) >= 0)
		}
	}
}

func takenUp(d *text.Document, r *pair.Side, m *lexicon.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if t := &d.Tokens[i]; !d.Entry(int(i)).Is(lexicon.Stopword) && r.Find(t.Key) >= 0 {
			return true
		}
	}
	return false
}

// madeGeneral gives the token of the response that stands for the item, -1 if
// none does.
func madeGeneral(p *pair.Pair, m *lexicon.Match) int32 {
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
	if b.Signal("item-generalised", dimensions.Cultural, general, opportunity, 0.7) {
		for i := range b.Pair.Links {
			if l := &b.Pair.Links[i]; l.Fate == pair.Generalised {
				b.Span(mechanisms.Response, l.To, l.To+1, "general term for it", 0.5)
			}
		}
	}
	rooted := min(1, 0.5*float64(s.Count[lexicon.CultureItem])+0.3*float64(s.Style.Loan)+0.5*float64(s.Count[lexicon.VagueCulture]))
	if b.Signal("culture-made-generic", dimensions.Cultural, free(b, vagueCulture), rooted, 0.7) {
		showFree(b, vagueCulture)
	}
}

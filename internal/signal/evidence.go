package signal

import (
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/mechanisms"
)

// Tokens adds the words and emoji of a side for which is holds as evidence,
// each by itself.
func (b *Builder) Tokens(side mechanisms.Side, reason string, weight float64, is func(i int) bool) {
	d := b.Side(side).Doc
	for i := range d.Tokens {
		if d.Tokens[i].Kind != text.Punct && is(i) {
			b.Span(side, int32(i), int32(i)+1, reason, weight)
		}
	}
}

// quotable is how many words a sentence should have to speak for itself, and
// quoted how many are shown of a longer one.
const (
	quotable = 3
	quoted   = 15
	without  = 4 // what it counts for a sentence to have none of some words, more than all else
)

// Sentence adds the shortest sentence of a side that has none of the words for
// which but holds, or the shortest of all where every one has. It is for what
// a text lacks: where to look for it.
func (b *Builder) Sentence(side mechanisms.Side, reason string, weight float64, but func(i int) bool) {
	d := b.Side(side).Doc
	best, most := -1, 0
	for k := range d.Sentences {
		s := &d.Sentences[k]
		fit := 1
		if s.Words >= quotable {
			fit += 2
		}
		if fit+without < most || fit+without == most && s.Words >= d.Sentences[best].Words {
			continue // whatever it has
		}
		if lacks(s, but) {
			fit += without
		}
		if fit > most || fit == most && s.Words < d.Sentences[best].Words {
			best, most = k, fit
		}
	}
	if best >= 0 {
		first, last := quote(d, &d.Sentences[best])
		b.Span(side, first, last, reason, weight)
	}
}

func lacks(s *text.Sentence, but func(i int) bool) bool {
	if but == nil {
		return true
	}
	for i := s.First; i < s.Last; i++ {
		if but(int(i)) {
			return false
		}
	}
	return true
}

// quote is a sentence, or as much of it as is worth showing.
func quote(d *text.Document, s *text.Sentence) (first, last int32) {
	n := 0
	for i := s.First; i < s.Last; i++ {
		if d.Tokens[i].Kind != text.Punct {
			if n++; n == quoted {
				return s.First, i + 1
			}
		}
	}
	return s.First, s.Last
}

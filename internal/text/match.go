package text

import (
	"slices"

	"github.com/attune-go/attune/lexicon"
)

// match runs all cues over the document. Hyphens, quotation marks, brackets
// and full stops within a sentence are not seen by cues.
func (d *Document) match() {
	for k := range d.Sentences {
		d.symbolize(&d.Sentences[k], nil)
	}
	d.Matches = d.located(d.Lexicon.Match(d.Matches, d.symbols), 0)
}

// MatchWithout appends to dst the cues that would be found if the tokens that
// skip names were not there, in the sentences that hold any of those: no cue
// goes beyond a sentence. Start and End are tokens as in Matches.
func (d *Document) MatchWithout(dst []lexicon.Match, skip []bool) []lexicon.Match {
	d.symbols, d.index = d.symbols[:0], d.index[:0]
	for k := range d.Sentences {
		if s := &d.Sentences[k]; slices.Contains(skip[s.First:s.Last], true) {
			d.symbolize(s, skip)
		}
	}
	return d.located(d.Lexicon.Match(dst, d.symbols), len(dst))
}

// located turns the symbols of the matches from first on into tokens, and
// drops those that only say who somebody is.
func (d *Document) located(ms []lexicon.Match, first int) []lexicon.Match {
	kept := ms[:first]
	for _, m := range ms[first:] {
		m.Start, m.End = d.index[m.Start], d.index[m.End-1]+1
		m.End = min(m.End, d.Sentences[d.Tokens[m.Start].Sentence].Last)
		if m.Start < m.End && !d.namesPerson(m) {
			kept = append(kept, m)
		}
	}
	return kept
}

// namesPerson reports whether a match is but a word for who somebody is, read
// as an item of a culture, a dialect or a register: people are no signals.
func (d *Document) namesPerson(m lexicon.Match) bool {
	return m.Row >= 0 && m.End-m.Start == 1 && d.Entry(int(m.Start)).Is(lexicon.Identity)
}

// symbolize appends the symbols of a sentence without the tokens to skip. What ends it counts once, at
// its end; an ellipsis is a break only where the sentence goes on.
func (d *Document) symbolize(s *Sentence, skip []bool) {
	d.push(lexicon.Start, s.First)
	end, trail := lexicon.Stop, int32(-1)
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		if skip != nil && skip[i] {
			continue
		}
		if t.Kind != Punct {
			if trail >= 0 {
				d.push(lexicon.Break, trail)
			}
			end, trail = lexicon.Stop, -1
			d.push(symbolOf(t), i)
			continue
		}
		switch t.Form {
		case 0, lexicon.Stop:
		case lexicon.Question:
			end = lexicon.Question
		case lexicon.Exclaim:
			if end != lexicon.Question {
				end = lexicon.Exclaim
			}
		case lexicon.Break:
			if t.Flags&ellipsis != 0 {
				trail = i
			} else {
				d.push(lexicon.Break, i)
			}
		default:
			d.push(t.Form, i)
		}
	}
	d.push(end, s.Last-1)
}

func (d *Document) push(s lexicon.Symbol, token int32) {
	d.symbols = append(d.symbols, s)
	d.index = append(d.index, token)
}

func symbolOf(t *Token) lexicon.Symbol {
	if t.Kind == Link {
		return lexicon.Break
	}
	return t.Form
}

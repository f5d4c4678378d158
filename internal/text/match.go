package text

import "github.com/attune-go/attune/lexicon"

// match runs all cues over the document. Hyphens, quotation marks, brackets
// and full stops within a sentence are not seen by cues.
func (d *Document) match() {
	for k := range d.Sentences {
		d.symbolize(&d.Sentences[k])
	}
	d.Matches = d.Lexicon.Match(d.Matches, d.symbols)
	kept := d.Matches[:0]
	for _, m := range d.Matches {
		m.Start, m.End = d.index[m.Start], d.index[m.End-1]+1
		m.End = min(m.End, d.Sentences[d.Tokens[m.Start].Sentence].Last)
		if m.Start < m.End && !d.namesPerson(m) {
			kept = append(kept, m)
		}
	}
	d.Matches = kept
}

// namesPerson reports whether a match is but a word for who somebody is, read
// as an item of a culture, a dialect or a register: people are no signals.
func (d *Document) namesPerson(m lexicon.Match) bool {
	return m.Row >= 0 && m.End-m.Start == 1 && d.Entry(int(m.Start)).Is(lexicon.Identity)
}

// symbolize appends the symbols of a sentence. What ends it counts once, at
// its end; an ellipsis is a break only where the sentence goes on.
func (d *Document) symbolize(s *Sentence) {
	d.push(lexicon.Start, s.First)
	end, trail := lexicon.Stop, int32(-1)
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
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

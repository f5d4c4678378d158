package text

import (
	"github.com/attune-go/attune/lexicon"
)

// maxQuote bounds how many tokens one quotation may hold; a quotation mark
// that finds no partner within it is taken for a slip.
const maxQuote = 400

// markQuotes flags what stands between quotation marks.
func (d *Document) markQuotes() {
	double, single := -1, -1
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Kind != Punct {
			continue
		}
		switch quoteOf(d.Text[t.Start:t.End]) {
		case openDouble:
			double = i
		case closeDouble:
			double = d.quoted(double, i)
		case anyDouble:
			if double >= 0 {
				double = d.quoted(double, i)
			} else {
				double = i
			}
		case anySingle:
			if single >= 0 && !d.opensWord(t) {
				single = d.quoted(single, i)
			} else if d.opensWord(t) {
				single = i
			}
		}
	}
}

type quote uint8

const (
	noQuote quote = iota
	openDouble
	closeDouble
	anyDouble
	anySingle
)

func quoteOf(s string) quote {
	switch s {
	case `"`, "„", "‟", "＂":
		return anyDouble
	case "“", "«":
		return openDouble
	case "”", "»":
		return closeDouble
	case "'", "‘", "’":
		return anySingle
	}
	return noQuote
}

// opensWord reports whether a single quote stands before a word and behind
// none, as an opening quotation mark does.
func (d *Document) opensWord(t *Token) bool {
	before := t.Start == 0 || isSpaceOrOpen(d.Text[t.Start-1])
	return before && int(t.End) < len(d.Text) && isLetter(d.Text[t.End])
}

func isSpaceOrOpen(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '(' || c == '*' || c == '_'
}

// quoted flags the tokens between two marks and returns the open mark's new
// position, none.
func (d *Document) quoted(open, end int) int {
	if open >= 0 && end-open <= maxQuote {
		for i := open + 1; i < end; i++ {
			d.Tokens[i].Flags |= Quoted
		}
	}
	return -1
}

// match runs all cues over the document. Hyphens, quotation marks, brackets
// and emoji the lexicon doesn't know are not seen by cues.
func (d *Document) match() {
	for _, s := range d.Sentences {
		d.push(lexicon.Start, s.First)
		end := lexicon.Stop
		for i := s.First; i < s.Last; i++ {
			t := &d.Tokens[i]
			if t.Kind != Punct {
				end = lexicon.Stop
				d.push(symbolOf(t), i)
				continue
			}
			switch c := d.Text[t.Start]; c {
			case ',':
				d.push(lexicon.Comma, i)
			case '?', '!', '.':
				if end != lexicon.Question {
					end = endOf(d.Text[t.Start:t.End])
				}
			case ';', ':', '(', ')', '=', '+', '&', '/', '$', '%', '<', '>':
				d.push(lexicon.Break, i)
			case 0xE2:
				if w := d.Text[t.Start:t.End]; w == "—" || w == "…" || w == "–" {
					d.push(lexicon.Break, i)
				}
			case '-':
				if spaced(d.Text, int(t.Start), int(t.End)) || t.End-t.Start > 1 {
					d.push(lexicon.Break, i)
				}
			}
		}
		d.push(end, s.Last)
	}
	d.Matches = d.Lexicon.Match(d.Matches, d.symbols)
	kept := d.Matches[:0]
	for _, m := range d.Matches {
		m.Start, m.End = d.index[m.Start], d.index[m.End-1]+1
		if int(m.Start) >= len(d.Tokens) {
			continue // only the end of a sentence
		}
		if last := d.Sentences[d.Tokens[m.Start].Sentence].Last; m.End > last {
			m.End = last
		}
		if m.Start < m.End {
			kept = append(kept, m)
		}
	}
	d.Matches = kept
}

func (d *Document) push(s lexicon.Symbol, token int32) {
	d.symbols = append(d.symbols, s)
	d.index = append(d.index, token)
}

func symbolOf(t *Token) lexicon.Symbol {
	if t.Form == 0 && t.Kind == Link {
		return lexicon.Break
	}
	return t.Form
}

// endOf gives the symbol of a terminal run.
func endOf(run string) lexicon.Symbol {
	end := lexicon.Stop
	for i := 0; i < len(run); i++ {
		switch run[i] {
		case '?':
			return lexicon.Question
		case '!':
			end = lexicon.Exclaim
		}
	}
	return end
}

// maxScope is how many words a negation reaches over at the most.
const maxScope = 5

// negate flags the words in the scope of a negation: behind it, to the end of
// its clause or to maxScope words. A second negation turns the first.
// Phrases such as "no doubt" hold a negator that negates nothing.
func (d *Document) negate() {
	for i, m := range d.Matches {
		if m.Class != lexicon.Negator || d.affirmed(i) {
			continue
		}
		left := maxScope
		clause := d.Tokens[m.Start].Clause
		for j := int(m.End); j < len(d.Tokens) && left > 0; j++ {
			t := &d.Tokens[j]
			if t.Clause != clause && t.Kind != Punct {
				break
			}
			if t.Kind == Word || t.Kind == Emoji {
				t.Flags ^= Negated
				left--
			}
		}
	}
}

// affirmed reports whether match i lies within a phrase that affirms.
func (d *Document) affirmed(i int) bool {
	m := d.Matches[i]
	for j := i - 1; j >= 0 && d.Matches[j].Start > m.Start-8; j-- {
		if a := d.Matches[j]; a.Class == lexicon.Affirm && a.Start <= m.Start && m.End <= a.End {
			return true
		}
	}
	for j := i + 1; j < len(d.Matches) && d.Matches[j].Start <= m.Start; j++ {
		if a := d.Matches[j]; a.Class == lexicon.Affirm && m.End <= a.End {
			return true
		}
	}
	return false
}

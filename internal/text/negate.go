package text

import "github.com/attune-go/attune/lexicon"

// maxScope is how many words a negation reaches over at the most.
const maxScope = 5

// negate flags the words in the scope of a negation: behind it, to the end of
// its clause, to the next negation or to maxScope words. A negation right
// behind another undoes it ("can't not"); one further on has a scope of its
// own, since English repeats negation more than it cancels it ("no work and no
// money"). Phrases such as "no doubt" hold a negator that negates nothing.
func (d *Document) negate() {
	undone := -1 // match that the one before it undoes
	for i := d.nextNegator(0); i >= 0; {
		next := d.nextNegator(i + 1)
		for next >= 0 && d.Matches[next].Start < d.Matches[i].End {
			next = d.nextNegator(next + 1)
		}
		if i != undone {
			limit := int32(len(d.Tokens))
			if next >= 0 {
				limit = d.Matches[next].Start
			}
			if next >= 0 && limit == d.Matches[i].End && d.sameClause(limit-1, limit) {
				undone = next
			}
			d.scope(&d.Matches[i], limit)
		}
		i = next
	}
}

// nextNegator is the first match from i that negates, -1 if none.
func (d *Document) nextNegator(i int) int {
	for ; i < len(d.Matches); i++ {
		if d.Matches[i].Class == lexicon.Negator && !d.Affirmed(i) && !d.answers(&d.Matches[i]) {
			return i
		}
	}
	return -1
}

// scope flags the words that a negation reaches, up to the token limit.
func (d *Document) scope(m *lexicon.Match, limit int32) {
	words, clause := 0, d.Tokens[m.End-1].Clause
	for j := m.End; j < limit && words < maxScope; j++ {
		t := &d.Tokens[j]
		if t.Clause != clause {
			break
		}
		if t.Kind == Word || t.Kind == Emoji {
			t.Flags |= Negated
			words++
		}
	}
}

func (d *Document) sameClause(i, j int32) bool { return d.Tokens[i].Clause == d.Tokens[j].Clause }

// answers reports whether a negation is the answer "no" before a sentence of
// its own: "No I'm fine".
func (d *Document) answers(m *lexicon.Match) bool {
	if m.End-m.Start != 1 || int(m.End) >= len(d.Tokens) || d.Tokens[m.Start].Flags&Opens == 0 {
		return false
	}
	switch d.Lexicon.Name(d.Tokens[m.Start].Form) {
	case "no", "nah", "nope":
	default:
		return false
	}
	e := d.Entry(int(m.End))
	return e.Function&lexicon.PersonalPronoun != 0 && isSubject(d.Lexicon.Name(d.Tokens[m.End].Form))
}

// maxAffirm is how many tokens a phrase that affirms holds at the most.
const maxAffirm = 12

// Affirmed reports whether match i lies within a phrase that affirms.
func (d *Document) Affirmed(i int) bool {
	m := &d.Matches[i]
	for j := i - 1; j >= 0 && d.Matches[j].Start > m.Start-maxAffirm; j-- {
		if a := &d.Matches[j]; a.Class == lexicon.Affirm && m.End <= a.End {
			return true
		}
	}
	for j := i + 1; j < len(d.Matches) && d.Matches[j].Start <= m.Start; j++ {
		if a := &d.Matches[j]; a.Class == lexicon.Affirm && m.End <= a.End {
			return true
		}
	}
	return false
}

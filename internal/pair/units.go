package pair

import (
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// A Unit is one carrier of feeling in a text: a word, an emoji, a mark such as
// "!", or a phrase, with what its context makes of it.
type Unit struct {
	First, Last int32 // tokens [First, Last)
	Form        lexicon.Form
	Emotion     uint8
	Fine        uint16
	Rated       float32 // rated valence of the term in this context, unshifted
	Strength    float32 // rated intensity, 0 to 1
	Shift       float32 // factor of negation and intensifiers on what was rated
	Weight      float32 // factor of negation and discourse on what was induced
	Negated     bool
}

// Factors of valence shifters. Those of VADER (Hutto & Gilbert 2014) where it
// has one, then adjusted on the development sets together.
const (
	negation      = -0.6  // on rated terms in the scope of a negation
	negationPlain = -0.35 // on induced weights there
	capsBoost     = 1.25  // a word in capitals among words that are not
	longBoost     = 1.15  // letters drawn out
	beforeBut     = 0.6   // what a contrast takes back
	afterBut      = 1.3
	inQuestion    = 0.8
	inConditional = 0.7
	quotedFactor  = 0.85
	reach         = 3 // words an intensifier reaches over
)

// Units appends to dst the carriers of feeling of a document in order.
func Units(dst []Unit, d *text.Document) []Unit {
	phrases := phraseIndex(d)
	shout := d.Words > 3 && d.Caps*3 > d.Words*2
	for s := range d.Sentences {
		dst = sentenceUnits(dst, d, s, phrases, shout)
	}
	return dst
}

// phraseIndex lists the phrases of feeling by start.
func phraseIndex(d *text.Document) []lexicon.Match {
	var out []lexicon.Match
	for _, m := range d.Matches {
		if m.Class == lexicon.AffectTerm {
			out = append(out, m)
		}
	}
	return out
}

func sentenceUnits(dst []Unit, d *text.Document, s int, phrases []lexicon.Match, shout bool) []Unit {
	sent := d.Sentences[s]
	first := len(dst)
	but := -1
	for i := sent.First; i < sent.Last; i++ {
		t := &d.Tokens[i]
		if t.Kind == text.Punct || t.Kind == text.Link {
			if c := d.Text[t.Start]; c == '!' || c == '?' {
				f := lexicon.Exclaim
				if c == '?' {
					f = lexicon.Question
				}
				dst = append(dst, Unit{First: i, Last: i + 1, Form: f, Weight: 1})
			}
			continue
		}
		e := d.Lexicon.Entry(t.Form)
		u := Unit{First: i, Last: i + 1, Form: t.Form, Rated: e.Valence, Strength: e.Intensity, Emotion: e.Emotion, Fine: e.Fine, Shift: 1, Weight: 1}
		if e.Is(lexicon.Ambiguous) {
			u.Rated = sense(d, int(i), e)
			u.Strength = abs(u.Rated) / 4
		}
		if t.Has(text.Negated) {
			u.Negated, u.Shift, u.Weight = true, negation, negationPlain
		}
		if u.Rated != 0 {
			u.Shift *= boost(d, int(i), shout)
		}
		dst = append(dst, u)
		if isBut(d, t) {
			but = len(dst)
		}
	}
	dst = mergePhrases(dst, first, d, phrases, sent)
	if but >= 0 && but < len(dst) {
		weigh(dst[first:], int(dst[min(but, len(dst)-1)].First))
	}
	return dst
}

func isBut(d *text.Document, t *text.Token) bool {
	switch d.Lexicon.Name(t.Form) {
	case "but", "however", "yet", "nevertheless", "though":
		return !t.Has(text.Opens)
	}
	return false
}

// weigh gives what stands behind a contrast its due over what stands before.
func weigh(us []Unit, at int) {
	for i := range us {
		f := float32(afterBut)
		if int(us[i].First) < at {
			f = beforeBut
		}
		us[i].Shift *= f
		us[i].Weight *= f
	}
}

// boost is the factor of the intensifiers and downtoners before token i, and
// of how it is written.
func boost(d *text.Document, i int, shout bool) float32 {
	t := &d.Tokens[i]
	f := float32(1)
	if t.Has(text.Caps) && !shout {
		f *= capsBoost
	}
	if t.Has(text.Elongated) {
		f *= longBoost
	}
	left := reach
	for j := i - 1; j >= 0 && left > 0 && d.Tokens[j].Sentence == t.Sentence; j-- {
		if d.Tokens[j].Kind != text.Word {
			break
		}
		if s := d.Entry(j).Shift; s != 0 {
			decay := 1 - float32(reach-left)*0.1
			f *= 1 + (s-1)*decay
		}
		left--
	}
	return f
}

// mergePhrases puts the rating of a phrase in the place of those of its
// words. The words keep their induced weights.
func mergePhrases(us []Unit, first int, d *text.Document, phrases []lexicon.Match, sent text.Sentence) []Unit {
	for _, m := range phrases {
		if m.Start < sent.First || m.Start >= sent.Last {
			continue
		}
		term := d.Lexicon.Terms[m.Row]
		done := false
		for i := first; i < len(us); i++ {
			u := &us[i]
			if u.First < m.Start || u.First >= m.End {
				continue
			}
			if done {
				u.Rated, u.Strength, u.Emotion, u.Fine = 0, 0, 0, 0
				continue
			}
			if u.Form < lexicon.Number {
				continue
			}
			u.Rated, u.Strength, u.Emotion, u.Fine = term.Valence, term.Intensity, term.Emotion, term.Fine
			u.Last = m.End
			u.Shift = 1
			if u.Negated {
				u.Shift = negation
			}
			u.Shift *= boost(d, int(m.Start), true)
			done = true
		}
	}
	return us
}

// sense picks the valence of an ambiguous word by its context.
func sense(d *text.Document, i int, e *lexicon.Entry) float32 {
	t := &d.Tokens[i]
	for _, s := range d.Lexicon.Senses(t.Form) {
		if senseFits(d, i, s) {
			return s.Valence
		}
	}
	return e.Valence
}

func senseFits(d *text.Document, i int, s lexicon.Sense) bool {
	switch s.Context {
	case lexicon.Prev, lexicon.PrevTag:
		return fits(d, d.PrevWord(i), s)
	case lexicon.Next, lexicon.NextTag:
		return fits(d, d.NextWord(i), s)
	case lexicon.OwnTag:
		return fits(d, i, s)
	case lexicon.First:
		return d.Tokens[i].Has(text.Opens)
	case lexicon.Last:
		return d.NextWord(i) < 0
	}
	return true
}

func fits(d *text.Document, j int, s lexicon.Sense) bool {
	if j < 0 {
		return false
	}
	for _, f := range s.Forms {
		if d.Tokens[j].Form == f {
			return true
		}
	}
	for _, tag := range s.Tags {
		if d.Tag(j) == tag {
			return true
		}
	}
	return false
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

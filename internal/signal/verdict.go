package signal

import (
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// Verdict says how surely a reply sides with the person and how surely against
// them, each 0 to 1: by what it says of them and of the others (Du Bois 2007),
// and by its yes or no to what they asked about themselves.
func Verdict(p *pair.Pair) (with, against float64) {
	r := &p.Resp
	with, against = said(r, lexicon.VerdictWith), said(r, lexicon.VerdictAgainst)
	yes, no := r.Chance(lexicon.AnswerYes), r.Chance(lexicon.AnswerNo)
	if yes == 0 && no == 0 {
		return with, against
	}
	v := asked(&p.Src)
	if v < 0 {
		v, yes, no = -v, no, yes
	}
	return either(with, v*yes), either(against, v*no)
}

// said is the chance that any cue of a class stands and is not denied, as it
// is in "I don't think you did wrong".
func said(s *pair.Side, c lexicon.Class) (chance float64) {
	if s.Count[c] == 0 {
		return 0
	}
	for i := range s.Doc.Matches {
		m := &s.Doc.Matches[i]
		if m.Class == c && !pair.Denied(m) && !s.Doc.Tokens[m.Start].Has(text.Negated) {
			chance = either(chance, min(float64(m.Strength), 1))
		}
	}
	return chance
}

func either(a, b float64) float64 { return 1 - (1-a)*(1-b) }

// Estrangement says how far a reply turns against the person, 0 to 1: a
// judgment of them with nothing in it that stands by them or takes the fault.
// A rewrite says what its source says, and judges nobody.
func Estrangement(p *pair.Pair) float64 {
	if p.Rewrite {
		return 0
	}
	with, against := Verdict(p)
	return against * (1 - with) * (1 - p.Resp.Chance(lexicon.OwnFault))
}

// halfway is the sum of valences at which a question is half as good or bad as
// can be.
const halfway = 0.3

// asked gives the valence, -1 to 1, of what the person last asked about
// themselves: "was I wrong?" is negative and "did I do well?" positive.
func asked(s *pair.Side) float64 {
	d := s.Doc
	for k := len(d.Sentences) - 1; k >= 0; k-- {
		x := &d.Sentences[k]
		if !x.Question || !ofSelf(s, x.First, x.Last) {
			continue
		}
		sum := 0.0
		for i := range s.Units {
			if u := &s.Units[i]; u.First >= x.First && u.First < x.Last {
				sum += float64(u.Rated * u.Shift)
			}
		}
		return sum / (max(sum, -sum) + halfway)
	}
	return 0
}

// ofSelf reports whether tokens [first, last) speak of who wrote them.
func ofSelf(s *pair.Side, first, last int32) bool {
	for i := first; i < last; i++ {
		if p := s.Doc.Entry(int(i)).Person; p == lexicon.FirstSingular || p == lexicon.FirstPlural {
			return true
		}
	}
	return false
}

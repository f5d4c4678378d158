package pair

import (
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// A Feelings sums up the feelings a text names or shows.
type Feelings struct {
	Peak     float64 // strongest shifted intensity, 0 to 1
	Mean     float64 // mean of the shifted intensities over the feeling units
	Positive float64 // sum of intensities of pleasant units
	Negative float64 // of unpleasant ones
	Named    float64 // of units that name a feeling
	Vague    float64 // of units that name one vaguely, each the same
	Fine     float64 // of units that name a fine one
	PeakUnit int     // index in Side.Units, -1 if none
	Count    int
	// Pleasant and Unpleasant are what Positive and Negative would be if all
	// words for a feeling were equally strong.
	Pleasant, Unpleasant float64

	Marked float64 // how marked the affect is: capitals, "!!!", expletives, emoji, prayers
}

// Intensity of a unit as it stands: its rated strength or a quarter of its
// valence, whichever is more, moved by what stands around it.
func (u *Unit) Intensity() float64 {
	x := float64(max(u.Strength, abs(u.Rated)/4))
	if u.Rated == 0 && u.Emotion == 0 {
		return 0
	}
	f := float64(abs(u.Shift))
	if u.Negated {
		f = 0.5
	}
	return min(1, x*f)
}

// Units fainter than this show no feeling, if they do not name one.
const faint = 0.2

// evenly is the intensity of words for a feeling where all count the same.
const evenly = 0.5

// feelings reads the units.
func (s *Side) feelings() {
	f := Feelings{PeakUnit: -1}
	var total float64
	for _, i := range s.Felt {
		u := &s.Units[i]
		x := u.Intensity()
		isNamed := named(s.Doc, u)
		if x < faint && !isNamed || s.Doc.Lexicon.Entry(u.Form).Is(lexicon.Identity) {
			continue
		}
		plain := x
		if isNamed {
			plain = evenly
		}
		f.Count++
		total += x
		if x > f.Peak {
			f.Peak, f.PeakUnit = x, int(i)
		}
		if v := u.Rated * u.Shift; v > 0 {
			f.Positive += x
			f.Pleasant += plain
		} else if v < 0 {
			f.Negative += x
			f.Unpleasant += plain
		}
		if isNamed {
			f.Named += x
			if s.Doc.Lexicon.FineName(u.Fine) == "general" {
				f.Vague += evenly
			} else {
				f.Fine += x
			}
		}
	}
	if f.Count > 0 {
		f.Mean = total / float64(f.Count)
	}
	f.Marked = s.markedness()
	s.Feelings = f
}

// markedness sums what makes affect marked, beyond the words for it.
func (s *Side) markedness() float64 {
	d, m := s.Doc, s.marks
	if d.Words > 3 && d.Caps*2 >= d.Words {
		m += 2
	}
	for i := range d.Matches {
		if x := &d.Matches[i]; x.Class == lexicon.AffectTerm {
			if u := &d.Lexicon.Terms[x.Row]; u.Intensity >= 0.5 {
				m += 0.5 * float64(u.Intensity)
			}
		}
	}
	return m
}

// emphasis adds how marked a token makes affect.
func (s *Side) emphasis(t *text.Token) {
	d := s.Doc
	switch {
	case t.Kind == text.Emoji:
		s.marks += 0.7
	case t.Kind == text.Punct && d.Text[t.Start] == '!':
		s.marks += 0.5
		if t.Has(text.Strong) {
			s.marks += 0.5
		}
	case t.Has(text.Elongated):
		s.marks += 0.6
	case t.Has(text.Caps) && t.End-t.Start > 3 && d.Caps*2 < d.Words:
		s.marks += 0.4
	}
}

package pair

import (
	"math"

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
	Vague    float64 // of units that name one vaguely
	Fine     float64 // of units that name a fine one
	PeakUnit int     // index in Side.Units, -1 if none
	Count    int
	Marked   float64 // how marked the affect is: capitals, "!!!", expletives, emoji, prayers
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
	return math.Min(1, x*f)
}

// feelings reads the units.
func (s *Side) feelings() {
	f := Feelings{PeakUnit: -1}
	var total float64
	for i := range s.Units {
		u := &s.Units[i]
		x := u.Intensity()
		if x < 0.2 || s.Doc.Lexicon.Entry(u.Form).Is(lexicon.Identity) {
			continue
		}
		f.Count++
		total += x
		if x > f.Peak {
			f.Peak, f.PeakUnit = x, i
		}
		if v := u.Rated * u.Shift; v > 0 {
			f.Positive += x
		} else if v < 0 {
			f.Negative += x
		}
		if u.Emotion != 0 {
			f.Named += x
			if s.Doc.Lexicon.FineName(u.Fine) == "general" {
				f.Vague += x
			} else {
				f.Fine += x
			}
		}
	}
	if f.Count > 0 {
		f.Mean = total / float64(f.Count)
	}
	f.Marked = s.marked()
	s.Feelings = f
}

// marked sums what makes affect marked, beyond the words for it.
func (s *Side) marked() float64 {
	d := s.Doc
	var m float64
	for i := range d.Tokens {
		t := &d.Tokens[i]
		switch {
		case t.Kind == text.Emoji:
			m += 0.7
		case t.Kind == text.Punct && d.Text[t.Start] == '!':
			m += 0.5
			if t.Has(text.Strong) {
				m += 0.5
			}
		case t.Has(text.Elongated):
			m += 0.6
		case t.Has(text.Caps) && t.End-t.Start > 3 && d.Caps*2 < d.Words:
			m += 0.4
		}
	}
	if d.Words > 3 && d.Caps*2 >= d.Words {
		m += 2
	}
	for _, x := range d.Matches {
		if x.Class == lexicon.AffectTerm {
			if u := d.Lexicon.Terms[x.Row]; u.Intensity >= 0.5 {
				m += 0.5 * float64(u.Intensity)
			}
		}
	}
	return m
}

package pair

import (
	"math"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// level gives the affect of a side with every word for a feeling read as the
// plain name of its emotion: "furious" and "annoyed" both as "anger". It says
// which feelings a text speaks of, apart from how strongly it puts them, so
// that no wording is nearer to a person's despair for being weaker.
func (s *Side) level() Affect {
	d := s.Doc
	s.levelled = append(s.levelled[:0], s.Units...)
	for i := range s.levelled {
		u := &s.levelled[i]
		if u.Emotion == 0 {
			continue
		}
		name := d.Lexicon.Lookup(d.Lexicon.EmotionName(u.Emotion))
		e := d.Lexicon.Entry(name)
		u.Form, u.Strength = name, e.Intensity
		u.Rated = float32(math.Copysign(math.Max(1, math.Abs(float64(e.Valence))), float64(u.Rated)))
	}
	return measure(d.Lexicon, s.levelled, d.Words)
}

// named reports whether a unit counts as a word for a feeling.
func named(d *text.Document, u *Unit) bool {
	return u.Emotion != 0 && !d.Lexicon.Entry(u.Form).Is(lexicon.Identity)
}

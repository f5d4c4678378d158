package pair

import (
	"math"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// affects gives the affect of a side, and its level: the affect with every word
// for a feeling read as the plain name of its emotion, "furious" and "annoyed"
// both as "anger". The level says which feelings a text speaks of, apart from
// how strongly it puts them, so that no wording is nearer to a person's despair
// for being weaker.
func (s *Side) affects() {
	lex, words := s.Doc.Lexicon, s.Doc.Words
	var feats, flat [Features]float32
	scale := float32(LengthScale(words))
	f, l := featurizer{dst: feats[:], lex: lex, scale: scale}, featurizer{dst: flat[:], lex: lex, scale: scale}
	var alike lexicon.InducedSum // of units that count in full, in both the same
	var in, said, named lexicon.Induced
	s.Felt = s.Felt[:0]
	for i := range s.Units {
		u := &s.Units[i]
		e := s.Doc.Entry(int(u.First))
		if u.Emotion == 0 && u.Weight == 1 {
			alike.Add(e)
		} else {
			w := u.Weight * scale
			e.Scaled(&in, w)
			said.Add(&in)
			if u.Emotion != 0 {
				lex.Entry(s.emotionForm(u.Emotion)).Scaled(&in, w)
			}
			named.Add(&in)
		}
		if u.Rated != 0 || u.Emotion != 0 {
			s.Felt = append(s.Felt, int32(i))
		} else if u.Strength == 0 && u.Form != lexicon.Exclaim {
			continue // no feature
		}
		f.add(u)
		if u.Emotion != 0 {
			plain := s.plain(u)
			u = &plain
		}
		l.add(u)
	}
	f.finish(words)
	l.finish(words)
	alike.Scaled(&in, scale)
	affect, level := lex.AffectOf(feats[:]), lex.AffectOf(flat[:])
	affect.Add(&in)
	affect.Add(&said)
	level.Add(&in)
	level.Add(&named)
	s.Affect, s.Level = rescaled(&affect), rescaled(&level)
}

// plain is a unit read as the name of its emotion.
func (s *Side) plain(u *Unit) Unit {
	x := *u
	x.Form = s.emotionForm(u.Emotion)
	e := s.Doc.Lexicon.Entry(x.Form)
	x.Strength = e.Intensity
	x.Rated = float32(math.Copysign(max(1, math.Abs(float64(e.Valence))), float64(u.Rated)))
	return x
}

// emotionForm is the form of the name of an emotion.
func (s *Side) emotionForm(emotion uint8) lexicon.Form {
	lex := s.Doc.Lexicon
	if s.emotionsOf != lex {
		s.emotionsOf, s.emotions = lex, s.emotions[:0]
		for k := range lex.Emotions() {
			s.emotions = append(s.emotions, lex.Lookup(lex.EmotionName(uint8(k))))
		}
	}
	return s.emotions[emotion]
}

// named reports whether a unit counts as a word for a feeling.
func named(d *text.Document, u *Unit) bool {
	return u.Emotion != 0 && !d.Lexicon.Entry(u.Form).Is(lexicon.Identity)
}

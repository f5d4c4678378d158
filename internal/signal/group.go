package signal

import (
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// A Group is a set of cue classes that show the same thing. Make one with
// [NewGroup].
type Group struct {
	Classes []lexicon.Class
	Reason  string

	set [(lexicon.ClassCount + 63) / 64]uint64
}

// NewGroup makes a group of classes. The reason says in a few words what they
// show.
func NewGroup(reason string, classes ...lexicon.Class) *Group {
	g := &Group{Classes: classes, Reason: reason}
	for _, c := range classes {
		g.set[c/64] |= 1 << (c % 64)
	}
	return g
}

// Has reports whether a class is of the group.
func (g *Group) Has(c lexicon.Class) bool { return g.set[c/64]&(1<<(c%64)) != 0 }

// Chance is how surely any cue of a group means what it says, 0 to 1. Of the
// response of a rewrite only what goes beyond the source counts: a rewrite
// cannot but repeat what was written.
func (b *Builder) Chance(side mechanisms.Side, g *Group) float64 {
	chance := func(s *pair.Side) float64 { return s.Chance(g.Classes...) }
	if side == mechanisms.Source {
		return chance(&b.Pair.Src)
	}
	return b.Beyond(chance)
}

// Cues adds the cues of a group as evidence where there is a chance that they
// mean what they say.
func (b *Builder) Cues(side mechanisms.Side, g *Group) {
	if b.Chance(side, g) <= 0 {
		return
	}
	s := b.Side(side)
	for i := range s.Doc.Matches {
		if m := &s.Doc.Matches[i]; g.Has(m.Class) && !pair.Denied(m) {
			b.Span(side, m.Start, m.End, g.Reason, float64(m.Strength))
		}
	}
	for i := range s.Around {
		if m := &s.Around[i]; g.Has(m.Class) {
			b.Span(side, m.Start, m.End, g.Reason, float64(m.Strength))
		}
	}
}

// Cue adds a signal that is told by cues of the response alone.
func (b *Builder) Cue(name string, d dimensions.Kind, g *Group, stake float64) {
	if b.Signal(name, d, b.Chance(mechanisms.Response, g), stake, 0.8) {
		b.Cues(mechanisms.Response, g)
	}
}

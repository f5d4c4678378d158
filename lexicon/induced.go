package lexicon

import "github.com/attune-go/attune/internal/lanes"

// Scaled fills dst with w times the learned weights of the form, as
// [Entry.Induced] gives them.
func (e *Entry) Scaled(dst *Induced, w float32) {
	q := &e.induced
	dst.Valence = float32(float32(q[0])*inducedStep) * w
	dst.Arousal = float32(float32(q[1])*inducedStep) * w
	for k := range dst.Emotion {
		dst.Emotion[k] = float32(float32(q[k+2])*inducedStep) * w
	}
}

// Add adds x to the sums in z.
func (z *Induced) Add(x *Induced) {
	z.Valence += x.Valence
	z.Arousal += x.Arousal
	for k := range z.Emotion {
		z.Emotion[k] += x.Emotion[k]
	}
}

// An InducedSum adds up the learned weights of forms, all of a form at once.
// The zero value is the empty sum.
type InducedSum struct {
	open  lanes.Sum
	total [targets]int32 // of what was taken off it
}

// Add adds the learned weights of a form.
func (s *InducedSum) Add(e *Entry) {
	if s.open.Full() {
		s.open.Take(&s.total)
	}
	s.open.Add(lanes.Eight(e.induced[:]))
}

// Scaled fills dst with w times the sum.
func (s *InducedSum) Scaled(dst *Induced, w float32) {
	s.open.Take(&s.total)
	w *= inducedStep
	dst.Valence, dst.Arousal = float32(float32(s.total[0])*w), float32(float32(s.total[1])*w)
	for k := range dst.Emotion {
		dst.Emotion[k] = float32(float32(s.total[k+2]) * w)
	}
}

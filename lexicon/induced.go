package lexicon

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

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

// An InducedSum adds up the learned weights of forms, all of a form at once:
// made positive, they lie in the bytes of a number, and their sums in pairs of
// bytes of two. The zero value is the empty sum.
type InducedSum struct {
	lanes [2]uint64
	rows  int32 // how many were added to the lanes
	total [targets]int32
}

const (
	laneMask  = 0x00FF00FF00FF00FF
	laneSign  = 0x8080808080808080 // turns a signed byte into what it is above -128
	laneBias  = 128
	laneWidth = 16
	laneRows  = 1<<laneWidth/256 - 1 // so many rows fit into a lane
)

// Add adds the learned weights of a form.
func (s *InducedSum) Add(e *Entry) {
	if s.rows == laneRows {
		s.unload()
	}
	s.rows++
	q := &e.induced
	x := uint64(uint8(q[0])) | uint64(uint8(q[1]))<<8 | uint64(uint8(q[2]))<<16 | uint64(uint8(q[3]))<<24 |
		uint64(uint8(q[4]))<<32 | uint64(uint8(q[5]))<<40 | uint64(uint8(q[6]))<<48 | uint64(uint8(q[7]))<<56
	x ^= laneSign
	s.lanes[0] += x & laneMask
	s.lanes[1] += x >> 8 & laneMask
}

// unload takes the sums off the lanes.
func (s *InducedSum) unload() {
	for k := range s.total {
		lane := s.lanes[k%2] >> (k / 2 * laneWidth)
		s.total[k] += int32(lane&(1<<laneWidth-1)) - laneBias*s.rows
	}
	s.lanes, s.rows = [2]uint64{}, 0
}

// Scaled fills dst with w times the sum.
func (s *InducedSum) Scaled(dst *Induced, w float32) {
	s.unload()
	w *= inducedStep
	dst.Valence, dst.Arousal = float32(float32(s.total[0])*w), float32(float32(s.total[1])*w)
	for k := range dst.Emotion {
		dst.Emotion[k] = float32(float32(s.total[k+2]) * w)
	}
}

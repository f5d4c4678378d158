package pair

// A keySet is a set of numbers, in open addressing, kept from pair to pair.
type keySet struct {
	slots []uint64 // 0 is free
}

// reset empties the set and makes room for so many numbers.
func (s *keySet) reset(most int) {
	n := 64
	for n < 2*most {
		n *= 2
	}
	if cap(s.slots) < n {
		s.slots = make([]uint64, n)
	}
	s.slots = s.slots[:n]
	clear(s.slots)
}

// slot finds where a number is, or would be.
func (s *keySet) slot(k uint64) *uint64 {
	mask := uint64(len(s.slots) - 1)
	i := k * 0x9E3779B97F4A7C15 >> 32 & mask
	for s.slots[i] != 0 && s.slots[i] != k {
		i = (i + 1) & mask
	}
	return &s.slots[i]
}

// add adds a number other than 0.
func (s *keySet) add(k uint64) { *s.slot(k) = k }

func (s *keySet) has(k uint64) bool { return *s.slot(k) != 0 }

// Package lanes works on eight bytes at once, in one number: the first in its
// lowest byte. No step hangs on what a byte holds, so it takes no branches, and
// of a list of bytes each costs a fraction of what it costs alone.
package lanes

// Eight puts eight values into a number.
func Eight(r []int8) uint64 {
	_ = r[7]
	return uint64(uint8(r[0])) | uint64(uint8(r[1]))<<8 | uint64(uint8(r[2]))<<16 | uint64(uint8(r[3]))<<24 |
		uint64(uint8(r[4]))<<32 | uint64(uint8(r[5]))<<40 | uint64(uint8(r[6]))<<48 | uint64(uint8(r[7]))<<56
}

// TopBits gathers the top bits of eight bytes: the product moves the bit of
// byte k to bit 56+k, and none of them meet on the way.
func TopBits(x uint64) uint64 {
	return (x >> 7 & 0x0101010101010101) * 0x0102040810204080 >> 56
}

// A Sum adds up rows of eight signed values: made positive, they lie in the
// bytes of a number, and their sums in pairs of bytes of two. The zero value is
// the empty sum.
type Sum struct {
	lanes [2]uint64
	rows  int32
}

const (
	mask    = 0x00FF00FF00FF00FF
	sign    = 0x8080808080808080 // turns a signed byte into what it is above -128
	bias    = 128
	width   = 16
	maxRows = 1<<width/256 - 1 // so many rows fit into a lane
)

// Full reports whether the sum is to be taken before another row is added.
func (s *Sum) Full() bool { return s.rows == maxRows }

// Add adds a row as [Eight] gives it.
func (s *Sum) Add(x uint64) {
	x ^= sign
	s.rows++
	s.lanes[0] += x & mask
	s.lanes[1] += x >> 8 & mask
}

// Take adds what was summed up to total, and empties the sum.
func (s *Sum) Take(total *[8]int32) {
	for k := range total {
		lane := s.lanes[k%2] >> (k / 2 * width)
		total[k] += int32(lane&(1<<width-1)) - bias*s.rows
	}
	*s = Sum{}
}

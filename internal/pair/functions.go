package pair

import "github.com/attune-go/attune/lexicon"

// A functionSum counts words by the classes of function words they are of: for
// the first eight classes in the bytes of a number, all at once, for a word may
// be of several or none. Once the counts were taken it is empty again.
type functionSum struct {
	lanes uint64
	words int // how many were added to the lanes
	total [lexicon.FunctionClasses]int
}

const (
	eachByte  = 0x0101010101010101
	bitOfByte = 0x8040201008040201 // bit k of byte k
	allButTop = 0x7F7F7F7F7F7F7F7F
	laneWords = 255 // so many words fit into a lane
	byteLanes = 8
)

// add counts a word.
func (s *functionSum) add(f lexicon.Function) {
	if s.words == laneWords {
		s.unload()
	}
	s.words++
	s.lanes += (uint64(f&0xFF)*eachByte&bitOfByte + allButTop) >> 7 & eachByte
	s.total[byteLanes] += int(f >> byteLanes & 1)
}

// unload takes the counts off the lanes.
func (s *functionSum) unload() {
	for k := range byteLanes {
		s.total[k] += int(s.lanes >> (8 * k) & 0xFF)
	}
	s.lanes, s.words = 0, 0
}

// take gives the counts.
func (s *functionSum) take(dst *[lexicon.FunctionClasses]int) {
	s.unload()
	*dst, s.total = s.total, [lexicon.FunctionClasses]int{}
}

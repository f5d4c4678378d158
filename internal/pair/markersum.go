package pair

import "github.com/attune-go/attune/lexicon"

// A markerSum adds up rows of markers. Words of the same view are added up
// together, eight columns at a time: the values, made positive, lie in the
// bytes of two numbers, and their sums in pairs of bytes of four. Once the
// means were taken it is empty again.
type markerSum struct {
	of    [views]viewSum
	total [lexicon.MarkerCount]int32 // of what was taken off the lanes
}

// A viewSum is the sum over the words of one view.
type viewSum struct {
	lanes [4]uint64
	last  int32 // of the last column
	rows  int32 // how many were added to the lanes
	words int32
}

const (
	views     = 1 << viewCount
	laneMask  = 0x00FF00FF00FF00FF
	laneSign  = 0x8080808080808080 // turns a signed byte into what it is above -128
	laneBias  = 128
	laneWidth = 16
	laneRows  = 1<<laneWidth/256 - 1 // so many rows fit into a lane
)

// add adds a word, with the row of its markers if it has any.
func (m *markerSum) add(v View, row *lexicon.MarkerRow) {
	s := &m.of[v%views]
	s.words++
	if row == nil {
		return
	}
	if s.rows == laneRows {
		m.unload(v)
	}
	s.rows++
	a, b := eight(row[:8])^laneSign, eight(row[8:])^laneSign
	s.lanes[0] += a & laneMask
	s.lanes[1] += a >> 8 & laneMask
	s.lanes[2] += b & laneMask
	s.lanes[3] += b >> 8 & laneMask
	s.last += int32(row[lexicon.MarkerCount-1])
}

// eight puts eight values into a number, the first one lowest.
func eight(r []int8) uint64 {
	_ = r[7]
	return uint64(uint8(r[0])) | uint64(uint8(r[1]))<<8 | uint64(uint8(r[2]))<<16 | uint64(uint8(r[3]))<<24 |
		uint64(uint8(r[4]))<<32 | uint64(uint8(r[5]))<<40 | uint64(uint8(r[6]))<<48 | uint64(uint8(r[7]))<<56
}

// unload takes the sums of a view off the lanes.
func (m *markerSum) unload(v View) {
	s := &m.of[v]
	for k := range uint(lexicon.MarkerCount - 1) {
		if v>>columnViews[k]&1 != 0 {
			lane := s.lanes[k/8*2+k%2] >> (k % 8 / 2 * laneWidth)
			m.total[k] += int32(lane&(1<<laneWidth-1)) - laneBias*s.rows
		}
	}
	s.lanes, s.rows = [4]uint64{}, 0
}

// means gives the mean of each column over the words of its view.
func (m *markerSum) means() (out [lexicon.MarkerCount]float64) {
	const last = lexicon.MarkerCount - 1
	var n [viewCount]int32
	for v := range View(views) {
		s := &m.of[v]
		if s.words == 0 {
			continue
		}
		m.unload(v)
		for k := range n {
			n[k] += s.words * int32(v>>k&1)
		}
		m.total[last] += s.last * int32(v>>columnViews[last]&1)
		s.words, s.last = 0, 0
	}
	for k, x := range m.total {
		out[k] = float64(x) / lexicon.MarkerScale / float64(n[columnViews[k]]+markerOffset)
	}
	m.total = [lexicon.MarkerCount]int32{}
	return out
}

package pair

import (
	"github.com/attune-go/attune/internal/lanes"
	"github.com/attune-go/attune/lexicon"
)

// A markerSum adds up rows of markers. Words of the same view are added up
// together, eight columns at a time. Once the means were taken it is empty
// again.
type markerSum struct {
	of    [views]viewSum
	total [lexicon.MarkerCount]int32 // of what was taken off the views
}

// A viewSum is the sum over the words of one view.
type viewSum struct {
	eight lanes.Sum
	last  int32 // of the last column
	words int32
}

const views = 1 << viewCount

// add adds a word, with the row of its markers if it has any.
func (m *markerSum) add(v View, row *lexicon.MarkerRow) {
	s := &m.of[v%views]
	s.words++
	if row == nil {
		return
	}
	if s.eight.Full() {
		m.unload(v)
	}
	s.eight.Add(lanes.Eight(row[:8]))
	s.last += int32(row[lexicon.MarkerCount-1])
}

// unload takes the sums of a view off its lanes.
func (m *markerSum) unload(v View) {
	var part [8]int32
	m.of[v].eight.Take(&part)
	for k, x := range part {
		if v>>columnViews[k]&1 != 0 {
			m.total[k] += x
		}
	}
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

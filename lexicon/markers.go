package lexicon

import (
	"fmt"
	"strconv"
	"unsafe"
)

// MarkerCount is the number of columns of the induced markers.
const MarkerCount = 9

// Columns of the markers. The first four are the mechanisms, in their order: how
// much more often a word stands in responses that fail by this one than in
// faithful ones to the same source. Then come the three acts of
// EPITOME (Sharma et al. 2020), what people rated as empathic, and how much
// more often a word stands on the mild side of a rewrite than on the sharp one.
const (
	MarkerReaction = 4 + iota
	MarkerInterpretation
	MarkerExploration
	MarkerRated
	MarkerRestated
)

// A MarkerRow holds the markers of one form, in units of 1/[MarkerScale].
type MarkerRow [MarkerCount]int8

// MarkerScale is what the values of a [MarkerRow] are to be divided by.
const MarkerScale = 8

// Markers gives the induced markers of a form, nil where it has none. They
// must not be changed.
func (l *Lexicon) Markers(f Form) *MarkerRow { return l.MarkersOf(l.Entry(f)) }

// MarkersOf is [Lexicon.Markers] by the entry of a form of this lexicon.
func (l *Lexicon) MarkersOf(e *Entry) *MarkerRow {
	if e.marker == 0 {
		return nil
	}
	row := l.markers[(e.marker-1)*MarkerCount:][:MarkerCount]
	return (*MarkerRow)(unsafe.Pointer(unsafe.StringData(row))) // as many bytes, seen as signed
}

var markerColumns = []string{
	"form", "attenuation", "granularity", "avoidance", "distancing",
	"reaction", "interpretation", "exploration", "rated", "restated",
}

func markerRow(b *builder, f []string) error {
	var row [MarkerCount]byte
	for k := range row {
		v, err := strconv.ParseInt(f[k+1], 10, 8)
		if err != nil {
			return inField(k+1, fmt.Errorf("%q is not within -128 and 127", f[k+1]))
		}
		row[k] = byte(v)
	}
	e := b.entry(f[0])
	e.marker = 0
	if row != [MarkerCount]byte{} {
		b.markers = append(b.markers, row[:]...)
		e.marker = uint32(len(b.markers) / MarkerCount)
	}
	return nil
}

// MarkerColumns are the columns of the file of the markers.
func MarkerColumns() []string { return append([]string(nil), markerColumns...) }

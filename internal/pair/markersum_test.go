package pair

import (
	"math/rand/v2"
	"testing"

	"github.com/attune-go/attune/lexicon"
)

// meansOneByOne is what a markerSum gives, column by column.
func meansOneByOne(vs []View, rows []*lexicon.MarkerRow) (out [lexicon.MarkerCount]float64) {
	for k := range out {
		sum, n := 0, 0
		for i, v := range vs {
			if v>>columnViews[k]&1 == 0 {
				continue
			}
			n++
			if rows[i] != nil {
				sum += int(rows[i][k])
			}
		}
		out[k] = float64(sum) / lexicon.MarkerScale / float64(n+markerOffset)
	}
	return out
}

func TestMarkerSumIsThatOfEachColumnByItself(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, tt := range []struct {
		name  string
		words int
		value func() int8
	}{
		{"none", 0, nil},
		{"one", 1, func() int8 { return -128 }},
		{"highest of more than lanes hold", 3000, func() int8 { return 127 }},
		{"lowest of more than lanes hold", 3000, func() int8 { return -128 }},
		{"any", 2000, func() int8 { return int8(r.IntN(256) - 128) }},
	} {
		var sum markerSum
		var vs []View
		var rows []*lexicon.MarkerRow
		for i := range tt.words {
			v, row := View(r.IntN(views)), new(lexicon.MarkerRow)
			for k := range row {
				row[k] = tt.value()
			}
			if i%7 == 3 {
				row = nil
			}
			vs, rows = append(vs, v), append(rows, row)
			sum.add(v, row)
		}
		if got, want := sum.means(), meansOneByOne(vs, rows); got != want {
			t.Errorf("%s: %v, want %v", tt.name, got, want)
		}
	}
}

func TestKeySetHoldsWhatWasAddedSinceTheReset(t *testing.T) {
	var s keySet
	for _, n := range []uint64{1000, 10, 3000} {
		s.reset(int(n))
		for k := range n {
			s.add(k*k + 1)
			s.add(k*k + 1)
		}
		for k := range n {
			if !s.has(k*k + 1) {
				t.Fatalf("%d of %d is not there", k*k+1, n)
			}
			if s.has(k*k+2) && k > 0 {
				t.Fatalf("%d of %d was never added", k*k+2, n)
			}
		}
	}
}

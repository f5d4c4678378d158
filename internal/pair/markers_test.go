package pair

import (
	"math/rand/v2"
	"testing"

	"github.com/attune-go/attune/lexicon"
)

func TestShownRowsAreThoseOfItsViewsThatAreWorthShowing(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	of := [...]View{AttenuationView, GranularityView, AvoidanceView, DistancingView}
	for range 20_000 {
		var row lexicon.MarkerRow
		for k := range row {
			row[k] = int8(r.IntN(256) - 128)
			if r.IntN(4) == 0 {
				row[k] = MarkerShown - 1 + int8(r.IntN(2))
			}
		}
		v := View(r.IntN(views))
		var want View
		for k, view := range of {
			if row[k] >= MarkerShown && v&view != 0 {
				want |= 1 << k
			}
		}
		if got := shownRows(&row, v); got != want {
			t.Fatalf("rows of %v in view %b are %b, want %b", row, v, got, want)
		}
	}
}

package pair

import (
	"math/rand/v2"
	"testing"

	"github.com/attune-go/attune/lexicon"
)

func TestShownCellsAreThoseOfItsViewsThatAreWorthShowing(t *testing.T) {
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
		var want uint16
		for cell, x := range row[:len(of)*3] {
			if x >= MarkerShown && v&of[cell/3] != 0 {
				want |= 1 << cell
			}
		}
		if got := shownCells(&row, v); got != want {
			t.Fatalf("cells of %v in view %b are %b, want %b", row, v, got, want)
		}
	}
}

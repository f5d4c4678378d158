package mechanisms_test

import (
	"math"
	"os"
	"strings"
	"testing"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/mechanisms"
)

// FuzzReadWeights: any bytes are refused, or are weights that give a finite
// energy.
func FuzzReadWeights(f *testing.F) {
	own, err := os.ReadFile("weights.tsv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(own))
	f.Add("signal\treply\trewrite\tscore\n# a comment\n\navoidance/hedged\t1\t0.5\t1\r\ncolumn/cognitive\t1e308\t1\t1\noverall\t0x1p-2\t1\t1\nengagement\t1_0\t1\t1\n")
	f.Fuzz(func(t *testing.T, text string) {
		w, err := mechanisms.ReadWeights(strings.NewReader(text))
		if err != nil {
			return
		}
		s := mechanisms.Signal{Reading: dimensions.Reading{Severity: 1, Opportunity: 1}, Mechanism: mechanisms.Avoidance, Name: "hedged"}
		for _, rewrite := range []bool{false, true} {
			if e := w.Energy(&s, rewrite); !(e >= 0) || math.IsInf(e, 1) {
				t.Errorf("energy %v", e)
			}
			if x := w.Overall(w.Energy(&s, rewrite), mechanisms.Beside{Due: 1, Disengaged: 1, Estranged: 1}); !(x >= 0 && x <= 1) {
				t.Errorf("overall %v", x)
			}
		}
	})
}

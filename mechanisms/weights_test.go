package mechanisms_test

import (
	"bufio"
	"errors"
	"math"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/mechanisms"
)

func TestReadWeightsNamesTheLineThatIsWrong(t *testing.T) {
	const head = "signal\treply\trewrite\tscore\n# a comment\n\n"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"too few fields", head + "avoidance/hedged\t1\n", []string{"line 4", "four fields"}},
		{"too many fields", "avoidance/hedged\t1\t1\t1\t1\n", []string{"line 1", "four fields"}},
		{"share negative", "avoidance/hedged\t1\t1\t-1\n", []string{"line 1", "at least 0"}},
		{"no number", head + "avoidance/hedged\t1\tone\t1\n", []string{"line 4", `"one"`}},
		{"negative", "avoidance/hedged\t1\t1\t1\navoidance/softened\t-0.1\t1\t1\n", []string{"line 2", "at least 0"}},
		{"not a number", "avoidance/hedged\tNaN\t1\t1\n", []string{"line 1", "at least 0"}},
		{"infinite", "avoidance/hedged\t1\tInf\t1\n", []string{"line 1", "finite"}},
		{"unknown mechanism", "avoidence/hedged\t1\t1\t1\n", []string{"line 1", `"avoidence"`}},
		{"unknown column", "column/moral\t1\t1\t1\n", []string{"line 1", `"moral"`}},
		{"header in the middle", "avoidance/hedged\t1\t1\t1\nsignal\treply\trewrite\tscore\n", []string{"line 2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w, err := mechanisms.ReadWeights(strings.NewReader(tt.text))
			if err == nil || w != nil {
				t.Fatalf("no error for %q", tt.text)
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("error %q says nothing of %s", err, part)
				}
			}
		})
	}
}

func TestReadWeightsPassesOnWhatTheReaderSays(t *testing.T) {
	broken := errors.New("disk on fire")
	if _, err := mechanisms.ReadWeights(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
	if _, err := mechanisms.ReadWeights(strings.NewReader(strings.Repeat("x", bufio.MaxScanTokenSize+1))); !errors.Is(err, bufio.ErrTooLong) {
		t.Errorf("error %v of an endless line", err)
	}
}

func TestEnergyIsWeightTimesSeverityTimesOpportunity(t *testing.T) {
	w, err := mechanisms.ReadWeights(strings.NewReader("avoidance/hedged\t2\t0.5\t0.25\ncolumn/relational\t0.5\t9\t9\noverall\t0.25\t9\t9\ndue\t3\t9\t9\nengagement\t3\t9\t9\nestrangement\t2\t9\t9\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := mechanisms.Signal{Mechanism: mechanisms.Avoidance, Name: "hedged", Reading: dimensions.Reading{Severity: 0.5, Opportunity: 0.8}}
	if got := w.Energy(&s, false); math.Abs(got-0.8) > 1e-12 {
		t.Errorf("energy %v in a reply, want 0.8", got)
	}
	if got := w.Energy(&s, true); math.Abs(got-0.2) > 1e-12 {
		t.Errorf("energy %v in a rewrite, want 0.2", got)
	}
	if row, score := w.Of(s.Mechanism, s.Name, false); row != 2 || score != 0.5 {
		t.Errorf("weights of a reply %v and %v, want 2 and 0.5", row, score)
	}
	if row, score := w.Of(s.Mechanism, s.Name, true); row != 0.5 || score != 0.5 {
		t.Errorf("weights of a rewrite %v and %v, want 0.5 and 0.5", row, score)
	}
	s.Mechanism = mechanisms.Distancing
	if got := w.Energy(&s, false); got != 0 {
		t.Errorf("energy %v of a signal without a weight", got)
	}
	if got, want := w.Column(dimensions.Relational, 2), dimensions.Saturate(1); got != want {
		t.Errorf("column %v, want %v", got, want)
	}
	if got, want := w.Column(dimensions.Cultural, 2), dimensions.Saturate(2); got != want {
		t.Errorf("column without a scale %v, want %v", got, want)
	}
	for _, tt := range []struct {
		energy float64
		beside mechanisms.Beside
		want   float64
	}{
		{4, mechanisms.Beside{}, 4},
		{4, mechanisms.Beside{Due: 1}, 1},
		{0, mechanisms.Beside{Disengaged: 0.5, Estranged: 0.25}, 2},
		{4, mechanisms.Beside{Due: 1, Disengaged: 1, Estranged: 1}, 6},
	} {
		if got, want := w.Overall(tt.energy, tt.beside), dimensions.Saturate(tt.want/4); got != want {
			t.Errorf("overall %v of %v and %+v, want %v", got, tt.energy, tt.beside, want)
		}
	}
}

func TestFingerprintChangesWithAnyWeight(t *testing.T) {
	read := func(text string) uint32 {
		w, err := mechanisms.ReadWeights(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return w.Fingerprint()
	}
	a := read("avoidance/hedged\t1\t1\t1\n")
	if a != read("avoidance/hedged\t1\t1\t1\n") {
		t.Error("the same weights have two fingerprints")
	}
	if a == read("avoidance/hedged\t1\t1.001\t1\n") {
		t.Error("another weight has the same fingerprint")
	}
}

func TestDefaultWeightsAreThoseOfTheFile(t *testing.T) {
	f, err := os.Open("weights.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := mechanisms.ReadWeights(f)
	if err != nil {
		t.Fatal(err)
	}
	if w.Fingerprint() != mechanisms.DefaultWeights().Fingerprint() {
		t.Error("the embedded weights are others")
	}
}

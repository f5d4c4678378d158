package dimensions_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/attune-go/attune/dimensions"
)

func TestSaturateAtKnownEnergies(t *testing.T) {
	for _, tt := range []struct{ energy, want float64 }{
		{0, 0}, {1, 0.5}, {2, 0.8}, {3, 0.9}, {0.5, 0.2},
		{-1, 0}, {math.NaN(), 0}, {math.Inf(-1), 0}, {math.Inf(1), 1}, {math.MaxFloat64, 1},
	} {
		if got := dimensions.Saturate(tt.energy); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("Saturate(%v) = %v, want %v", tt.energy, got, tt.want)
		}
	}
}

func TestSaturateNeverFallsAndStaysWithinBounds(t *testing.T) {
	last := 0.0
	for e := 1e-9; e < 1e12; e *= 1.01 {
		got := dimensions.Saturate(e)
		if got < last || got < 0 || got > 1 {
			t.Fatalf("Saturate(%v) = %v after %v", e, got, last)
		}
		last = got
	}
	if last < 0.999 {
		t.Errorf("it ends at %v", last)
	}
}

func TestKindsAreWrittenByName(t *testing.T) {
	for _, k := range dimensions.Kinds() {
		b, err := json.Marshal(k)
		if err != nil {
			t.Fatal(err)
		}
		var back dimensions.Kind
		if err := json.Unmarshal(b, &back); err != nil || back != k || string(b) != `"`+k.String()+`"` {
			t.Errorf("%v is written %s and read %v (%v)", k, b, back, err)
		}
	}
	var k dimensions.Kind
	if err := k.UnmarshalText([]byte("moral")); err == nil || !strings.Contains(err.Error(), `"moral"`) {
		t.Errorf("error %v", err)
	}
	if got := dimensions.Kind(7).String(); got != "dimension(7)" {
		t.Errorf("no kind is called %q", got)
	}
}

func TestWeightOfAReading(t *testing.T) {
	r := dimensions.Reading{Severity: 1, Opportunity: 0.5, Confidence: 0.4}
	if got := r.Weight(); math.Abs(got-0.2) > 1e-12 {
		t.Errorf("weight %v, want 0.2", got)
	}
	if got := (dimensions.Reading{Severity: 1, Confidence: 1}).Weight(); got != 0 {
		t.Errorf("weight %v without opportunity", got)
	}
}

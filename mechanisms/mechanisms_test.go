package mechanisms_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/attune-go/attune/mechanisms"
)

func TestKindsAndSidesAreWrittenByName(t *testing.T) {
	for _, k := range mechanisms.Kinds() {
		b, err := json.Marshal(k)
		if err != nil {
			t.Fatal(err)
		}
		var back mechanisms.Kind
		if err := json.Unmarshal(b, &back); err != nil || back != k || string(b) != `"`+k.String()+`"` {
			t.Errorf("%v is written %s and read %v (%v)", k, b, back, err)
		}
		if k.Title() == k.String() || !strings.Contains(k.Title(), k.String()) {
			t.Errorf("title %q of %q", k.Title(), k)
		}
	}
	for _, s := range []mechanisms.Side{mechanisms.Source, mechanisms.Response} {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back mechanisms.Side
		if err := json.Unmarshal(b, &back); err != nil || back != s {
			t.Errorf("%v is written %s and read %v (%v)", s, b, back, err)
		}
	}
}

func TestUnknownNamesAreErrors(t *testing.T) {
	var k mechanisms.Kind
	if err := k.UnmarshalText([]byte("Avoidance")); err == nil || !strings.Contains(err.Error(), `"Avoidance"`) {
		t.Errorf("error %v", err)
	}
	var s mechanisms.Side
	if err := s.UnmarshalText([]byte("target")); err == nil || !strings.Contains(err.Error(), `"target"`) {
		t.Errorf("error %v", err)
	}
	if got := mechanisms.Kind(9).String() + mechanisms.Kind(9).Title(); got != "mechanism(9)mechanism(9)" {
		t.Errorf("no kind is called %q", got)
	}
}

func TestFlaggedFromHalfAndOnlyWhereApplicable(t *testing.T) {
	for _, tt := range []struct {
		severity   float64
		applicable bool
		want       bool
	}{{0.49, true, false}, {0.5, true, true}, {1, true, true}, {1, false, false}} {
		f := mechanisms.Finding{Severity: tt.severity, Applicable: tt.applicable}
		if f.Flagged() != tt.want {
			t.Errorf("severity %v, applicable %v: flagged %v", tt.severity, tt.applicable, f.Flagged())
		}
	}
}

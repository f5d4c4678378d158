package empathy_test

import (
	"strings"
	"testing"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

func TestNewRefusesWhatIsWrong(t *testing.T) {
	tests := []struct {
		name   string
		option empathy.Option
		want   string
	}{
		{"task", empathy.WithTask(9), "unknown task 9"},
		{"lexicon", empathy.WithLexicon(nil), "nil lexicon"},
		{"weights", empathy.WithWeights(nil), "nil weights"},
		{"limit", empathy.WithMaxBytes(0), "limit of 0 bytes"},
		{"negative limit", empathy.WithMaxBytes(-1), "limit of -1 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := empathy.New(tt.option)
			if a != nil || err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("analyzer %v, error %v, want %q", a, err, tt.want)
			}
		})
	}
}

func TestWeightsAreInTheSignature(t *testing.T) {
	w, err := mechanisms.ReadWeights(strings.NewReader("distancing/bureaucratic\t2\t2\t1\n"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := empathy.New(empathy.WithWeights(w))
	if err != nil {
		t.Fatal(err)
	}
	if plain := empathy.Analyze("a", "b").Signature; a.Signature() == plain {
		t.Errorf("signature %q with other weights", plain)
	}
}

func TestAlignmentOfNothingIsThatOfNoEvidence(t *testing.T) {
	a, err := empathy.New()
	if err != nil {
		t.Fatal(err)
	}
	none := a.Alignment("", "")
	for _, p := range [][2]string{{"My dog died.", ""}, {"", "I'm sorry about your dog."}, {"\xff\xfe", "..."}} {
		if got := a.Alignment(p[0], p[1]); got != none || got >= 0 {
			t.Errorf("alignment of %q and %q is %v, of nothing %v", p[0], p[1], got, none)
		}
	}
}

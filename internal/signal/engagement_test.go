package signal

import (
	"strings"
	"testing"

	"github.com/attune-go/attune/lexicon"
)

func TestWarmthAndActsEngage(t *testing.T) {
	const src = "I am so scared of the scan tomorrow."
	tests := []struct{ name, more, less string }{
		{"a reaction", "Oh no, I'm so sorry, that is terrifying.", "The scan takes an hour."},
		{"standing by the person", "I'm here for you. You're not alone.", "The clinic opens at nine."},
		{"no refusal", "Tell me what scares you most.", "I can't help with that request."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			more, less := Disengagement(builder(src, tt.more, false).Pair), Disengagement(builder(src, tt.less, false).Pair)
			if !(more < less) {
				t.Errorf("%q is as little engaged as %q: %.3f, %.3f", tt.more, tt.less, more, less)
			}
		})
	}
}

func TestEngagementIsDueWhereFeelingIsTold(t *testing.T) {
	cold := "The form has four pages."
	sad, fact := builder("I cried all night, I miss her so much.", cold, false), builder("How many pages has the form?", cold, false)
	if a, b := Disengagement(sad.Pair), Disengagement(fact.Pair); !(a > 2*b) {
		t.Errorf("lack of engagement %.3f after grief, %.3f after a question of fact", a, b)
	}
	if x := Disengagement(builder("I cried all night.", cold, true).Pair); x != 0 {
		t.Errorf("a rewrite lacks engagement: %.3f", x)
	}
}

func TestEngagementWeightsAreReadInOrder(t *testing.T) {
	if _, err := readEngagement(engagementTSV); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, from, to, want string }{
		{"row missing", "peak\t", "", "line 5"},
		{"other order", "valence", "peak", "line 4"},
		{"no number", "marker\t", "marker\tx", "line 3"},
		{"rows missing", "\n", " ", "rows"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := readEngagement(strings.ReplaceAll(engagementTSV, tt.from, tt.to))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestFeaturesOfEngagementHaveNames(t *testing.T) {
	b := builder("I lost my job.", "I'm so sorry. That is awful. What happened?", false)
	e := Engaging(&b.Pair.Resp)
	for k, c := range engaging {
		if got, want := e[engagementActs+k], float64(b.Pair.Resp.Strength[c]); got != want {
			t.Errorf("%s is %v, want %v", EngagementNames[engagementActs+k], got, want)
		}
	}
	if e[engagementActs] == 0 || engaging[0] != lexicon.ActReaction {
		t.Error("sorrow is no reaction")
	}
	if e[engagementIntercept] != 1 || e[EngagementMarker] != 0 {
		t.Errorf("intercept %v, marker %v", e[engagementIntercept], e[EngagementMarker])
	}
}

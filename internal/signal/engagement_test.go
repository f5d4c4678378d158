package signal

import (
	"strings"
	"testing"

	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

func TestWarmthAndActsEngage(t *testing.T) {
	const src = "I am so scared of the scan tomorrow."
	tests := []struct{ name, more, less string }{
		{"a reaction", "Oh no, I'm so sorry, that is terrifying.", "The scan takes an hour."},
		{"standing by the person", "I'm here for you. You're not alone.", "The clinic opens at nine."},
		{"speaking of them", "Your fear makes sense, you are so brave.", "My fear makes sense, I am so brave."},
		{"no refusal", "Tell me what scares you most.", "I can't help with that request."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			more, less := Beside(builder(src, tt.more, false).Pair).Disengaged, Beside(builder(src, tt.less, false).Pair).Disengaged
			if !(more < less) {
				t.Errorf("%q is as little engaged as %q: %.3f, %.3f", tt.more, tt.less, more, less)
			}
		})
	}
}

func TestEngagementIsDueWhereFeelingIsTold(t *testing.T) {
	cold := "The form has four pages."
	sad, fact := builder("I cried all night, I miss her so much.", cold, false), builder("How many pages has the form?", cold, false)
	a, b := Beside(sad.Pair), Beside(fact.Pair)
	if !(a.Due > 2*b.Due && a.Disengaged > 2*b.Disengaged) {
		t.Errorf("engagement due and missing %+v after grief, %+v after a question of fact", a, b)
	}
	if x := Beside(builder("I cried all night.", cold, true).Pair); x != (mechanisms.Beside{}) {
		t.Errorf("a rewrite has %+v", x)
	}
}

func TestEngagementWeightsAreReadInOrder(t *testing.T) {
	if _, err := readEngagement(engagementTSV); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, from, to, want string }{
		{"row missing", "peak\t", "", "line 8"},
		{"other order", "valence", "peak", "line 7"},
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

func TestAccordIsFeelingAsThePersonDoes(t *testing.T) {
	const sad, glad = "That is so sad and hard.", "That is so lovely and good."
	for src, replies := range map[string][2]string{"I am miserable, I lost her.": {sad, glad}, "I am so happy, we won!": {glad, sad}} {
		with, against := Engaging(builder(src, replies[0], false).Pair), Engaging(builder(src, replies[1], false).Pair)
		if !(with[engagementAccord] > 0 && against[engagementAccord] < 0) {
			t.Errorf("accord with %q is %.3f in %q, %.3f in %q", src, with[engagementAccord], replies[0], against[engagementAccord], replies[1])
		}
	}
}

func TestFeaturesOfEngagementHaveNames(t *testing.T) {
	b := builder("I lost my job.", "I'm so sorry. That is awful. What happened?", false)
	e := Engaging(b.Pair)
	for k, c := range engaging {
		if got, want := e[engagementActs+k], float64(b.Pair.Resp.Strength[c]); got != want {
			t.Errorf("%s is %v, want %v", EngagementNames[engagementActs+k], got, want)
		}
	}
	if e[engagementActs] == 0 || engaging[0] != lexicon.ActReaction {
		t.Error("sorrow is no reaction")
	}
	if e[engagementIntercept] != 1 || e[engagementRated] != 0 {
		t.Errorf("intercept %v, marker %v", e[engagementIntercept], e[engagementRated])
	}
}

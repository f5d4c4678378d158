package signal

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// builder makes a builder for a pair of texts.
func builder(src, resp string, rewrite bool) *Builder {
	var a, z text.Document
	text.Parse(&a, lexicon.Default(), src)
	text.Parse(&z, lexicon.Default(), resp)
	p := new(pair.Pair)
	pair.Build(p, &a, &z, rewrite)
	b := new(Builder)
	b.Reset(p)
	return b
}

func quotes(b *Builder, s mechanisms.Signal) (out []string) {
	for _, e := range s.Evidence {
		out = append(out, b.Side(e.Side).Doc.Text[e.Start:e.End])
	}
	return out
}

func TestClampRampDropDensity(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, tt := range []struct {
		name      string
		got, want float64
	}{
		{"Clamp within", Clamp(0.3), 0.3},
		{"Clamp below", Clamp(-2), 0},
		{"Clamp above", Clamp(7), 1},
		{"Clamp NaN", Clamp(nan), 0},
		{"Clamp infinite", Clamp(inf), 1},
		{"Ramp below", Ramp(0.1, 0.2, 0.6), 0},
		{"Ramp at low", Ramp(0.2, 0.2, 0.6), 0},
		{"Ramp between", Ramp(0.3, 0.2, 0.6), 0.25},
		{"Ramp at high", Ramp(0.6, 0.2, 0.6), 1},
		{"Ramp above", Ramp(9, 0.2, 0.6), 1},
		{"Ramp NaN", Ramp(nan, 0, 1), 0},
		{"Drop by half", Drop(0.4, 0.2), 0.5},
		{"Drop to nothing", Drop(0.4, 0), 1},
		{"Drop of nothing", Drop(0, 0), 0},
		{"Drop that is a rise", Drop(0.2, 0.4), 0},
		{"Drop below nothing", Drop(0.4, -1), 1},
		{"Density", Density(3, 30), 0.1},
		{"Density of a short text", Density(3, 2), 0.25},
		{"Density of no text", Density(0, 0), 0},
	} {
		if math.Abs(tt.got-tt.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}

func TestSignalKeepsTheWeightiestEvidenceInOrder(t *testing.T) {
	b := builder("One two three.", "a b c d e f g h", false)
	if !b.Signal("letters", dimensions.Cognitive, 0.7, 1, 1) {
		t.Fatal("no evidence asked for")
	}
	for i, w := range []float64{0.1, 0.9, 0.5, 0.9, 0.2, 0.3, 2, math.NaN()} {
		b.Span(mechanisms.Response, int32(i), int32(i)+1, "letter", w)
	}
	got := quotes(b, b.Signals[0])
	want := []string{"g", "b", "d", "c", "f"}
	if len(got) != len(want) {
		t.Fatalf("evidence %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("evidence %q, want %q", got, want)
		}
	}
	if w := b.Signals[0].Evidence[0].Weight; w != 1 {
		t.Errorf("a weight of 2 became %v", w)
	}
}

func TestSignalNeedsOpportunityAndAsksForNothingWithoutSeverity(t *testing.T) {
	b := builder("One two three.", "Four five six.", false)
	if b.Signal("no-opportunity", dimensions.Cognitive, 1, 0, 1) || len(b.Signals) != 0 {
		t.Fatalf("signals %v", b.Signals)
	}
	if b.Signal("no-severity", dimensions.Cognitive, 0, 1, 1) {
		t.Error("evidence asked for without severity")
	}
	b.Signal("out-of-bounds", dimensions.Cultural, 3, -0.5, 9)
	b.Signal("bounded", dimensions.Cultural, 3, 2, 9)
	b.Finish()
	if len(b.Signals) != 2 || len(b.Signals[0].Evidence) != 0 {
		t.Fatalf("signals %+v", b.Signals)
	}
	s := b.Signals[1]
	if s.Name != "bounded" || s.Severity != 1 || s.Opportunity != 1 || s.Confidence != 1 || s.Dimension != dimensions.Cultural {
		t.Errorf("signal %+v", s)
	}
}

func TestEvidenceIsAskedForWhatCounts(t *testing.T) {
	w, err := mechanisms.ReadWeights(strings.NewReader("attenuation/heavy\t1\t0\t0.5\nattenuation/light\t0.01\t1\t2\n"))
	if err != nil {
		t.Fatal(err)
	}
	b := builder("One two three.", "Four five six.", false)
	b.Weights = w
	heavy := b.Signal("heavy", dimensions.Cognitive, 0.5, 1, 1)
	light := b.Signal("light", dimensions.Cognitive, 0.5, 1, 1)
	if !heavy || light {
		t.Errorf("evidence asked for: heavy %v, light %v", heavy, light)
	}
	if want := []Energy{{Row: 0.5, Score: 0.25}, {Row: 0.005, Score: 0.01}}; !slices.Equal(b.Energies, want) {
		t.Errorf("energies %v, want %v", b.Energies, want)
	}
	b.Finish()
	if len(b.Signals[0].Evidence) != 1 || len(b.Signals[1].Evidence) != 0 {
		t.Errorf("signals %+v", b.Signals)
	}
}

func TestARowFlaggedByTriflesShowsTheWeightiest(t *testing.T) {
	const trifles = 40
	for _, tt := range []struct {
		weight string
		shown  int
	}{{"0.04", 1}, {"0.01", 0}} {
		var rows strings.Builder
		for i := range trifles {
			fmt.Fprintf(&rows, "avoidance/trifle-%d\t%s\t0\t1\n", i, tt.weight)
		}
		w, err := mechanisms.ReadWeights(strings.NewReader(rows.String()))
		if err != nil {
			t.Fatal(err)
		}
		b := builder("He lied.", "Mistakes were made.", false)
		b.Mechanism, b.Weights = mechanisms.Avoidance, w
		for i := range trifles {
			severity := 0.9
			if i == 7 {
				severity = 1
			}
			if b.Signal(fmt.Sprintf("trifle-%d", i), dimensions.Relational, severity, 1, 0.5) {
				t.Error("evidence of a trifle is asked for")
			}
		}
		b.Finish()
		shown := 0
		for i, s := range b.Signals {
			if len(s.Evidence) > 0 {
				shown++
				if got := quotes(b, s); i != 7 || !slices.Equal(got, []string{"Mistakes were made."}) {
					t.Errorf("%s shows %q", s.Name, got)
				}
			}
		}
		if shown != tt.shown {
			t.Errorf("of %d signals of weight %s, %d are shown, want %d", trifles, tt.weight, shown, tt.shown)
		}
	}
}

func TestSignalWithoutEvidenceQuotesAShortSentence(t *testing.T) {
	b := builder("One two three.", "This is by far the longest sentence of them all, and nobody would read it. It is short. Yes.", false)
	b.Signal("short-of-words", dimensions.Cognitive, 0.6, 1, 1)
	b.Finish()
	s := b.Signals[0]
	if got := quotes(b, s); len(got) != 1 || got[0] != "It is short." {
		t.Errorf("evidence %q", got)
	}
	if s.Evidence[0].Reason != "short of words" {
		t.Errorf("reason %q", s.Evidence[0].Reason)
	}
}

func TestSentenceIsTheShortestWithoutCertainWords(t *testing.T) {
	b := builder("One two three.", "You are here. It rained in the night and the road was closed. The road is open now.", false)
	d := b.Pair.Resp.Doc
	you := func(i int) bool { return d.Entry(i).Person == lexicon.Second }
	b.Signal("first", dimensions.Cognitive, 1, 1, 1)
	b.Sentence(mechanisms.Response, "no you", 0.5, you)
	if got := quotes(b, b.Signals[0]); len(got) != 1 || got[0] != "The road is open now." {
		t.Errorf("evidence %q", got)
	}
	every := func(int) bool { return true }
	b.Signal("second", dimensions.Cognitive, 1, 1, 1)
	b.Sentence(mechanisms.Response, "any", 0.5, every)
	if got := quotes(b, b.Signals[1]); len(got) != 1 || got[0] != "You are here." {
		t.Errorf("evidence %q where no sentence is without", got)
	}
}

func TestLongSentencesAreQuotedInPart(t *testing.T) {
	b := builder("One.", "a b c d e f g h i j k l m n o p q r s t u v w x y z", false)
	b.Signal("long", dimensions.Cognitive, 1, 1, 1)
	b.Sentence(mechanisms.Response, "long", 0.5, nil)
	if got := quotes(b, b.Signals[0]); len(got) != 1 || got[0] != "a b c d e f g h i j k l m n o" {
		t.Errorf("evidence %q", got)
	}
}

func TestCuesOfARewriteCountBeyondTheSource(t *testing.T) {
	g := NewGroup("hedge", lexicon.HedgeEpistemic)
	if !g.Has(lexicon.HedgeEpistemic) || g.Has(lexicon.HedgeShield) {
		t.Error("a group has other classes than it was made of")
	}
	for _, tt := range []struct {
		name      string
		src, resp string
		rewrite   bool
		some      bool
	}{
		{"reply", "Perhaps he left.", "Perhaps he left.", false, true},
		{"rewrite that repeats", "Perhaps he left.", "Perhaps he left.", true, false},
		{"rewrite that adds", "He left.", "Perhaps he left.", true, true},
	} {
		b := builder(tt.src, tt.resp, tt.rewrite)
		b.Cue("hedged", dimensions.Relational, g, 1)
		if x := b.Signals[0].Severity; x > 0 != tt.some {
			t.Errorf("%s: chance %v", tt.name, x)
		}
		if got := quotes(b, b.Signals[0]); tt.some && (len(got) != 1 || got[0] != "Perhaps") {
			t.Errorf("%s: evidence %q", tt.name, got)
		}
	}
}

func TestResetLeavesNothingBehind(t *testing.T) {
	b := builder("One.", "Two three four.", false)
	b.Signal("stale", dimensions.Cognitive, 1, 1, 1)
	b.Span(mechanisms.Response, 0, 1, "word", 1)
	b.Reset(b.Pair)
	b.Signal("fresh", dimensions.Cognitive, 1, 1, 1)
	b.Finish()
	if got := quotes(b, b.Signals[0]); len(b.Signals) != 1 || len(got) != 1 || got[0] != "Two three four." {
		t.Errorf("signals %v, evidence %q", b.Signals, got)
	}
}

func TestMarkerSeverityOfARewriteIsTheDifference(t *testing.T) {
	if got := MarkerSeverity(0.9, 0.9, 5, true); got != 0 {
		t.Errorf("severity %v of a rewrite that keeps the wording", got)
	}
	if a, b := MarkerSeverity(0, 0.4, 0, false), MarkerSeverity(0, 0.8, 0, false); !(a < b) {
		t.Errorf("severity %v, then %v with more markers", a, b)
	}
	if got := MarkerSeverity(0, 9, 0, false); got != 1 {
		t.Errorf("severity %v at the upper end", got)
	}
}

package pair

import (
	"math"
	"strings"
	"testing"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

func sideOf(s string) *Side {
	d := new(text.Document)
	text.Parse(d, lexicon.Default(), s)
	side := new(Side)
	side.Read(d)
	return side
}

func TestChanceIsOneLessWhatIsMissing(t *testing.T) {
	s := new(Side)
	s.Strength[lexicon.HedgeEpistemic], s.Strength[lexicon.HedgeShield], s.Strength[lexicon.Refusal] = 0.5, 0.6, 1
	for _, tt := range []struct {
		name    string
		classes []lexicon.Class
		want    float64
	}{
		{"no class", nil, 0},
		{"a class without cues", []lexicon.Class{lexicon.BothSides}, 0},
		{"one", []lexicon.Class{lexicon.HedgeEpistemic}, 0.5},
		{"two", []lexicon.Class{lexicon.HedgeEpistemic, lexicon.HedgeShield}, 0.8},
		{"one that is sure", []lexicon.Class{lexicon.HedgeEpistemic, lexicon.Refusal}, 1},
	} {
		if got := s.Chance(tt.classes...); math.Abs(got-tt.want) > 1e-6 {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestCuesOfAClassAddUpByChance(t *testing.T) {
	one, two := sideOf("Perhaps he left."), sideOf("Perhaps he left. Perhaps he stayed.")
	a, b := one.Chance(lexicon.HedgeEpistemic), two.Chance(lexicon.HedgeEpistemic)
	if want := 1 - (1-a)*(1-a); a <= 0 || math.Abs(b-want) > 1e-6 {
		t.Errorf("chance %v of one cue, %v of two, want %v", a, b, want)
	}
	if one.Count[lexicon.HedgeEpistemic] != 1 || two.Count[lexicon.HedgeEpistemic] != 2 {
		t.Errorf("counts %d and %d", one.Count[lexicon.HedgeEpistemic], two.Count[lexicon.HedgeEpistemic])
	}
}

func TestPassives(t *testing.T) {
	for _, tt := range []struct {
		text                string
		passives, agentless int
		span                string
	}{
		{"The ring was stolen.", 1, 1, "was stolen"},
		{"The ring was stolen by him.", 1, 0, "was stolen"},
		{"The ring was not really stolen.", 1, 1, "was not really stolen"},
		{"The ring was perhaps stolen.", 1, 1, "was perhaps stolen"},
		{"The ring has been found and is being cleaned.", 2, 2, "been found"},
		{"He stole the ring.", 0, 0, ""},
		{"I was furious.", 0, 0, ""},
		{"I was devastated.", 0, 0, ""}, // a feeling, no passive
		{"It was the ring he found.", 0, 0, ""},
		{"THE RING WAS STOLEN.", 1, 1, "WAS STOLEN"},
		{"I wasn't shot, you weren't seen.", 2, 2, "wasn't shot"},
		{"There were a hundred of us.", 0, 0, ""},
		{"It is indeed a naked lie.", 0, 0, ""},
		{"That was Mohammed.", 0, 0, ""},
	} {
		s := sideOf(tt.text)
		if s.Style.Passives != tt.passives || s.Style.Agentless != tt.agentless {
			t.Errorf("%q: %d passives, %d without agent; want %d and %d", tt.text, s.Style.Passives, s.Style.Agentless, tt.passives, tt.agentless)
		}
		if len(s.Passives) != tt.passives {
			t.Errorf("%q: %d spans", tt.text, len(s.Passives))
			continue
		}
		if tt.passives > 0 {
			start, end := s.Doc.Span(s.Passives[0].First, s.Passives[0].Last)
			if got := tt.text[start:end]; got != tt.span {
				t.Errorf("%q: passive %q, want %q", tt.text, got, tt.span)
			}
		}
	}
}

func TestStyleCounts(t *testing.T) {
	s := sideOf("I can't believe it! You and I were there, weren't we? The termination hurt us 😭")
	y := &s.Style
	for _, tt := range []struct {
		name      string
		got, want int
	}{
		{"words", y.Words, 15},
		{"sentences", y.Sentences, 3},
		{"first person singular", y.Person[lexicon.FirstSingular], 2},
		{"first person plural", y.Person[lexicon.FirstPlural], 2},
		{"second person", y.Person[lexicon.Second], 1},
		{"contractions", y.Contractions, 2},
		{"nominalisations", y.Nominals, 1},
		{"questions", y.Questions, 1},
		{"exclamations", y.Exclaims, 1},
		{"emoji", y.Emoji, 1},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, tt.got, tt.want)
		}
	}
}

func TestHedgesCountForNothingInStyle(t *testing.T) {
	plain := sideOf("She was wrong. You owe her nothing.")
	for _, hedged := range []string{
		"Perhaps she was wrong. You owe her nothing.",
		"I think she was wrong. You owe her nothing.",
		"She was somewhat wrong. You owe her nothing.",
		"It seems she was wrong. I'd say you owe her nothing.",
	} {
		s := sideOf(hedged)
		a, b := plain.Style, s.Style
		if a != b {
			t.Errorf("%q: style %+v, without the hedge %+v", hedged, b, a)
		}
		if s.Count[lexicon.HedgeEpistemic]+s.Count[lexicon.HedgeApproximator] == 0 {
			t.Errorf("%q: no hedge", hedged)
		}
	}
}

func TestPhrasesCountInFormality(t *testing.T) {
	tests := []struct {
		text             string
		formal, informal int
	}{
		{"I should be most grateful for it. I remain, yours faithfully, K. Rao", 3, 0},
		{"I was talked into it and blew a fuse.", 0, 1},
		{"I guess it is so.", 0, 0}, // a hedge, which counts for nothing in style
		{"The book is on the table.", 0, 0},
	}
	for _, tt := range tests {
		y := sideOf(tt.text).Style
		if y.Formal != tt.formal || y.Informal != tt.informal || y.Formality > 0 != (tt.formal > 0) || y.Formality < 0 != (tt.informal > 0) {
			t.Errorf("%q: %d formal, %d informal, formality %.3f; want %d and %d", tt.text, y.Formal, y.Informal, y.Formality, tt.formal, tt.informal)
		}
	}
}

func TestDeniedCuesAreNone(t *testing.T) {
	for _, s := range []string{"I think the world of you.", "I think about you.", "I think so."} {
		if got := sideOf(s).Chance(lexicon.HedgeEpistemic); got > 0.5 {
			t.Errorf("%q: a hedge with chance %.2f", s, got)
		}
	}
	if got := sideOf("I think the world of you.").Count[lexicon.HedgeEpistemic]; got != 0 {
		t.Errorf("%d hedges", got)
	}
}

func TestCuesOfDistanceAreFoundAroundHedges(t *testing.T) {
	plain, parted := sideOf("It has been noted."), sideOf("It has been somewhat noted.")
	plain.around()
	parted.around()
	a, b := plain.Chance(lexicon.Bureaucratic), parted.Chance(lexicon.Bureaucratic)
	if a <= 0 || b < a {
		t.Errorf("official with chance %.2f, around a hedge %.2f", a, b)
	}
	if len(plain.Around) != 0 || len(parted.Around) == 0 {
		t.Errorf("%d cues around no hedge, %d around one", len(plain.Around), len(parted.Around))
	}
}

func TestLevelIsTheSameForWordsOfOneFeeling(t *testing.T) {
	strong, weak, other := sideOf("You must be furious."), sideOf("You must be annoyed."), sideOf("You must be terrified.")
	if strong.Level != weak.Level {
		t.Errorf("level of furious %+v, of annoyed %+v", strong.Level, weak.Level)
	}
	if strong.Level == other.Level {
		t.Error("anger and fear are level")
	}
	if strong.Affect == weak.Affect {
		t.Error("furious and annoyed have one affect")
	}
	f, g := strong.Feelings, weak.Feelings
	if f.Unpleasant != g.Unpleasant || f.Negative <= g.Negative || f.Peak <= g.Peak || f.Mean <= g.Mean {
		t.Errorf("feelings of furious %+v, of annoyed %+v", f, g)
	}
}

func TestContentsAreDistinctWithTheirCounts(t *testing.T) {
	s := sideOf("My sister lied. My sister is lying, and the lies hurt my grandmother's garden.")
	seen := map[string]int{}
	for _, c := range s.Content {
		seen[s.Doc.In(int(c.Token))] = int(c.Count)
		if k := s.Find(c.Key); k < 0 || s.Content[k].Key != c.Key {
			t.Errorf("%q is not found by its key", s.Doc.In(int(c.Token)))
		}
	}
	if seen["sister"] != 2 || seen["lied"] < 2 || seen["garden"] != 1 || seen["the"] != 0 {
		t.Errorf("content words %v", seen)
	}
	if s.Find(0xFFFFFFFF) >= 0 {
		t.Error("an unknown key is found")
	}
}

func TestReadingASideAgainLeavesNothingBehind(t *testing.T) {
	s := sideOf(strings.Repeat("Perhaps the ring was stolen by her! ", 20))
	d := new(text.Document)
	text.Parse(d, lexicon.Default(), "He left.")
	s.Read(d)
	fresh := sideOf("He left.")
	if s.Style != fresh.Style || s.Strength != fresh.Strength || s.Feelings != fresh.Feelings || len(s.Passives) != 0 || len(s.Around) != 0 || len(s.Content) != len(fresh.Content) {
		t.Errorf("a side read again is %+v, want %+v", s.Style, fresh.Style)
	}
}

func TestMeanMarkersLeaveOutWhatAViewLeavesOut(t *testing.T) {
	const a, b = lexicon.Form(1), lexicon.Form(2)
	table := map[lexicon.Form]*lexicon.MarkerRow{}
	table[a], table[b] = new(lexicon.MarkerRow), new(lexicon.MarkerRow)
	for k := range table[a] {
		table[a][k], table[b][k] = 8, 80
	}
	of := func(f lexicon.Form) *lexicon.MarkerRow { return table[f] }
	const all = AttenuationView | GranularityView | AvoidanceView | DistancingView | PlainView
	m := MeanMarkers([]Marked{{Form: a, View: all}, {Form: b, View: all &^ DistancingView}, {View: all}}, of)
	if want := (1 + 10) / 11.0; math.Abs(m[0]-want) > 1e-12 {
		t.Errorf("mean over all %v, want %v", m[0], want)
	}
	if want := 1 / 10.0; math.Abs(m[3]-want) > 1e-12 {
		t.Errorf("mean without the second %v, want %v", m[3], want)
	}
}

package pair

import (
	"testing"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

func build(t testing.TB, src, resp string, similar func(a, b string) float64) *Pair {
	t.Helper()
	lex := lexicon.Default()
	var a, b text.Document
	text.Parse(&a, lex, src)
	text.Parse(&b, lex, resp)
	p := &Pair{Similar: similar}
	Build(p, &a, &b, false)
	return p
}

// fate gives what became of a word of the source.
func (p *Pair) fate(t testing.TB, word string) Fate {
	t.Helper()
	for i := range p.Links {
		if p.Src.Doc.In(int(p.Links[i].Token)) == word {
			return p.Links[i].Fate
		}
	}
	t.Fatalf("%q is no content word of the source", word)
	return Missed
}

func TestFates(t *testing.T) {
	for _, c := range []struct {
		src, resp, word string
		want            Fate
	}{
		{"My dog died.", "Your dog was loved.", "dog", Kept},
		{"They were running.", "You saw them run.", "running", Kept},
		{"We have 14 chairs.", "All 14 of them!", "14", Kept},
		{"The doctor came.", "What did the physician say?", "doctor", Reworded},
		{"They felled the oak.", "A tree like that!", "oak", Generalised},
		{"We burnt the dosa.", "That is a traditional dish.", "dosa", Generalised},
		{"I broke my violin.", "Tell me more.", "violin", Missed},
		{"They felled the oak, my favourite tree.", "A tree like that!", "oak", Missed}, // the source said it itself,
	} {
		if got := build(t, c.src, c.resp, nil).fate(t, c.word); got != c.want {
			t.Errorf("%q in %q: %q is %s, want %s", c.word, c.src, c.resp, got, c.want)
		}
	}
}

func TestPronounsAreNoLoss(t *testing.T) {
	p := build(t, "I lost my keys and she laughed at me.", "You lost your keys and she laughed at you.", nil)
	for _, l := range p.Links {
		if l.Fate != Kept {
			t.Errorf("%q is %s", p.Src.Doc.In(int(l.Token)), l.Fate)
		}
	}
}

func TestSimilarTakesThePlaceOfTheVectors(t *testing.T) {
	const src, resp = "The zorble broke.", "A new frimp is what you need."
	p := build(t, src, resp, func(a, b string) float64 {
		if a == "zorble" && b == "frimp" {
			return 0.7
		}
		return 0
	})
	if got := p.fate(t, "zorble"); got != Reworded {
		t.Errorf("zorble is %s, want reworded", got)
	}
	if got := build(t, src, resp, func(a, b string) float64 { return 0.6 }).fate(t, "zorble"); got != Missed {
		t.Errorf("zorble is %s at the threshold, want missed", got)
	}
}

func TestAlignmentTellsTheAnswerFromOthers(t *testing.T) {
	const src = "My landlord wants to sell the flat and I have two months to find something with a dog."
	own := build(t, src, "Two months isn't long with a dog in tow. Has the landlord put it in writing?", nil)
	others := []string{
		"Congratulations on passing your exam, you must be so relieved!",
		"I'm sorry to hear that. I am here for you.",
		"What happened at the hospital?",
	}
	for _, o := range others {
		if x, best := build(t, src, o, nil).Evidence().Alignment(), own.Evidence().Alignment(); x >= best {
			t.Errorf("alignment %.2f with %q, %.2f with its own answer", x, o, best)
		}
	}
	if e := build(t, src, "", nil).Evidence(); e != (Evidence{}) {
		t.Errorf("evidence %v in an empty response", e)
	}
}

func TestSalienceRisesTowardsTheEnd(t *testing.T) {
	p := build(t, "The trains were late. The soup was cold. My brother did not come to my wedding.", "", nil)
	s := &p.Src
	first, last := &s.Content[0], &s.Content[len(s.Content)-1]
	if s.Salience(first) >= s.Salience(last) {
		t.Errorf("salience %.2f of the first content word, %.2f of the last", s.Salience(first), s.Salience(last))
	}
}

func TestPairMayBeBuiltAgain(t *testing.T) {
	lex := lexicon.Default()
	var p Pair
	var a, b text.Document
	texts := []string{"My dog died on Sunday.", "Was the hound old?", "14 of us went to the sea.", "", "A physician, at last."}
	for _, src := range texts {
		for _, resp := range texts {
			text.Parse(&a, lex, src)
			text.Parse(&b, lex, resp)
			Build(&p, &a, &b, false)
			fresh := build(t, src, resp, nil)
			if got, want := p.Evidence(), fresh.Evidence(); got != want || len(fresh.Links) != len(p.Links) {
				t.Errorf("%q, %q: evidence %v in a pair used anew, %v in a fresh one", src, resp, got, want)
			}
		}
	}
}

package lexicon

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestExpand(t *testing.T) {
	many := strings.Repeat("(a|b)", 13) // 8192
	for _, test := range []struct {
		cue  string
		want []string
		err  string
	}{
		{cue: "on the one hand", want: []string{"on the one hand"}},
		{cue: "(you|we) see", want: []string{"you see", "we see"}},
		{cue: "(very |)sad", want: []string{"very sad", "sad"}},
		{cue: "sound(|s|ed) (like|as)", want: []string{"sound like", "sound as", "sounds like", "sounds as", "sounded like", "sounded as"}},
		{cue: "(a)", want: []string{"a"}},
		{cue: "a ()b", want: []string{"a b"}},
		{cue: "(a|(b|c))", err: "do not nest"},
		{cue: "(a|b", err: "unbalanced"},
		{cue: "a|b)", err: "unbalanced"},
		{cue: ")(", err: "unbalanced"},
		{cue: many, err: "more than 4096 expansions"},
	} {
		got, err := expand(test.cue)
		switch {
		case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)):
			t.Errorf("expand(%q) gives error %v, want %q", test.cue, err, test.err)
		case test.err == "" && (err != nil || !slices.Equal(got, test.want)):
			t.Errorf("expand(%q) = %q, %v, want %q", test.cue, got, err, test.want)
		}
	}
	if got, err := expand(strings.Repeat("(a|b)", 12)); err != nil || len(got) != maxExpansions {
		t.Errorf("%d expansions, %v", len(got), err)
	}
}

func TestCuesThatCannotBeRead(t *testing.T) {
	for cue, want := range map[string]error{"(|)": errEmpty, "_ ~": errEmpty, "-": errEmpty, "I am": errCase, "(a": errParen, "((a))": errNested} {
		_, err := Load(files(map[string]string{"hedges.tsv": cue + "\thedge.shield\t1\thand\n"}))
		if !errors.Is(err, want) {
			t.Errorf("cue %q gives error %v, want %v", cue, err, want)
		}
	}
	_, err := Load(files(map[string]string{"hedges.tsv": "so <sad>\thedge.shield\t1\thand\n"}))
	if err == nil || !strings.Contains(err.Error(), "unknown slot <sad>") {
		t.Errorf("an unknown slot gives error %v", err)
	}
}

package text

import (
	"testing"

	"github.com/attune-go/attune/lexicon"
)

func TestNegated(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"I am not happy", "happy"},
		{"I don’t love him", "love him"},
		{"not happy, just tired", "happy"},
		{"not tall but calm", "tall"},
		{"I can't sleep because it hurts", "sleep"},
		{"not good and I love it", "good"},
		{"not one two three four five six", "one two three four five"},
		{"not sad. happy", "sad"},
		{"no work and no money", "work and money"},
		{"neither sad nor angry", "sad angry"},
		{"I can't not go", ""},
		{"not only sad but angry", ""},
		{"no doubt it is good", ""},
		{"I can't wait to see you", ""},
		{"nothing but pain", ""},
		{"No I'm fine", ""},
		{"No, I am fine", ""},
		{"never 😀 again", "😀 again"},
	} {
		if got := said(parse(t, c.text), Negated); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestMatches: cues come out as spans of tokens, within their sentence.
func TestMatches(t *testing.T) {
	find := func(s string, class lexicon.Class) (found []string) {
		d := parse(t, s)
		for _, m := range d.Matches {
			if m.Class == class {
				start, end := d.Span(m.Start, m.End)
				found = append(found, s[start:end])
			}
		}
		return found
	}
	for _, c := range []struct {
		text  string
		class lexicon.Class
		want  string
	}{
		{"I know. No doubt about it.", lexicon.Affirm, "No doubt about it"},
		{"There is no-doubt here", lexicon.Affirm, "There is no-doubt"},
		{"There is **no** doubt here", lexicon.Affirm, "There is **no** doubt"},
		{"Isn't it sad?", lexicon.Affirm, "Isn't it sad?"},
		{"Isn't it sad", lexicon.Affirm, ""},
		{"They said no. Doubt it.", lexicon.Affirm, ""},
	} {
		got := find(c.text, c.class)
		if c.want == "" && len(got) == 0 {
			continue
		}
		if len(got) != 1 || got[0] != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestTags(t *testing.T) {
	d := parse(t, "She said it. They love their dogs.")
	for _, c := range []struct{ word, tag string }{{"said", "VBD"}, {"She", "PRP"}, {"dogs", "NNS"}, {"their", "PRP$"}} {
		for i := range d.Tokens {
			if d.In(i) == c.word && d.Tag(i) != c.tag {
				t.Errorf("tag of %q is %s, want %s", c.word, d.Tag(i), c.tag)
			}
		}
	}
	for _, s := range []string{"\xff a", "“Don’t”", "😀 :) 3.5"} {
		d := parse(t, s)
		for i := range d.Tokens {
			if d.Tag(i) == "" {
				t.Errorf("%q in %q has no tag", d.In(i), s)
			}
		}
	}
}

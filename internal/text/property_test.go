package text

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/attune-go/attune/internal/hostile"
	"github.com/attune-go/attune/lexicon"
)

// Ways of writing a text that must make no difference.
var spellings = []struct {
	name  string
	write func(string) string
}{
	{"straight quotes", strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`).Replace},
	{"curly quotes", curlyQuotes},
	{"composed", norm.NFC.String},
	{"decomposed", norm.NFD.String},
	{"CR LF", func(s string) string { return strings.ReplaceAll(plainBreaks(s), "\n", "\r\n") }},
	{"CR", func(s string) string { return strings.ReplaceAll(plainBreaks(s), "\n", "\r") }},
	{"bold", func(s string) string { return bolden(s, "**") }},
	{"bold by underscores", func(s string) string { return bolden(s, "__") }},
}

// curlyQuotes makes quotes curly, opening and closing ones in turn: which way
// they point is not to matter.
func curlyQuotes(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		switch r {
		case '\'':
			r = []rune("’‘")[n%2]
			n++
		case '"':
			r = []rune("“”")[n%2]
			n++
		}
		b.WriteRune(r)
	}
	return b.String()
}

func plainBreaks(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

var plainWords = regexp.MustCompile(`(^|[ \n])([A-Za-z]+)([ \n]|$)`)

// bolden makes words that stand between spaces bold.
func bolden(s, mark string) string {
	return plainWords.ReplaceAllString(s, "${1}"+mark+"${2}"+mark+"${3}")
}

// differs tells how two readings of one text differ, "" if in nothing.
func differs(a, b *Document) string {
	if len(a.Tokens) != len(b.Tokens) {
		return fmt.Sprintf("%d and %d tokens:\n%s\n%s", len(a.Tokens), len(b.Tokens), tokens(a), tokens(b))
	}
	for i := range a.Tokens {
		x, y := a.Tokens[i], b.Tokens[i]
		x.Start, x.End, y.Start, y.End = 0, 0, 0, 0
		if x != y {
			return fmt.Sprintf("token %d, %q and %q: %+v and %+v", i, a.In(i), b.In(i), x, y)
		}
	}
	if x, y := fmt.Sprint(a.Sentences), fmt.Sprint(b.Sentences); x != y {
		return "sentences " + x + " and " + y
	}
	if x, y := fmt.Sprint(a.Matches), fmt.Sprint(b.Matches); x != y {
		return "matches " + x + " and " + y
	}
	if a.Words != b.Words || a.Caps != b.Caps || a.Letters != b.Letters || a.Latin != b.Latin {
		return fmt.Sprintf("counts %d %d %d %d and %d %d %d %d", a.Words, a.Caps, a.Letters, a.Latin, b.Words, b.Caps, b.Letters, b.Latin)
	}
	return ""
}

var variedTexts = []string{
	sampleSource, sampleReply,
	"He said 'no way', didn't he? \"It's 'fine',\" she'd said... 'cause the dogs' bowl was empty.",
	"Café naïve Zoë’s “façade”… über-trist :’( ≠ <3 :) é! ÉTÉ ñandú's",
	"# Title\n\n- item \"one\"\n- item two\n\n> quoted 'block'\n\nDr. Smith met J. R. Jones at 5 p.m. She left.\nwhy\r\nnot",
	"I can't   wait \n\"Stop!\" she yelled. “Why?”, he asked. 5'10\" and 6\" rock 'n' roll the '90s'",
	"no job and no money ... not good - really bad, see https://x.org/a 'https://y.org' me@x.org @bob's",
	"Việt Nam ấm áp, Ångström, 한국어 がぎぐ",
	"Cafe\u0301 a\u0300 la cre\u0300me, zoe\u0308's",
}

// TestSpellingMakesNoDifference is property 4 of the design.
func TestSpellingMakesNoDifference(t *testing.T) {
	for _, s := range variedTexts {
		for _, w := range spellings {
			written := w.write(s)
			if diff := differs(parse(t, s), parse(t, written)); diff != "" {
				t.Errorf("%s: %q\n%s", w.name, written, diff)
			}
		}
	}
}

// TestRewritingsRewrite guards the test above against a rewriting that
// rewrites nothing.
func TestRewritingsRewrite(t *testing.T) {
	for _, w := range spellings {
		changed := false
		for _, s := range variedTexts {
			changed = changed || w.write(s) != s
		}
		if !changed {
			t.Errorf("%s changes no text", w.name)
		}
	}
}

// TestHostileTextsAreInOrder: that they cost no more than others, byte for
// byte, is tested in internal/cost.
func TestHostileTextsAreInOrder(t *testing.T) {
	for _, text := range hostile.Texts() {
		t.Run(text.Name, func(t *testing.T) { check(t, parse(t, text.Make(4<<10))) })
	}
}

// TestParseAllocatesNothing: on known words in ASCII, into a document that has
// held as much before.
func TestParseAllocatesNothing(t *testing.T) {
	var d Document
	lex := lexicon.Default()
	if n := testing.AllocsPerRun(20, func() { Parse(&d, lex, sampleReply) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

package text

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

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

// hostile texts of n bytes or a little more, that cost most where an
// algorithm looks ahead or back too far.
var hostile = map[string]func(n int) string{
	"one word":            func(n int) string { return strings.Repeat("a", n) },
	"one accented word":   func(n int) string { return strings.Repeat("é", n/2) },
	"one dotted word":     func(n int) string { return strings.Repeat("é.", n/3) },
	"one ASCII chain":     func(n int) string { return strings.Repeat("aa.", n/3) },
	"initials":            func(n int) string { return strings.Repeat("a.", n/2) },
	"one mark and a word": func(n int) string { return "a" + strings.Repeat("\u0301", n/2) },
	"marks":               func(n int) string { return strings.Repeat("a:\u0301", n/4) },
	"hebrew":              func(n int) string { return strings.Repeat("א\"", n/3) },
	"spaces":              func(n int) string { return strings.Repeat(" ", n) },
	"newlines":            func(n int) string { return strings.Repeat("\n", n) },
	"words on lines":      func(n int) string { return strings.Repeat("so\n", n/3) },
	"deep quotes":         func(n int) string { return strings.Repeat("\"'", n/4) + "x" + strings.Repeat("'\"", n/4) },
	"quoted words":        func(n int) string { return strings.Repeat("\"a ", n/3) },
	"single quoted words": func(n int) string { return strings.Repeat("'a ", n/3) },
	"emoji":               func(n int) string { return strings.Repeat("😀", n/4) },
	"joined emoji":        func(n int) string { return strings.Repeat("😀\u200D", n/7) },
	"flags":               func(n int) string { return strings.Repeat("🇩", n/4) },
	"addresses":           func(n int) string { return strings.Repeat("a@", n/2) },
	"local parts":         func(n int) string { return strings.Repeat("a-", n/2) + "@" },
	"links":               func(n int) string { return strings.Repeat("www.", n/4) },
	"empty links":         func(n int) string { return strings.Repeat("http://)", n/8) },
	"link ends":           func(n int) string { return strings.Repeat("](", n/2) },
	"link starts":         func(n int) string { return strings.Repeat("[a](", n/4) },
	"negations":           func(n int) string { return strings.Repeat("not ", n/4) },
	"negations, mentions": func(n int) string { return strings.Repeat("no @a ", n/6) },
	"no words":            func(n int) string { return strings.Repeat("😀 @a", n/7) },
	"ellipses":            func(n int) string { return strings.Repeat("... ", n/4) },
	"stops and stars":     func(n int) string { return strings.Repeat("...*", n/4) },
	"list markers":        func(n int) string { return strings.Repeat("1. ", n/6) + strings.Repeat("-", n/2) },
	"bullets":             func(n int) string { return strings.Repeat("- ", n/2) },
	"fences":              func(n int) string { return strings.Repeat("```\n", n/4) + "```" },
	"open fences":         func(n int) string { return strings.Repeat("~~~\n```\n", n/8) },
	"long and short":      func(n int) string { return strings.Repeat("soooooooo goooood ", n/18) },
	"unknown words":       func(n int) string { return strings.Repeat("zorblatting qwxyz ", n/18) },
	"invalid":             func(n int) string { return strings.Repeat("é\xc3", n/3) },
	"commas":              func(n int) string { return strings.Repeat("no,", n/3) },
}

func hostileTexts() map[string]func(int) string {
	all := map[string]func(int) string{}
	for name, f := range hostile {
		all[name] = f
	}
	for _, c := range "_>*()[]<|~`'\".,:;!?-=#@\\/&%^\x00 …“’—" {
		all[fmt.Sprintf("only %q", c)] = func(n int) string { return strings.Repeat(string(c), n/len(string(c))) }
		all[fmt.Sprintf("%q behind letters", c)] = func(n int) string { return strings.Repeat("a"+string(c), n/(1+len(string(c)))) }
		all[fmt.Sprintf("%q apart", c)] = func(n int) string { return strings.Repeat(string(c)+" ", n/(1+len(string(c)))) }
	}
	return all
}

// TestCostIsLinear is a coarse form of property 7 of the design: sixteen times
// the input may take four times its share of time, for the noise of a busy
// machine, where a quadratic cost would take sixteen times its share.
func TestCostIsLinear(t *testing.T) {
	if os.Getenv("ATTUNE_TIMED") == "" {
		t.Skip("timed: set ATTUNE_TIMED=1 on a machine that does nothing else")
	}
	const small, factor, slack = 1 << 12, 16, 4
	for name, text := range hostileTexts() {
		few, many := text(small), text(small*factor)
		short, long := time.Hour, time.Hour
		for range 10 { // a pause of the machine is not our cost
			short, long = min(short, fastest(t, few)), min(long, fastest(t, many))
			if long < 2*time.Millisecond || long < short*factor*slack {
				break
			}
		}
		if long >= 2*time.Millisecond && long >= short*factor*slack {
			t.Fatalf("%s: %v for %d bytes, %v for %d", name, short, len(few), long, len(many))
		}
	}
}

// fastest is the shorter time that parsing s took of two runs.
func fastest(t *testing.T, s string) time.Duration {
	var d Document
	best := time.Hour
	for range 2 {
		start := time.Now()
		Parse(&d, lexicon.Default(), s)
		best = min(best, time.Since(start))
	}
	check(t, &d)
	return best
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

// TestTagCostIsLinear: one sentence that never ends is tagged in proportion.
func TestTagCostIsLinear(t *testing.T) {
	if os.Getenv("ATTUNE_TIMED") == "" {
		t.Skip("timed: set ATTUNE_TIMED=1 on a machine that does nothing else")
	}
	took := func(n int) time.Duration {
		d := parse(t, strings.Repeat("she was sad and ", n))
		start := time.Now()
		d.Tag(0)
		return time.Since(start)
	}
	took(100) // loads the model
	for range 3 {
		if took(20000) < 4*20*took(1000) {
			return
		}
	}
	t.Error("twenty times the words took more than eighty times as long")
}

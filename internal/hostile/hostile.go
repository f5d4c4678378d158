// Package hostile makes texts that cost most where an algorithm looks ahead or
// back too far: endless words, nothing but punctuation, quotes in quotes, the
// beginnings of cues that never end. Nobody writes them but whoever wants a
// server to stall, or a model that has broken down and repeats itself.
//
// Only tests and the command that counts the cost of an analysis use it.
package hostile

import (
	"fmt"
	"strings"
)

// A Text makes a text of n bytes or a few less. That of twice n is one of the
// same kind, twice as long.
type Text struct {
	Name string
	Make func(n int) string
}

// repeated are the texts that say one thing over and over, by their names.
var repeated = [][2]string{
	{"one word", "a"},
	{"one accented word", "é"},
	{"one dotted word", "é."},
	{"one ASCII chain", "aa."},
	{"one hyphenated word", "well-"},
	{"one word without spaces", "我今天很难过"},
	{"one joined word", "a\u200D"},
	{"initials", "a."},
	{"marks", "a:\u0301"},
	{"hebrew", "א\""},
	{"right-to-left marks", "\u202Ea"},
	{"spaces", " "},
	{"newlines", "\n"},
	{"carriage returns", "\r\n"},
	{"NUL", "\x00"},
	{"invalid", "é\xc3"},
	{"only invalid", "\xff"},
	{"words on lines", "so\n"},
	{"paragraphs", "so sad\n\n"},
	{"quoted words", "\"a "},
	{"single quoted words", "'a "},
	{"nested quotes", "“‘a "},
	{"emoji", "😀"},
	{"joined emoji", "😀\u200D"},
	{"skin tones", "👋🏽"},
	{"flags", "🇩"},
	{"emoticons", ":-) "},
	{"shortcodes", ":sob: "},
	{"addresses", "a@"},
	{"mentions", "@a "},
	{"hashtags", "#so_sad "},
	{"links", "www."},
	{"long links", "https://a.b/c?d=e&f=g "},
	{"empty links", "http://)"},
	{"link ends", "]("},
	{"link starts", "[a]("},
	{"brackets", "(["},
	{"numbers", "3.5% "},
	{"one number", "1,000."},
	{"no words", "😀 @a"},
	{"ellipses", "... "},
	{"stops and stars", "...*"},
	{"bullets", "- "},
	{"bullet lines", "- so\n"},
	{"quoted lines", "> so\n"},
	{"headings", "# so\n"},
	{"tables", "| so | sad |\n"},
	{"code", "`a` "},
	{"open fences", "~~~\n```\n"},
	{"open tags", "<a "},
	{"commas", "no,"},
	{"drawn out", "soooooooo goooood "},
	{"unknown words", "zorblatting qwxyz "},
	{"names", "Anna Smith and Bob Jones "},
	{"capitals", "I AM SO SAD "},
	{"negations", "not "},
	{"negations, mentions", "no @a "},
	{"negated feelings", "not sad "},
	{"denials", "I can't say that I don't not "},
	{"feelings", "sad angry happy afraid "},
	{"one feeling", "sad "},
	{"feelings in sentences", "I was sad. "},
	{"exclamations", "So sad! "},
	{"questions", "Why me? "},
	{"cues that begin", "i think i think "},
	{"cues that go on", "it is what it is what it is what "},
	{"cues with a gap", "i am sorry to hear that i am sorry to "},
	{"hedges", "maybe perhaps it might possibly be "},
	{"ambiguous words", "like kind mean well just right "},
	{"ambiguous words in sentences", "She was kind. They mean well. "},
	{"passives", "it was taken and it was broken and "},
	{"agents", "he took my bag and she broke my phone and "},
	{"agents in sentences", "He took my bag. She broke my phone. "},
	{"blame", "my boss lied to me because my boss "},
	{"pronouns", "i you he she they we me us "},
	{"auxiliaries", "was really not "},
	{"one auxiliary", "was "},
	{"hedged verbs", "was kind of sort of "},
	{"chains of verbs", "will have been being "},
	{"adverbs", "really very so "},
	{"determiners", "the a my your "},
	{"adjectives", "big old new small "},
	{"prepositions", "to of in by "},
	{"conjunctions", "and or because if "},
	{"letter words", "I a "},
	{"speech", "he said she said "},
	{"number words", "one two three million "},
	{"apologies", "Sorry. "},
	{"advice", "You should try to "},
	{"consolation", "at least it could be worse, "},
	{"contrasts", "but although however but "},
	{"comparisons", "more than less than as sad as "},
	{"times", "yesterday at 5 p.m. on Monday "},
	{"places", "in the house at the door of the "},
	{"abbreviations", "Dr. Mr. e.g. U.S. "},
	{"contractions", "don't can't it's i'm "},
	{"apostrophes in words", "a'b'"},
	{"dashes", "sad - not sad — "},
	{"semicolons", "sad; not sad; "},
}

// mixed are the texts whose parts are not all alike.
var mixed = []Text{
	{"one mark and a word", func(n int) string { return "a" + strings.Repeat("\u0301", n/2) }},
	{"deep quotes", func(n int) string { return strings.Repeat("\"'", n/4) + "x" + strings.Repeat("'\"", n/4) }},
	{"deep brackets", func(n int) string { return strings.Repeat("(", n/2) + "x" + strings.Repeat(")", n/2) }},
	{"local parts", func(n int) string { return strings.Repeat("a-", n/2) + "@" }},
	{"list markers", func(n int) string { return strings.Repeat("1. ", n/6) + strings.Repeat("-", n/2) }},
	{"fences", func(n int) string { return strings.Repeat("```\n", n/4) + "```" }},
	{"a fence far off", func(n int) string { return strings.Repeat("~~~\nso sad\n", n/12) + "```\nso ```" }},
	{"different words", func(n int) string { return numbered(n, "word%s ") }},
	{"different names", func(n int) string { return numbered(n, "Mr. N%s ") }},
	{"different names in sentences", func(n int) string { return numbered(n, "N%s hit me. ") }},
	{"different feelings", func(n int) string { return numbered(n, "so %sless, un%sy ") }},
	{"different sentences", func(n int) string { return numbered(n, "I lost my %s today. ") }},
	{"different numbers", func(n int) string { return numbered(n, "%[1]s at 5, ") }},
	{"different questions", func(n int) string { return numbered(n, "Why did %s go? ") }},
	{"different lines", func(n int) string { return numbered(n, "- the %s was broken\n") }},
}

// numbered repeats a phrase to n bytes, each time with another word in it, of
// letters only.
func numbered(n int, phrase string) string {
	var b strings.Builder
	words := strings.Count(phrase, "%")
	for i := 0; b.Len() < n; i++ {
		w := word(i)
		args := []any{w, w}
		fmt.Fprintf(&b, phrase, args[:words]...)
	}
	return b.String()[:n]
}

// word spells a number by letters.
func word(i int) string {
	w := make([]byte, 4)
	for k := range w {
		w[k] = "bcdfglmnprstvzaeiou"[i%19]
		i /= 19
	}
	return string(w)
}

// marks are each made into a text.
const marks = "_>*()[]<|~`'\".,:;!?-=#@\\/&%^\x00 …“’—"

// Texts gives all of them.
func Texts() []Text {
	all := append([]Text(nil), mixed...)
	for _, r := range repeated {
		all = append(all, repeat(r[0], r[1]))
	}
	for _, c := range marks {
		all = append(all, thirds(c))
	}
	return all
}

// thirds is a mark in a row, then behind letters, then apart.
func thirds(mark rune) Text {
	s := string(mark)
	return Text{fmt.Sprintf("the mark %q", mark), func(n int) string {
		n /= 3
		return strings.Repeat(s, n/len(s)) + strings.Repeat("a"+s, n/(1+len(s))) + strings.Repeat(s+" ", n/(1+len(s)))
	}}
}

func repeat(name, s string) Text {
	return Text{name, func(n int) string { return strings.Repeat(s, max(n/len(s), 1)) }}
}

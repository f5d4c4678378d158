package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/attune-go/attune/internal/hostile"
	"github.com/attune-go/attune/lexicon"
)

func addSeeds(f *testing.F) {
	for _, s := range variedTexts {
		f.Add(s)
	}
	for _, text := range hostile.Texts() {
		f.Add(text.Make(24))
	}
	for _, s := range []string{
		"```\ncode\n```", "| a | b |\n|---|---|", "![x](y) [a](b(c)) ]( `x` ``", "1️⃣ 👩🏽‍🚀 🇩🇪 ‼️", ":-) >:( D: <3 x_x *hugs* :fire:",
		"צה\"ל ג' مرحبا؟ 你好。", "a\u2028b\u0085c\r\rd", "\uFEFF# x", "No. 5 etc. Ph.D. U.S. p.m. J. R. x", "can't not never no doubt not only but",
		"\"Stop!\" he said. (Why?) 'no' \"a 'b' c\"", "3.5 £11,400 9:30 5'10\" 10:3", "a\xff\xc3\x80", "'cause 'n' ’90s",
		// Found by fuzzing.
		"0\xe8@.0", "www.\xd7", "é\xc3", "A'A.A", "'0'0'", "U.S\"0", "A.A.A'0.A0",
	} {
		f.Add(s)
	}
}

// FuzzParse: whatever the bytes, the document is in order.
func FuzzParse(f *testing.F) {
	addSeeds(f)
	var d Document
	f.Fuzz(func(t *testing.T, s string) {
		Parse(&d, lexicon.Default(), s)
		check(t, &d)
		if len(d.Tokens) > 0 && d.Tag(len(d.Tokens)-1) == "" {
			t.Errorf("last token of %q has no tag", s)
		}
	})
}

// FuzzSpelling: property 4 of the design on any text.
func FuzzSpelling(f *testing.F) {
	addSeeds(f)
	lex := lexicon.Default()
	var a, b Document
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) || len(s) > 4<<10 || !composes(s) {
			t.Skip()
		}
		Parse(&a, lex, s)
		for _, w := range spellings {
			if strings.HasPrefix(w.name, "bold") && strings.ContainsAny(s, "*_`~\\[]|") {
				continue // mark-up within mark-up is another text
			}
			written := w.write(s)
			Parse(&b, lex, written)
			if diff := differs(&a, &b); diff != "" {
				t.Fatalf("%s: %q and %q\n%s", w.name, s, written, diff)
			}
		}
	})
}

// composes reports whether composing s touches letters only, and leaves as
// many of them. A stroke over punctuation, or a character that becomes another
// when composed, is no way to spell a text.
func composes(s string) bool {
	marks := func(s string) (n int) {
		for _, r := range s {
			if r < utf8.RuneSelf && !unicode.IsLetter(r) {
				n++
			}
		}
		return n
	}
	letters := func(s string) (n int) {
		for _, r := range s {
			if unicode.IsLetter(r) {
				n++
			}
		}
		return n
	}
	c, d := norm.NFC.String(s), norm.NFD.String(s)
	return marks(s) == marks(c) && marks(c) == marks(d) && letters(s) == letters(c) && letters(c) == letters(d)
}

package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"golang.org/x/text/unicode/norm"

	"github.com/attune-go/attune/lexicon"
)

// Bounds of what is looked at of one word: no English word is longer. They
// keep the cost of an endless one down.
const (
	maxWord = 64   // characters of a word that is looked up
	maxStem = 40   // characters that are stemmed
	maxFold = 1024 // bytes that are folded
)

// keyBit tells keys made of a hash from those of a family.
const keyBit = 1 << 31

// identify finds form and key of a word: the record of the lexicon where it
// knows it, else that of the word with drawn-out letters cut short, else that
// of the word an ending was contracted onto, else the hash of its stem.
func (sc *scanner) identify(t *Token, ascii bool) {
	w := sc.d.Text[t.Start:t.End]
	if f := sc.known(w, ascii); f != 0 {
		t.Form, t.Key = f, sc.lex.Entry(f).Family
		return
	}
	place, name := sc.d.rare.place(w)
	switch {
	case place == nil || t.Kind == Number:
		sc.findOut(t, w, ascii)
	case place.text == sc.d.rare.text && place.word == name:
		t.Form, t.Key = place.form, place.key
		t.Flags |= place.flags
	default:
		sc.findOut(t, w, ascii)
		*place = rareWord{sc.d.rare.text, name, t.Form, t.Key, t.Flags & Elongated}
	}
}

// known looks a word up as it is written, where that is all there is to do for
// nearly all words: those of ASCII, and short ones with a curly apostrophe.
func (sc *scanner) known(w string, ascii bool) lexicon.Form {
	if !ascii {
		if key := straightKey(w); key != 0 {
			return sc.lex.LookupKey(key)
		}
		return lexicon.Unknown
	}
	if len(w) > maxWord {
		return lexicon.Unknown
	}
	return sc.lex.Lookup(w)
}

// findOut identifies a word that is not known as it is written.
func (sc *scanner) findOut(t *Token, w string, ascii bool) {
	if !ascii {
		w = fold(w)
		if longRun(w) {
			t.Flags |= Elongated
		}
	}
	f := lexicon.Unknown
	if len(w) <= maxWord || utf8.RuneCountInString(w[:min(len(w), maxFold)]) <= maxWord {
		if f = sc.lex.Lookup(w); f == 0 {
			f = sc.relative(w, t.Flags&Elongated != 0)
		}
	}
	switch {
	case f != 0:
		t.Form, t.Key = f, sc.lex.Entry(f).Family
	case t.Kind == Number:
		t.Form, t.Key = lexicon.Number, hashKey(strings.ReplaceAll(clip(w, maxWord), ",", ""))
	default:
		t.Key = sc.stemKey(w)
	}
}

// fold makes curly apostrophes straight, which is all that most words outside
// ASCII need, and what else there is to its normal form.
func fold(w string) string {
	if len(w) > maxFold {
		w = w[:max(norm.NFC.LastBoundary([]byte(w[:maxFold])), 0)]
	}
	w = strings.ReplaceAll(strings.ReplaceAll(w, "’", "'"), "‘", "'")
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf {
			return lexicon.Fold(strings.Map(dropFormat, w))
		}
	}
	return w
}

// straightKey is the key of a short word that is of ASCII but for one curly
// apostrophe or more, 0 for any other.
func straightKey(w string) (key uint64) {
	n := 0
	for i := 0; i < len(w); n++ {
		c, size := uint64(w[i]), 1
		if classOf[c] == classUpper {
			c |= 0x20
		}
		if c >= utf8.RuneSelf {
			if size = curly(w[i:]); size == 0 {
				return 0
			}
			c = '\''
		}
		if n == lexicon.MaxKey {
			return 0
		}
		key |= c << (8 * n)
		i += size
	}
	if threeAlike(key, n) {
		return 0
	}
	return key
}

// dropFormat drops what is not seen: soft hyphens, joiners, marks of direction.
func dropFormat(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// relative finds the known word behind an unknown spelling.
func (sc *scanner) relative(w string, long bool) lexicon.Form {
	if long {
		for most := 2; most >= 1; most-- {
			if f := sc.lex.Lookup(shorten(w, most)); f != 0 {
				return f
			}
		}
	}
	if i := strings.LastIndexByte(w, '\''); i > 0 && isEnding(w[i+1:]) {
		return sc.lex.Lookup(w[:i])
	}
	return lexicon.Unknown
}

// isEnding tells what may be contracted onto any noun or pronoun. Not "t":
// what it negates must be known.
func isEnding(s string) bool {
	switch strings.ToLower(s) {
	case "s", "d", "ll", "ve", "re", "m":
		return true
	}
	return false
}

// shorten cuts runs of one letter down to at most so many.
func shorten(w string, most int) string {
	var b strings.Builder
	run, last := 0, rune(-1)
	for _, r := range w {
		r = unicode.ToLower(r)
		if r != last {
			run, last = 0, r
		}
		if run++; run <= most {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// longRun reports whether w holds three of the same letter in a row.
func longRun(w string) bool {
	run, last := 0, rune(-1)
	for _, r := range w {
		r = unicode.ToLower(r)
		if r != last {
			run, last = 0, r
		}
		if run++; run >= 3 && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// stemKey is the family of the stem of an unknown word where the lexicon has
// one, so that it meets its known relatives, else a hash. Of w only the case
// of ASCII may still be unfolded.
func (sc *scanner) stemKey(w string) uint32 {
	w = strings.TrimSuffix(strings.ToLower(clip(w, maxStem)), "'s")
	stem := w
	if mayHaveStem(w) {
		stem = english.Stem(w, false)
	}
	if f := sc.lex.Lookup(stem); f != 0 {
		return sc.lex.Entry(f).Family
	}
	return hashKey(stem)
}

// mayHaveStem reports false for words that are their own stem for sure: of
// letters of ASCII, the last of which end no ending that the stemmer knows
// (Porter 2001). It costs more than all else that is done to a word.
func mayHaveStem(w string) bool {
	for i := 0; i < len(w); i++ {
		if classOf[w[i]] != classLower {
			return true
		}
	}
	if len(w) < 2 {
		return false
	}
	switch w[len(w)-2:] {
	case "ed", "ng", "nt", "er", "or", "on", "sm", "ic", "ci", "gi", "li", "ti", "al", "ll", "ul":
		return true
	}
	return strings.IndexByte("esy", w[len(w)-1]) >= 0
}

// clip cuts w to at most n characters.
func clip(w string, n int) string {
	if len(w) <= n {
		return w
	}
	for i := range w {
		if n == 0 {
			return w[:i]
		}
		n--
	}
	return w
}

// hashKey is a key made of a string (FNV-1a).
func hashKey(s string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h | keyBit
}

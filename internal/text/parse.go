package text

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/attune-go/attune/lexicon"
)

// Parse takes s apart into d, whose buffers it uses again. Any string will do:
// bytes that are not UTF-8 part words and are reported by [Document.Invalid],
// and of a string longer than a span can reach, 2 GiB, the rest is not read.
func Parse(d *Document, lex *lexicon.Lexicon, s string) {
	if len(s) > math.MaxInt32 {
		s = s[:math.MaxInt32]
	}
	d.reset(lex, s)
	sc := scanner{d: d, lex: lex, nextAt: -1}
	for pos := 0; pos < len(s); {
		pos = sc.line(pos)
	}
	sc.closeSentence()
	d.markQuotes()
	d.match()
	d.negate()
}

func (d *Document) reset(lex *lexicon.Lexicon, s string) {
	*d = Document{
		Text: s, Lexicon: lex, Invalid: firstInvalid(s),
		Tokens: d.Tokens[:0], Sentences: d.Sentences[:0], Matches: d.Matches[:0],
		entries: d.entries[:0], symbols: d.symbols[:0], index: d.index[:0], quotes: d.quotes[:0], rare: rareWords{d.rare.text + 1, d.rare.words}, tags: d.tags[:0], tagging: d.tagging[:0],
	}
}

// firstInvalid finds the first byte that is not part of UTF-8, -1 if none.
func firstInvalid(s string) int {
	if utf8.ValidString(s) {
		return -1
	}
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return -1
}

// scanner cuts one text into tokens, a line at a time.
type scanner struct {
	d   *Document
	lex *lexicon.Lexicon

	// The open sentence.
	first   int      // its first token
	cur     Sentence // what is known of it; First and Last are set at its end
	content bool     // it holds more than punctuation
	opened  bool     // it holds a word
	ending  ending   // what its last terminal punctuation amounts to
	clause  int32
	dash    bool // its last token is a hyphen behind a space

	// The line.
	flags   Flags // of its block
	wrapped bool  // the line before was long enough to have been wrapped
	fence   bool  // within a fenced code block
	table   bool  // a row of a table
	gap     bool  // white space behind the last token
	nextAt  int   // next @ of the line at or behind the scanner, its end if none
}

// wrapWords is how many words a line must hold for a small letter on the next
// to go on with its sentence, as wrapped prose does. Chat breaks lines sooner.
const wrapWords = 8

// line scans one line from pos and returns where the next one begins.
func (sc *scanner) line(pos int) int {
	d := sc.d
	end, next := lineEnd(d.Text, pos)
	start, b := sc.block(pos, end)
	switch {
	case b.fence:
		sc.closeSentence()
		sc.fence = !sc.fence && strings.Contains(d.Text[next:], d.Text[start:start+3])
		return next
	case sc.fence:
		d.Code += end - pos
		return next
	case start == end:
		sc.closeSentence()
		sc.flags = 0
		return next
	}
	if b.indented && b.flags == 0 {
		b.flags = sc.flags & Bullet // a list item goes on
	}
	if b.item || b.table || b.flags&Heading != 0 || (b.flags^sc.flags)&Quoted != 0 || sc.breaksAt(start, end) {
		sc.closeSentence()
	}
	sc.flags, sc.table, sc.gap, sc.nextAt = b.flags, b.table, true, start-1
	words := d.Words
	sc.inline(start, end)
	sc.wrapped = d.Words-words >= wrapWords
	if b.table || b.flags&Heading != 0 {
		sc.closeSentence()
	}
	return next
}

// lineEnd finds the end of the line from pos and the start of the next: behind
// LF, CR, CRLF, NEL, U+2028 or U+2029.
func lineEnd(s string, pos int) (end, next int) {
	for i := pos; i < len(s); i++ {
		for i+8 < len(s) && isPrint(load(s[i:])) {
			i += 8
		}
		switch s[i] {
		case '\n':
			return i, i + 1
		case '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case 0xC2:
			if strings.HasPrefix(s[i:], "\u0085") {
				return i, i + 2
			}
		case 0xE2:
			if strings.HasPrefix(s[i:], "\u2028") || strings.HasPrefix(s[i:], "\u2029") {
				return i, i + 3
			}
		}
	}
	return len(s), len(s)
}

// isPrint reports whether eight bytes are all of ASCII and printable, as most
// of a line is.
func isPrint(x uint64) bool { return x&tops == 0 && (x+(0x80-' ')*ones)&tops == tops }

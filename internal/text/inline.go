package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"
)

// Classes of bytes, for the first look at a character.
const (
	classSkip = iota // control characters
	classSpace
	classLower
	classUpper
	classDigit
	classPunct
	classWide // outside ASCII
)

var classOf = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c == ' ' || c == '\t' || c == '\v' || c == '\f':
			t[c] = classSpace
		case 'a' <= c && c <= 'z':
			t[c] = classLower
		case 'A' <= c && c <= 'Z':
			t[c] = classUpper
		case '0' <= c && c <= '9':
			t[c] = classDigit
		case ' ' < c && c < 0x7F:
			t[c] = classPunct
		case c >= utf8.RuneSelf:
			t[c] = classWide
		}
	}
	return t
}()

// isAlphanumeric reports whether c is an ASCII letter or digit.
func isAlphanumeric(c byte) bool {
	k := classOf[c]
	return k == classLower || k == classUpper || k == classDigit
}

// inline scans the words, marks and mark-up of one line.
func (sc *scanner) inline(pos, end int) {
	s := sc.d.Text
	for pos < end {
		switch classOf[s[pos]] {
		case classSpace:
			sc.gap = true
			pos++
		case classLower, classUpper, classDigit:
			pos = sc.word(pos, end)
		case classPunct:
			pos = sc.punct(pos, end)
		case classWide:
			pos = sc.wide(pos, end)
		default:
			pos++
		}
	}
}

// punct takes the ASCII punctuation at pos and returns where scanning goes on.
func (sc *scanner) punct(pos, end int) int {
	s := sc.d.Text
	if pos+1 < end && s[pos+1] != ' ' {
		if f, n := sc.emoticon(pos, end); n > 0 {
			sc.addPicture(pos, pos+n, f)
			return pos + n
		}
	}
	switch c := s[pos]; c {
	case '*', '_', '~', '\\', '[':
		return pos + 1
	case '`':
		return sc.code(pos, end)
	case ']':
		return pos + 1 + target(s[pos+1:end])
	case '|':
		if sc.table {
			sc.closeSentence()
		}
		sc.clause++
		sc.gap = true
		return pos + 1
	case '@':
		if n := mention(s[pos:end]); n > 1 {
			sc.addLink(pos, pos+n)
			return pos + n
		}
		return pos + 1
	case '#':
		return sc.hash(pos, end)
	case '\'':
		return sc.apostrophe(pos, pos+1, end)
	case '!':
		if sc.gap && pos+1 < end && s[pos+1] == '[' {
			return pos + 1 // an image
		}
	}
	return sc.mark(pos, end, rune(s[pos]), 1)
}

// hash takes "#": that of a keycap, or of a hashtag, which reads as its word.
func (sc *scanner) hash(pos, end int) int {
	if s := sc.d.Text[pos+1 : end]; strings.HasPrefix(s, "\uFE0F\u20E3") || strings.HasPrefix(s, "\u20E3") {
		return sc.segment(pos, end)
	}
	return pos + 1
}

// code passes over a code span, or over a backtick that opens none.
func (sc *scanner) code(pos, end int) int {
	s := sc.d.Text
	open := pos
	for open < end && s[open] == '`' {
		open++
	}
	i := strings.IndexByte(s[open:end], '`')
	if i < 0 {
		return open
	}
	stop := open + i
	for stop < end && s[stop] == '`' {
		stop++
	}
	sc.d.Code += stop - pos
	sc.gap = sc.gap || stop < end && s[stop] == ' '
	return stop
}

// target gives the length of the "(url)" behind the text of a link, 0 where
// there is none. It stops at whatever a URL can't hold, so that no character
// is looked at for two links.
func target(s string) int {
	if s == "" || s[0] != '(' {
		return 0
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return i + 1
			}
		case c <= ' ' || c == '[' || c == ']':
			return 0
		}
	}
	return 0
}

// apostrophe takes a single quotation mark: the front of a word such as
// "'cause" where the lexicon has one, else punctuation.
func (sc *scanner) apostrophe(pos, behind, end int) int {
	s := sc.d.Text
	stop := behind
	for stop < end && stop-behind <= maxElision && (classOf[s[stop]] == classLower || classOf[s[stop]] == classUpper) {
		stop++
	}
	if sc.gap && stop > behind && stop-behind <= maxElision && !joinsWord(s[stop:end]) {
		key := elided(s[behind:stop])
		if n := single(s[stop:end]); n > 0 {
			if f := sc.lex.LookupKey(key | '\''<<(8*(1+stop-behind))); f != 0 { // rock 'n' roll
				sc.addElided(pos, stop+n, f)
				return stop + n
			}
		}
		if f := sc.lex.LookupKey(key); f != 0 {
			sc.addElided(pos, stop, f)
			return stop
		}
	}
	return sc.mark(pos, end, '\'', behind-pos)
}

// elided is the key of a word of ASCII letters with an apostrophe before it.
func elided(w string) uint64 {
	key := uint64('\'')
	for i := range len(w) {
		key |= uint64(w[i]|0x20) << (8 * (1 + i))
	}
	return key
}

// single gives the length of a single quotation mark at the front of s, 0 if
// there is none.
func single(s string) int {
	if s != "" && s[0] == '\'' {
		return 1
	}
	return curly(s)
}

// maxElision is the length of the longest word that an apostrophe shortens; with
// one on either side it fits a key.
const maxElision = 6

// wide takes what begins with a character outside ASCII.
func (sc *scanner) wide(pos, end int) int {
	r, n := utf8.DecodeRuneInString(sc.d.Text[pos:end])
	switch r {
	case '‘', '’', '‛', '＇':
		return sc.apostrophe(pos, pos+n, end)
	case '“', '”', '—', '–', '…':
		return sc.mark(pos, end, r, n)
	}
	switch {
	case r == utf8.RuneError:
		return pos + n
	case moodOf(r) != 0:
		return sc.terminal(pos, end)
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return sc.segment(pos, end)
	case unicode.IsSpace(r):
		sc.gap = true
		return pos + n
	case unicode.IsMark(r) || unicode.Is(unicode.Cf, r):
		return pos + n
	case isPictograph(r) || strings.HasPrefix(sc.d.Text[pos+n:end], "\uFE0F"):
		return sc.segment(pos, end)
	}
	return sc.mark(pos, end, plainMark(r), n)
}

// plainMark is the mark that r is a stroke over, as "≠" is over "=": composed
// and decomposed text shall read alike.
func plainMark(r rune) rune {
	var buf [utf8.UTFMax]byte
	n := utf8.EncodeRune(buf[:], r)
	if d := norm.NFD.Properties(buf[:n]).Decomposition(); len(d) > 0 {
		r, _ = utf8.DecodeRune(d)
	}
	return r
}

// isPictograph reports whether r is an emoji by itself. Others are only with
// a variation selector behind them.
func isPictograph(r rune) bool {
	return r >= 0x1F000 && r < 0x20000 || 0x2600 <= r && r <= 0x27BF || 0x2B00 <= r && r <= 0x2BFF || 0x231A <= r && r <= 0x23FF
}

// segment takes one segment of UAX 29 whole: an emoji with all that is joined
// to it, or a word with letters outside ASCII.
func (sc *scanner) segment(pos, end int) int {
	it := words.FromString(sc.d.Text[pos:end])
	if !it.Next() {
		return end
	}
	w := it.Value()
	if sc.d.Invalid >= 0 {
		w = validFront(w)
	}
	r, _ := utf8.DecodeRuneInString(w)
	if isKeycap(w) || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		sc.addPicture(pos, pos+len(w), sc.picture(w))
		return pos + len(w)
	}
	return sc.wideWord(w, pos)
}

// validFront cuts w before the first byte that is not UTF-8. It begins with a
// character that is.
func validFront(w string) string {
	if i := firstInvalid(w); i >= 0 {
		return w[:i]
	}
	return w
}

// isKeycap reports whether w is a digit or # in a box.
func isKeycap(w string) bool {
	return len(w) <= 8 && strings.HasSuffix(w, "\u20E3")
}

package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word takes the word, number, link or emoticon that begins with the ASCII
// letter or digit at pos, and returns where scanning goes on.
func (sc *scanner) word(pos, end int) int {
	if p, ok := glance(sc.d.Text, pos); ok {
		sc.addPlain(pos, &p)
		return pos + p.len
	}
	if n := sc.link(pos, end); n > 0 {
		sc.addLink(pos, pos+n)
		return pos + n
	}
	s := sc.d.Text
	stop, sh, ascii := scanWord(s, pos, end)
	if stop < 0 {
		return sc.segment(pos, end)
	}
	if mayPicture(s[pos:stop], s[stop:end]) {
		if f, n := sc.emoticon(pos, end); n >= stop-pos {
			sc.addPicture(pos, pos+n, f)
			return pos + n
		}
	}
	if stop+1 < end && s[stop] == '.' && classOf[s[stop+1]] == classLower {
		if n := bareDomain(s[pos:end]); n > 0 {
			sc.addLink(pos, pos+n)
			return pos + n
		}
	}
	sc.addWord(pos, stop, sh, ascii)
	return stop
}

// mayPicture reports whether a word, with what is behind it, may be an
// emoticon such as "T_T", "D':" or "o.O".
func mayPicture(w, behind string) bool {
	if len(w) > 3 || strings.IndexByte(w, '\'') >= 0 {
		return false
	}
	return behind != "" && classOf[behind[0]] == classPunct || curly(behind) > 0 || len(w) == 3 && w[1] == '.'
}

// scanWord finds the end of a word that is all in ASCII but for curly
// apostrophes, as most words of English are, without the Unicode tables. It
// returns -1 for any other.
func scanWord(s string, pos, end int) (stop int, sh shape, ascii bool) {
	ascii = true
	for i := pos; i < end; i++ {
		switch c := s[i]; classOf[c] {
		case classLower:
			sh.lower++
			sh.long = sh.long || i >= pos+2 && c == s[i-1]|0x20 && c == s[i-2]|0x20
		case classUpper:
			sh.upper++
			sh.long = sh.long || i >= pos+2 && c|0x20 == s[i-1]|0x20 && c|0x20 == s[i-2]|0x20
		case classDigit:
		case classPunct:
			if !(c == '\'' && joinsWord(s[i+1:end])) && !((c == '.' || c == ',' || c == ':') && joint(s, pos, i, end)) {
				return i, sh, ascii
			}
		case classWide:
			n := curly(s[i:end])
			switch {
			case n > 0 && joinsWord(s[i+n:end]):
				ascii = false
				i += n - 1
			case parts(s[i:end]):
				return i, sh, ascii
			default:
				return -1, sh, false
			}
		default:
			return i, sh, ascii
		}
	}
	return end, sh, ascii
}

// A shape is how a word is written.
type shape struct {
	upper, lower int  // letters
	other        int  // letters without case
	long         bool // three of the same letter in a row
	foreign      bool // letters beside those of the Latin script
}

func (sh *shape) letters() int { return sh.upper + sh.lower + sh.other }

// flags tells capitals and drawn-out letters.
func (sh shape) flags(title bool) (f Flags) {
	if title {
		f |= Title
	}
	if sh.upper >= 2 && sh.lower == 0 && sh.other == 0 {
		f |= Caps
	}
	if sh.long {
		f |= Elongated
	}
	return f
}

// curly gives the length of a curly apostrophe at the front of s, 0 if there
// is none.
func curly(s string) int {
	if strings.HasPrefix(s, "’") || strings.HasPrefix(s, "‘") {
		return len("’")
	}
	return 0
}

// parts reports whether the character outside ASCII at the front of s ends a
// word for sure: the commonest that do, so that only words with others in or
// behind them are left to the Unicode tables.
func parts(s string) bool {
	if strings.HasPrefix(s, "\xF0\x9F") && len(s) > 3 {
		return s[2] != 0x8F // an emoji; skin tones, which join, are in that block
	}
	for _, p := range [...]string{"’", "‘", "“", "”", "—", "–", "…", "\u00A0"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// joinsWord reports whether what is at the front of s belongs to the word
// before it.
func joinsWord(s string) bool {
	if s == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r != utf8.RuneError && isWordRune(r)
}

// joint reports whether the punctuation at i, within the word from pos, holds
// it together: figures (3.5, 11,400, 9:30), initials (U.S., e.g., a.m.) and
// degrees (Ph.D).
func joint(s string, pos, i, end int) bool {
	if i+1 >= end {
		return false
	}
	before, after := classOf[s[i-1]], classOf[s[i+1]]
	if before == classDigit || after == classDigit {
		return before == after
	}
	if s[i] != '.' || after != classLower && after != classUpper || joinsWord(s[i+2:end]) {
		return false
	}
	single := i-1 == pos || s[i-2] == '.'
	return single || after == classUpper && s[i+1] != 'I' && classOf[s[pos]] == classUpper && i-pos <= 3 && mayAbbreviate(s[pos:i])
}

// wideWord takes a word w of UAX 29 with characters outside ASCII, in the
// pieces that it is made of here. It returns where scanning goes on.
func (sc *scanner) wideWord(w string, at int) int {
	stop := at + len(w)
	for w != "" {
		n := piece(w)
		// A mark behind a quotation mark within the word stands over that.
		bare := strings.TrimLeftFunc(w[:n], unicode.IsMark)
		from := at + n - len(bare)
		if trimmed := strings.TrimRightFunc(bare, isTail); trimmed != "" {
			sc.addWord(from, from+len(trimmed), wideShape(trimmed), false)
			if n == len(w) && bare[len(trimmed):] == "'" {
				return from + len(trimmed) // Hebrew keeps its apostrophes
			}
		}
		if n == len(w) {
			break
		}
		if w[n] != '_' {
			sc.mark(at+n, at+n+1, rune(w[n]), 1)
		}
		w, at = w[n+1:], at+n+1
	}
	return stop
}

// isTail tells what may end a word of UAX 29 but is not part of it: marks of
// direction, and the apostrophe that Hebrew keeps.
func isTail(r rune) bool { return r == '\'' || unicode.Is(unicode.Cf, r) }

// piece gives the length of the first word in a word of UAX 29, which joins
// what "_", ":", a full stop or, in Hebrew, a double quotation mark parts here.
func piece(w string) int {
	for i := 0; i < len(w); i++ {
		switch c := w[i]; c {
		case '_', '"':
			return i
		case ':', '.':
			if i > 0 && (classOf[w[i-1]] != classDigit || i+1 == len(w) || classOf[w[i+1]] != classDigit) {
				return i
			}
		}
	}
	return len(w)
}

func wideShape(w string) (sh shape) {
	for _, r := range w {
		switch {
		case 0x1160 <= r && r <= 0x11FF: // the rest of a decomposed Hangul letter
		case isCapital(r):
			sh.upper++
		case unicode.IsLower(r):
			sh.lower++
		case unicode.IsLetter(r):
			sh.other++
		}
		if r >= utf8.RuneSelf && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) {
			sh.foreign = true
		}
	}
	return sh
}

// isCapital reports whether r is a capital letter or one in title case, as the
// Greek ones with an iota below are: decomposed, those are capitals.
func isCapital(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) }

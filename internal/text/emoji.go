package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/attune-go/attune/lexicon"
)

// picture finds an emoji in the lexicon: as it stands, else without skin tone
// and what is joined behind it. Unknown ones give 0.
func (sc *scanner) picture(w string) lexicon.Form {
	f := sc.lex.Lookup(w[:min(len(w), maxWord)])
	if f == 0 {
		f = sc.lex.Lookup(baseEmoji(w))
	}
	return f
}

// baseEmoji is the first character of an emoji, or the two of a flag.
func baseEmoji(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	if unicode.Is(unicode.Regional_Indicator, r) && len(w) >= 2*n {
		n *= 2
	}
	return w[:n]
}

// Emoticons are looked for within so many characters; those between colons,
// such as ":raised_hands:", within the longer run.
const (
	maxEmoticon = 8
	maxColons   = 16
)

// emoticon looks for an emoticon that the lexicon knows at pos: the longest
// that neither breaks off a word nor goes on in one. It returns length 0 where
// there is none.
func (sc *scanner) emoticon(pos, end int) (lexicon.Form, int) {
	s := sc.d.Text
	if pos+3 < end && s[pos] == s[pos+1] && s[pos] == s[pos+2] && s[pos] == s[pos+3] {
		return 0, 0 // a line drawn in punctuation
	}
	limit := maxEmoticon
	if s[pos] == ':' {
		limit = maxColons
	}
	run, ends := emoticonRun(s[pos:end], limit)
	for n := len(run); n >= 2; n-- {
		stop := pos + int(ends[n])
		if readsAsWord(run[:n]) || !sc.standsAlone(run[:n], pos, stop, end) {
			continue
		}
		if f := sc.lex.Emoticon(run[:n]); f != 0 {
			return f, stop - pos
		}
	}
	return 0, 0
}

// emoticonRun is the run of characters at the front of s that an emoticon may
// be made of, with curly quotes made straight, and where each ends in s.
func emoticonRun(s string, limit int) (run string, ends [maxColons + 1]uint8) {
	var buf [maxColons]byte
	n, curly := 0, false
	for i := 0; i < len(s) && n < limit; n++ {
		switch c := s[i]; {
		case ' ' < c && c < 0x7F:
			buf[n] = c
			i++
		case strings.HasPrefix(s[i:], "‘") || strings.HasPrefix(s[i:], "’"):
			buf[n] = '\''
			i, curly = i+len("’"), true
		default:
			limit = n
			n--
		}
		if n+1 <= maxColons {
			ends[n+1] = uint8(i)
		}
	}
	if curly {
		return string(buf[:n]), ends
	}
	return s[:n], ends
}

// standsAlone reports whether an emoticon at text[pos:stop] may be one where
// it stands, between what is before and behind it.
func (sc *scanner) standsAlone(e string, pos, stop, end int) bool {
	s := sc.d.Text[:end]
	after, _ := utf8.DecodeRuneInString(s[stop:])
	if stop < end && isWordRune(after) {
		return false
	}
	first, last := e[0], e[len(e)-1]
	switch {
	case first == '*' || last == '*': // may be emphasis
		spaced := stop == end || unicode.IsSpace(after)
		if !spaced || pos > 0 && s[pos-1] == '*' {
			return false
		}
	case len(e) == 2 && last == ':' && classOf[first] != classPunct: // "vitamin D: ..."
		if skipBlank(s, stop) < end {
			return false
		}
	}
	before, _ := utf8.DecodeLastRuneInString(s[:pos])
	if pos == 0 || !isWordRune(before) {
		return true
	}
	return gluedOn(e, before)
}

// gluedOn reports whether an emoticon may stand directly behind a letter or
// digit: "yes:)", "love<3", "lol:D", but not in "10:3", "note:s" or "f(y)".
func gluedOn(e string, before rune) bool {
	last := e[len(e)-1]
	switch e[0] {
	case '<':
		return true
	case ':', ';', '=', '^':
	default:
		return false
	}
	if unicode.IsDigit(before) {
		return last == ')' || last == '('
	}
	return last != '*' && (classOf[last] == classPunct || strings.IndexByte("DPpO", last) >= 0)
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isAlphanumeric(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// readsAsWord reports whether s reads as a word or number, whatever it pictures.
func readsAsWord(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf || classOf[c] != classPunct, c == '\'', c == '.' && i == len(s)-1, c == ',':
		default:
			return false
		}
	}
	return true
}

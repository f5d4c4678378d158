package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// link gives the length of a URL, e-mail address or domain at pos, which is
// the start of a word, or 0.
func (sc *scanner) link(pos, end int) int {
	s := sc.d.Text[:end]
	switch s[pos] | 0x20 {
	case 'h', 'w':
		if n := url(s[pos:]); n > 0 {
			return n
		}
	}
	if sc.nextAt < pos {
		sc.nextAt = end
		if i := strings.IndexByte(s[pos:], '@'); i >= 0 {
			sc.nextAt = pos + i
		}
	}
	if sc.nextAt < end && sc.nextAt-pos <= maxLocal {
		return email(s[pos:], sc.nextAt-pos)
	}
	return 0
}

// url gives the length of the URL at the front of s, 0 if there is none. The
// punctuation of the sentence that it ends is not part of it.
func url(s string) int {
	scheme := 0
	for _, p := range [...]string{"https://", "http://", "www."} {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			scheme = len(p)
			break
		}
	}
	if scheme == 0 {
		return 0
	}
	n := scheme + path(s[scheme:])
	if n == scheme {
		return 0
	}
	return n
}

// path gives the length of what belongs to a URL at the front of s.
func path(s string) int {
	n, open := 0, 0
scan:
	for n < len(s) {
		c := s[n]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[n:])
			if r == utf8.RuneError || unicode.IsSpace(r) || strings.ContainsRune("“”‘’«»…。", r) {
				break
			}
			n += size
			continue
		}
		switch c {
		case '<', '>', '"', '\'', '`', '|', '*':
			break scan
		case '(':
			open++
		case ')':
			open--
		}
		if c <= ' ' {
			break
		}
		n++
	}
	for n > 0 && (strings.IndexByte(".,;:!?_~]", s[n-1]) >= 0 || s[n-1] == ')' && open < 0) {
		n--
		if s[n] == ')' {
			open++
		}
	}
	return n
}

// Bounds of an address (RFC 5321), also of what is looked at to find one.
const (
	maxLocal  = 64
	maxDomain = 64
)

// email gives the length of the e-mail address at the front of s whose @ is
// at position at, 0 if it is none.
func email(s string, at int) int {
	for i := 0; i < at; i++ {
		if !isAlphanumeric(s[i]) && strings.IndexByte("._%+-", s[i]) < 0 {
			return 0
		}
	}
	n := domain(s[at+1:])
	if n == 0 || strings.IndexByte(s[at+1:at+1+n], '.') < 0 {
		return 0
	}
	return at + 1 + n
}

// domain gives the length of the run of labels at the front of s.
func domain(s string) int {
	n := 0
	for n < len(s) && n < maxDomain && (isAlphanumeric(s[n]) || s[n] == '.' || s[n] == '-') {
		n++
	}
	return len(strings.TrimRight(s[:n], ".-"))
}

// bareDomain gives the length of an address without a scheme, "example.org/x",
// at the front of s. Only top domains that are no English words count, since
// people forget the space after a full stop.
func bareDomain(s string) int {
	n := domain(s)
	switch s[strings.LastIndexByte(s[:n], '.')+1 : n] {
	case "com", "org", "net", "edu", "gov", "io", "uk", "eu":
	default:
		return 0
	}
	if n < len(s) && s[n] == '/' {
		n += path(s[n:])
	}
	return n
}

// mention gives the length of "@name" at the front of s, 1 for a lone @.
func mention(s string) int {
	n := 1
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if r == utf8.RuneError || r != '_' && !isWordRune(r) {
			break
		}
		n += size
	}
	return n
}

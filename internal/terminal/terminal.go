// Package terminal lays strangers' text out for a terminal: how many columns
// it takes, where lines break, what must not reach the screen.
//
// A terminal counts columns, not bytes or runes: a Chinese character and an
// emoji take two, an accent that is its own rune takes none. And it obeys what
// it reads: an escape sequence in a text can move the cursor or retitle the
// window, a bidirectional override can show a line other than it is. [Clean]
// takes both out; [Clip] and [Wrap] count columns.
package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Width is how many columns s takes.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

func columns(r rune) int {
	switch {
	case r < 0x20 || r == 0x7f:
		return 0
	case r < utf8.RuneSelf:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Pad fills s up to so many columns.
func Pad(s string, cols int) string {
	return s + strings.Repeat(" ", max(cols-Width(s), 0))
}

// Clean gives s as one line that is safe to print: every run of white space
// becomes one space, none is left at the ends, control characters and
// bidirectional overrides are dropped, and bytes that are not UTF-8 become
// U+FFFD.
func Clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			gap = b.Len() > 0
		case unicode.IsControl(r) || overrides(r):
		default:
			if gap {
				b.WriteByte(' ')
				gap = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// overrides reports whether r changes the direction of what follows. Joiners
// are no such thing: emoji and several scripts are spelled with them.
func overrides(r rune) bool {
	return '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

// Clip cuts s, cleaned, to so many columns, at a space where one is near, and
// marks the cut with "…".
func Clip(s string, cols int) string {
	// Spare Clean a megabyte of which a line is shown. Sixteen bytes a column
	// leave room for any run of combining marks that means something.
	limit := 16*cols + 64
	cut := len(s) > limit
	if cut {
		s = strings.ToValidUTF8(s[:limit], "")
	}
	s = Clean(s)
	if !cut && Width(s) <= cols {
		return s
	}
	end, space, n := 0, 0, 1 // one column for the mark
	for i, r := range s {
		if n += columns(r); n > cols {
			break
		}
		if r == ' ' {
			space = i
		}
		end = i + utf8.RuneLen(r)
	}
	if end < len(s) && s[end] != ' ' && space > end*2/3 {
		end = space
	}
	return strings.TrimRight(s[:end], " ") + "…"
}

// Wrap breaks s, cleaned, into lines of at most so many columns, at spaces,
// and within a word only where it doesn't fit a line of its own. An empty s
// gives no lines.
func Wrap(s string, cols int) []string {
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(Clean(s)) {
		for {
			w := Width(word)
			if used > 0 && used+1+w <= cols {
				line, used = line+" "+word, used+1+w
				break
			}
			if used > 0 {
				lines, line, used = append(lines, line), "", 0
			}
			if w <= cols {
				line, used = word, w
				break
			}
			n := fitting(word, cols)
			lines, word = append(lines, word[:n]), word[n:]
		}
	}
	if used > 0 {
		lines = append(lines, line)
	}
	return lines
}

// Entry writes a label and beside it, from column indent on, s in as many
// lines of at most so many columns as it takes. An empty s writes nothing.
func Entry(b *strings.Builder, label string, indent, cols int, s string) {
	for _, line := range Wrap(s, cols-indent) {
		b.WriteString(Pad(label, indent))
		b.WriteString(line)
		b.WriteByte('\n')
		label = ""
	}
}

// fitting is how many bytes of s fit into so many columns, one rune at least.
func fitting(s string, cols int) int {
	n := 0
	for i, r := range s {
		if n += columns(r); n > cols && i > 0 {
			return i
		}
	}
	return len(s)
}

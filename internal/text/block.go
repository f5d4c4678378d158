package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A block is what the front of a line says about it.
type block struct {
	flags    Flags
	item     bool // a list item starts here
	indented bool // by two columns or more
	fence    bool // opens or closes a block of code
	table    bool // a row of a table
}

// block reads the mark-up at the front of the line text[pos:end] and returns
// where its words start: at end, where it has none.
func (sc *scanner) block(pos, end int) (start int, b block) {
	s := sc.d.Text[:end]
	i := skipBlank(s, pos)
	b.indented = i >= pos+2
	if isRule(s[i:]) {
		return end, b
	}
	for i < end {
		switch c := s[i]; {
		case c == '>' && !sc.smiles(i, end):
			b.flags |= Quoted
			i++
		case c == '#':
			n := len(s[i:]) - len(strings.TrimLeft(s[i:], "#"))
			if n <= 6 && i+n < end && s[i+n] == ' ' {
				b.flags |= Heading
				return skipBlank(s, i+n), b
			}
			return i, b
		case c == '`' || c == '~':
			b.fence = strings.HasPrefix(s[i:], "```") && strings.IndexByte(strings.TrimLeft(s[i:], "`"), '`') < 0 || strings.HasPrefix(s[i:], "~~~")
			return i, b
		case c == '|':
			b.table = true
			return i, b
		default:
			n := marker(s[i:])
			if n == 0 {
				return i, b
			}
			b.flags, b.item = b.flags|Bullet, true
			i += n
		}
		i = skipBlank(s, i)
	}
	return i, b
}

// smiles reports whether an emoticon, such as ">:(", stands where a quoted
// block might open.
func (sc *scanner) smiles(pos, end int) bool {
	_, n := sc.emoticon(pos, end)
	return n > 0
}

// skipBlank gives the position of the first character from pos that is
// neither white space nor a byte-order mark nor NUL.
func skipBlank(s string, pos int) int {
	for pos < len(s) {
		switch c := s[pos]; {
		case c <= ' ':
			pos++
		case c < utf8.RuneSelf:
			return pos
		default:
			r, n := utf8.DecodeRuneInString(s[pos:])
			if !unicode.IsSpace(r) && r != '\uFEFF' {
				return pos
			}
			pos += n
		}
	}
	return pos
}

// isRule reports whether a line only divides: "---", "* * *", "====", or the
// line below the head of a table.
func isRule(line string) bool {
	if line == "" {
		return false
	}
	c, n, columns := line[0], 0, false
	if c == '|' {
		c = '-'
		columns = true
	}
	if c != '-' && c != '*' && c != '_' && c != '=' {
		return false
	}
	for i := 0; i < len(line); i++ {
		switch x := line[i]; {
		case x == c:
			n++
		case x == ' ' || x == '\t':
		case c == '-' && (x == '|' || x == ':'):
			columns = true
		default:
			return false
		}
	}
	return n >= 3 || columns && n > 0
}

var bullets = [...]string{"-", "*", "+", "•", "◦", "▪", "‣", "●", "·"}

// marker gives the length of the marker of a list item and the space behind
// it, as in "- ", "• ", "1. " and "2) "; 0 where there is none.
func marker(line string) int {
	n := 0
	switch c := line[0]; {
	case '0' <= c && c <= '9':
		for n < len(line) && n < 3 && '0' <= line[n] && line[n] <= '9' {
			n++
		}
		if n == len(line) || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	case c|0x20 >= 'a' && c|0x20 <= 'z':
		return 0
	default:
		for _, b := range bullets {
			if strings.HasPrefix(line, b) {
				n = len(b)
				break
			}
		}
	}
	if n == 0 || n >= len(line) || line[n] != ' ' && line[n] != '\t' {
		return 0
	}
	return n + 1
}

package text

import (
	"math/bits"

	"github.com/attune-go/attune/lexicon"
)

// A plain word is one of few letters of ASCII, with or without apostrophes
// between them, that is no part of anything longer. Most words are. All its
// bytes are looked at at once, in one number: its first byte is the lowest.
type plain struct {
	key     uint64 // in small letters
	len     int
	letters int
	flags   Flags
}

// All eight bytes of a number, and their top bits.
const (
	ones = 0x0101010101010101
	tops = 0x80 * ones
)

// glance reads the plain word at pos, where a letter or digit stands. It
// reports false for what may be anything else.
func glance(s string, pos int) (p plain, ok bool) {
	if pos+lexicon.MaxKey+1 >= len(s) {
		return p, false
	}
	x := load(s[pos:])
	letters := lettersOf(x)
	inner := zerosOf(x^'\''*ones) & (letters >> 8)
	p.len = bits.TrailingZeros64(^(letters|inner)&tops) / 8
	if p.len == 0 || p.len == lexicon.MaxKey || !ends(s[pos:], p.len) {
		return p, false
	}
	within := uint64(1)<<(8*p.len) - 1
	letters &= within
	p.key = (x | letters>>2) & within
	if p.letters = p.len; letters|^within&tops != tops {
		p.letters = bits.OnesCount64(letters) // there are apostrophes
	}
	if upper := letters &^ (x << 2); upper != 0 {
		if upper&0x80 != 0 {
			p.flags |= Title
		}
		if upper == letters && p.letters >= 2 {
			p.flags |= Caps
		}
	}
	if threeAlike(p.key, p.len) {
		p.flags |= Elongated
	}
	return p, true
}

// ends reports whether the word of n letters at the front of s ends there for
// sure, before white space or before one mark and white space. Behind short
// ones most marks may make an emoticon.
func ends(s string, n int) bool {
	switch classOf[s[n]] {
	case classSpace, classSkip:
		return true
	case classPunct:
		return (n > 3 || s[n] == '.' || s[n] == ',') && s[n] != '\'' && classOf[s[n+1]] <= classSpace
	}
	return false
}

// threeAlike reports whether a word of n letters holds three of the same in a
// row.
func threeAlike(key uint64, n int) bool {
	two := key ^ key>>8
	return n >= 3 && zerosOf(two|two>>8)&(1<<(8*(n-2))-1) != 0
}

// load reads eight bytes.
func load(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// lettersOf sets the top bit of each byte that is a letter of ASCII. A byte
// without its own top bit gets one by adding 0x80-n where it is n or more.
func lettersOf(x uint64) uint64 {
	low := (x | 0x20*ones) &^ tops
	return (low + (0x80-'a')*ones) &^ (low + (0x80-'z'-1)*ones) &^ x & tops
}

// zerosOf sets the top bit of each byte that is zero.
func zerosOf(x uint64) uint64 { return tops &^ (x&^tops + 0x7F*ones | x) }

// addPlain adds a plain word.
func (sc *scanner) addPlain(pos int, p *plain) {
	t := sc.token(pos, pos+p.len, Word)
	t.Flags |= p.flags
	t.Form = sc.lex.LookupKey(p.key)
	e := sc.lex.Entry(t.Form)
	if t.Key = e.Family; t.Form == 0 {
		sc.identify(&t, true)
		e = sc.lex.Entry(t.Form)
	}
	sc.addSpelled(&t, e, rune(sc.d.Text[pos]), p.letters, false)
}

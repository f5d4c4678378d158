package lexicon

import (
	"encoding/binary"
	"math/bits"
	"sync/atomic"
)

// table finds the form of a word and the name of a form. It lies in a snapshot
// as it is read: a hash table of places, each a form and a part of the hash of
// its word, so that a word is looked up without a look at any name. Two words
// of equal hashes could be taken for each other; no two of the lexicon have
// them, and of unknown words about one in 10^12 is taken for a known one.
type table struct {
	places string // of placeSize bytes, 0 is free; the last is
	spread uint64 // how many places words are spread over; some more stand behind them
	names  string // front-coded, a block at a time
	starts string // where each block begins in names, of 4 bytes
	forms  int
	blocks []atomic.Pointer[nameBlock]
}

// A place holds a form in its low bits, and above it the low bits of a hash.
const (
	placeSize = 8
	formBits  = 22
	maxForms  = 1 << formBits
)

// maxPacked is the length of the longest word that is hashed as one number.
const maxPacked = 8

// mix spreads a number over all 64 bits: both halves of a product.
func mix(x uint64) uint64 {
	high, low := bits.Mul64(x, 0x9E3779B97F4A7C15)
	return high ^ low
}

// hashKey is the hash of a word of up to maxPacked bytes, packed into a number.
func hashKey(key uint64) uint64 { return mix(key) }

// hashWord is the hash of a word with its letters of ASCII made small; it
// reports false where there are characters outside ASCII.
func hashWord(s string) (h uint64, ascii bool) {
	if len(s) <= maxPacked {
		key := packLower(s)
		return hashKey(key), key&tops == 0
	}
	h = uint64(len(s))
	all := uint64(0)
	for len(s) > maxPacked {
		x := fixed64(s)
		h, all, s = mix(h^lowerAll(x)), all|x, s[maxPacked:]
	}
	x := packLower(s)
	return mix(h ^ x), (all|x)&tops == 0
}

// packLower packs up to maxPacked bytes, with letters of ASCII made small, the
// first byte lowest.
func packLower(s string) (key uint64) {
	if len(s) == maxPacked {
		return lowerAll(fixed64(s))
	}
	for i := len(s) - 1; i >= 0; i-- {
		key = key<<8 | uint64(s[i])
	}
	return lowerAll(key)
}

// tops are the top bits of all bytes of a number.
const tops = 0x8080808080808080

// lowerAll makes the letters of ASCII among eight bytes small.
func lowerAll(x uint64) uint64 {
	low := x &^ tops
	capital := (low + (0x80-'A')*(tops>>7)) &^ (low + (0x80-'Z'-1)*(tops>>7)) &^ x & tops
	return x | capital>>2
}

// find gives the form of a word by its hash, 0 where there is none.
func (t *table) find(hash uint64) Form {
	i, _ := bits.Mul64(hash, t.spread)
	for at := int(i) * placeSize; ; at += placeSize {
		x := fixed64(t.places[at:])
		if f := x ^ hash<<formBits; f < maxForms {
			return Form(f)
		}
		if x == 0 {
			return Unknown
		}
	}
}

// form gives the form of a word that is folded but for its letters of ASCII,
// and reports whether it is of ASCII. Of another it finds none, unless it is
// folded: the names are, and fold to themselves.
func (t *table) form(s string) (f Form, ascii bool) {
	if s == "" || s[len(s)-1] == 0 {
		return Unknown, true // which would pack as a shorter word
	}
	h, ascii := hashWord(s)
	return t.find(h), ascii
}

// namesAtOnce is how many names are written, and read, at a time.
const namesAtOnce = 64

// A nameBlock holds names that stand together.
type nameBlock struct {
	text string
	ends [namesAtOnce]int32
}

// name is the spelling of a form.
func (t *table) name(f Form) string {
	if uint64(f) >= uint64(t.forms) {
		return ""
	}
	b := t.blocks[f/namesAtOnce].Load()
	if b == nil {
		b = t.read(int(f / namesAtOnce))
	}
	from, k := int32(0), f%namesAtOnce
	if k > 0 {
		from = b.ends[k-1]
	}
	return b.text[from:b.ends[k]]
}

// read makes a block of names. Where two goroutines do so at once, the first
// wins.
func (t *table) read(n int) *nameBlock {
	d := decoder{s: t.names, i: int(fixed32(t.starts[4*n:]))}
	b := new(nameBlock)
	text := make([]byte, 0, 16*namesAtOnce)
	from := 0 // where the last name starts
	for k := range b.ends[:min(namesAtOnce, t.forms-n*namesAtOnce)] {
		shared, rest := d.name()
		at := len(text)
		text = append(append(text, text[from:from+min(shared, at-from)]...), rest...)
		from, b.ends[k] = at, int32(len(text))
	}
	b.text = string(text)
	if !t.blocks[n].CompareAndSwap(nil, b) {
		return t.blocks[n].Load()
	}
	return b
}

// name reads how many bytes a name shares with the one before, and the rest.
// Both lengths lie in one byte where they are small.
func (d *decoder) name() (shared int, rest string) {
	b := d.bytes(1)
	if b == "" {
		return 0, ""
	}
	shared, n := int(b[0]>>4), uint32(b[0]&15)
	if shared == nibble {
		shared += int(d.uint())
	}
	if n == nibble {
		n += d.uint()
	}
	return shared, d.bytes(n)
}

// nibble is the length of a part of a name from which on it needs more than
// half a byte.
const nibble = 15

// encodeTable lays out a table: how many forms there are, how many places, and
// how many words are spread over; then the places, where the blocks of names
// begin, and the names. The word of a form leads to the form that it stands
// for, to none where that is Unknown.
func encodeTable(names []string, standsFor func(Form) Form) []byte {
	spread := uint64(len(names) + len(names)/4 + 1)
	places := make([]uint64, spread, spread+64)
	for f, name := range names {
		form := standsFor(Form(f))
		if form == Unknown {
			continue
		}
		h, _ := hashWord(name)
		i, _ := bits.Mul64(h, spread)
		for ; i < uint64(len(places)) && places[i] != 0; i++ {
		}
		if i == uint64(len(places)) {
			places = append(places, 0)
		}
		places[i] = h<<formBits | uint64(form)
	}
	var e encoder
	for _, n := range [...]int{len(names), len(places) + 1, int(spread)} {
		e.fixed(uint32(n), 4)
	}
	for _, x := range append(places, 0) {
		e = binary.LittleEndian.AppendUint64(e, x)
	}
	starts, coded := encodeNames(names)
	return append(append(e, starts...), coded...)
}

// encodeNames writes each name as how many bytes it shares with the one before
// in its block, and the rest.
func encodeNames(names []string) (starts, coded encoder) {
	last := ""
	for i, w := range names {
		if i%namesAtOnce == 0 {
			starts.fixed(uint32(len(coded)), 4)
			last = ""
		}
		shared := 0
		for shared < min(len(w), len(last)) && w[shared] == last[shared] {
			shared++
		}
		rest := w[shared:]
		coded = append(coded, byte(min(shared, nibble)<<4|min(len(rest), nibble)))
		for _, n := range [...]int{shared, len(rest)} {
			if n >= nibble {
				coded.uint(uint32(n - nibble))
			}
		}
		coded = append(coded, rest...)
		last = w
	}
	return starts, coded
}

// decodeTable finds the parts of a table in their section.
func decodeTable(section string) (*table, bool) {
	d := decoder{s: section}
	forms, places, spread := d.fixed(), d.fixed(), d.fixed()
	if forms > maxForms || places > 2*maxForms || spread == 0 || spread >= places {
		return nil, false
	}
	t := &table{forms: int(forms), spread: uint64(spread), places: d.bytes(placeSize * places)}
	blocks := (forms + namesAtOnce - 1) / namesAtOnce
	t.starts = d.bytes(4 * blocks)
	if d.bad() || uint64(forms) > uint64(len(section)) {
		return nil, false
	}
	t.names, t.blocks = section[d.i:], make([]atomic.Pointer[nameBlock], blocks)
	return t, true
}

// whole reports whether a search ends and leads to forms that there are, and
// all names can be read.
func (t *table) whole() bool {
	for at := 0; at < len(t.places); at += placeSize {
		if fixed64(t.places[at:])%maxForms >= uint64(t.forms) {
			return false
		}
	}
	at := 0
	d := decoder{s: t.names}
	for f := range t.forms {
		if f%namesAtOnce == 0 {
			if fixed32(t.starts[4*(f/namesAtOnce):]) != uint32(d.i) {
				return false
			}
			at = 0
		}
		shared, rest := d.name()
		if shared > at || d.bad() {
			return false
		}
		at = shared + len(rest)
	}
	return d.whole() && fixed64(t.places[len(t.places)-placeSize:]) == 0
}

// fixed64 reads eight bytes.
func fixed64(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

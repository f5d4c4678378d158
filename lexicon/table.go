package lexicon

import "unicode/utf8"

// table numbers strings. Those that are looked up most, which are short and of
// low number, lie with their form in a hash table that needs no look at any
// name. The others lie in chains of forms.
type table struct {
	short  []shortName
	heads  []uint32 // power of two; the first form of each chain, 0 none
	links  []uint32 // by form: the next of its chain | tag of its hash
	blob   string   // the names of the first forms, end to end
	starts []uint32 // where each of them starts, and where the last ends
	more   []string // the names of the forms behind those
}

// A shortName is the form of a name that is packed into a key. Key 0 is free.
type shortName struct {
	key  uint64
	form Form
}

// A link keeps some bits of the hash beside the next form, so that a form
// that is not the one looked for is mostly seen without a look at its name.
const (
	formBits = 22
	maxForms = 1 << formBits
	formMask = maxForms - 1
)

// newTable makes a table that holds the name of Unknown alone.
func newTable() *table {
	t := &table{links: make([]uint32, 1), starts: []uint32{0, 0}}
	t.size(1)
	return t
}

// maxShort is how many forms there may be among the short names. They are
// numbered by how much cues use them, so that of a text nearly all words are
// below.
const maxShort = 1 << 15

// size makes room for so many forms, all of which are to be put in anew.
func (t *table) size(forms int) {
	n := 1 << 8
	for n < room(forms) {
		n *= 2
	}
	t.short, t.heads = make([]shortName, min(n, 2*maxShort)), make([]uint32, n/2)
}

// room is how many places so many names need, so that a search ends.
func room(names int) int { return names + names/8 }

func (t *table) len() int { return len(t.starts) - 1 + len(t.more) }

// name is the spelling of a form below len.
func (t *table) name(f Form) string {
	if i := int(f); i+1 < len(t.starts) {
		return t.blob[t.starts[i]:t.starts[i+1]]
	}
	return t.more[int(f)+1-len(t.starts)]
}

// maxPacked is the length of the longest string that is packed.
const maxPacked = 8

// packs reports whether a string can be packed: it is short, and no zero byte
// ends it.
func packs[S string | []byte](s S) bool {
	return 0 < len(s) && len(s) <= maxPacked && s[len(s)-1] != 0
}

// packMask keeps the first bytes of a key.
func packMask(bytes int) uint64 { return 1<<(8*bytes) - 1 }

// pack gives the key of a string that packs, its first byte lowest.
func pack(s string) (key uint64) {
	for i := len(s) - 1; i >= 0; i-- {
		key = key<<8 | uint64(s[i])
	}
	return key
}

// place finds the slot of a key: where it lies, or the free one it belongs to.
func (t *table) place(key uint64) *shortName {
	mask := uint64(len(t.short) - 1)
	for i := key * 0x9E3779B97F4A7C15 >> 32; ; i++ {
		if s := &t.short[i&mask]; s.key == key || s.key == 0 {
			return s
		}
	}
}

// FNV-1a, folded into the loop that lowers ASCII.
const (
	hashOffset = 2166136261
	hashPrime  = 16777619
)

func hashName[S string | []byte](s S) uint32 {
	h := uint32(hashOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return max(h, 1) // in the links, 0 says that a name is among the short ones
}

func mix(h uint32) uint32 { return h ^ h>>15 }

func tagOf(h uint32) uint32 { return h &^ formMask }

// find gives the form of s, 0 where there is none.
func (t *table) find(s string) Form {
	if packs(s) {
		if f := t.place(pack(s)).form; f != 0 {
			return f
		}
	}
	h := hashName(s)
	for f := t.head(h); f != 0; {
		x := t.links[f]
		if tagOf(x) == tagOf(h) && t.name(f) == s {
			return f
		}
		f = Form(x & formMask)
	}
	return 0
}

func (t *table) head(h uint32) Form { return Form(t.heads[mix(h)&uint32(len(t.heads)-1)]) }

// intern gives the number of s, making a new one where s is new. It reports
// false where the table is full.
func (t *table) intern(s string) (Form, bool) {
	if f := t.find(s); f != 0 {
		return f, true
	}
	f := Form(t.len())
	if f >= maxForms {
		return 0, false
	}
	t.more, t.links = append(t.more, s), append(t.links, 0)
	if room(t.len()) > 2*len(t.heads) {
		t.size(t.len())
		f = 1
	}
	t.put(f)
	return Form(t.len() - 1), true
}

// put puts in the forms from first on.
func (t *table) put(first Form) {
	for f := first; int(f) < len(t.links); f++ {
		if s := t.name(f); f < maxShort && packs(s) {
			t.putShort(pack(s), f)
		} else {
			t.links[f] = hashName(s)
		}
	}
	t.chain(first)
}

// putShort puts in a name that packs. Those of low number, which are looked up
// most, shall come first, for they get the best places.
func (t *table) putShort(key uint64, f Form) { *t.place(key) = shortName{key, f} }

// chain puts the other names from first on into their chains, each before those
// of higher number. It finds their hashes in the links.
func (t *table) chain(first Form) {
	mask := uint32(len(t.heads) - 1)
	for f := Form(len(t.links) - 1); f >= first; f-- {
		if h := t.links[f]; h != 0 {
			b := mix(h) & mask
			t.links[f] = t.heads[b] | tagOf(h)
			t.heads[b] = uint32(f)
		}
	}
}

// findFold looks s up with ASCII letters lowered, without making a string.
// It reports false where s holds anything but ASCII.
func (t *table) findFold(s string) (f Form, ascii bool) {
	if packs(s) {
		if f, ascii = t.findShort(s); f != 0 || !ascii {
			return f, ascii
		}
	}
	h := uint32(hashOffset)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return 0, false
		}
		h = (h ^ uint32(lower(c))) * hashPrime
	}
	h = max(h, 1)
	for f = t.head(h); f != 0; {
		x := t.links[f]
		if tagOf(x) == tagOf(h) && equalFold(t.name(f), s) {
			return f, true
		}
		f = Form(x & formMask)
	}
	return 0, true
}

// findShort is findFold for strings that pack.
func (t *table) findShort(s string) (f Form, ascii bool) {
	var key uint64
	for i := len(s) - 1; i >= 0; i-- {
		key = key<<8 | uint64(lower(s[i]))
	}
	if key&0x8080808080808080 != 0 {
		return 0, false
	}
	return t.place(key).form, true
}

// lower gives the small letter of one of ASCII.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	return c
}

// equalFold reports whether low, already folded, is s with ASCII lowered.
func equalFold(low, s string) bool {
	if len(low) != len(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		if lower(s[i]) != low[i] {
			return false
		}
	}
	return true
}

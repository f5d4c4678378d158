package lexicon

import "unicode/utf8"

// table numbers strings: a hash from folded word to Form, whose buckets are
// chains of forms.
type table struct {
	heads  []uint32 // power of two; the first form of each bucket, 0 none
	links  []uint32 // by form: the next of its bucket | tag of its hash
	blob   string   // the names of the first forms, end to end
	starts []uint32 // where each of them starts, and where the last ends
	more   []string // the names of the forms behind those
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
	return &table{heads: make([]uint32, headsFor(0)), links: make([]uint32, 1), starts: []uint32{0, 0}}
}

// headsFor is how many buckets so many forms need.
func headsFor(forms int) int {
	n := 1 << 8
	for n*2 < forms {
		n *= 2
	}
	return n
}

func (t *table) len() int { return len(t.starts) - 1 + len(t.more) }

// name is the spelling of a form below len.
func (t *table) name(f Form) string {
	if i := int(f); i+1 < len(t.starts) {
		return t.blob[t.starts[i]:t.starts[i+1]]
	}
	return t.more[int(f)+1-len(t.starts)]
}

// FNV-1a, folded into the loop that lowers ASCII.
const (
	hashOffset = 2166136261
	hashPrime  = 16777619
)

func hashString(s string) uint32 {
	h := uint32(hashOffset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

func mix(h uint32) uint32 { return h ^ h>>15 }

func tagOf(h uint32) uint32 { return h &^ formMask }

// find gives the form of s, whose hash is h, 0 where there is none.
func (t *table) find(s string, h uint32) Form {
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
	h := hashString(s)
	if f := t.find(s, h); f != 0 {
		return f, true
	}
	f := Form(t.len())
	if f >= maxForms {
		return 0, false
	}
	t.more, t.links = append(t.more, s), append(t.links, h)
	if n := headsFor(t.len()); n > len(t.heads) {
		for g := range f {
			t.links[g] = hashString(t.name(g))
		}
		t.heads = make([]uint32, n)
		t.chain(1)
	} else {
		t.chain(f)
	}
	return f, true
}

// chain puts the forms from first on into their buckets, each before those of
// higher number, for those are looked up less. It finds their hashes in the
// links.
func (t *table) chain(first Form) {
	mask := uint32(len(t.heads) - 1)
	for f := Form(len(t.links) - 1); f >= first; f-- {
		h := t.links[f]
		b := mix(h) & mask
		t.links[f] = t.heads[b] | tagOf(h)
		t.heads[b] = uint32(f)
	}
}

// findFold looks s up with ASCII letters lowered, without making a string.
// It reports false where s holds anything but ASCII.
func (t *table) findFold(s string) (f Form, ascii bool) {
	h := uint32(hashOffset)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return 0, false
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		h = (h ^ uint32(c)) * hashPrime
	}
	for f = t.head(h); f != 0; {
		x := t.links[f]
		if tagOf(x) == tagOf(h) && equalFold(t.name(f), s) {
			return f, true
		}
		f = Form(x & formMask)
	}
	return 0, true
}

// equalFold reports whether low, already folded, is s with ASCII lowered.
func equalFold(low, s string) bool {
	if len(low) != len(s) {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != low[i] {
			return false
		}
	}
	return true
}

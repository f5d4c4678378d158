package lexicon

import "unicode/utf8"

// table numbers strings: an open-addressing hash from folded form to Form.
type table struct {
	slots []Form // power of two, 0 is free
	names []string
	hash  []uint32 // of names, so that growing rehashes nothing
}

func newTable(size int) *table {
	n := 1024
	for n < size*2 {
		n *= 2
	}
	return &table{slots: make([]Form, n), names: make([]string, 1, size), hash: make([]uint32, 1, size)}
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

func (t *table) find(s string, h uint32) Form {
	mask := uint32(len(t.slots) - 1)
	for i := mix(h) & mask; ; i = (i + 1) & mask {
		f := t.slots[i]
		if f == 0 {
			return 0
		}
		if t.hash[f] == h && t.names[f] == s {
			return f
		}
	}
}

func mix(h uint32) uint32 { return h ^ h>>15 }

// intern gives the number of s, making a new one where s is new.
func (t *table) intern(s string) Form {
	h := hashString(s)
	if f := t.find(s, h); f != 0 {
		return f
	}
	f := Form(len(t.names))
	t.names = append(t.names, s)
	t.hash = append(t.hash, h)
	if len(t.names)*2 > len(t.slots) {
		t.slots = make([]Form, len(t.slots)*2)
		for g := 1; g < len(t.names); g++ {
			t.place(Form(g))
		}
		return f
	}
	t.place(f)
	return f
}

func (t *table) place(f Form) {
	mask := uint32(len(t.slots) - 1)
	i := mix(t.hash[f]) & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = f
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
	mask := uint32(len(t.slots) - 1)
	for i := mix(h) & mask; ; i = (i + 1) & mask {
		f := t.slots[i]
		if f == 0 {
			return 0, true
		}
		if t.hash[f] == h && equalFold(t.names[f], s) {
			return f, true
		}
	}
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

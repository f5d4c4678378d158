package lexicon

import "math"

// automaton is the graph that the cues make, laid flat: records of fixed size.
// The larger parts are read where they lie in a snapshot, so that of a large
// graph only what a text meets is ever looked at; the smaller, which every word
// meets, are copied from there, which takes little and makes them quicker. It
// is the same whether the cues came from files or from a snapshot.
type automaton struct {
	nodes []node
	pairs []uint32 // a filter: a bit for each edge, by its node and its symbol, shared by some
	begin []start  // by the first symbol of a cue
	edges string   // by node: those on slots, then a hash table of the others; the last is not used
	hits  string   // runs that end with a last one; the first is not used
	leaf  uint32   // where an edge leads from here on, it leads to the hit so far above
}

// Sizes of the records, in bytes.
const (
	nodeSize  = 16
	edgeSize  = 6
	pairsSize = 4
	hitSize   = 8
	startSize = 8
)

type node struct {
	edges uint32 // its first edge; where it has but one, and no slots, where that leads
	only  Symbol // the symbol of that one
	hits  uint32 // its first hit, 0 none
	bits  uint8  // of a place in its hash table, 0 where there is none
	wild  slots  // which slots lead on
}

// An edge on symbol 0, which cues can't hold, is a free place of a table.
type edge struct {
	sym Symbol
	to  uint32
}

// A start is where the first symbol of a cue leads, 0 nowhere, with what is
// needed to see that it leads no further, as it mostly doesn't: which slots
// lead on, and whether a cue ends there.
type start uint64

func (s start) to() uint32  { return uint32(s) }
func (s start) wild() slots { return slots(s >> 32) }
func (s start) ends() uint8 { return uint8(s >> 40) }

func nodeOf(s string) node {
	s = s[:nodeSize]
	return node{fixed32(s), Symbol(fixed32(s[4:])), fixed32(s[8:]), s[12], slots(s[13])}
}

func (a *automaton) edge(i uint32) edge {
	x := fixed64(a.edges[int(i)*edgeSize:]) // what is behind it too, in one go
	return edge{Symbol(x & mask24), uint32(x >> 24 & mask24)}
}

func (a *automaton) hit(i uint32) hit {
	s := a.hits[int(i)*hitSize:][:hitSize]
	return hit{
		row: int32(fixed32(s)>>8) - 1, strength: math.Float32frombits(fixed32(s[4:])),
		class: Class(s[0] &^ lastHit), last: s[0]&lastHit != 0,
	}
}

// startAt gives where a symbol leads from the root.
func (a *automaton) startAt(s Symbol) start {
	if uint64(s) < uint64(len(a.begin)) {
		return a.begin[s]
	}
	return 0
}

// lastHit marks the last hit of a set, beside its class.
const lastHit = 1 << 7

// place gives the place of a symbol in a table of a power of two of places
// (Fibonacci hashing).
func place(s Symbol, bits uint8) uint32 { return uint32(s) * 0x9E3779B1 >> (32 - bits) }

// pairOf gives the bit of a symbol behind a node, in a filter of a power of two
// of words: the word, and the place in it.
func pairOf(words int, node uint32, s Symbol) (word int, bit uint32) {
	h := (node*0x85EBCA6B ^ uint32(s)) * 0x9E3779B1
	return int(h>>5) & (words - 1), h >> 27
}

// pairBit is 0 where a symbol can't lead on from a node, slots aside.
func (a *automaton) pairBit(node uint32, s Symbol) uint64 {
	word, bit := pairOf(len(a.pairs), node, s)
	return uint64(a.pairs[word] >> bit & 1)
}

// leads gives where s leads from a node, slots aside; 0 nowhere. Mostly it
// leads nowhere, and mostly the filter says so.
func (a *automaton) leads(i uint32, n *node, s Symbol) uint32 {
	if n.bits == 0 {
		if n.only == s && s != Unknown {
			return n.edges
		}
		return 0
	}
	if a.pairBit(i, s) == 0 {
		return 0
	}
	first, mask := n.edges+n.wild.count(), uint32(1)<<n.bits-1
	for k := place(s, n.bits); ; k++ {
		switch e := a.edge(first + k&mask); e.sym {
		case s:
			return e.to
		case 0:
			return 0
		}
	}
}

// slot gives where a slot leads from a node that has it.
func (a *automaton) slot(n *node, s slots) uint32 {
	return a.edge(n.edges + (n.wild & (s - 1)).count()).to
}

// whole reports whether the automaton of a lexicon leads nowhere else and
// always to an end: what is read where it lies must be right.
func (a *automaton) whole(l *Lexicon) bool {
	if len(a.pairs) == 0 || len(a.pairs)&(len(a.pairs)-1) != 0 || !a.wholeHits(l) {
		return false
	}
	for i := range a.leaf {
		if !a.wholeNode(i) {
			return false
		}
	}
	for s := range Symbol(len(a.begin)) {
		if to := a.startAt(s).to(); to != 0 && !a.leadsOn(0, to) {
			return false
		}
	}
	return true
}

func (a *automaton) wholeHits(l *Lexicon) bool {
	n := uint32(len(a.hits) / hitSize)
	for i := uint32(1); i < n; i++ {
		h := a.hit(i)
		if int(h.class) >= ClassCount || (h.row >= 0) != (l.rows(h.class) > 0) || int(h.row) >= l.rows(h.class) {
			return false
		}
	}
	return n == 1 || n > 1 && a.hit(n-1).last
}

// leadsOn reports whether an edge may lead from a node to another place.
func (a *automaton) leadsOn(from, to uint32) bool {
	if to < a.leaf {
		return to > from
	}
	return to > a.leaf && to-a.leaf < uint32(len(a.hits)/hitSize)
}

func (a *automaton) wholeNode(i uint32) bool {
	n := a.nodes[i]
	if n.hits >= max(1, uint32(len(a.hits)/hitSize)) {
		return false
	}
	if n.bits == 0 && n.only != 0 {
		return n.wild == 0 && a.leadsOn(i, n.edges)
	}
	if n.bits > maxTableBits {
		return false
	}
	places := uint32(1) << n.bits &^ 1 // a table of none has none
	all := n.wild.count() + places
	if uint64(n.edges)+uint64(all) >= uint64(len(a.edges)/edgeSize) {
		return false
	}
	free := places == 0
	for k := range all {
		e := a.edge(n.edges + k)
		if k >= n.wild.count() && e.sym == 0 {
			free = true
		} else if !a.leadsOn(i, e.to) {
			return false
		}
	}
	return free
}

// maxTableBits keeps the size of a table within what a file can hold.
const maxTableBits = 22

const mask24 = 1<<24 - 1

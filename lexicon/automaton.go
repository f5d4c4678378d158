package lexicon

import "math/bits"

// automaton is the graph that the cues make, laid flat. It is the same
// whether the cues came from files or from a snapshot.
type automaton struct {
	nodes []node
	edges []edge   // by node: those on slots, then a hash table of the others
	pairs []uint64 // a filter: a bit for each edge, by its node and its symbol, shared by some
	hits  []hit    // runs that end with a last one; the first is not used
	leaf  uint32   // where an edge leads from here on, it leads to the hit so far above
	begin []start  // by the first symbol of a cue
}

type node struct {
	edges uint32 // its first edge
	hits  uint32 // its first hit, 0 none
	shift uint8  // makes a place in its hash table of the hash of a symbol
	wild  slots  // which slots lead on
}

// An edge on symbol 0, which cues can't hold, is a free place of a table.
type edge struct {
	sym Symbol
	to  uint32
}

// A start is where the first symbol of a cue leads, with what is needed to see
// that it leads no further, as it mostly doesn't.
type start struct {
	to   uint32 // 0 nowhere
	wild slots  // which slots lead on
	ends bool   // a cue ends there
}

// hashSymbol spreads symbols over the numbers (Fibonacci hashing). The top
// bits are the place in a table.
func hashSymbol(s Symbol) uint32 { return uint32(s) * 0x9E3779B1 }

// shiftFor gives the shift of a table for so many symbols, of which some stays
// free, so that a search ends.
func shiftFor(symbols int) uint8 {
	return uint8(32 - bits.Len(uint(symbols+symbols/8)))
}

// tableSize gives the size of a table with a shift; one of no symbols has none.
func tableSize(shift uint8) uint32 { return 1 << (32 - shift) &^ 1 }

// pairsPerEdge is how many bits of the filter there are for an edge, so that
// one in so many pairs without an edge gets through.
const pairsPerEdge = 8

// pair gives the bit of a symbol behind a node: its word and its place in it.
func (a *automaton) pair(node uint32, s Symbol) (word, bit uint32) {
	h := (node*0x85EBCA6B ^ uint32(s)) * 0x9E3779B1
	return h >> 6 & uint32(len(a.pairs)-1), h >> 26
}

// mayLead reports whether a symbol may lead on from a node, slots aside.
func (a *automaton) mayLead(node uint32, s Symbol) bool {
	word, bit := a.pair(node, s)
	return a.pairs[word]>>bit&1 != 0
}

// leads gives where s leads from a node, slots aside; 0 nowhere. Mostly it
// leads nowhere, and mostly the filter says so.
func (a *automaton) leads(node uint32, n *node, s Symbol) uint32 {
	if !a.mayLead(node, s) {
		return 0
	}
	es := a.table(n)
	if len(es) == 0 {
		return 0
	}
	for i := hashSymbol(s) >> n.shift; ; i++ {
		switch e := &es[i&uint32(len(es)-1)]; e.sym {
		case s:
			return e.to
		case 0:
			return 0
		}
	}
}

// table is the hash table of a node.
func (a *automaton) table(n *node) []edge {
	return a.edges[n.edges+uint32(bits.OnesCount8(uint8(n.wild))):][:tableSize(n.shift)]
}

// slot gives where a slot leads from a node that has it.
func (a *automaton) slot(n *node, s slots) uint32 {
	return a.edges[n.edges+uint32(bits.OnesCount8(uint8(n.wild&(s-1))))].to
}

// lay lays out the edges of a node, which lead on from it by slots first, then
// by other symbols.
func (a *automaton) lay(node uint32, es []edge) {
	n := &a.nodes[node]
	n.edges = uint32(len(a.edges))
	for len(es) > 0 && isSlot(es[0].sym) {
		n.wild |= slotOf(es[0].sym)
		a.edges = append(a.edges, es[0])
		es = es[1:]
	}
	n.shift = shiftFor(len(es))
	a.edges = append(a.edges, make([]edge, tableSize(n.shift))...)
	table := a.table(n)
	for _, e := range es {
		i := hashSymbol(e.sym) >> n.shift
		for table[i].sym != 0 {
			i = (i + 1) & uint32(len(table)-1)
		}
		table[i] = e
		word, bit := a.pair(node, e.sym)
		a.pairs[word] |= 1 << bit
	}
}

// open prepares the starts, once all nodes lie.
func (a *automaton) open() {
	for s := range a.begin {
		switch b := &a.begin[s]; {
		case b.to >= a.leaf:
			b.ends = true
		case b.to != 0:
			n := &a.nodes[b.to]
			b.wild, b.ends = n.wild, n.hits != 0
		}
	}
}

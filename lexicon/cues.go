package lexicon

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// The section of the cues holds how many nodes, edges, words of the filter,
// hits and starts there are, then those, as [automaton] reads them.

// maxNodes keeps what an edge leads to, a node or a hit behind all nodes,
// within three bytes.
const maxNodes = 1<<23 - 1

// pairsPerEdge is how many bits of the filter there are for an edge, so that
// one in so many pairs without an edge gets through.
const pairsPerEdge = 8

// A cueLayer lays out a graph.
type cueLayer struct {
	graph
	sets  []uint32 // first hit of each set
	nodes encoder
	edges encoder
	pairs []uint32
	hits  encoder
	begin encoder
}

func encodeCues(g graph) []byte {
	c := cueLayer{graph: g}
	edges := 0
	for _, n := range g.nodes {
		edges += len(n.edges)
	}
	c.pairs = make([]uint32, 1<<bits.Len(uint(edges*pairsPerEdge/32)))
	c.layHits()
	for i := range g.nodes {
		c.layNode(i)
	}
	c.layEdge(edge{})
	c.layBegin()
	var pairs encoder
	for _, w := range c.pairs {
		pairs.fixed(w, pairsSize)
	}
	var counts, all encoder
	for _, part := range []struct {
		data encoder
		size int
	}{{c.nodes, nodeSize}, {c.edges, edgeSize}, {pairs, pairsSize}, {c.hits, hitSize}, {c.begin, startSize}} {
		counts.fixed(uint32(len(part.data)/part.size), 4)
		all = append(all, part.data...)
	}
	return append(counts, all...)
}

// fixed writes the low bytes of a number.
func (e *encoder) fixed(x uint32, size int) {
	var b [4]byte
	binary.LittleEndian.PutUint32(b[:], x)
	*e = append(*e, b[:size]...)
}

func (c *cueLayer) layHits() {
	c.hits = make(encoder, hitSize)
	c.sets = make([]uint32, len(c.graph.sets))
	for i, set := range c.graph.sets {
		if i > 0 {
			c.sets[i] = uint32(len(c.hits) / hitSize)
		}
		for _, h := range set {
			class := byte(h.class)
			if h.last {
				class |= lastHit
			}
			c.hits = append(c.hits, class)
			c.hits.fixed(uint32(h.row+1), 3)
			c.hits.real(h.strength)
		}
	}
}

// to gives where an edge leads.
func (c *cueLayer) to(e graphEdge) uint32 {
	if e.leaf {
		return uint32(len(c.graph.nodes)) + c.sets[e.to]
	}
	return uint32(e.to)
}

// layNode lays out a node and its edges, which are in the order of their
// symbols. Of the root only those on slots stay with it.
func (c *cueLayer) layNode(i int) {
	g := c.graph.nodes[i]
	n, es := node{edges: uint32(len(c.edges) / edgeSize), hits: c.sets[g.set]}, g.edges
	for len(es) > 0 && isSlot(es[0].sym) {
		n.wild |= slotOf(es[0].sym)
		c.layEdge(edge{es[0].sym, c.to(es[0])})
		es = es[1:]
	}
	if i == 0 {
		es = nil
	}
	for _, e := range es {
		word, bit := pairOf(len(c.pairs), uint32(i), e.sym)
		c.pairs[word] |= 1 << bit
	}
	switch {
	case len(es) == 1 && n.wild == 0:
		n.only, n.edges = es[0].sym, c.to(es[0])
	case len(es) > 0:
		n.bits = c.layTable(es)
	}
	c.nodes.fixed(n.edges, 4)
	c.nodes.fixed(uint32(n.only), 4)
	c.nodes.fixed(n.hits, 4)
	c.nodes = append(c.nodes, n.bits, byte(n.wild), 0, 0)
}

func (c *cueLayer) layEdge(e edge) {
	c.edges.fixed(uint32(e.sym), 3)
	c.edges.fixed(e.to, 3)
}

// layTable lays out a hash table, some of whose places stay free, so that a
// search ends.
func (c *cueLayer) layTable(es []graphEdge) uint8 {
	size := uint8(bits.Len(uint(len(es) + len(es)/8)))
	table := make([]edge, 1<<size)
	for _, e := range es {
		i := place(e.sym, size)
		for table[i].sym != 0 {
			i = (i + 1) & uint32(len(table)-1)
		}
		table[i] = edge{e.sym, c.to(e)}
	}
	for _, e := range table {
		c.layEdge(e)
	}
	return size
}

// layBegin lays out where the root leads to, with what is needed of there.
func (c *cueLayer) layBegin() {
	for _, e := range c.graph.nodes[0].edges {
		if isSlot(e.sym) {
			continue
		}
		c.begin = append(c.begin, make([]byte, (int(e.sym)+1)*startSize-len(c.begin))...)
		b := c.begin[int(e.sym)*startSize:]
		binary.LittleEndian.PutUint32(b, c.to(e))
		if e.leaf {
			b[5] = 1
			continue
		}
		to := c.graph.nodes[e.to]
		for _, e := range to.edges {
			if isSlot(e.sym) {
				b[4] |= byte(slotOf(e.sym))
			}
		}
		if to.set != 0 {
			b[5] = 1
		}
	}
}

// decodeCues finds the parts of the automaton in their section.
func decodeCues(section string) (*automaton, bool) {
	d := decoder{s: section}
	var counts [5]uint32
	for i := range counts {
		counts[i] = d.fixed()
	}
	sizes := [...]uint32{nodeSize, edgeSize, pairsSize, hitSize, startSize}
	var parts [len(sizes)]string
	for i := range parts {
		if counts[i] > math.MaxInt32/nodeSize {
			return nil, false
		}
		parts[i] = d.bytes(counts[i] * sizes[i])
	}
	if !d.whole() || counts[0] == 0 {
		return nil, false
	}
	return &automaton{
		nodes: records(parts[0], nodeSize, nodeOf), edges: parts[1], pairs: records(parts[2], pairsSize, fixed32), hits: parts[3],
		begin: records(parts[4], startSize, func(s string) start { return start(fixed64(s)) }), leaf: counts[0],
	}, true
}

// records reads records of a size.
func records[T any](s string, size int, read func(string) T) []T {
	all := make([]T, len(s)/size)
	for i := range all {
		all[i] = read(s[i*size:])
	}
	return all
}

// rows is how many rows the table of a class has.
func (l *Lexicon) rows(c Class) int {
	switch c {
	case AffectTerm:
		return len(l.Terms)
	case CultureItem:
		return len(l.Items)
	case EuphemismStrong, EuphemismWeak:
		return len(l.Pairs)
	case DialectMarker:
		return len(l.Dialects)
	case FormalityTerm:
		return len(l.Registers)
	}
	return 0
}

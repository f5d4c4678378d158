package lexicon

import (
	"math/bits"
	"slices"
)

// The section of the cues holds the sets of hits in which cues end, then the
// nodes of the graph. Sets without rows of a table are few and common; they
// come first, the commonest at the head, and are told by their number. The
// others come in the order in which the nodes meet them.
//
// An edge is told by its distance from the edge before it, and by a code of
// where it leads that is small where it leads to the next node or to a set
// not met before. How many bytes the two take, none for an edge that leads
// where the one before it led, lies apart, half a byte an edge, so that the
// edges are read without a branch.

// Flags of a kind of hit, which is what hits have in common.
const (
	hitLast = 1 << iota // the last of its set
	hitRow              // it has a row
)

type cueEncoder struct {
	graph
	heads encoder   // of nodes: how many edges, and the set
	sizes []byte    // of edges
	data  []byte    // of edges
	plain pool[int] // sets without rows
	met   []int     // by set: the how manieth it was met as, 0 not yet
	order []int     // sets in the order in which they are met
}

func encodeCues(g graph, values *pool[float32]) []byte {
	c := cueEncoder{graph: g, met: make([]int, len(g.sets))}
	c.rankPlain()
	edges, begin, last := 0, 0, 0
	for n, node := range g.nodes {
		c.node(n, node)
		edges += len(node.edges)
	}
	for _, e := range g.nodes[0].edges {
		if !isSlot(e.sym) {
			begin++
			last = int(e.sym)
		}
	}
	var e encoder
	c.hits(&e, values)
	e.uint(uint32(len(c.plain.all)))
	e.uint(uint32(len(g.nodes)))
	e.uint(uint32(edges - begin))
	e.uint(uint32(begin))
	e.uint(uint32(last))
	e.string(string(c.heads))
	for i, size := range c.sizes {
		if i%2 == 0 {
			e = append(e, size)
		} else {
			e[len(e)-1] |= size << 4
		}
	}
	return slices.Concat(e, c.data, make([]byte, 2*padding))
}

func (c *cueEncoder) rankPlain() {
	var used []int
	use := func(set int) {
		if set != 0 && !slices.ContainsFunc(c.sets[set], func(h hit) bool { return h.row >= 0 }) {
			used = append(used, set)
		}
	}
	for _, n := range c.graph.nodes {
		use(n.set)
		for _, e := range n.edges {
			if e.leaf {
				use(e.to)
			}
		}
	}
	c.plain = rank(used)
}

// set tells a set: first come the plain ones, then one not met before, then
// those met before, the last met first.
func (c *cueEncoder) set(set int) uint32 {
	if id, ok := c.plain.ids[set]; ok {
		return id
	}
	code := uint32(len(c.plain.all))
	if c.met[set] != 0 {
		return code + uint32(len(c.order)-c.met[set]) + 1
	}
	c.order = append(c.order, set)
	c.met[set] = len(c.order)
	return code
}

func (c *cueEncoder) node(n int, node graphNode) {
	head := uint32(len(node.edges)) << 1
	if node.set == 0 {
		c.heads.uint(head)
	} else {
		c.heads.uint(head | 1)
		c.heads.uint(c.set(node.set))
	}
	var last graphEdge
	for i, e := range node.edges {
		size := c.number(uint32(e.sym - last.sym))
		switch {
		case i > 0 && e.to == last.to && e.leaf == last.leaf:
		case e.leaf:
			size |= c.number(c.set(e.to)<<1|1) << 2
		default:
			size |= c.number(uint32(e.to-n-1)<<1) << 2
		}
		c.sizes = append(c.sizes, size)
		last = e
	}
}

// maxNodes keeps the numbers of an edge within three bytes; one bit tells nodes
// from leaves.
const maxNodes = 1<<23 - 2

// number writes a number of up to three bytes and gives how many it took, at
// least one.
func (c *cueEncoder) number(x uint32) byte {
	n := byte(1)
	for x>>(8*n) != 0 {
		n++
	}
	for i := range n {
		c.data = append(c.data, byte(x>>(8*i)))
	}
	return n
}

// hits writes the sets. Rows are told by their distance from the last one of
// their class.
func (c *cueEncoder) hits(e *encoder, values *pool[float32]) {
	var all []hit
	for _, set := range slices.Concat(c.plain.all, c.order) {
		all = append(all, c.sets[set]...)
	}
	kinds := make([]hit, len(all))
	for i, h := range all {
		h.row = min(h.row, 0)
		kinds[i] = h
	}
	kind := rank(kinds)
	e.uint(uint32(len(kind.all)))
	for _, k := range kind.all {
		e.uint(uint32(k.class))
		e.uint(values.id(k.strength))
		flags := uint32(0)
		if k.last {
			flags |= hitLast
		}
		if k.row >= 0 {
			flags |= hitRow
		}
		e.uint(flags)
	}
	e.uint(uint32(len(all)))
	var row [ClassCount]int32
	for i, h := range all {
		e.uint(kind.id(kinds[i]))
		if h.row >= 0 {
			e.int(h.row - row[h.class])
			row[h.class] = h.row
		}
	}
}

// A cueDecoder reads an automaton.
type cueDecoder struct {
	decoder
	*automaton
	sets  []uint32 // first hit of each set
	plain int      // how many sets are told by number
	met   int      // how many of the others were met
}

func (l *Lexicon) decodeCues(section string, p *pools) (*automaton, bool) {
	d := cueDecoder{decoder: decoder{s: section}, automaton: &automaton{hits: make([]hit, 1)}}
	d.readHits(l, p)
	d.plain = d.below(len(d.sets) + 1)
	n := d.count()
	edges, begin := d.count(), d.count()
	last := d.below(p.forms)
	if d.bad() || n == 0 {
		return nil, false
	}
	d.leaf = uint32(n)
	// Tables have about two places for an edge at the most.
	d.nodes, d.edges, d.begin = make([]node, n), make([]edge, 0, 2*edges), make([]start, last+1)
	d.pairs = make([]uint64, 1<<bits.Len(uint(edges*pairsPerEdge/64)))
	return d.automaton, d.readNodes(p.forms, edges+begin)
}

// readHits reads the sets of hits.
func (d *cueDecoder) readHits(l *Lexicon, p *pools) {
	kinds := make([]hit, d.count())
	for i := range kinds {
		kinds[i] = hit{class: Class(d.below(ClassCount)), strength: p.value(&d.decoder), row: -1}
		flags := d.uint()
		kinds[i].last = flags&hitLast != 0
		if flags&hitRow != 0 {
			kinds[i].row = 0
		}
		if (kinds[i].row == 0) != (l.rows(kinds[i].class) > 0) {
			d.fail()
		}
	}
	n := d.count()
	d.hits, d.sets = slices.Grow(d.hits, n), make([]uint32, 0, n)
	var row [ClassCount]int32
	begin := true
	for range n {
		i := d.below(len(kinds))
		if d.bad() {
			return
		}
		h := kinds[i]
		if h.row >= 0 {
			h.row = row[h.class] + d.int()
			row[h.class] = h.row
			if h.row < 0 || int(h.row) >= l.rows(h.class) {
				d.fail()
				return
			}
		}
		if begin {
			d.sets = append(d.sets, uint32(len(d.hits)))
		}
		begin = h.last
		d.hits = append(d.hits, h)
	}
	if !begin {
		d.fail()
	}
}

// set gives the first hit of a set, 0 where there is no such set.
func (d *cueDecoder) set(code uint32) uint32 {
	i := int(code)
	switch {
	case i == d.plain:
		i += d.met
		d.met++
	case i > d.plain:
		i = d.plain + d.met - (i - d.plain)
		if i < d.plain {
			return 0
		}
	}
	if i >= len(d.sets) {
		return 0
	}
	return d.sets[i]
}

// readNodes reads the nodes and all edges; of the root only those on slots
// stay with it.
func (d *cueDecoder) readNodes(forms, all int) bool {
	heads := decoder{s: d.string()}
	sizes := d.bytes(uint32(all+1) / 2)
	if d.bad() || len(d.s)-d.i < 2*padding {
		return false
	}
	data, i := d.s[d.i:], 0
	k := 0
	var es []edge
	for n := range d.nodes {
		x := &d.nodes[n]
		head := heads.uint()
		if head&1 != 0 {
			x.hits = d.set(heads.uint())
		}
		if int(head>>1) > all-k {
			return false
		}
		es = es[:0]
		sym, to := Symbol(0), uint32(0)
		for range head >> 1 {
			size := sizes[k/2] >> (k % 2 * 4)
			k++
			if i > len(data)-2*padding {
				return false
			}
			step := fixed32(data[i:]) & mask(size&3)
			i += int(size & 3)
			code := fixed32(data[i:]) & mask(size>>2&3)
			i += int(size >> 2 & 3)
			if next := d.target(uint32(n), code); size>>2&3 != 0 {
				to = next
			}
			sym += Symbol(step)
			if step == 0 || int(sym) >= forms || to == 0 {
				return false
			}
			if n > 0 || isSlot(sym) {
				es = append(es, edge{sym, to})
				continue
			}
			if int(sym) >= len(d.begin) {
				return false
			}
			d.begin[sym].to = to
		}
		d.lay(uint32(n), es)
	}
	d.open()
	return heads.whole() && k == all && i+2*padding == len(data)
}

// padding, twice, stands behind the edges, so that the two numbers of an edge
// can be read as four bytes each wherever they begin.
const padding = 4

// mask keeps the first n bytes of a number.
func mask(n byte) uint32 { return uint32(1<<(8*n) - 1) }

// target gives where an edge of node n leads: to a leaf or a higher node, 0
// where there is none such. Which of the two it is cannot be foretold, so both
// are worked out, and one is taken without a branch.
func (d *cueDecoder) target(n, code uint32) uint32 {
	leaf := -(code & 1) // all ones or none
	node := n + 1 + code>>1
	set := code >> 1 & leaf
	if set >= uint32(d.plain) {
		return d.rare(node, set, leaf)
	}
	to := d.leaf + d.sets[set]
	if (node >= d.leaf) && leaf == 0 {
		return 0
	}
	return node ^ (node^to)&leaf
}

// rare is target for sets that are not plain.
func (d *cueDecoder) rare(node, set, leaf uint32) uint32 {
	if leaf == 0 {
		if node < d.leaf {
			return node
		}
		return 0
	}
	if h := d.set(set); h != 0 {
		return d.leaf + h
	}
	return 0
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

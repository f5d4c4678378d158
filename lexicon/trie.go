package lexicon

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// A hit is what a cue says where it ends.
type hit struct {
	row      int32
	strength float32
	class    Class
	last     bool // of the hits of its node
}

// trie gathers the expanded cues of the files while they are read. Its edges
// lie in one hash table, so that a step costs one probe whatever the fan-out.
// It is not matched: [trie.minimise] makes a graph of it.
type trie struct {
	keys  []uint64 // node<<32 | symbol, 0 is free
	next  []uint32
	count int
	hits  [][]hit // per node
}

func newTrie() *trie {
	const size = 1 << 10
	return &trie{keys: make([]uint64, size), next: make([]uint32, size), hits: make([][]hit, 1)}
}

// place finds the slot of a key: where it lies, or the free one it belongs to.
func (t *trie) place(key uint64) int {
	mask := uint64(len(t.keys) - 1)
	i := (key * 0x9E3779B97F4A7C15) >> 20 & mask
	for t.keys[i] != key && t.keys[i] != 0 {
		i = (i + 1) & mask
	}
	return int(i)
}

// extend gives the node that s leads to from node, making it where it is new.
func (t *trie) extend(node uint32, s Symbol) uint32 {
	key := uint64(node)<<32 | uint64(s)
	i := t.place(key)
	if t.keys[i] == key {
		return t.next[i]
	}
	if (t.count+1)*2 > len(t.keys) {
		t.grow()
		i = t.place(key)
	}
	n := uint32(len(t.hits))
	t.hits = append(t.hits, nil)
	t.keys[i], t.next[i] = key, n
	t.count++
	return n
}

func (t *trie) grow() {
	keys, next := t.keys, t.next
	t.keys, t.next = make([]uint64, 2*len(keys)), make([]uint32, 2*len(keys))
	for j, k := range keys {
		if k != 0 {
			i := t.place(k)
			t.keys[i], t.next[i] = k, next[j]
		}
	}
}

// sole reports whether a path has one hit of the class at most: a later row
// says anew what the path means, it does not add a meaning.
func sole(c Class) bool { return c <= AffectTerm || c == FormalityTerm }

// add makes the path of one expanded cue end in h. A later row for the same
// path and class takes the place of the earlier one, except that a path may
// name several culture items, euphemisms and dialects.
func (t *trie) add(path []Symbol, h hit) {
	node := uint32(0)
	for _, s := range path {
		node = t.extend(node, s)
	}
	for i := range t.hits[node] {
		if x := &t.hits[node][i]; x.class == h.class && (sole(h.class) || x.row == h.row) {
			*x = h
			return
		}
	}
	t.hits[node] = append(t.hits[node], h)
}

// uses counts by form the edges on it.
func (t *trie) uses(forms int) []int {
	n := make([]int, forms)
	for _, k := range t.keys {
		n[uint32(k)]++
	}
	return n
}

// A graph is a trie whose equal ends are shared: a directed acyclic word
// graph (Daciuk et al. 2000). Nodes without edges are kept apart, as leaves:
// of them only the hits matter. Every edge leads to a higher node.
type graph struct {
	nodes []graphNode
	sets  [][]hit // distinct sets of hits; set 0 is empty
}

type graphNode struct {
	set   int
	edges []graphEdge // by symbol
}

type graphEdge struct {
	sym  Symbol
	to   int // a node, or a set where leaf
	leaf bool
}

// minimise joins equal nodes, from the leaves up. Symbols are renumbered by
// perm first.
func (t *trie) minimise(perm []Form) graph {
	m := minimiser{graph: graph{sets: [][]hit{nil}}, seen: map[string]int{}, known: map[string]int{}}
	edges, from := t.edges(perm)
	done := make([]graphEdge, len(t.hits)) // where each node went; its symbol is not set
	for n := len(t.hits) - 1; n >= 0; n-- {
		es := edges[from[n]:from[n+1]]
		for i := range es {
			s := es[i].sym
			es[i] = done[es[i].to]
			es[i].sym = s
		}
		set := m.set(t.hits[n])
		if len(es) == 0 && n > 0 {
			done[n] = graphEdge{to: set, leaf: true}
			continue
		}
		done[n] = graphEdge{to: m.node(set, es)}
	}
	m.reverse()
	return m.graph
}

// edges lists the edges of all nodes; those of node n are [from[n]:from[n+1]],
// by symbol.
func (t *trie) edges(perm []Form) (edges []graphEdge, from []int) {
	from = make([]int, len(t.hits)+1)
	for _, k := range t.keys {
		if k != 0 {
			from[k>>32+1]++
		}
	}
	for n := range t.hits {
		from[n+1] += from[n]
	}
	edges = make([]graphEdge, t.count)
	at := slices.Clone(from)
	for i, k := range t.keys {
		if k != 0 {
			n := k >> 32
			edges[at[n]] = graphEdge{sym: perm[uint32(k)], to: int(t.next[i])}
			at[n]++
		}
	}
	for n := range t.hits {
		slices.SortFunc(edges[from[n]:from[n+1]], func(a, b graphEdge) int { return cmp.Compare(a.sym, b.sym) })
	}
	return edges, from
}

type minimiser struct {
	graph
	seen  map[string]int // nodes by their content
	known map[string]int // sets by their content
	key   []byte
}

// set gives the number of a set of hits.
func (m *minimiser) set(hits []hit) int {
	if len(hits) == 0 {
		return 0
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.row, b.row)) })
	hits[len(hits)-1].last = true
	m.key = m.key[:0]
	for _, h := range hits {
		m.key = append(m.key, byte(h.class))
		m.key = binary.LittleEndian.AppendUint32(m.key, uint32(h.row))
		m.key = binary.LittleEndian.AppendUint32(m.key, math.Float32bits(h.strength))
	}
	id, ok := m.known[string(m.key)]
	if !ok {
		id = len(m.sets)
		m.sets = append(m.sets, hits)
		m.known[string(m.key)] = id
	}
	return id
}

// node gives the number of the node with this content. Numbers rise from the
// leaves to the root.
func (m *minimiser) node(set int, es []graphEdge) int {
	m.key = binary.AppendUvarint(m.key[:0], uint64(set))
	for _, e := range es {
		m.key = binary.AppendUvarint(m.key, uint64(e.sym))
		to := uint64(e.to) << 1
		if e.leaf {
			to |= 1
		}
		m.key = binary.AppendUvarint(m.key, to)
	}
	id, ok := m.seen[string(m.key)]
	if !ok {
		id = len(m.nodes)
		m.nodes = append(m.nodes, graphNode{set, es})
		m.seen[string(m.key)] = id
	}
	return id
}

// reverse makes the root node 0 and edges lead upwards. The root was numbered
// last, for no node holds as much as it does.
func (m *minimiser) reverse() {
	top := len(m.nodes) - 1
	slices.Reverse(m.nodes)
	for n := range m.nodes {
		for i := range m.nodes[n].edges {
			if e := &m.nodes[n].edges[i]; !e.leaf {
				e.to = top - e.to
			}
		}
	}
}

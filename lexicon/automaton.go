package lexicon

import "math/bits"

// automaton is the graph that the cues make, laid flat. It is the same
// whether the cues came from files or from a snapshot.
type automaton struct {
	nodes []node   // one more than there are: the edges of a node end where those of the next begin
	edges []edge   // by node; those on slots first, then by symbol
	hits  []hit    // runs that end with a last one; the first is not used
	inner Symbol   // the first symbol from which on none stands on an edge
	leaf  uint32   // where an edge leads from here on, it leads to the hit so far above
	begin []uint32 // where the first symbol of a cue leads, by symbol; 0 nowhere
}

type node struct {
	edges uint32 // its first edge
	hits  uint32 // its first hit, 0 none
	wild  slots  // which slots lead on
}

type edge struct {
	sym Symbol
	to  uint32
}

// few is how many edges are looked through one by one.
const few = 8

// find gives where s leads among edges ordered by symbol, 0 nowhere.
func find(es []edge, s Symbol) uint32 {
	for len(es) > few {
		if h := len(es) / 2; es[h].sym <= s {
			es = es[h:]
		} else {
			es = es[:h]
		}
	}
	for i := range es {
		if es[i].sym >= s {
			if es[i].sym == s {
				return es[i].to
			}
			return 0
		}
	}
	return 0
}

// slot gives where a slot leads from a node that has it.
func (a *automaton) slot(n *node, s slots) uint32 {
	return a.edges[n.edges+uint32(bits.OnesCount8(uint8(n.wild&(s-1))))].to
}

// first gives where a symbol leads that begins a cue, 0 nowhere.
func (a *automaton) first(s Symbol) uint32 {
	if uint64(s) < uint64(len(a.begin)) {
		return a.begin[s]
	}
	return 0
}

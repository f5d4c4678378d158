package lexicon

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// An encoder writes a section.
type encoder []byte

func (e *encoder) uint(x uint32) { *e = binary.AppendUvarint(*e, uint64(x)) }

// int writes numbers near zero in few bytes, whatever their sign.
func (e *encoder) int(x int32) { e.uint(uint32(x)<<1 ^ uint32(x>>31)) }

func (e *encoder) real(x float32) {
	*e = binary.LittleEndian.AppendUint32(*e, math.Float32bits(x))
}

func (e *encoder) string(s string) {
	e.uint(uint32(len(s)))
	*e = append(*e, s...)
}

// A pool numbers distinct values in the order in which they are met.
type pool[T comparable] struct {
	ids map[T]uint32
	all []T
}

func (p *pool[T]) id(x T) uint32 {
	id, ok := p.ids[x]
	if !ok {
		if p.ids == nil {
			p.ids = map[T]uint32{}
		}
		id = uint32(len(p.all))
		p.ids[x] = id
		p.all = append(p.all, x)
	}
	return id
}

// rank numbers distinct values, the commonest first, so that it gets the
// shortest number.
func rank[T comparable](all []T) pool[T] {
	var first pool[T]
	var count []int
	for _, x := range all {
		id := first.id(x)
		if int(id) == len(count) {
			count = append(count, 0)
		}
		count[id]++
	}
	order := slices.Clone(first.all)
	slices.SortStableFunc(order, func(a, b T) int { return cmp.Compare(count[first.ids[b]], count[first.ids[a]]) })
	var p pool[T]
	for _, x := range order {
		p.id(x)
	}
	return p
}

// A compiler writes the sections of a snapshot.
type compiler struct {
	lex     *Lexicon
	entries []Entry
	names   []string
	order   []Form // old numbers, in the new order
	perm    []Form // new numbers, by old one
	values  pool[float32]
	strings pool[string]
}

// compile writes the sections. Forms get the numbers of their names' order.
func (b *builder) compile() (out [sectionCount][]byte) {
	c := compiler{lex: b.lex, entries: b.entries, names: b.names}
	c.number(b.cues)
	out[sectionNames] = c.table(b.standsFor)
	c.forms(&out)
	out[sectionCues] = encodeCues(b.cues.minimise(c.perm))
	out[sectionTables] = c.tables()
	out[sectionRelations] = c.relate(b.relations)
	out[sectionPools] = c.pools() // last, when they are full
	return out
}

// number orders the forms: symbols that are no words first, then words of cues,
// so that the list of those that begin a cue is short, then all others. Of
// either the commonest stand first, in bands of frequency: what texts mostly
// need lies together. Within a band they go by their names, which are short
// then.
func (c *compiler) number(cues *trie) {
	const lowest, bands = 3, 2 // the lowest frequency that counts, and bands to a power of ten
	band := func(f Form) int { return int(bands * max(c.entries[f].Zipf, lowest)) }
	uses := cues.uses(len(c.names))
	c.order = make([]Form, len(c.names))
	for i := range c.order {
		c.order[i] = Form(i)
	}
	slices.SortFunc(c.order[firstForm:], func(a, b Form) int {
		return cmp.Or(cmp.Compare(min(uses[b], 1), min(uses[a], 1)), cmp.Compare(band(b), band(a)), cmp.Compare(c.names[a], c.names[b]))
	})
	c.perm = make([]Form, len(c.order))
	for i, f := range c.order {
		c.perm[f] = Form(i)
	}
}

// table lays out the names in the new order.
func (c *compiler) table(standsFor func(Form) Form) []byte {
	names := make([]string, len(c.order))
	for i, f := range c.order {
		names[i] = c.names[f]
	}
	return encodeTable(names, func(f Form) Form { return c.perm[standsFor(c.order[f])] })
}

// tables writes everything else.
func (c *compiler) tables() []byte {
	var e encoder
	lex := c.lex
	c.list(&e, lex.emotions)
	c.list(&e, lex.fines)
	e.uint(uint32(len(lex.weights)))
	for _, in := range lex.weights {
		c.reals(&e, in.Valence, in.Arousal)
		c.reals(&e, in.Emotion[:]...)
	}
	e.uint(uint32(len(lex.Terms)))
	for _, t := range lex.Terms {
		c.reals(&e, t.Valence, t.Intensity)
		e.uint(uint32(t.Emotion))
		e.uint(uint32(t.Fine))
	}
	e.uint(uint32(len(lex.Pairs)))
	for _, p := range lex.Pairs {
		e.uint(c.strings.id(p.Domain))
	}
	e.uint(uint32(len(lex.Dialects)))
	for _, d := range lex.Dialects {
		e.uint(c.strings.id(d.Variety))
		e.uint(c.strings.id(d.Gloss))
	}
	e.uint(uint32(len(lex.Registers)))
	for _, r := range lex.Registers {
		c.reals(&e, r.Formality)
	}
	c.items(&e)
	c.senses(&e)
	slices.SortFunc(lex.respellings, func(a, b respelling) int { return cmp.Compare(c.perm[a.from], c.perm[b.from]) })
	e.uint(uint32(len(lex.respellings)))
	for _, r := range lex.respellings {
		e.uint(uint32(c.perm[r.from]))
		e.uint(uint32(c.perm[r.to]))
	}
	return e
}

// pools writes what the other sections need: how many forms there are, how
// many dimensions, and the values and strings that they point to.
func (c *compiler) pools() []byte {
	var e encoder
	e.uint(uint32(len(c.order)))
	e.uint(uint32(c.lex.vectors.dim))
	e.uint(uint32(len(c.values.all)))
	for _, x := range c.values.all {
		e.real(x)
	}
	e.uint(uint32(len(c.strings.all)))
	for _, s := range c.strings.all {
		e.string(s)
	}
	return e
}

func (c *compiler) list(e *encoder, names []string) {
	e.uint(uint32(len(names)))
	for _, n := range names {
		e.uint(c.strings.id(n))
	}
}

func (c *compiler) reals(e *encoder, xs ...float32) {
	for _, x := range xs {
		e.uint(c.values.id(x))
	}
}

// items writes the distinct lists of general words, the distinct items, then
// which of them each is.
func (c *compiler) items(e *encoder) {
	type kind struct{ kind, culture, generic uint32 }
	var generics pool[string]
	var kinds pool[kind]
	var each encoder
	for _, it := range c.lex.Items {
		var list encoder
		list.uint(uint32(len(it.Generic)))
		for _, f := range it.Generic {
			list.uint(uint32(c.perm[f]))
		}
		k := kind{c.strings.id(it.Kind), c.strings.id(it.Culture), generics.id(string(list))}
		each.uint(kinds.id(k))
	}
	e.uint(uint32(len(generics.all)))
	for _, g := range generics.all {
		*e = append(*e, g...)
	}
	e.uint(uint32(len(kinds.all)))
	for _, k := range kinds.all {
		e.uint(k.kind)
		e.uint(k.culture)
		e.uint(k.generic)
	}
	e.uint(uint32(len(c.lex.Items)))
	*e = append(*e, each...)
}

func (c *compiler) senses(e *encoder) {
	slices.SortFunc(c.lex.senses, func(a, b senses) int { return cmp.Compare(c.perm[a.form], c.perm[b.form]) })
	e.uint(uint32(len(c.lex.senses)))
	for _, s := range c.lex.senses {
		e.uint(uint32(c.perm[s.form]))
		e.uint(uint32(len(s.senses)))
		for _, x := range s.senses {
			e.uint(uint32(x.Context))
			c.reals(e, x.Valence)
			e.uint(uint32(len(x.Forms)))
			for _, f := range x.Forms {
				e.uint(uint32(c.perm[f]))
			}
			c.list(e, x.Tags)
		}
	}
}

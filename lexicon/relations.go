package lexicon

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// relations is what is known of words among each other: which can mean the
// same, what is broader, how common each is in talk, and which themes of a
// source go with which themes of its answers. It is immutable.
type relations struct {
	families []uint32 // that have synsets, in order
	starts   []uint32 // by place in families, and one more: where their synsets begin
	synsets  []int32
	place    []uint32 // by family: one more than its place in families, 0 if it is not there
	above    []int32  // by synset: the broader one, -1 at the top
	talk     []uint8  // by family, in units of 1/talkUnits; 0 where not seen
	themes   [2][]theme
}

// A theme is a direction among the word vectors: what a text says of it is the
// dot product with its mean vector, less the offset.
type theme struct {
	offset  float32
	weights []float32
}

// A ThemeSide says whose themes are meant.
type ThemeSide uint8

// The sides of the themes.
const (
	OfSource ThemeSide = iota
	OfResponse
)

// Synsets are the meanings of a form and its inflections after WordNet
// (Fellbaum 1998), by number: two forms that share one can mean the same.
// Words for who people are have none. The list must not be changed.
func (l *Lexicon) Synsets(f Form) []int32 {
	e := l.Entry(f)
	return l.relations.synsets[e.synsets:][:e.synsetCount:e.synsetCount]
}

// of gives the synsets of a family by its place.
func (r *relations) of(i int) []int32 {
	return r.synsets[r.starts[i]:r.starts[i+1]:r.starts[i+1]]
}

// add adds a family with its synsets behind those there are.
func (r *relations) add(family uint32, synsets []int32) {
	if len(r.starts) == 0 {
		r.starts = append(r.starts, 0)
	}
	r.families, r.synsets = append(r.families, family), append(r.synsets, synsets...)
	r.starts = append(r.starts, uint32(len(r.synsets)))
}

// setPlace makes the index of the families, when all are there.
func (r *relations) setPlace() {
	if n := len(r.families); n > 0 {
		r.place = make([]uint32, r.families[n-1]+1)
	}
	for i, f := range r.families {
		r.place[f] = uint32(i) + 1
	}
}

// relate puts into an entry what is known of its family.
func (r *relations) relate(e *Entry) {
	e.synsets, e.synsetCount, e.talk = 0, 0, 0
	if k := int(e.Family); k < len(r.place) && r.place[k] != 0 && e.Traits&Identity == 0 {
		i := r.place[k] - 1
		e.synsets, e.synsetCount = r.starts[i], uint16(min(r.starts[i+1]-r.starts[i], math.MaxUint16))
	}
	if k := int(e.Family); k < len(r.talk) {
		e.talk = r.talk[k]
	}
}

// maxBroader is how many steps up a chain of broader meanings go.
const maxBroader = 3

// Broader appends to dst the synsets that are broader than s, nearest first:
// those of "animal" for one of "dog".
func (l *Lexicon) Broader(dst []int32, s int32) []int32 {
	above := l.relations.above
	for step := 0; step < maxBroader && s >= 0 && int(s) < len(above); step++ {
		if s = above[s]; s >= 0 {
			dst = append(dst, s)
		}
	}
	return dst
}

// Of words that were not seen in talk, the frequency is taken from other
// texts: that of those which the lexicon knows is lower by talkShift, and the
// rest have talkUnknown.
const (
	talkUnits   = 25
	talkShift   = 0.9
	talkUnknown = 1.7
)

// Talk is how common a form and its inflections are where people talk of
// themselves and answer each other: the logarithm of the frequency per billion
// words, from 1 up. [Entry] has that of writing at large, as Zipf.
func (l *Lexicon) Talk(f Form) float64 {
	e := l.Entry(f)
	if e.talk != 0 {
		return float64(e.talk) / talkUnits
	}
	if e.Zipf == 0 {
		return talkUnknown
	}
	return max(1, float64(e.Zipf)-talkShift)
}

// Themes appends to dst how much a text with the given mean vector says of
// each theme of its side. The themes of the two sides are paired: the more
// alike the two lists are, the likelier the one text answers the other. There
// are none where the themes were not made for these vectors.
func (l *Lexicon) Themes(dst []float64, side ThemeSide, vector []float32) []float64 {
	ts := l.relations.themes[side]
	for len(ts) >= 4 && longAs(ts[:4], vector) {
		// The sums of four themes wait for each other no longer than that of one.
		s0, s1, s2, s3 := -ts[0].offset, -ts[1].offset, -ts[2].offset, -ts[3].offset
		n := len(vector)
		w0, w1, w2, w3 := ts[0].weights[:n], ts[1].weights[:n], ts[2].weights[:n], ts[3].weights[:n]
		for k, x := range vector {
			s0 += float32(x * w0[k])
			s1 += float32(x * w1[k])
			s2 += float32(x * w2[k])
			s3 += float32(x * w3[k])
		}
		dst = append(dst, float64(s0), float64(s1), float64(s2), float64(s3))
		ts = ts[4:]
	}
	for _, t := range ts {
		if len(t.weights) != len(vector) {
			return dst
		}
		s := -t.offset
		for k, x := range vector {
			s += float32(x * t.weights[k])
		}
		dst = append(dst, float64(s))
	}
	return dst
}

// longAs reports whether all themes were made for vectors of that length.
func longAs(ts []theme, vector []float32) bool {
	for i := range ts {
		if len(ts[i].weights) != len(vector) {
			return false
		}
	}
	return true
}

// relationBuilder gathers the rows of the relations.
type relationBuilder struct {
	senses map[uint32][]int32
	above  []int32
	talk   map[uint32]uint8
	themes [2][]theme
}

// thaw makes relations that rows can change.
func (r *relations) thaw() *relationBuilder {
	b := &relationBuilder{senses: map[uint32][]int32{}, talk: map[uint32]uint8{}, above: slices.Clone(r.above)}
	for i, f := range r.families {
		b.senses[f] = r.of(i)
	}
	for f, z := range r.talk {
		if z != 0 {
			b.talk[uint32(f)] = z
		}
	}
	for side := range r.themes {
		b.themes[side] = slices.Clone(r.themes[side])
	}
	return b
}

// freeze gives the relations, with families renumbered.
func (r *relationBuilder) freeze(perm func(uint32) uint32) relations {
	out := relations{above: r.above, themes: r.themes}
	senses, talk := map[uint32][]int32{}, map[uint32]uint8{}
	top := uint32(0)
	for f, ids := range r.senses {
		senses[perm(f)] = ids
	}
	for f, z := range r.talk {
		talk[perm(f)] = z
		top = max(top, perm(f)+1)
	}
	for _, f := range slices.Sorted(maps.Keys(senses)) {
		out.add(f, senses[f])
	}
	out.talk = make([]uint8, top)
	for f, z := range talk {
		out.talk[f] = z
	}
	out.setPlace()
	return out
}

// maxSynsets and maxThemes bound the numbers in the files.
const (
	maxSynsets = 1 << 20
	maxThemes  = 1 << 8
)

var (
	errSynset  = fmt.Errorf("a synset is a number below %d", maxSynsets)
	errBroader = errors.New("a broader synset is -1 or a lower number")
)

// synsetRow reads a synset: its number, the words that share it, and the
// broader one, -1 for none. A number that is known gets more
// words.
func synsetRow(b *builder, f []string) error {
	id, err := strconv.Atoi(f[0])
	if err != nil || id < 0 || id >= maxSynsets {
		return inField(0, errSynset)
	}
	r := b.related()
	up, err := strconv.Atoi(f[2])
	if err != nil || up < -1 || up >= id {
		return inField(2, errBroader)
	}
	for len(r.above) <= id {
		r.above = append(r.above, -1)
	}
	if up >= 0 {
		r.above[id] = int32(up)
	}
	for _, w := range strings.Fields(f[1]) {
		family := b.entry(w).Family
		if !slices.Contains(r.senses[family], int32(id)) {
			r.senses[family] = append(r.senses[family], int32(id))
		}
	}
	return nil
}

// talkRow reads how common the family of a form is in talk.
func talkRow(b *builder, f []string) error {
	z, err := number(f[1], 1, 9)
	if err != nil {
		return inField(1, err)
	}
	b.related().talk[b.entry(f[0]).Family] = uint8(math.Round(float64(z) * talkUnits))
	return nil
}

// themeRow reads one theme of a side; the themes of the two sides are paired
// by number.
func themeRow(b *builder, f []string) error {
	side, ok := map[string]ThemeSide{"source": OfSource, "response": OfResponse}[f[0]]
	if !ok {
		return inField(0, fmt.Errorf("unknown side %q", f[0]))
	}
	n, err := strconv.Atoi(f[1])
	if err != nil || n < 0 || n >= maxThemes {
		return inField(1, fmt.Errorf("%q is no number below %d", f[1], maxThemes))
	}
	var t theme
	if t.offset, err = number(f[2], -1000, 1000); err != nil {
		return inField(2, err)
	}
	for _, w := range strings.Fields(f[3]) {
		x, err := number(w, -1000, 1000)
		if err != nil {
			return inField(3, err)
		}
		t.weights = append(t.weights, x)
	}
	r := b.related()
	for len(r.themes[side]) <= n {
		r.themes[side] = append(r.themes[side], theme{})
	}
	r.themes[side][n] = t
	return nil
}

// related gives the relations that are being built.
func (b *builder) related() *relationBuilder {
	if b.relations == nil {
		b.relations = b.lex.relations.thaw()
	}
	return b.relations
}

// relate writes the relations: how common families are, the synsets, then the
// themes.
func (c *compiler) relate(r *relationBuilder) []byte {
	var e encoder
	if r == nil {
		r = c.lex.relations.thaw()
	}
	all := r.freeze(func(f uint32) uint32 { return uint32(c.perm[f]) })
	var seen, last uint32
	var talk encoder
	for f, z := range all.talk {
		if z != 0 {
			talk.uint(uint32(f) - last)
			talk = append(talk, z)
			seen, last = seen+1, uint32(f)
		}
	}
	e.uint(seen)
	e = append(e, talk...)
	e.uint(uint32(len(all.above)))
	for id, up := range all.above {
		if up < 0 {
			up = int32(id) // how many numbers up, none at the top
		}
		e.uint(uint32(int32(id) - up))
	}
	return c.relateWords(e, &all)
}

func (c *compiler) relateWords(e encoder, all *relations) []byte {
	e.uint(uint32(len(all.families)))
	last := uint32(0)
	for i, f := range all.families {
		e.uint(f - last)
		last = f
		e.uint(uint32(len(all.of(i))))
		for _, id := range all.of(i) {
			e.uint(uint32(id))
		}
	}
	for _, ts := range all.themes {
		e.uint(uint32(len(ts)))
		for _, t := range ts {
			e.real(t.offset)
			e.uint(uint32(len(t.weights)))
			for _, x := range t.weights {
				e.real(x)
			}
		}
	}
	return e
}

// decode reads the relations of a lexicon with so many forms.
func (r *relations) decode(s string, forms int) bool {
	d := decoder{s: s}
	r.talk = make([]uint8, forms)
	family := 0
	for range d.count() {
		family += d.below(forms - family)
		if z := d.bytes(1); z != "" {
			r.talk[family] = z[0]
		}
	}
	r.above = make([]int32, d.count())
	for id := range r.above {
		if up := d.below(id + 1); up > 0 {
			r.above[id] = int32(id - up)
		} else {
			r.above[id] = -1
		}
	}
	family = 0
	n := d.count()
	r.families, r.starts, r.synsets = make([]uint32, 0, n), make([]uint32, 1, n+1), make([]int32, 0, 2*n)
	for range n {
		family += d.below(forms - family)
		for range d.count() {
			r.synsets = append(r.synsets, int32(d.below(len(r.above))))
		}
		r.add(uint32(family), nil)
	}
	r.setPlace()
	for side := range r.themes {
		r.themes[side] = list(&d, func() theme {
			return theme{offset: d.real(), weights: list(&d, d.real)}
		})
	}
	return d.whole()
}

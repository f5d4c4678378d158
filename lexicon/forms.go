package lexicon

import (
	"math/bits"
	"sync/atomic"
)

// forms are the entries of a lexicon. Of a snapshot they are read a block at
// a time, when one of the block is first asked for: a text needs few of them,
// and the commonest stand together.
type forms struct {
	count  int
	slots  string // by form, a byte each: the slots of cues that it can fill
	blocks []atomic.Pointer[block]
	of     *relations

	// What blocks are read from.
	pools    *pools
	profiles []profile
	starts   []blockStart
	data     string
	induced  string
	end      blockStart
}

const blockSize = 64

type block [blockSize]Entry

// A blockStart is where a block begins, in bytes of the data and in rows of
// the other sections.
type blockStart struct{ data, vectors, induced, markers uint32 }

// A profile is what an entry may share with others.
type profile struct {
	Entry
	parts parts
}

// parts says which parts of its own an entry has.
type parts uint8

const (
	partZipf parts = 1 << iota
	partVector
	partInduced
	partMarker
	partFamily
)

// entry gives the record of a form below count.
func (f *forms) entry(form Form) *Entry {
	if b := f.blocks[form/blockSize].Load(); b != nil {
		return &b[form%blockSize]
	}
	return &f.read(int(form / blockSize))[form%blockSize]
}

// read makes a block. Where two goroutines do so at once, the first wins.
func (f *forms) read(n int) *block {
	b := new(block)
	d := formReader{forms: f, decoder: decoder{s: f.data, i: int(f.starts[n].data)}, at: f.starts[n]}
	for k := range b[:min(blockSize, f.count-n*blockSize)] {
		d.entry(n*blockSize+k, &b[k])
		f.of.relate(&b[k])
	}
	if !f.blocks[n].CompareAndSwap(nil, b) {
		return f.blocks[n].Load()
	}
	return b
}

// all gives a copy of the entries.
func (f *forms) all() []Entry {
	es := make([]Entry, f.count)
	for i := range es {
		es[i] = *f.entry(Form(i))
	}
	return es
}

// set puts entries in the place of all there were, with what is known of their
// families.
func (f *forms) set(es []Entry, of *relations) {
	*f = forms{count: len(es), of: of, blocks: make([]atomic.Pointer[block], (len(es)+blockSize-1)/blockSize)}
	fits := make([]byte, len(es))
	for i := range es {
		fits[i] = byte(slotsOf(Form(i), es[i].Traits))
		of.relate(&es[i])
	}
	f.slots = string(fits)
	for i := range f.blocks {
		b := new(block)
		copy(b[:], es[i*blockSize:])
		f.blocks[i].Store(b)
	}
}

// formReader reads the entries of a block. A snapshot with a right checksum
// has nothing for it to find wrong; of any other it makes something.
type formReader struct {
	*forms
	decoder
	at blockStart
}

func (d *formReader) entry(form int, e *Entry) {
	p := profile{Entry: nothing}
	if id := d.uint(); uint64(id) < uint64(len(d.profiles)) {
		p = d.profiles[id]
	}
	*e = p.Entry
	e.Family = uint32(form)
	if p.parts&partFamily != 0 {
		if family := uint32(form - int(d.int())); uint64(family) < uint64(d.forms.count) {
			e.Family = family
		}
	}
	if p.parts&partZipf != 0 {
		e.Zipf = d.pools.value(&d.decoder)
	}
	if p.parts&partVector != 0 {
		if d.at.vectors < d.end.vectors {
			e.Vector = int32(d.at.vectors)
		}
		d.at.vectors++
	}
	if p.parts&partInduced != 0 {
		if d.at.induced < d.end.induced {
			row := d.induced[d.at.induced*targets:][:targets]
			for k := range e.induced {
				e.induced[k] = int8(row[k])
			}
		}
		d.at.induced++
	}
	if p.parts&partMarker != 0 {
		if d.at.markers++; d.at.markers <= d.end.markers {
			e.marker = d.at.markers
		}
	}
}

// decodeForms reads the profiles, where the blocks begin, and the slots of
// cues that words can fill.
func (l *Lexicon) decodeForms(section, induced string, p *pools) bool {
	d := decoder{s: section}
	f := forms{count: p.forms, of: &l.relations, pools: p, induced: induced, profiles: list(&d, func() profile { return d.profile(p) })}
	n := (p.forms + blockSize - 1) / blockSize
	if n > len(section) {
		return false
	}
	f.blocks, f.starts = make([]atomic.Pointer[block], n), make([]blockStart, n)
	var at blockStart
	for i := range f.starts {
		f.starts[i] = at
		at = blockStart{at.data + d.uint(), at.vectors + d.uint(), at.induced + d.uint(), at.markers + d.uint()}
	}
	f.slots = d.bytes(uint32(p.forms))
	f.data, f.end = d.bytes(at.data), at
	l.forms = f
	rows := func(section string, n uint32, width int) bool { return uint64(n)*uint64(width) == uint64(len(section)) }
	return d.whole() && rows(induced, at.induced, targets) && rows(l.vectors.rows, at.vectors, p.dim) && rows(l.markers, at.markers, MarkerCount)
}

// profile reads which fields of a profile are not zero, then those.
func (d *decoder) profile(p *pools) profile {
	x := profile{parts: parts(d.uint())}
	x.Vector = -1
	var fields [profileFields]uint32
	for set := d.uint() & (1<<profileFields - 1); set != 0; set &= set - 1 {
		fields[bits.TrailingZeros32(set)] = d.uint()
	}
	for i, v := range [...]*float32{&x.Valence, &x.Intensity, &x.Shift, &x.Formality, &x.Concreteness} {
		if id := fields[i]; uint64(id) < uint64(len(p.values)) {
			*v = p.values[id]
		} else {
			d.fail()
		}
	}
	x.Fine, x.Function, x.Traits = uint16(fields[5]), Function(fields[6]), Trait(fields[7])
	x.Emotion, x.Person, x.Verb = uint8(fields[8]), Person(fields[9]), Verb(fields[10])
	return x
}

// profileFields is how many fields of an entry a profile holds: as many as
// decoder.profile and encoder.profile name.
const profileFields = 11

func (e *encoder) profile(x *profile, values *pool[float32]) {
	e.uint(uint32(x.parts))
	fields := [profileFields]uint32{
		values.id(x.Valence), values.id(x.Intensity), values.id(x.Shift), values.id(x.Formality), values.id(x.Concreteness),
		uint32(x.Fine), uint32(x.Function), uint32(x.Traits), uint32(x.Emotion), uint32(x.Person), uint32(x.Verb),
	}
	set := uint32(0)
	for i, v := range fields {
		if v != 0 {
			set |= 1 << i
		}
	}
	e.uint(set)
	for _, v := range fields {
		if v != 0 {
			e.uint(v)
		}
	}
}

// profileOf takes off an entry what is its own.
func profileOf(f Form, x Entry) profile {
	p := profile{Entry: x}
	if x.Family != uint32(f) {
		p.parts |= partFamily
	}
	if x.Zipf != 0 {
		p.parts |= partZipf
	}
	if x.Vector >= 0 {
		p.parts |= partVector
	}
	if x.induced != [targets]int8{} {
		p.parts |= partInduced
	}
	if x.marker != 0 {
		p.parts |= partMarker
	}
	p.Zipf, p.Family, p.Vector, p.induced, p.marker = 0, 0, -1, [targets]int8{}, 0
	p.synsets, p.synsetCount, p.talk = 0, 0, 0
	return p
}

// forms writes the entries: the profiles, how much each block holds, the
// slots, then of each form its profile and what it has of its own.
func (c *compiler) forms(out *[sectionCount][]byte) {
	c.values.id(0) // so that 0 is told by 0
	all := make([]profile, len(c.order))
	for i, f := range c.order {
		all[i] = profileOf(f, c.entries[f])
		c.values.id(c.entries[f].Zipf)
	}
	profiles := rank(all)
	var e, data encoder
	e.uint(uint32(len(profiles.all)))
	for i := range profiles.all {
		e.profile(&profiles.all[i], &c.values)
	}
	var last, now blockStart
	for i, f := range c.order {
		data.uint(profiles.id(all[i]))
		c.own(&data, &now, i, all[i].parts, &c.entries[f], out)
		if (i+1)%blockSize == 0 || i+1 == len(c.order) {
			now.data = uint32(len(data))
			e.uint(now.data - last.data)
			e.uint(now.vectors - last.vectors)
			e.uint(now.induced - last.induced)
			e.uint(now.markers - last.markers)
			last = now
		}
	}
	c.slots(&e)
	out[sectionForms] = append(e, data...)
}

// own writes what an entry has of its own.
func (c *compiler) own(data *encoder, now *blockStart, i int, parts parts, x *Entry, out *[sectionCount][]byte) {
	if parts&partFamily != 0 {
		data.int(int32(i) - int32(c.perm[x.Family]))
	}
	if parts&partZipf != 0 {
		data.uint(c.values.id(x.Zipf))
	}
	if parts&partVector != 0 {
		dim := c.lex.vectors.dim
		out[sectionVectors] = append(out[sectionVectors], c.lex.vectors.rows[int(x.Vector)*dim:][:dim]...)
		now.vectors++
	}
	if parts&partInduced != 0 {
		for _, q := range x.induced {
			out[sectionInduced] = append(out[sectionInduced], byte(q))
		}
		now.induced++
	}
	if parts&partMarker != 0 {
		out[sectionMarkers] = append(out[sectionMarkers], c.lex.markers[(x.marker-1)*MarkerCount:][:MarkerCount]...)
		now.markers++
	}
}

// slots writes which slots each form can fill.
func (c *compiler) slots(e *encoder) {
	for i, f := range c.order {
		*e = append(*e, byte(slotsOf(Form(i), c.entries[f].Traits)))
	}
}

package lexicon

import (
	"encoding/binary"
	"math"
	"sync"
	"unsafe"
)

// A decoder reads a section. Where the section is wrong it stops for good
// behind its end, and everything from there on reads as zero.
type decoder struct {
	s string
	i int
}

// uvarint reads a number at i, and gives where the next thing begins.
func uvarint(s string, i int) (uint32, int) {
	if i < len(s) && s[i] < 0x80 {
		return uint32(s[i]), i + 1
	}
	return uvarintLong(s, i)
}

// uvarintLong stands alone so that the compiler can set uvarint in line.
//
//go:noinline
func uvarintLong(s string, i int) (uint32, int) {
	var x uint64
	for shift := 0; i < len(s) && shift < 35; shift += 7 {
		c := s[i]
		i++
		x |= uint64(c&0x7F) << shift
		if c < 0x80 {
			if x > math.MaxUint32 {
				break
			}
			return uint32(x), i
		}
	}
	return 0, len(s) + 1
}

func (d *decoder) uint() (x uint32) {
	x, d.i = uvarint(d.s, d.i)
	return x
}

func (d *decoder) fail() { d.i = len(d.s) + 1 }

func (d *decoder) bad() bool { return d.i > len(d.s) }

func (d *decoder) int() int32 {
	return unzigzag(d.uint())
}

func unzigzag(x uint32) int32 { return int32(x>>1) ^ -int32(x&1) }

// count reads how many things follow, each of a byte at least.
func (d *decoder) count() int {
	n := d.uint()
	if d.bad() || uint64(n) > uint64(len(d.s)-d.i) {
		d.fail()
		return 0
	}
	return int(n)
}

// below reads a number less than n.
func (d *decoder) below(n int) int {
	x := d.uint()
	if uint64(x) >= uint64(n) {
		d.fail()
		return 0
	}
	return int(x)
}

func (d *decoder) bytes(n uint32) string {
	if d.bad() || uint64(n) > uint64(len(d.s)-d.i) {
		d.fail()
		return ""
	}
	from := d.i
	d.i += int(n)
	return d.s[from:d.i]
}

func (d *decoder) string() string { return d.bytes(d.uint()) }

func (d *decoder) real() float32 {
	if b := d.bytes(4); b != "" {
		return math.Float32frombits(fixed32(b))
	}
	return 0
}

// whole reports whether the section was read to its end without fault.
func (d *decoder) whole() bool { return d.i == len(d.s) }

// pools are what the other sections point to.
type pools struct {
	forms   int // how many there are
	dim     int
	values  []float32
	strings []string
}

func (p *pools) decode(s string) bool {
	d := decoder{s: s}
	p.forms, p.dim = d.below(maxForms+1), d.below(math.MaxInt32)
	p.values = list(&d, d.real)
	p.strings = list(&d, d.string)
	return d.whole() && p.forms >= int(firstForm)
}

// value reads the number of a value.
func (p *pools) value(d *decoder) float32 {
	if i := d.uint(); uint64(i) < uint64(len(p.values)) {
		return p.values[i]
	}
	d.fail()
	return 0
}

// decode reads all sections, as far as may be at the same time.
func (l *Lexicon) decode(sections *[sectionCount]string) bool {
	var p pools
	if !p.decode(sections[sectionPools]) {
		return false
	}
	l.vectors, l.markers = vectors{dim: p.dim, rows: sections[sectionVectors]}, sections[sectionMarkers]
	var names, cues, related bool
	var wg sync.WaitGroup
	wg.Go(func() {
		l.table, names = decodeNames(sections[sectionNames], p.forms)
	})
	wg.Go(func() {
		t := tableDecoder{pools: &p, decoder: decoder{s: sections[sectionTables]}}
		if t.tables(l) {
			l.cues, cues = l.decodeCues(sections[sectionCues], &p)
		}
	})
	wg.Go(func() { related = l.relations.decode(sections[sectionRelations], p.forms) })
	forms := l.decodeForms(sections[sectionForms], sections[sectionInduced], &p)
	wg.Wait()
	if !names || !cues || !related || !forms {
		return false
	}
	l.setEkman()
	return true
}

// decodeNames reads the names, and puts them in a table.
func decodeNames(section string, n int) (*table, bool) {
	d := decoder{s: section}
	size := d.uint()
	if uint64(size) > (maxShared+1)*uint64(len(section)) || n > len(section) {
		return nil, false
	}
	t := &table{links: make([]uint32, n), starts: make([]uint32, n+1)}
	t.size(n)
	blob := make([]byte, size+maxPacked) // so that the last name can be read as a key
	from, at := 0, 0                     // where the last name starts, and ends
	for f := 1; f < n; f++ {
		shared, rest := d.name()
		if shared > at-from || shared+len(rest) > int(size)-at {
			return nil, false
		}
		copy(blob[at:], blob[from:from+shared])
		from, at = at, at+shared
		at += copy(blob[at:], rest)
		t.starts[f+1] = uint32(at)
		if name := blob[from:at]; f < maxShort && packs(name) {
			t.putShort(binary.LittleEndian.Uint64(blob[from:])&packMask(len(name)), Form(f))
		} else {
			t.links[f] = hashName(name)
		}
	}
	t.blob = unsafe.String(unsafe.SliceData(blob), int(size)) // nothing writes to blob again
	t.chain(1)
	return t, at == int(size) && d.whole()
}

// name reads how many bytes a name shares with the one before, and the rest.
// Both lengths lie in one byte where they are small.
func (d *decoder) name() (shared int, rest string) {
	if d.i >= len(d.s) {
		d.fail()
		return 0, ""
	}
	c := d.s[d.i]
	d.i++
	shared, n := int(c>>4), uint32(c&15)
	if shared == nibble {
		shared += d.below(math.MaxInt32)
	}
	if n == nibble {
		n += d.uint()
	}
	return shared, d.bytes(n)
}

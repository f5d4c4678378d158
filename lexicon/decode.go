package lexicon

import (
	"math"
	"sync"
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
	return math.Float32frombits(d.fixed())
}

// fixed reads a number of four bytes.
func (d *decoder) fixed() uint32 {
	if b := d.bytes(4); b != "" {
		return fixed32(b)
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
	var names, cues, tables, related bool
	l.table, names = decodeTable(sections[sectionNames])
	l.cues, cues = decodeCues(sections[sectionCues])
	var wg sync.WaitGroup
	wg.Go(func() { related = l.relations.decode(sections[sectionRelations], p.forms) })
	t := tableDecoder{pools: &p, decoder: decoder{s: sections[sectionTables]}}
	tables = t.tables(l)
	forms := l.decodeForms(sections[sectionForms], sections[sectionInduced], &p)
	wg.Wait()
	if !names || !cues || !tables || !related || !forms || l.table.forms != p.forms {
		return false
	}
	l.setEkman()
	return true
}

package lexicon

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"io/fs"
	"strings"
)

// A snapshot is a compiled lexicon: a header, then sections, the same on every
// platform. What is large lies there as it is used, so that it needs no memory
// of its own, and a program that scores one pair reads but the pages which that
// pair needs. What is small is written in variable-length integers and unpacked.
//
//	magic       8 bytes
//	checksum    CRC-32C of all that follows
//	fingerprint FNV-1a of the sections and their lengths
//	lengths     of the sections
//
// Forms are numbered by whether cues use them, how common they are, and their
// names. Words are found in a hash table, and names are written as what differs
// from the name before; the cues are a graph whose equal ends are shared; what
// many entries have in common is written once, as a profile.
const (
	magic      = "attune\x00\x04"
	checkAt    = len(magic)
	printAt    = checkAt + 4
	lengthsAt  = printAt + 8
	sectionsAt = lengthsAt + 4*sectionCount
)

// Sections in the order in which they lie.
const (
	sectionPools = iota
	sectionTables
	sectionNames
	sectionForms
	sectionCues
	sectionInduced
	sectionMarkers
	sectionVectors
	sectionRelations
	sectionCount
)

// ErrSnapshot is the error of what is no whole snapshot of this version.
var ErrSnapshot = errors.New("not a lexicon snapshot, or a damaged one")

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Compile makes a snapshot of the lexicon that [Load] would give, which
// [ReadSnapshot] reads in a small part of the time. Equal files give equal
// bytes.
func Compile(systems ...fs.FS) ([]byte, error) {
	b := newBuilder(nil)
	if err := b.readAll(systems); err != nil {
		return nil, err
	}
	return b.snapshot(), nil
}

// snapshot puts the sections behind their header.
func (b *builder) snapshot() []byte {
	out := make([]byte, sectionsAt)
	for i, s := range b.compile() {
		binary.LittleEndian.PutUint32(out[lengthsAt+4*i:], uint32(len(s)))
		out = append(out, s...)
	}
	copy(out, magic)
	sum := fnv.New64a()
	sum.Write(out[lengthsAt:])
	binary.LittleEndian.PutUint64(out[printAt:], sum.Sum64())
	binary.LittleEndian.PutUint32(out[checkAt:], crc32.Checksum(out[printAt:], castagnoli))
	return out
}

// ReadSnapshot reads what [Compile] made. The error of anything else is
// [ErrSnapshot], or that of the reader.
func ReadSnapshot(r io.Reader) (*Lexicon, error) {
	var s strings.Builder
	if _, err := io.Copy(&s, r); err != nil {
		return nil, fmt.Errorf("read snapshot: %w", err)
	}
	data := s.String()
	if len(data) < sectionsAt || crc32.Checksum([]byte(data[printAt:]), castagnoli) != fixed32(data[checkAt:]) {
		return nil, ErrSnapshot
	}
	return prove(data)
}

// prove reads a snapshot and looks at all of it, so that nothing can panic at
// what it holds.
func prove(data string) (*Lexicon, error) {
	lex, err := read(data)
	if err == nil && !(lex.table.whole() && lex.cues.whole(lex)) {
		lex, err = nil, ErrSnapshot
	}
	return lex, err
}

// read takes a snapshot apart. What is read where it lies, when it is first
// needed, it trusts.
func read(data string) (*Lexicon, error) {
	if len(data) < sectionsAt || data[:checkAt] != magic {
		return nil, ErrSnapshot
	}
	var sections [sectionCount]string
	rest := data[sectionsAt:]
	for i := range sections {
		n := uint64(fixed32(data[lengthsAt+4*i:]))
		if n > uint64(len(rest)) {
			return nil, ErrSnapshot
		}
		sections[i], rest = rest[:n], rest[n:]
	}
	lex := &Lexicon{fingerprint: uint64(fixed32(data[printAt:])) | uint64(fixed32(data[printAt+4:]))<<32}
	if rest != "" || !lex.decode(&sections) {
		return nil, ErrSnapshot
	}
	return lex, nil
}

func fixed32(s string) uint32 {
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

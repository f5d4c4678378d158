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

// A snapshot is a compiled lexicon: a header, then sections of bytes and
// variable-length integers, so that it is the same on every platform, small,
// and read without looking at anything twice.
//
//	magic       8 bytes
//	checksum    CRC-32C of all that follows
//	fingerprint FNV-1a of the sections and their lengths
//	lengths     of the sections
//
// Forms are numbered by how much cues use them, most by none, and then by their
// names, which are written as what differs from the name before; the cues are
// written as a graph whose equal ends are shared; what many entries have in
// common is written once, as a profile.
const (
	magic      = "attune\x00\x01"
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
	return read(data)
}

// read takes a snapshot apart. It trusts the checksum, and still panics at
// nothing.
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

// nibble is the length of a part of a name from which on it needs more than
// half a byte.
const nibble = 15

// maxShared bounds how much longer than their section names can be.
const maxShared = 60

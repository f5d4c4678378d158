package benchmark

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

// Version of the set. It changes with every change to an item.
const Version = "2.0.0"

// files holds the items as JSON lines. They are kept in a file a mechanism and
// sort of item, named SORT-MECHANISM.jsonl, so that changes can be read;
// controls and gaming items belong to no mechanism and lie in the file of the
// one their author was at.
//
//go:embed data/*.jsonl
var files embed.FS

// set is everything the files hold, in their order.
type set struct {
	items       []Item
	controls    []Control
	gaming      []Gaming
	fingerprint uint32
}

var load = sync.OnceValue(func() *set {
	s, err := read(files)
	if err != nil {
		panic(err) // the files are part of the program, and a test reads them
	}
	return s
})

// read reads the files of a directory data.
func read(fsys fs.FS) (*set, error) {
	names, err := fs.Glob(fsys, "data/*.jsonl")
	if err != nil {
		return nil, fmt.Errorf("benchmark: %w", err)
	}
	s := &set{}
	sum := sha256.New()
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("benchmark: %w", err)
		}
		sum.Write(text)
		switch kind := strings.TrimPrefix(name, "data/"); {
		case strings.HasPrefix(kind, "contrast-"):
			s.items, err = appendLines(s.items, text)
		case strings.HasPrefix(kind, "controls-"):
			s.controls, err = appendLines(s.controls, text)
		case strings.HasPrefix(kind, "gaming-"):
			s.gaming, err = appendLines(s.gaming, text)
		default:
			err = fmt.Errorf("unknown sort of items")
		}
		if err != nil {
			return nil, fmt.Errorf("benchmark: %s: %w", name, err)
		}
	}
	h := sum.Sum(nil)
	s.fingerprint = uint32(h[0])<<24 | uint32(h[1])<<16 | uint32(h[2])<<8 | uint32(h[3])
	return s, nil
}

// appendLines decodes JSON lines, none of which may hold a field that isn't
// known.
func appendLines[T any](to []T, text []byte) ([]T, error) {
	n := 0
	for line := range bytes.Lines(text) {
		n++
		dec := json.NewDecoder(bytes.NewReader(line))
		dec.DisallowUnknownFields()
		var item T
		if err := dec.Decode(&item); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		to = append(to, item)
	}
	return to, nil
}

// Signature names the set: its version, and a fingerprint of its bytes. Figures
// taken on sets of the same signature can be compared.
func Signature() string { return fmt.Sprintf("contrast-set:%s:%08x", Version, load().fingerprint) }

// Items gives the contrast items of a part of the set, ordered by mechanism in
// the order of the alphabet and then by id as written. The slice is the
// caller's.
func Items(s Split) []Item {
	return filter(load().items, func(it *Item) bool { return s.holds(it.Split) })
}

// Controls gives the controls of a part of the set. The slice is the caller's.
func Controls(s Split) []Control {
	return filter(load().controls, func(it *Control) bool { return s.holds(it.Split) })
}

// GamingItems gives the gaming items of a part of the set. The slice is the
// caller's.
func GamingItems(s Split) []Gaming {
	return filter(load().gaming, func(it *Gaming) bool { return s.holds(it.Split) })
}

func filter[T any](all []T, wanted func(*T) bool) []T {
	var out []T
	for i := range all {
		if wanted(&all[i]) {
			out = append(out, all[i])
		}
	}
	return out
}

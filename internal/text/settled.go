package text

import (
	"encoding/binary"
	"sync"

	"github.com/jdkato/prose/v3/tag/aptagmodel"
)

// settledTags are the tags of the words that have one for the tagger whatever
// stands around them, as "the" and "could" have.
var settledTags = sync.OnceValue(func() map[string]string { return readSettled(aptagmodel.English) })

// readSettled reads them from the end of the tagger's model, whose layout the
// package internal/flat of prose describes. Of a model of another layout it
// makes no words, so that every sentence is tagged as a whole.
func readSettled(model []byte) map[string]string {
	const head = len("PROSETAG") + 4 // and the version
	r := modelReader{model[min(head, len(model)):]}
	tags := make([]string, r.number())
	for i := range tags {
		tags[i] = r.name()
	}
	features, weights, names := r.number(), r.number(), r.number()
	r.skip(names + 2*4*(features+1) + (1+4)*weights)
	settled := map[string]string{}
	for range r.number() {
		word := r.name()
		if tag := r.skip(1); tag != nil && int(tag[0]) < len(tags) {
			settled[word] = tags[tag[0]]
		}
	}
	if r.rest == nil || len(r.rest) > 0 {
		return nil
	}
	delete(settled, "-") // for which the tagger has a rule of its own
	return settled
}

// A modelReader reads what is left of a model; nil once there was too little.
type modelReader struct{ rest []byte }

func (r *modelReader) skip(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.rest = nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// number reads a number of things, each of a byte at least.
func (r *modelReader) number() int {
	b := r.skip(4)
	if b == nil || uint64(binary.LittleEndian.Uint32(b)) > uint64(len(r.rest)) {
		r.rest = nil
		return 0
	}
	return int(binary.LittleEndian.Uint32(b))
}

func (r *modelReader) name() string {
	if b := r.skip(2); b != nil {
		return string(r.skip(int(binary.LittleEndian.Uint16(b))))
	}
	return ""
}

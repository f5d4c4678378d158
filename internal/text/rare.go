package text

import "github.com/attune-go/attune/lexicon"

// rareWords remembers what was last found out about words of this text that the
// lexicon doesn't know as they are written. Such a word often stands in its text
// more than once, and folding and stemming one takes longer than a sentence of
// known words. It forgets them with the text, so that what a text costs depends
// on no other.
type rareWords struct {
	text  uint32     // how many texts there were
	words []rareWord // by hash, rareCount of them
}

// Bounds of what is remembered.
const (
	rareCount  = 1 << 8
	rareLength = 24 // bytes of a word
)

// A rareWord is what was found out of one word.
type rareWord struct {
	text  uint32 // in which it was met
	word  rareName
	form  lexicon.Form
	key   uint32
	flags Flags
}

// A rareName is a word with its letters of ASCII small, and zeros behind it.
type rareName [rareLength]byte

// place gives the place of a word and its name, no place for a word too long to be
// remembered.
func (r *rareWords) place(w string) (place *rareWord, name rareName) {
	if len(w) > rareLength {
		return nil, name
	}
	if r.words == nil {
		r.words = make([]rareWord, rareCount)
	}
	h := uint32(0)
	for i := range len(w) {
		c := w[i]
		if classOf[c] == classUpper {
			c |= 0x20
		}
		name[i] = c
		h = (h ^ uint32(c)) * 0x9E3779B1
	}
	return &r.words[h>>24%rareCount], name
}

package text

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/jdkato/prose/v3/tag"
	"golang.org/x/text/unicode/norm"

	"github.com/attune-go/attune/lexicon"
)

var tagger = sync.OnceValues(func() (*tag.Tagger, error) { return tag.New() })

// noTag is the tag of what can't be tagged; no Penn tag is spelled so.
const noTag = "X"

// Tag is the Penn Treebank part-of-speech tag of token i, such as "VBD". It is
// found when first asked for, with those before it as far as it depends on
// them, and kept; that costs some microseconds, more than all else done to a
// word. Tag changes the document, so a document must not be shared while it is
// asked for tags.
func (d *Document) Tag(i int) string {
	if n := len(d.Tokens); len(d.tags) != n {
		d.tags = slices.Grow(d.tags[:0], n)[:n]
		clear(d.tags)
	}
	if d.tags[i] == "" {
		d.tagTo(int32(i))
	}
	return d.tags[i]
}

// What the tag of a word depends on: the tags of so many words before it, and
// so many words behind it.
const (
	tagsBefore = 2
	wordsAfter = 2
)

// maxRunUp is how far back from a word settled tags are looked for. It bounds
// the work on one word, so that a sentence of many words to tag is tagged as a
// whole, once, before it costs more.
const maxRunUp = 16

// tagTo tags token i and what its tag depends on: the tokens from where enough
// tags in a row are settled, else from the start of the sentence.
func (d *Document) tagTo(i int32) {
	if d.isSettled(i) {
		return
	}
	s := &d.Sentences[d.Tokens[i].Sentence]
	first, end := d.runUp(s, i), min(i+1+wordsAfter, s.Last)
	if first < 0 {
		first, end = s.First, s.Last
	}
	d.tagging = d.tagging[:0]
	for j := first; j < end; j++ {
		d.tagging = append(d.tagging, tag.Token{Text: d.tagged(int(j))})
	}
	// The model is linked into the binary and a test loads it.
	if t, err := tagger(); err == nil {
		t.TagTokens(d.tagging)
	}
	if end < s.Last {
		end = i + 1 // the tags behind it miss what follows
	}
	for j := first; j < end; j++ {
		d.tags[j] = cmp.Or(d.tagging[j-first].Tag, noTag)
	}
}

// runUp gives the token that tagging must start from to tag token i, -1 where
// that is too far off.
func (d *Document) runUp(s *Sentence, i int32) int32 {
	for j, settled := i, 0; ; {
		if j == s.First || settled == tagsBefore {
			return j
		}
		if i-j == maxRunUp {
			return -1
		}
		if j--; d.isSettled(j) {
			settled++
		} else {
			settled = 0
		}
	}
}

// isSettled reports whether the tagger gives token i its tag whatever stands
// around it, and keeps that tag.
func (d *Document) isSettled(i int32) bool {
	t, ok := settledTags()[d.tagged(int(i))]
	if ok {
		d.tags[i] = t
	}
	return ok
}

// anybody stands in the tagger's eyes for whoever is named: a name that its
// model has seen and one that it hasn't must be tagged alike.
const anybody = "John"

// tagged is token i as the tagger shall see it.
func (d *Document) tagged(i int) string {
	if t := &d.Tokens[i]; t.Has(Title) && d.Entry(i).Is(lexicon.Identity) && !d.Entry(i).Is(lexicon.Stopword) {
		return anybody
	}
	return spelling(d.In(i))
}

var straight = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`)

// spelling is a token as the tagger shall see it, so that quotes and
// composition make no difference. Endless ones it sees the front of.
func spelling(w string) string {
	if len(w) > maxFold {
		w = clip(w, maxWord)
	}
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf {
			return straight.Replace(norm.NFC.String(w))
		}
	}
	return w
}

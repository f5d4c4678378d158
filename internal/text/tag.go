package text

import (
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

// Tag is the Penn Treebank part-of-speech tag of token i, such as "VBD". The
// whole sentence is tagged when first asked for and kept; that costs about a
// microsecond a word, which is more than all else done to it. Tag changes the
// document, so a document must not be shared while it is asked for tags.
func (d *Document) Tag(i int) string {
	if len(d.tags) != len(d.Tokens) {
		d.tags = append(d.tags[:0], make([]string, len(d.Tokens))...)
	}
	if d.tags[i] == "" {
		d.tagSentence(d.Sentences[d.Tokens[i].Sentence])
	}
	return d.tags[i]
}

func (d *Document) tagSentence(s Sentence) {
	toks := make([]tag.Token, 0, s.Last-s.First)
	for i := s.First; i < s.Last; i++ {
		toks = append(toks, tag.Token{Text: d.tagged(int(i))})
	}
	// The model is linked into the binary and a test loads it.
	if t, err := tagger(); err == nil {
		t.TagTokens(toks)
	}
	for k := range toks {
		if toks[k].Tag == "" {
			toks[k].Tag = noTag
		}
		d.tags[int(s.First)+k] = toks[k].Tag
	}
}

// anybody stands in the tagger's eyes for whoever is named: a name that its
// model has seen and one that it hasn't must be tagged alike.
const anybody = "John"

// tagged is token i as the tagger shall see it.
func (d *Document) tagged(i int) string {
	if t := &d.Tokens[i]; t.Has(Title) && d.Lexicon.Entry(t.Form).Is(lexicon.Identity) && !d.Lexicon.Entry(t.Form).Is(lexicon.Stopword) {
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

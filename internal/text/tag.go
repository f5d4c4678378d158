package text

import (
	"sync"

	"github.com/jdkato/prose/v3/tag"
)

var tagger = sync.OnceValues(func() (*tag.Tagger, error) { return tag.New() })

// Tag is the Penn Treebank part-of-speech tag of token i. The sentence is
// tagged when first asked for; it costs about a microsecond a word.
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
	t, err := tagger()
	if err != nil {
		panic("attune: part-of-speech model: " + err.Error()) // linked into the binary
	}
	toks := make([]tag.Token, 0, s.Last-s.First)
	for i := s.First; i < s.Last; i++ {
		toks = append(toks, tag.Token{Text: d.In(int(i))})
	}
	t.TagTokens(toks)
	for k := range toks {
		if toks[k].Tag == "" {
			toks[k].Tag = "X"
		}
		d.tags[int(s.First)+k] = toks[k].Tag
	}
}

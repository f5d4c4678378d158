package text_test

import (
	"testing"

	"github.com/jdkato/prose/v3/tag"

	"github.com/attune-go/attune/internal/exchange"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// A tag that is asked for by itself must be the one that the tagger gives when
// it reads the whole sentence.
func TestTagIsThatOfTheWholeSentence(t *testing.T) {
	tagger, err := tag.New()
	if err != nil {
		t.Fatal(err)
	}
	asked, texts := 0, 0
	for _, p := range exchange.Sizes()[0].Pairs() {
		for _, s := range []string{p.Source, p.Response} {
			if texts++; texts%8 != 0 && !testing.Verbose() {
				continue
			}
			var d text.Document
			text.Parse(&d, lexicon.Default(), s)
			whole := make([]string, 0, len(d.Tokens))
			for _, sent := range d.Sentences {
				var toks []tag.Token
				for i := sent.First; i < sent.Last; i++ {
					toks = append(toks, tag.Token{Text: text.Tagged(&d, int(i))})
				}
				tagger.TagTokens(toks)
				for _, tok := range toks {
					whole = append(whole, tok.Tag)
				}
			}
			for i := len(whole) - 1; i >= 0; i-- {
				asked++
				if got := d.Tag(i); got != whole[i] {
					t.Fatalf("%q in %q is %s, want %s", d.In(i), s, got, whole[i])
				}
			}
		}
	}
	if asked < 1000 {
		t.Errorf("only %d tags were asked for", asked)
	}
}

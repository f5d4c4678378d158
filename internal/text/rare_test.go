package text

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/attune-go/attune/lexicon"
)

// What a document remembers of rare words must not show: each is read as a new
// document reads it, in any spelling, however many others came before.
func TestRareWordsAreReadAlike(t *testing.T) {
	words := []string{
		"Olszewska", "OLSZEWSKA", "olszewska", "sooooooo", "soooooooé", "Zoë's", "zoë’s", "ZOË", "strimmer's", "strimmers", "STRIMMER",
		"pneumonoultramicroscopicsilicovolcanoconiosis", "12th", "3.5", "Ελλάδα", "ΕΛΛΆΔΑ", "e\u0301te\u0301s", "étés", "'cause", "rock 'n' roll",
	}
	for i := range 3 * rareCount {
		words = append(words, fmt.Sprintf("qz%cx%cv", 'a'+i%26, 'a'+i/26%26)+strings.Repeat("y", i/26/26))
	}
	lex := lexicon.Default()
	var used Document
	for range 2 {
		for _, w := range words {
			s := "My " + w + " is here."
			var fresh Document
			Parse(&fresh, lex, s)
			Parse(&used, lex, s)
			if !reflect.DeepEqual(fresh.Tokens, used.Tokens) {
				t.Errorf("%s: %+v, new document %+v", w, used.Tokens, fresh.Tokens)
			}
		}
	}
	more, err := lex.Extend(fstest.MapFS{"vocabulary.tsv": {Data: []byte("form\tzipf\tfamily\nolszewska\t4\tolszewska\n")}})
	if err != nil {
		t.Fatal(err)
	}
	Parse(&used, more, "My Olszewska is here.")
	if used.Tokens[1].Form == lexicon.Unknown {
		t.Error("what was remembered of another lexicon is taken for this one's")
	}
}

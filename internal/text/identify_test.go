package text

import (
	"math/rand/v2"
	"testing"

	"github.com/kljensen/snowball/english"
)

// Words that are not given to the stemmer must be what it would make of them.
func TestWordsWithoutStemAreTheirOwn(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	endings := []string{"", "", "", "a", "o", "sk", "ab", "ov", "alu", "ib", "ix", "y", "izo", "ingh", "ah", "'", "k", "p", "id", "og", "ot", "ir", "en", "am", "ac", "ni", "bi", "vi", "el", "il"}
	kept := 0
	for range 200_000 {
		w := make([]byte, 0, 16)
		for range 1 + r.IntN(9) {
			w = append(w, byte('a'+r.IntN(26)))
		}
		w = append(w, endings[r.IntN(len(endings))]...)
		if s := string(w); !mayHaveStem(s) {
			kept++
			if stem := english.Stem(s, false); stem != s {
				t.Fatalf("the stem of %q is %q", s, stem)
			}
		}
	}
	if kept < 10_000 {
		t.Errorf("only %d words were kept", kept)
	}
}

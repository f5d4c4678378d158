package text

import (
	"testing"

	"github.com/jdkato/prose/v3/tag/aptagmodel"
)

func TestReadSettled(t *testing.T) {
	model := aptagmodel.English
	got := readSettled(model)
	for word, want := range map[string]string{"the": "DT", "could": "MD", "I": "PRP", ",": ",", "love": "", "-": ""} {
		if got[word] != want {
			t.Errorf("tag of %q is %q, want %q", word, got[word], want)
		}
	}
	for n := 0; n < len(model); n += 1 + len(model)/500 {
		if got := readSettled(model[:n]); got != nil {
			t.Fatalf("the first %d bytes of a model of %d give %d words", n, len(model), len(got))
		}
	}
}

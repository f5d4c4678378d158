package text

import (
	"testing"

	"github.com/attune-go/attune/lexicon"
)

func TestDump(t *testing.T) {
	var d Document
	for _, s := range []string{
		"I GOT IN. I'm soooo happy!!! :-) 😭😭 don’t you see? Dr. Smith said 'no way', U.S. e.g. this.that",
		"## Title\n- **bold** item one\n- item two\n\nplain\nline goes on\nNew one https://x.y/z, ok",
	} {
		Parse(&d, lexicon.Default(), s)
		for i, tk := range d.Tokens {
			t.Logf("%d %q form=%q kind=%d flags=%b s=%d c=%d", i, d.In(i), d.Lexicon.Name(tk.Form), tk.Kind, tk.Flags, tk.Sentence, tk.Clause)
		}
		for _, m := range d.Matches {
			a, b := d.Span(m.Start, m.End)
			t.Logf("%s %q", m.Class, s[a:b])
		}
	}
}

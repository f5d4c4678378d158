package pair

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

var update = flag.Bool("update", false, "draw the examples of docs/salience.md anew")

const salienceDoc = "../../docs/salience.md"

// drawn are the worked examples of docs/salience.md, in order. They were made
// up for it.
var drawn = []struct {
	src, resp string
	rewrite   bool
}{
	{
		"Grandad's clock stopped on Tuesday, the mainspring again. I've wound it every night since he died. I sat down on the stairs in the dark and waited for the chime.",
		"You'd wound it every night since he died, and on Tuesday you sat waiting on the stairs for a chime that didn't come. What was it like, that quiet?",
		false,
	},
	{
		"Grandad's clock stopped on Tuesday, the mainspring again. I've wound it every night since he died. I sat down on the stairs in the dark and waited for the chime.",
		"A mainspring is an easy repair! Ask a clockmaker for a quote, have the movement cleaned and oiled, and keep the clock away from radiators.",
		false,
	},
	{
		"We buried the poodle under the oak with his lead and 3 tennis balls, and my son read him the menu from the chippy.",
		"The dog was laid to rest beneath a tree with some of his things, and the family said a few words.",
		true,
	},
}

// draw writes a pair and what became of each content word of its source.
func draw(out *strings.Builder, src, resp string, rewrite bool) {
	const bar = 12
	lex := lexicon.Default()
	var a, b text.Document
	text.Parse(&a, lex, src)
	text.Parse(&b, lex, resp)
	var p Pair
	Build(&p, &a, &b, rewrite)
	fmt.Fprintf(out, "source    %s\nresponse  %s\n\n", src, resp)
	weights := make([]float32, len(p.Links))
	var top float32
	for i := range p.Links {
		weights[i] = p.Links[i].Weight * float32(p.Src.Salience(&p.Links[i].Content))
		top = max(top, weights[i])
	}
	for i := range p.Links {
		l := &p.Links[i]
		to := ""
		if l.To >= 0 {
			to = "-> " + b.In(int(l.To))
		}
		n := int(weights[i]/top*bar + 0.5)
		word := a.In(int(l.Token))
		line := fmt.Sprintf("%s%s %s%s %-11s %s", strings.Repeat("#", n), strings.Repeat(".", bar-n), word, strings.Repeat(" ", max(0, 12-utf8.RuneCountInString(word))), l.Fate, to)
		out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	e := p.Evidence()
	fmt.Fprintf(out, "\nalignment %+.1f:", e.Alignment())
	for k, x := range e {
		fmt.Fprintf(out, " %s %.2f", EvidenceNames[k], x)
	}
	out.WriteString("\n")
}

// TestSalienceDocIsCurrent draws the examples and compares them with the page;
// -update writes them into it.
func TestSalienceDocIsCurrent(t *testing.T) {
	page, err := os.ReadFile(salienceDoc)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(page), "```")
	n := 0
	for i := 1; i < len(parts); i += 2 {
		if !strings.HasPrefix(parts[i], "alignment\n") {
			continue
		}
		if n == len(drawn) {
			t.Fatalf("more than %d examples", n)
		}
		var want strings.Builder
		want.WriteString("alignment\n")
		draw(&want, drawn[n].src, drawn[n].resp, drawn[n].rewrite)
		if parts[i] != want.String() && !*update {
			t.Errorf("example %d of %s is not current; run go test ./internal/pair -update\n%s", n+1, salienceDoc, want.String())
		}
		parts[i] = want.String()
		n++
	}
	if n != len(drawn) {
		t.Errorf("%d examples, want %d", n, len(drawn))
	}
	if *update {
		if err := os.WriteFile(salienceDoc, []byte(strings.Join(parts, "```")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

package lexicon_test

import (
	"errors"
	"fmt"
	"testing/fstest"

	"github.com/attune-go/attune/lexicon"
)

// A house has hedges of its own: one more file of cues, laid over the
// lexicon of the library.
func ExampleLexicon_Extend() {
	house := fstest.MapFS{"hedges.tsv": {Data: []byte("cue\tclass\tstrength\tsource\n" +
		"(if|as far as) memory serves\thedge.epistemic\t0.7\tstyle guide\n")}}
	lex, err := lexicon.Default().Extend(house)
	if err != nil {
		fmt.Println(err)
		return
	}
	var text []lexicon.Symbol
	for _, w := range []string{"If", "memory", "serves", "it", "rained"} {
		text = append(text, lex.Lookup(w))
	}
	for _, m := range lex.Match(nil, text) {
		if m.Class == lexicon.HedgeEpistemic {
			fmt.Printf("%s, %.1f: words %d to %d\n", m.Class, m.Strength, m.Start, m.End)
		}
	}
	// Output:
	// hedge.epistemic, 0.7: words 0 to 3
}

// A row that cannot be read is named by file, line and column.
func ExampleRowError() {
	_, err := lexicon.Load(fstest.MapFS{"rated.tsv": {Data: []byte("form\tvalence\tsource\n" +
		"chuffed\t2.5\thand\n" +
		"gutted\tbad\thand\n")}})
	fmt.Println(err)
	var row *lexicon.RowError
	if errors.As(err, &row) {
		fmt.Println(row.File, row.Line, row.Field)
	}
	// Output:
	// rated.tsv:3: field valence: "bad" is no number
	// rated.tsv 3 valence
}

func ExampleLexicon_Lookup() {
	lex := lexicon.Default()
	for _, w := range []string{"DON’T", "don't", "nosuchword"} {
		f := lex.Lookup(w)
		fmt.Printf("%q %t\n", lex.Name(f), f != lexicon.Unknown)
	}
	// Output:
	// "don't" true
	// "don't" true
	// "" false
}

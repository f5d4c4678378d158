package bench

import (
	"testing"

	"github.com/jdkato/prose/v3"
	"github.com/jonreiter/govader"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/exchange"
)

// BenchmarkBeside runs attune and others on the same bytes in the same run.
// What counts is how the figures stand to each other.
func BenchmarkBeside(b *testing.B) {
	vader := govader.NewSentimentIntensityAnalyzer()
	others := []struct {
		name string
		read func(p *exchange.Pair)
	}{
		{"attune", func(p *exchange.Pair) { empathy.Analyze(p.Source, p.Response) }},
		{"govader", func(p *exchange.Pair) {
			vader.PolarityScores(p.Source)
			vader.PolarityScores(p.Response)
		}},
		{"prose", func(p *exchange.Pair) {
			tagged(b, p.Source)
			tagged(b, p.Response)
		}},
	}
	for _, size := range exchange.Sizes() {
		pairs := size.Pairs()
		for _, o := range others {
			b.Run(size.Name+"/"+o.name, func(b *testing.B) {
				for i := range pairs {
					o.read(&pairs[i]) // what is loaded on first use
				}
				b.SetBytes(exchange.Bytes(pairs))
				b.ReportAllocs()
				n := 0
				for b.Loop() {
					o.read(&pairs[n%len(pairs)])
					n++
				}
			})
		}
	}
}

// tagged reads a text as prose does without its model of entities: sentences,
// words and tags.
func tagged(b *testing.B, s string) {
	if _, err := prose.NewDocument(s, prose.WithExtraction(false)); err != nil {
		b.Fatal(err)
	}
}

package render_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"log"
	"slices"
	"strings"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/compare"
	"github.com/attune-go/attune/empathy/render"
)

func ExampleHTML() {
	pair := empathy.Pair{
		ID:       "first",
		Source:   "My manager put his name on my report. I couldn't even speak.",
		Response: "It sounds like there was a misunderstanding at work.",
	}
	report := empathy.Analyze(pair.Source, pair.Response)

	var page bytes.Buffer // a file, or an http.ResponseWriter
	if err := render.HTML(&page, empathy.Result{Pair: pair, Report: report}); err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Contains(page.String(), "<title>first · attune</title>"))
	// Output: true
}

func ExampleCorpus() {
	pairs := []empathy.Pair{
		{ID: "a", Source: "I was humiliated.", Response: "You must have felt so small. That was humiliating."},
		{ID: "b", Source: "They moved my desk!", Response: "Change can be hard."},
	}
	analyzer, err := empathy.New()
	if err != nil {
		log.Fatal(err)
	}
	corpus := render.Corpus{Title: "Answers of the week"}
	for result, err := range analyzer.AnalyzeAll(context.Background(), slices.Values(pairs)) {
		if err != nil {
			log.Fatal(err)
		}
		if err := corpus.Add(result); err != nil {
			log.Fatal(err)
		}
	}
	var page bytes.Buffer
	if err := corpus.HTML(&page); err != nil {
		log.Fatal(err)
	}
	fmt.Println(corpus.Pairs(), "pairs,", strings.Count(page.String(), "<details"), "of them listed")
	// Output: 2 pairs, 2 of them listed
}

func ExampleComparison() {
	pairs := func(response string) iter.Seq[empathy.Pair] {
		return slices.Values([]empathy.Pair{
			{ID: "1", Source: "I was humiliated, they all laughed at me.", Response: response},
			{ID: "2", Source: "They moved my desk without asking me!", Response: response},
		})
	}
	analyzer, err := empathy.New()
	if err != nil {
		log.Fatal(err)
	}
	ctx := context.Background()
	result, err := compare.Systems(
		analyzer.AnalyzeAll(ctx, pairs("The matter has been noted.")),
		analyzer.AnalyzeAll(ctx, pairs("You didn't deserve that.")),
		compare.Options{})
	if err != nil {
		log.Fatal(err)
	}
	comparison := render.Comparison{A: "last week", B: "this week", Result: result}
	var page bytes.Buffer
	if err := comparison.HTML(&page); err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Contains(page.String(), "<title>this week against last week · attune</title>"))
	// Output: true
}

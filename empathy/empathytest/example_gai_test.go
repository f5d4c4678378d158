package empathytest_test

import (
	"fmt"

	"github.com/attune-go/attune/empathy"
)

// The types of gai's package eval (maragu.dev/gai/eval) that a scorer meets.
// In your own code, import them: there, Input and Output are lists of parts,
// and the text of a part is part.Text().
type (
	Sample struct {
		Input, Output string
	}
	ScorerResult struct {
		Score float64
		Type  string
	}
	Scorer = func(Sample) ScorerResult
)

// EmpathyScorer is an eval.Scorer: it measures with an analyzer that all
// evaluations share.
func EmpathyScorer(a *empathy.Analyzer) Scorer {
	return func(s Sample) ScorerResult {
		report := a.Analyze(s.Input, s.Output)
		if report.Err() != nil {
			return ScorerResult{Score: 0, Type: "Empathy"} // nothing could be measured
		}
		return ScorerResult{Score: report.Score, Type: "Empathy"}
	}
}

// An adapter for the evaluations of gai, which run inside go test.
func Example_gai() {
	analyzer, err := empathy.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	score := EmpathyScorer(analyzer)
	better := score(Sample{Input: message, Output: warm})
	worse := score(Sample{Input: message, Output: cold})
	fmt.Println(better.Type, better.Score > worse.Score)
	// Output: Empathy true
}

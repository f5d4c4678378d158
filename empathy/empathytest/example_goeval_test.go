package empathytest_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/attune-go/attune/empathy"
)

// The types of go-eval (github.com/igcodinap/go-eval) that a metric meets. In
// your own code, import them as eval.Judge, eval.Case and eval.Result.
type (
	Judge any
	Case  struct {
		Input, Output string
	}
	Result struct {
		Metric, Reason string
		Score          float64
		Passed         bool
	}
)

// EmpathyMetric is an eval.Metric. It needs no judge, so that its score is the
// same in every run.
type EmpathyMetric struct {
	AtLeast float64 // score from which a case passes
}

func (m EmpathyMetric) Name() string { return "Empathy" }

func (m EmpathyMetric) Score(_ context.Context, _ Judge, c Case) (Result, error) {
	report := empathy.Analyze(c.Input, c.Output)
	if err := report.Err(); err != nil {
		return Result{}, fmt.Errorf("empathy: %w", err)
	}
	var flagged []string
	for _, mechanism := range report.Flagged() {
		flagged = append(flagged, mechanism.Title())
	}
	return Result{
		Metric: m.Name(),
		Score:  report.Score,
		Passed: report.Score >= m.AtLeast && flagged == nil,
		Reason: strings.Join(flagged, ", "),
	}, nil
}

// An adapter for go-eval, which runs metrics inside go test.
func Example_goEval() {
	metric := EmpathyMetric{AtLeast: 0.4}
	for _, output := range []string{warm, cold, ""} {
		result, err := metric.Score(context.Background(), nil, Case{Input: message, Output: output})
		fmt.Println(result.Passed, err)
	}
	// Output:
	// true <nil>
	// false <nil>
	// false empathy: response has nothing to read: response has no words
}

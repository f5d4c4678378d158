// Package unittest is a test to copy: it fails when a change of prompt or model
// makes the answers of a service colder.
//
//	go test ./examples/unittest
//
// The answers are on file, one row a message, recorded from the model when the
// prompt last changed (testdata/answers.jsonl). So the test needs no network,
// costs nothing, and fails only when somebody recorded other answers: in the
// pull request that changes the prompt, where it can still be changed back.
//
// To see it fail, put "We regret any inconvenience this may have caused." in
// the place of an answer.
package unittest

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"testing"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/empathytest"
	"github.com/attune-go/attune/mechanisms"
)

// A row is a message with the answer of today and one that people found good.
type row struct {
	Name     string `json:"name"`
	Message  string `json:"message"`
	Baseline string `json:"baseline"`
	Answer   string `json:"answer"`
}

func rows(t *testing.T) []row {
	t.Helper()
	f, err := os.Open("testdata/answers.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []row
	for dec := json.NewDecoder(f); ; {
		var r row
		err := dec.Decode(&r)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("row %d: %v", len(all)+1, err)
		}
		all = append(all, r)
	}
}

// No answer may be flagged for any of the four mechanisms.
func TestAnswersKeepFaith(t *testing.T) {
	for _, r := range rows(t) {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			empathytest.Check(t, r.Message, r.Answer)
		})
	}
}

// What this service cares about most has limits of its own.
func TestAnswersDoNotHideBehindOfficialese(t *testing.T) {
	for _, r := range rows(t) {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			empathytest.Check(t, r.Message, r.Answer,
				empathytest.AtMost(mechanisms.Distancing, 0.4),
				empathytest.AtLeastScore(0.4),
			)
		})
	}
}

// A new prompt may be better than the old one, but not colder.
func TestAnswersAreNoColderThanTheBaseline(t *testing.T) {
	for _, r := range rows(t) {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			empathytest.NoColder(t, r.Message, r.Baseline, r.Answer, 0.1)
		})
	}
}

// One bad answer is a bad day, a low mean is a bad prompt.
func TestAnswersAreWarmOnTheWhole(t *testing.T) {
	var sum float64
	all := rows(t)
	for _, r := range all {
		report := empathy.Analyze(r.Message, r.Answer)
		sum += report.Score
	}
	if mean := sum / float64(len(all)); mean < 0.6 {
		t.Errorf("mean score of %d answers %.2f, want at least 0.6", len(all), mean)
	}
}

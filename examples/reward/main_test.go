package main

import (
	"math"
	"strings"
	"testing"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

func TestTheHonestAnswerEarnsMost(t *testing.T) {
	of := func(answer string) float64 {
		r := empathy.Analyze(message, answer)
		return reward(&r)
	}
	honest := of(candidates[0].answer)
	for _, c := range candidates[1:] {
		if got := of(c.answer); got >= honest-0.1 {
			t.Errorf("%s earns %.2f, the honest answer %.2f", c.kind, got, honest)
		}
	}
}

func TestRewardIsBounded(t *testing.T) {
	for _, text := range []string{"", "a", message, strings.Repeat("I'm so sorry, that's awful! ", 5000), strings.Repeat("going forward ", 5000), "\xff", "😭😭😭"} {
		for _, source := range []string{message, "What is 2 + 2?", ""} {
			r := empathy.Analyze(source, text)
			if got := reward(&r); math.IsNaN(got) || got < -1 || got > 1 {
				t.Errorf("%.20q earns %f", text, got)
			}
		}
	}
}

func TestMoreLostNeverEarnsMore(t *testing.T) {
	for _, k := range mechanisms.Kinds() {
		last := 1.0
		for severity := 0.0; severity <= 1; severity += 0.1 {
			var r empathy.Report
			for i := range r.Mechanisms {
				r.Mechanisms[i] = mechanisms.Finding{Mechanism: mechanisms.Kind(i), Applicable: true, Severity: 0.3}
			}
			r.Mechanisms[k].Severity = severity
			got := reward(&r)
			if got >= last {
				t.Errorf("%s at %.1f earns %f, less lost earned %f", k, severity, got, last)
			}
			last = got
		}
	}
}

func TestNothingAtStakeEarnsNothing(t *testing.T) {
	if got := reward(&empathy.Report{Score: 1}); got != 0 {
		t.Errorf("got %f", got)
	}
	if got := advantage(message, reference, reference); got != 0 {
		t.Errorf("the reference has an advantage of %f over itself", got)
	}
}

func TestProgramRuns(*testing.T) { main() }

package empathytest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// Check measures an answer and marks the test as failed where it breaks one of
// the limits among opts; without a limit it takes [NoneFlagged]. src is what
// the person wrote, resp what the model wrote.
func Check(tb testing.TB, src, resp string, opts ...Option) empathy.Report {
	tb.Helper()
	s, ok := settle(tb, opts)
	if ok && len(s.limits) == 0 {
		NoneFlagged()(s)
	}
	r := s.measure(src, resp)
	if broken := s.breaches(&r); len(broken) > 0 {
		tb.Errorf("%s", failure(&r, src, resp, broken))
	}
	return r
}

// NoColder measures two answers to the same source and marks the test as
// failed where the second is colder than the first: where its score is lower
// by more than tolerance, or where a mechanism is flagged in it that was not
// flagged in the first and rose by more than tolerance, so that no answer buys
// a new failure with a better score. Limits among opts are put on the second
// answer.
//
// The baseline is an answer that people have read and found good. A tolerance
// of 0.05 lets rewording pass; 0 asks for no loss at all.
func NoColder(tb testing.TB, src, baseline, resp string, tolerance float64, opts ...Option) empathy.Report {
	tb.Helper()
	s, _ := settle(tb, opts)
	if !within01(tolerance) {
		tb.Errorf("empathytest: tolerance %g, want 0 to 1", tolerance)
	}
	base, r := s.measure(src, baseline), s.measure(src, resp)
	for _, why := range s.unreadable(&base) {
		tb.Errorf("attune: the baseline cannot be compared with: %s", why)
	}
	broken := append(s.breaches(&r), colder(&base, &r, tolerance)...)
	if len(broken) > 0 {
		tb.Errorf("%s", failure(&r, src, resp, broken, passage{label: "baseline", text: baseline}))
	}
	return r
}

// colder tells in what r is worse than base by more than tolerance.
func colder(base, r *empathy.Report, tolerance float64) []breach {
	var out []breach
	tell := func(what string, was, is float64, blames func(*mechanisms.Signal) bool) {
		why := fmt.Sprintf("colder than the baseline: %s %s, was %s, tolerance %g", what, cut(is), cut(was), tolerance)
		out = append(out, breach{why, blames})
	}
	if base.Score-r.Score > tolerance {
		tell("score", base.Score, r.Score, noticeable(r))
	}
	for _, k := range r.Flagged() {
		was, is := base.Mechanism(k), r.Mechanism(k)
		if !was.Flagged() && is.Severity-was.Severity > tolerance {
			tell(k.Title(), was.Severity, is.Severity, ofMechanism(k))
		}
	}
	return out
}

// settle reads the options. What is wrong with them fails the test, and false
// is given: an assertion that cannot be made has not passed.
func settle(tb testing.TB, opts []Option) (*settings, bool) {
	tb.Helper()
	s := &settings{measure: empathy.Analyze}
	for _, o := range opts {
		o(s)
	}
	for _, err := range s.wrong {
		tb.Errorf("empathytest: %v", err)
	}
	return s, len(s.wrong) == 0
}

// breaches tells what is wrong with the texts and which limits are broken.
func (s *settings) breaches(r *empathy.Report) []breach {
	var out []breach
	for _, why := range s.unreadable(r) {
		out = append(out, breach{why, nothing})
	}
	for _, broken := range s.limits {
		out = append(out, broken(r)...)
	}
	return out
}

// A breach is a limit that broke.
type breach struct {
	why    string
	blames func(*mechanisms.Signal) bool // whether a signal counts against it
}

// noticeable blames what adds up to a score: the signals of each mechanism that
// lost something to speak of.
func noticeable(r *empathy.Report) func(*mechanisms.Signal) bool {
	return func(s *mechanisms.Signal) bool { return r.Mechanism(s.Mechanism).Severity >= 0.1 }
}

func nothing(*mechanisms.Signal) bool { return false }

func ofMechanism(k mechanisms.Kind) func(*mechanisms.Signal) bool {
	return func(s *mechanisms.Signal) bool { return s.Mechanism == k }
}

func ofDimension(k dimensions.Kind) func(*mechanisms.Signal) bool {
	return func(s *mechanisms.Signal) bool { return s.Dimension == k }
}

// unreadable tells the errors of the input that were not accepted.
func (s *settings) unreadable(r *empathy.Report) []string {
	err := r.Err()
	if err == nil {
		return nil
	}
	parts := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		parts = joined.Unwrap()
	}
	var out []string
	for _, e := range parts {
		if !s.accepts(e) {
			out = append(out, strings.TrimSpace(e.Error()))
		}
	}
	return out
}

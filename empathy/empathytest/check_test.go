package empathytest

import (
	"math"
	"sync"
	"testing"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

const (
	source = "My manager put his name on my report in front of the whole board. I was humiliated, I couldn't even speak."
	cold   = "Dear customer, it has been noted that a misunderstanding may have occurred. Perhaps both sides should be taken into consideration in accordance with the applicable procedure."
	warm   = "He put his name on your report, in front of the whole board? That's humiliating, and I'm furious for you. You did nothing wrong. What did you want to say to him?"
)

// giving measures by hand: what is tested is the assertion, not the measure.
func giving(r empathy.Report) Option {
	return func(s *settings) { s.measure = func(string, string) empathy.Report { return r } }
}

// report has the given severities of the mechanisms, all dimensions kept half.
func report(score float64, severities ...float64) empathy.Report {
	r := empathy.Report{Score: score, Signature: "attune:test"}
	for i, k := range mechanisms.Kinds() {
		r.Mechanisms[i].Mechanism = k
	}
	for i, s := range severities {
		r.Mechanisms[i].Applicable, r.Mechanisms[i].Severity = true, s
	}
	for i, k := range dimensions.Kinds() {
		r.Dimensions[i] = dimensions.Score{Dimension: k, Score: 0.5, Applicable: true}
	}
	return r
}

func TestCheckHoldsAReportAgainstItsLimits(t *testing.T) {
	unasked := report(0.5)
	unasked.Dimensions[dimensions.Cultural] = dimensions.Score{Dimension: dimensions.Cultural}
	for _, c := range []struct {
		name   string
		report empathy.Report
		opts   []Option
		want   string // in what is printed; "" if the test is to pass
	}{
		{"nothing flagged", report(0.5, 0.49, 0.1, 0, 0.3), nil, ""},
		{"flagged", report(0.5, 0.1, 0.1, 0.5), nil, "conflict avoidance is flagged: 0.50, flagged from 0.5"},
		{"two flagged", report(0.5, 0.7, 0.1, 0.8), nil, "sentiment attenuation is flagged: 0.70"},
		{"a limit takes the default's place", report(0.5, 0.7), []Option{AtLeastScore(0.5)}, ""},
		{"the default stated beside a limit", report(0.5, 0.7), []Option{AtLeastScore(0.5), NoneFlagged()}, "sentiment attenuation is flagged"},
		{"severity at the limit", report(0.5, 0, 0, 0, 0.3), []Option{AtMost(mechanisms.Distancing, 0.3)}, ""},
		{"severity above", report(0.5, 0, 0, 0, 0.31), []Option{AtMost(mechanisms.Distancing, 0.3)}, "linguistic distancing 0.31, want at most 0.3"},
		{"severity just above", report(0.5, 0, 0, 0, 0.3004), []Option{AtMost(mechanisms.Distancing, 0.3)}, "linguistic distancing 0.3004, want at most 0.3"},
		{"mechanism not applicable", report(0.5), []Option{AtMost(mechanisms.Distancing, 0)}, ""},
		{"dimension at the limit", report(0.5), []Option{AtLeast(dimensions.Cultural, 0.5)}, ""},
		{"dimension below", report(0.5), []Option{AtLeast(dimensions.Cultural, 0.6)}, "cultural dimension kept 0.50, want at least 0.6"},
		{"dimension not applicable", unasked, []Option{AtLeast(dimensions.Cultural, 1)}, ""},
		{"score at the limit", report(0.6), []Option{AtLeastScore(0.6)}, ""},
		{"score below", report(0.55), []Option{AtLeastScore(0.6)}, "score 0.55, want at least 0.6"},
		{"every broken limit is told", report(0.55, 0.4), []Option{AtLeastScore(0.6), AtMost(mechanisms.Attenuation, 0.1)}, "sentiment attenuation 0.40, want at most 0.1"},
		{"severity out of range", report(1), []Option{AtMost(mechanisms.Avoidance, 1.5)}, "empathytest: at most: severity 1.5 of avoidance, want 0 to 1"},
		{"severity not a number", report(1), []Option{AtMost(mechanisms.Avoidance, math.NaN())}, "severity NaN"},
		{"unknown mechanism", report(1), []Option{AtMost(9, 0.5)}, "unknown mechanism(9)"},
		{"dimension out of range", report(1), []Option{AtLeast(dimensions.Cultural, -1)}, "score -1 of cultural, want 0 to 1"},
		{"unknown dimension", report(1), []Option{AtLeast(9, 0.5)}, "unknown dimension(9)"},
		{"score out of range", report(1), []Option{AtLeastScore(60)}, "score 60, want 0 to 1"},
		{"nil analyzer", report(1), []Option{WithAnalyzer(nil)}, "nil analyzer"},
	} {
		var tb recorder
		got := Check(&tb, source, cold, append(c.opts, giving(c.report))...)
		if got.Score != c.report.Score {
			t.Errorf("%s: another report was given back", c.name)
		}
		if tb.Failed() != (c.want != "") || !tb.says(c.want) {
			t.Errorf("%s: want %q, printed %q", c.name, c.want, tb.printed())
		}
	}
}

func TestCheckFailsTextsThatCannotBeRead(t *testing.T) {
	for _, c := range []struct {
		name, src, resp string
		opts            []Option
		want            string // "" if the test is to pass
	}{
		{"no response", source, "", nil, "response has nothing to read"},
		{"no source", " \n", warm, nil, "source has nothing to read"},
		{"not UTF-8", source, warm + "\xff", nil, "response is not UTF-8 at byte"},
		{"another language", source, "Он поставил своё имя под твоим отчётом, при всех. Это унизительно.", nil, "does not look like English"},
		{"whatever the limits", source, "", []Option{AtLeastScore(0)}, "response has nothing to read"},
		{"accepted", source, "", []Option{AtLeastScore(0), Accept(empathy.ErrEmptyResponse)}, ""},
		{"another one accepted", source, "", []Option{AtLeastScore(0), Accept(empathy.ErrLanguage)}, "response has nothing to read"},
		{"one of two accepted", "", "", []Option{AtLeastScore(0), Accept(empathy.ErrEmptySource)}, "response has nothing to read"},
	} {
		var tb recorder
		Check(&tb, c.src, c.resp, c.opts...)
		if tb.Failed() != (c.want != "") || !tb.says(c.want) {
			t.Errorf("%s: want %q, printed %q", c.name, c.want, tb.printed())
		}
	}
}

func TestCheckTellsAWarmAnswerFromAColdOne(t *testing.T) {
	Check(t, source, warm)
	var tb recorder
	Check(&tb, source, cold)
	if !tb.says("is flagged") {
		t.Errorf("the cold answer passed: %s", tb.printed())
	}
}

func TestRewriteMeasuresARewrite(t *testing.T) {
	r := Check(t, source, source, Rewrite())
	if r.Task != empathy.Rewrite {
		t.Errorf("task %s", r.Task)
	}
	// Of several ways to measure the last one counts.
	a, err := empathy.New(empathy.WithMaxBytes(8))
	if err != nil {
		t.Fatal(err)
	}
	var tb recorder
	if r := Check(&tb, source, source, Rewrite(), WithAnalyzer(a)); r.Task != empathy.Reply || !tb.says("too long") {
		t.Errorf("task %s, printed %q", r.Task, tb.printed())
	}
}

// pairs measures by hand, each response by its own report.
func pairs(reports map[string]empathy.Report) Option {
	return func(s *settings) { s.measure = func(_, resp string) empathy.Report { return reports[resp] } }
}

func TestNoColderHoldsAnAnswerAgainstAnother(t *testing.T) {
	base := report(0.7, 0.2, 0.2, 0.2, 0.2)
	for _, c := range []struct {
		name      string
		report    empathy.Report
		tolerance float64
		opts      []Option
		want      string // "" if the test is to pass
	}{
		{"the same", base, 0, nil, ""},
		{"warmer", report(0.9, 0.1, 0, 0, 0.1), 0, nil, ""},
		{"within the tolerance", report(0.66, 0.24, 0.2, 0.2, 0.2), 0.05, nil, ""},
		{"score", report(0.6, 0.2, 0.2, 0.2, 0.2), 0.05, nil, "colder than the baseline: score 0.60, was 0.70, tolerance 0.05"},
		{"a new flag under the same score", report(0.7, 0, 0, 0, 0.6), 0.05, nil, "colder than the baseline: linguistic distancing 0.60, was 0.20, tolerance 0.05"},
		{"a mechanism up, but not flagged", report(0.7, 0, 0, 0, 0.49), 0.05, nil, ""},
		{"mechanism that had nothing to lose", report(0.7), 0, nil, ""},
		{"limit of its own", base, 0, []Option{AtLeastScore(0.8)}, "score 0.70, want at least 0.8"},
		{"a new flag within the tolerance", report(0.7, 0.2, 0.2, 0.2, 0.6), 0.5, nil, ""},
		{"tolerance out of range", base, -0.1, nil, "tolerance -0.1, want 0 to 1"},
		{"tolerance not a number", base, math.NaN(), nil, "tolerance NaN"},
		{"option out of range", base, 0, []Option{AtLeastScore(2)}, "score 2, want 0 to 1"},
	} {
		var tb recorder
		opts := append(c.opts, pairs(map[string]empathy.Report{"before": base, "after": c.report}))
		NoColder(&tb, source, "before", "after", c.tolerance, opts...)
		if tb.Failed() != (c.want != "") || !tb.says(c.want) {
			t.Errorf("%s: want %q, printed %q", c.name, c.want, tb.printed())
		}
	}
}

func TestNoColderOfRealAnswers(t *testing.T) {
	NoColder(t, source, cold, warm, 0.05)
	var tb recorder
	NoColder(&tb, source, warm, cold, 0.05)
	if !tb.says("colder than the baseline: score") {
		t.Errorf("printed %q", tb.printed())
	}
	tb = recorder{}
	NoColder(&tb, source, "", warm, 0.05)
	if !tb.says("the baseline cannot be compared with: response has nothing to read") {
		t.Errorf("printed %q", tb.printed())
	}
}

func TestAssertionsMayBeMadeFromSeveralGoroutines(t *testing.T) {
	var tb recorder
	var wg sync.WaitGroup
	const n = 16
	for i := range n {
		wg.Go(func() {
			Check(&tb, source, cold)
			Check(&tb, source, warm)
			NoColder(&tb, source, warm, cold, 0.05)
			if i%2 == 0 {
				Check(&tb, source, source, Rewrite())
			}
		})
	}
	wg.Wait()
	if len(tb.errors) != 2*n {
		t.Errorf("%d failures, want %d", len(tb.errors), 2*n)
	}
}

func TestParallelSubtests(t *testing.T) {
	for _, name := range []string{"one", "two", "three"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			Check(t, source, warm)
			NoColder(t, source, cold, warm, 0)
		})
	}
}

package empathy_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// corpus adds reports up.
func corpus(t *testing.T, reports ...empathy.Report) *empathy.Corpus {
	t.Helper()
	var c empathy.Corpus
	for i := range reports {
		if err := c.Add(&reports[i]); err != nil {
			t.Fatal(err)
		}
	}
	return &c
}

// invented gives n reports with numbers of every size, some not applicable.
func invented(n int) []empathy.Report {
	rng := rand.New(rand.NewPCG(1, 2))
	out := make([]empathy.Report, n)
	for i := range out {
		r := &out[i]
		r.Score, r.Signature = rng.Float64(), "attune:0|task:reply"
		for m := range r.Mechanisms {
			r.Mechanisms[m] = mechanisms.Finding{Mechanism: mechanisms.Kind(m), Severity: rng.Float64() * 0.7, Applicable: rng.IntN(5) > 0}
			for d := range r.Grid[m] {
				r.Grid[m][d] = empathy.Cell{Severity: rng.Float64(), Applicable: rng.IntN(3) > 0}
			}
		}
		for d := range r.Dimensions {
			r.Dimensions[d] = dimensions.Score{Dimension: dimensions.Kind(d), Score: rng.Float64(), Applicable: rng.IntN(4) > 0}
		}
	}
	return out
}

func TestSummaryIsThatOfTheReports(t *testing.T) {
	reports := invented(80)
	s := corpus(t, reports...).Summary(200, 1)
	var score, lost, kept float64
	var flagged, rows, columns, cells, applicable int
	for _, r := range reports {
		score += r.Score
		if len(r.Flagged()) > 0 {
			flagged++
		}
		if f := r.Mechanism(mechanisms.Distancing); f.Applicable {
			rows++
			lost += f.Severity
		}
		if d := r.Dimension(dimensions.Relational); d.Applicable {
			columns++
			kept += d.Score
		}
		if c := r.Grid[mechanisms.Attenuation][dimensions.Relational]; c.Applicable {
			applicable++
			if c.Severity >= mechanisms.FlagAt {
				cells++
			}
		}
	}
	cell := s.Grid[mechanisms.Attenuation][dimensions.Relational]
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"pairs", float64(s.Pairs), 80},
		{"mean score", s.Score.Mean.Value, score / 80},
		{"flagged", float64(s.Score.Flagged), float64(flagged)},
		{"mean of a row", s.Mechanisms[mechanisms.Distancing].Mean.Value, lost / float64(rows)},
		{"pairs of a row", float64(s.Mechanisms[mechanisms.Distancing].Pairs), float64(rows)},
		{"mean of a column", s.Dimensions[dimensions.Relational].Mean.Value, kept / float64(columns)},
		{"pairs of a cell", float64(cell.Pairs), float64(applicable)},
		{"share of a cell", cell.Share.Value, float64(cells) / float64(applicable)},
	} {
		if math.Abs(c.got-c.want) > 1e-6 {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	for _, m := range []empathy.Measure{s.Score, cell, s.Dimensions[0], s.Mechanisms[0]} {
		total := 0
		for _, n := range m.Deciles {
			total += n
		}
		if total != m.Pairs || !slices.IsSorted(m.Quantiles[:]) {
			t.Errorf("%s: %d in tenths, quantiles %v", m.Name, total, m.Quantiles)
		}
		for _, e := range []empathy.Estimate{m.Mean, m.Share} {
			if !(e.Low <= e.Value && e.Value <= e.High) || e.Value > 0 && e.Value < 1 && e.Low == e.High {
				t.Errorf("%s: estimate %v", m.Name, e)
			}
		}
	}
}

func TestSummaryLeavesOutWhatIsNotApplicable(t *testing.T) {
	r := theft(t)
	r.Grid[0][0], r.Dimensions[1] = empathy.Cell{Severity: 0.9}, dimensions.Score{Score: 0.1}
	s := corpus(t, r).Summary(10, 1)
	for _, m := range []empathy.Measure{s.Grid[0][0], s.Dimensions[1]} {
		if m.Pairs != 0 || m.Mean != (empathy.Estimate{}) || m.Flagged != 0 {
			t.Errorf("%+v", m)
		}
	}
}

func TestSummaryIsSeeded(t *testing.T) {
	c := corpus(t, invented(40)...)
	first := c.Summary(50, 1)
	if !reflect.DeepEqual(first, c.Summary(50, 1)) {
		t.Error("the same seed gives another summary")
	}
	second := c.Summary(50, 2)
	if first.Score.Mean == second.Score.Mean || first.Signature == second.Signature {
		t.Errorf("seeds 1 and 2 give %v and %v, %s", first.Score.Mean, second.Score.Mean, second.Signature)
	}
	if want := "attune:0|task:reply|boot:50|seed:1"; first.Signature != want {
		t.Errorf("signature %s, want %s", first.Signature, want)
	}
	if m := c.Summary(0, 1).Score.Mean; m.Low != m.Value || m.High != m.Value {
		t.Errorf("without resamples the interval is %v", m)
	}
}

func TestMergedCorporaAreOneInAnyOrder(t *testing.T) {
	reports := invented(30)
	want := corpus(t, reports...).Summary(50, 1)
	slices.Reverse(reports)
	merged := corpus(t, reports[20:]...)
	for _, part := range []*empathy.Corpus{{}, corpus(t, reports[:10]...), corpus(t, reports[10:20]...)} {
		if err := merged.Merge(part); err != nil {
			t.Fatal(err)
		}
	}
	if got := merged.Summary(50, 1); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCorpusTakesBothTasksOfOneMeasure(t *testing.T) {
	rewrite := analyzer(t, empathy.WithTask(empathy.Rewrite)).Analyze("He lied!", "A matter arose.")
	reply := empathy.Analyze("He lied!", "I see.")
	c := corpus(t, rewrite, reply)
	want := strings.Replace(reply.Signature, "task:reply", "task:reply+rewrite", 1)
	if s := c.Summary(1, 1); c.Signature() != want || s.Task != "reply+rewrite" || c.Pairs() != 2 {
		t.Errorf("signature %s of task %s, want %s", c.Signature(), s.Task, want)
	}
}

func TestCorpusRefusesReportsOfAnotherMeasure(t *testing.T) {
	c := corpus(t, empathy.Analyze("He lied!", "I see."))
	other := theft(t)
	for name, err := range map[string]error{"add": c.Add(&other), "merge": c.Merge(corpus(t, other))} {
		if !errors.Is(err, empathy.ErrSignature) || !strings.Contains(err.Error(), "lex:0badcafe") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if c.Pairs() != 1 {
		t.Errorf("%d pairs", c.Pairs())
	}
}

func TestSummaryOfNothing(t *testing.T) {
	var c empathy.Corpus
	s := c.Summary(10, 1)
	if got := s.String(); got != "no pairs\n" || s.Signature != "" || c.Signature() != "" {
		t.Errorf("got %q, signature %q", got, s.Signature)
	}
}

func TestSummaryPrintsAsText(t *testing.T) {
	fair := calm()
	fair.Signature = strings.Replace(theft(t).Signature, "reply", fair.Task.String(), 1)
	golden(t, "summary.txt", corpus(t, theft(t), theft(t), fair).Summary(100, 1).String())
}

func TestSummaryTextKeepsTo80Columns(t *testing.T) {
	s := corpus(t, invented(20)...).Summary(20, 1)
	s.Pairs, s.Score.Pairs, s.Score.Flagged = 10_000_000, 10_000_000, 9_999_999
	for i := range s.Score.Deciles {
		s.Score.Deciles[i] = 10_000_000 - i
	}
	for line := range strings.Lines(s.String()) {
		line = strings.TrimSuffix(line, "\n")
		if n := utf8.RuneCountInString(line); n > 80 || strings.TrimRight(line, " ") != line {
			t.Errorf("%d columns: %q", n, line)
		}
	}
}

func TestSummaryJSONIsReadAsItWasWritten(t *testing.T) {
	s := corpus(t, invented(20)...).Summary(20, 1)
	var again empathy.Summary
	if err := json.Unmarshal([]byte(asJSON(t, s)), &again); err != nil || !reflect.DeepEqual(s, again) {
		t.Errorf("error %v, got %+v", err, again)
	}
}

func ExampleCorpus() {
	const source = "Your app froze my card at the pharmacy. My son was wheezing and a stranger had to pay. I have never been so ashamed."
	var c empathy.Corpus
	for _, answer := range []string{
		"You stood there with your son wheezing, and a stranger had to pay because we froze your card. I am ashamed of us. That is our fault, and I'm sorry.",
		"Dear customer, transactions may be subject to review in accordance with the applicable terms and conditions. Any inconvenience caused is regretted.",
	} {
		r := empathy.Analyze(source, answer)
		if err := c.Add(&r); err != nil {
			fmt.Println(err)
		}
	}
	s := c.Summary(empathy.DefaultResamples, 1)
	fmt.Println(s.Pairs, "pairs,", s.Score.Flagged, "flagged")
	// Output: 2 pairs, 1 flagged
}

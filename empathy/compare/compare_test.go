package compare_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/compare"
	"github.com/attune-go/attune/mechanisms"
)

var update = flag.Bool("update", false, "write the golden file of testdata anew")

// invented gives n results with numbers of every size. Those of another seed
// differ in numbers but not in IDs and sources; shift is added to what each
// mechanism lost and taken from the scores.
func invented(n int, seed uint64, shift float64) []empathy.Result {
	rng := rand.New(rand.NewPCG(seed, 2))
	out := make([]empathy.Result, n)
	for i := range out {
		out[i].Pair = empathy.Pair{ID: fmt.Sprint("id", i), Source: fmt.Sprint("source ", i), Response: fmt.Sprint("response ", i, " of ", seed)}
		r := &out[i].Report
		r.Signature = "attune:0|lex:1|task:reply"
		r.Score = 0.6 + 0.2*rng.Float64() - shift
		for m := range r.Mechanisms {
			r.Mechanisms[m] = mechanisms.Finding{Mechanism: mechanisms.Kind(m), Applicable: rng.IntN(4) > 0, Severity: 0.3 + 0.2*rng.Float64() + shift}
		}
		for d := range r.Dimensions {
			r.Dimensions[d] = dimensions.Score{Dimension: dimensions.Kind(d), Applicable: rng.IntN(4) > 0, Score: 0.6 + 0.2*rng.Float64() - shift}
		}
	}
	return out
}

// system yields results without an error.
func system(results []empathy.Result) iter.Seq2[empathy.Result, error] {
	return func(yield func(empathy.Result, error) bool) {
		for _, r := range results {
			if !yield(r, nil) {
				return
			}
		}
	}
}

func compared(t *testing.T, a, b []empathy.Result, o compare.Options) *compare.Comparison {
	t.Helper()
	c, err := compare.Systems(system(a), system(b), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func all(c *compare.Comparison) []compare.Difference {
	return slices.Concat([]compare.Difference{c.Score}, c.Mechanisms[:], c.Dimensions[:])
}

func TestDifferencesAreThoseOfPairsInWhichBothApply(t *testing.T) {
	a, b := invented(50, 1, 0), invented(50, 2, 0.05)
	c := compared(t, a, b, compare.Options{})
	var n int
	var sumA, sumB float64
	for i := range a {
		x, y := a[i].Report.Mechanisms[2], b[i].Report.Mechanisms[2]
		if x.Applicable && y.Applicable {
			n, sumA, sumB = n+1, sumA+x.Severity, sumB+y.Severity
		}
	}
	got := c.Mechanisms[2]
	for _, v := range []struct{ got, want float64 }{
		{float64(got.Pairs), float64(n)}, {got.A, sumA / float64(n)}, {got.B, sumB / float64(n)}, {got.Mean, (sumB - sumA) / float64(n)},
	} {
		if math.Abs(v.got-v.want) > 2e-6 {
			t.Errorf("%v, want %v in %+v", v.got, v.want, got)
		}
	}
	if got.Name != "avoidance" || c.Pairs != 50 || c.Score.Pairs != 50 {
		t.Errorf("%d pairs, %+v", c.Pairs, got)
	}
	for _, d := range all(c) {
		if !(d.Low <= d.Mean && d.Mean <= d.High && d.Low < d.High) {
			t.Errorf("%s: mean %v in %v to %v", d.Name, d.Mean, d.Low, d.High)
		}
	}
}

func TestASystemDoesNotDifferFromItself(t *testing.T) {
	a := invented(200, 1, 0)
	c := compared(t, a, a, compare.Options{})
	for _, d := range all(c) {
		if d.Mean != 0 || d.Low != 0 || d.High != 0 || d.P != 1 || d.Significant || d.Pairs == 0 {
			t.Errorf("%+v", d)
		}
	}
	if len(c.Changed) > 0 {
		t.Errorf("%d pairs have changed", len(c.Changed))
	}
}

func TestARealDifferenceIsSignificant(t *testing.T) {
	a := invented(300, 1, 0)
	for _, shift := range []float64{0.05, -0.05} {
		for _, d := range all(compared(t, a, invented(300, 2, shift), compare.Options{})) {
			if !d.Significant || d.P > 0.002 || d.Low*d.High <= 0 {
				t.Errorf("shift %v: %+v", shift, d)
			}
		}
	}
}

// Eight measures and thirty systems that differ by chance: uncorrected, a third
// of them would have a significant difference.
func TestChanceIsSeldomSignificant(t *testing.T) {
	alarms, small := 0, 0
	for seed := range uint64(30) {
		alarm := false
		for _, d := range all(compared(t, invented(60, 100+seed, 0), invented(60, 200+seed, 0), compare.Options{Resamples: 300})) {
			alarm = alarm || d.Significant
			if d.P < 0.05 {
				small++
			}
		}
		if alarm {
			alarms++
		}
	}
	if alarms > 5 || small == 0 {
		t.Errorf("%d of 30 systems differ; %d of 240 p-values are small", alarms, small)
	}
}

func TestComparisonIsSeededAndSaysSo(t *testing.T) {
	a, b := invented(50, 1, 0), invented(50, 2, 0.01)
	first := compared(t, a, b, compare.Options{Resamples: 200, Seed: 7})
	if again := compared(t, a, b, compare.Options{Resamples: 200, Seed: 7}); !reflect.DeepEqual(first, again) {
		t.Error("the same seed gives another comparison")
	}
	if other := compared(t, a, b, compare.Options{Resamples: 200, Seed: 8}); other.Score.Low == first.Score.Low && other.Score.P == first.Score.P {
		t.Error("another seed gives the same draws")
	}
	if want := "attune:0|lex:1|task:reply|boot:200|ar:200|seed:7"; first.Signature != want {
		t.Errorf("signature %s, want %s", first.Signature, want)
	}
}

func TestResultsMayComeInAnyOrder(t *testing.T) {
	a, b := invented(40, 1, 0), invented(40, 2, 0.02)
	want := compared(t, a, b, compare.Options{Changed: -1})
	shuffled := slices.Clone(b)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(b), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	if got := compared(t, a, shuffled, compare.Options{Changed: -1}); !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestResultsOfOneIDBelongTogetherInTheirOrder(t *testing.T) {
	a, b := invented(4, 1, 0), invented(4, 2, 0)
	want := compared(t, a, b, compare.Options{})
	for i := range a {
		a[i].ID, b[i].ID = "same", "same"
	}
	got := compared(t, a, b, compare.Options{})
	if got.Score != want.Score {
		t.Errorf("got %+v, want %+v", got.Score, want.Score)
	}
}

func TestMismatchesAreNamed(t *testing.T) {
	a, b := invented(10, 1, 0), invented(10, 2, 0)
	b[3].Source = "another"
	b[4].ID = strings.Repeat("x", 100)
	long := `"` + strings.Repeat("x", 60) + `…"`
	for _, c := range []struct {
		name, want string
		a, b       []empathy.Result
	}{
		{"a is longer", `5 ids only in A: "id5", "id6", "id7" and 2 more`, a, invented(5, 2, 0)},
		{"b is longer", `1 id only in B: "id9"`, a[:9], invented(10, 2, 0)},
		{"one is empty", `2 ids only in A: "id0", "id1"`, a[:2], nil},
		{"all", `1 id only in A: "id4"; 1 id only in B: ` + long + `; 1 id with different sources: "id3"`, a, b},
		{"an id twice in one", `1 id only in B: "id2"`, a[:3], append(invented(3, 2, 0), a[2])},
	} {
		got, err := compare.Systems(system(c.a), system(c.b), compare.Options{})
		var mismatch *compare.MismatchError
		if !errors.As(err, &mismatch) || err.Error() != c.want || got != nil {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
	_, err := compare.Systems(system(a), system(nil), compare.Options{})
	var mismatch *compare.MismatchError
	if !errors.As(err, &mismatch) || len(mismatch.OnlyA) != 10 {
		t.Errorf("the error doesn't hold all ids: %v", err)
	}
}

func TestSystemsRefusesWhatCannotBeCompared(t *testing.T) {
	a := invented(3, 1, 0)
	otherLexicon, otherTask := slices.Clone(a), slices.Clone(a)
	for i := range a {
		otherLexicon[i].Report.Signature = "attune:0|lex:2|task:reply"
		otherTask[i].Report.Signature, otherTask[i].Report.Task = "attune:0|lex:1|task:rewrite", empathy.Rewrite
	}
	mixed := append(slices.Clone(a[:2]), otherLexicon[2])
	broken := errors.New("broken")
	for _, c := range []struct {
		name string
		a, b iter.Seq2[empathy.Result, error]
		o    compare.Options
		want error
		told string
	}{
		{"nothing", system(nil), system(nil), compare.Options{}, compare.ErrNoPairs, ""},
		{"another lexicon", system(a), system(otherLexicon), compare.Options{}, empathy.ErrSignature, `pair "id0"`},
		{"another task", system(a), system(otherTask), compare.Options{}, empathy.ErrSignature, `pair "id0"`},
		{"another lexicon later on", system(mixed), system(mixed), compare.Options{}, empathy.ErrSignature, `pair "id2"`},
		{"a failing system", system(a), func(yield func(empathy.Result, error) bool) { yield(empathy.Result{}, broken) }, compare.Options{}, broken, "system B"},
		{"too few resamples", system(a), system(a), compare.Options{Resamples: -1}, nil, "-1 resamples"},
	} {
		_, err := compare.Systems(c.a, c.b, c.o)
		if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.told) {
			t.Errorf("%s: error %v", c.name, err)
		}
	}
}

func TestChangedAreTheLargestDifferencesOfScore(t *testing.T) {
	a, b := invented(6, 1, 0), invented(6, 1, 0)
	for i, change := range []float64{0.1, 0, -0.3, 0.2, 0.1, -0.1} {
		a[i].Report.Score, b[i].Report.Score = 0.5, 0.5+change
	}
	for _, c := range []struct {
		changed int
		want    string
	}{
		{0, "id2 id3 id0 id4 id5"},
		{3, "id2 id3 id0"},
		{100, "id2 id3 id0 id4 id5"},
		{-1, ""},
	} {
		var ids []string
		for _, x := range compared(t, a, b, compare.Options{Changed: c.changed}).Changed {
			if x.A.ID != x.B.ID || x.A.Source != x.B.Source {
				t.Errorf("%+v is no pair", x)
			}
			ids = append(ids, x.A.ID)
		}
		if got := strings.Join(ids, " "); got != c.want {
			t.Errorf("%d changed: got %s, want %s", c.changed, got, c.want)
		}
	}
}

// desk is a comparison whose texts and evidence are known.
func desk(t *testing.T) *compare.Comparison {
	a, b := invented(40, 1, 0), invented(40, 1, 0.03)
	for i := range a {
		a[i].Report.Mechanisms[1].Applicable = false
	}
	a[7].Source = "They moved my desk to the corridor!\n\x1b[2J"
	b[7].Source = a[7].Source
	a[7].Response, b[7].Response = "To the corridor? That's outrageous.", "Change can be hard. Perhaps mistakes were made."
	a[7].Report.Score, b[7].Report.Score = 0.95, 0.12
	b[7].Report.Mechanisms[2] = mechanisms.Finding{Mechanism: mechanisms.Avoidance, Applicable: true, Severity: 0.9, Signals: []mechanisms.Signal{
		{Name: "agent-deleted", Evidence: []mechanisms.Evidence{
			{Side: mechanisms.Source, Start: 0, End: 18}, {Side: mechanisms.Response, Start: 28, End: 46}, {Side: mechanisms.Response, Start: 28, End: 46},
			{Side: mechanisms.Response, Start: 40, End: 400}, {Side: mechanisms.Response, Start: -1, End: 2},
		}},
		{Name: "hedged"},
		{Name: "third"},
	}}
	return compared(t, a, b, compare.Options{Resamples: 200, Changed: 1})
}

func TestComparisonPrintsAsText(t *testing.T) {
	got := desk(t).String()
	path := filepath.Join("testdata", "comparison.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("differs; if that is meant, run go test ./empathy/compare -update\n--- got\n%s\n--- want\n%s", got, want)
	}
}

func TestComparisonTextKeepsTo80ColumnsAndHasNoControls(t *testing.T) {
	c := desk(t)
	long := strings.Repeat("humiliated 日本 ", 200) + "\x1b[2J\u202e\r\n"
	c.Changed[0].A.Pair = empathy.Pair{ID: long, Source: long, Response: ""}
	c.Changed[0].B.Pair = empathy.Pair{ID: long, Source: long, Response: long}
	for line := range strings.Lines(c.String()) {
		line = strings.TrimSuffix(line, "\n")
		if utf8.RuneCountInString(line) > 80 || strings.ContainsAny(line, "\x1b\r\u202e") || strings.TrimRight(line, " ") != line {
			t.Errorf("%q", line)
		}
	}
}

func TestComparisonJSONIsReadAsItWasWritten(t *testing.T) {
	c := desk(t)
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var again compare.Comparison
	if err := json.Unmarshal(b, &again); err != nil || again.String() != c.String() {
		t.Errorf("error %v, got\n%s", err, again)
	}
}

func ExampleSystems() {
	sources := []string{
		"My landlord kept my deposit. I cried in the stairwell.",
		"My sister forgot my wedding and I am so hurt.",
		"They gave my shift to the boss's nephew, the bastards.",
		"My dog died on Sunday and the flat is so quiet.",
	}
	// answers gives the sources, each with the same answer.
	answers := func(answer string) iter.Seq[empathy.Pair] {
		return func(yield func(empathy.Pair) bool) {
			for i, source := range sources {
				if !yield(empathy.Pair{ID: fmt.Sprint(i), Source: source, Response: answer}) {
					return
				}
			}
		}
	}
	a, err := empathy.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	old := a.AnalyzeAll(ctx, answers("That hurts, and I'm angry with you. What do you need now?"))
	cold := a.AnalyzeAll(ctx, answers("It may be beneficial to consult the applicable terms and conditions."))
	c, err := compare.Systems(old, cold, compare.Options{Seed: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	// Four pairs are worse each, and yet too few to be sure of anything.
	fmt.Println(c.Pairs, c.Score.Mean < 0, c.Score.Significant)
	// Output: 4 true false
}

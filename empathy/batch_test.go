package empathy_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/ordered"
)

// pairs gives n pairs of uneven length, and counts in taken, if there is one,
// how many were taken.
func pairs(n int, taken *int) iter.Seq[empathy.Pair] {
	return func(yield func(empathy.Pair) bool) {
		for i := range n {
			if taken != nil {
				*taken++
			}
			p := empathy.Pair{
				ID:       fmt.Sprint(i),
				Source:   "My boss lied" + strings.Repeat(" to me again", i%17) + ", and I was humiliated.",
				Response: "I see. Perhaps mistakes were made.",
			}
			if !yield(p) {
				return
			}
		}
	}
}

func analyzer(t *testing.T, opts ...empathy.Option) *empathy.Analyzer {
	t.Helper()
	a, err := empathy.New(opts...)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// noLeak fails the test if more goroutines run at its end than now.
func noLeak(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		// A goroutine that has done its work may still be counted for a moment.
		for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; {
			if time.Now().After(deadline) {
				stacks := make([]byte, 1<<16)
				t.Errorf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
				return
			}
			time.Sleep(time.Millisecond)
		}
	})
}

func TestAnalyzeAllIsAnalyzeOfEachInOrder(t *testing.T) {
	noLeak(t)
	a := analyzer(t)
	var got []empathy.Result
	for r, err := range a.AnalyzeAll(context.Background(), pairs(200, nil)) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r)
	}
	if len(got) != 200 {
		t.Fatalf("%d results", len(got))
	}
	i := 0
	for p := range pairs(200, nil) {
		want := empathy.Result{Pair: p, Report: a.Analyze(p.Source, p.Response)}
		if asJSON(t, got[i]) != asJSON(t, want) {
			t.Fatalf("result %d: got\n%s\nwant\n%s", i, asJSON(t, got[i]), asJSON(t, want))
		}
		i++
	}
}

func asJSON(t *testing.T, x any) string {
	t.Helper()
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAnalyzeAllTakesTheTaskOfThePairThenThatOfTheAnalyzer(t *testing.T) {
	const src, resp = "He lied to me!", "A matter was raised."
	var in []empathy.Pair
	for _, line := range []string{`{}`, `{"task":"reply"}`, `{"task":"rewrite"}`, `{"task":null}`} {
		p := empathy.Pair{Source: src, Response: resp}
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		in = append(in, p)
	}
	short := empathy.WithMaxBytes(10) // an option that has to hold for both tasks
	for _, own := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		want := []empathy.Task{own, empathy.Reply, empathy.Rewrite, own}
		i := 0
		for r, err := range analyzer(t, empathy.WithTask(own), short).AnalyzeAll(t.Context(), slices.Values(in)) {
			if err != nil {
				t.Fatal(err)
			}
			report := analyzer(t, empathy.WithTask(want[i]), short).Analyze(src, resp)
			if asJSON(t, r.Report) != asJSON(t, report) {
				t.Errorf("analyzer for %s, pair %d: task %s, want %s", own, i, r.Report.Task, want[i])
			}
			i++
		}
	}
}

func TestAnalyzeAllTellsAnUnknownTaskAndGoesOn(t *testing.T) {
	strange := empathy.Task(9)
	in := []empathy.Pair{{ID: "a"}, {ID: "b", Task: &strange}, {ID: "c"}}
	var got []string
	for r, err := range analyzer(t).AnalyzeAll(t.Context(), slices.Values(in)) {
		got = append(got, fmt.Sprint(r.ID, " ", err))
	}
	if want := []string{"a <nil>", `b pair "b": unknown task 9`, "c <nil>"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAnalyzeAllMayBeLeft(t *testing.T) {
	noLeak(t)
	taken, n := 0, 0
	for range analyzer(t).AnalyzeAll(context.Background(), pairs(1_000_000, &taken)) {
		if n++; n == 10 {
			break
		}
	}
	// The range has ended, so taken is no longer written to.
	if most := n + ordered.Ahead*runtime.GOMAXPROCS(0) + 2; taken > most {
		t.Errorf("%d pairs taken for %d results, want %d at most", taken, n, most)
	}
}

func TestAnalyzeAllEndsWithTheErrorOfItsContext(t *testing.T) {
	noLeak(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var errs []error
	n := 0
	for r, err := range analyzer(t).AnalyzeAll(ctx, pairs(1_000_000, nil)) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if r.ID != fmt.Sprint(n) {
			t.Fatalf("result %d is that of pair %s", n, r.ID)
		}
		if n++; n == 10 {
			cancel()
		}
	}
	if len(errs) != 1 || !errors.Is(errs[0], context.Canceled) {
		t.Errorf("errors %v, want one, that of the context", errs)
	}
	if most := 10 + ordered.Ahead*runtime.GOMAXPROCS(0) + 2; n < 10 || n > most {
		t.Errorf("%d results, want 10 to %d", n, most)
	}
}

func TestAnalyzeAllOfADoneContextYieldsItsError(t *testing.T) {
	noLeak(t)
	ctx, cancel := context.WithTimeout(context.Background(), 0)
	defer cancel()
	var got []error
	for _, err := range analyzer(t).AnalyzeAll(ctx, pairs(5, nil)) {
		got = append(got, err)
	}
	if len(got) != 1 || !errors.Is(got[0], context.DeadlineExceeded) {
		t.Errorf("got %v", got)
	}
}

func TestAnalyzeAllStartsNothingUnlessRangedOver(t *testing.T) {
	before := runtime.NumGoroutine()
	taken := 0
	_ = analyzer(t).AnalyzeAll(t.Context(), pairs(5, &taken))
	if n := runtime.NumGoroutine(); n > before || taken > 0 {
		t.Errorf("%d goroutines, %d before; %d pairs taken", n, before, taken)
	}
}

func TestAnalyzeAllMayBeRangedOverAgain(t *testing.T) {
	all := analyzer(t).AnalyzeAll(t.Context(), pairs(20, nil))
	var texts [2]strings.Builder
	for i := range texts {
		for r := range all {
			texts[i].WriteString(asJSON(t, r))
		}
	}
	if texts[0].String() != texts[1].String() || texts[0].Len() == 0 {
		t.Error("the second range gives other results")
	}
}

func TestAnalyzerIsSharedByManyGoroutines(t *testing.T) {
	noLeak(t)
	a := analyzer(t)
	var want []string
	for p := range pairs(30, nil) {
		want = append(want, asJSON(t, empathy.Result{Pair: p, Report: a.Analyze(p.Source, p.Response)}))
	}
	var wg sync.WaitGroup
	for g := range 64 {
		wg.Go(func() {
			i := 0
			for r, err := range a.AnalyzeAll(context.Background(), pairs(len(want), nil)) {
				b, _ := json.Marshal(r)
				if err != nil || string(b) != want[i] {
					t.Errorf("goroutine %d: pair %d differs, error %v", g, i, err)
					return
				}
				i++
			}
			if i != len(want) {
				t.Errorf("goroutine %d: %d results", g, i)
			}
		})
	}
	wg.Wait()
}

func ExampleAnalyzer_AnalyzeAll() {
	const source = "Your app froze my card at the pharmacy. My son was wheezing and a stranger had to pay. I have never been so ashamed."
	pairs := []empathy.Pair{
		{ID: "kept", Source: source, Response: "You stood there with your son wheezing, and a stranger had to pay because we froze your card. I am ashamed of us. That is our fault, and I'm sorry."},
		{ID: "lost", Source: source, Response: "Dear customer, transactions may be subject to review in accordance with the applicable terms and conditions. Any inconvenience caused is regretted."},
	}
	a, err := empathy.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	for r, err := range a.AnalyzeAll(context.Background(), slices.Values(pairs)) {
		if err != nil {
			fmt.Println(err) // the context's, or a pair's task that is unknown
			break
		}
		fmt.Println(r.ID, r.Report.Score > 0.5)
	}
	// Output:
	// kept true
	// lost false
}

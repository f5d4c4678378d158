package empathy_test

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/benchmark"
	"github.com/attune-go/attune/mechanisms"
)

// texts are the written items as pairs: every faithful and failing response.
func texts(t testing.TB) []empathy.Pair {
	t.Helper()
	var out []empathy.Pair
	for _, it := range benchmark.Items(benchmark.All) {
		out = append(out,
			empathy.Pair{ID: it.ID + "/faithful", Source: it.Source, Response: it.Faithful},
			empathy.Pair{ID: it.ID + "/failing", Source: it.Source, Response: it.Failing})
	}
	if len(out) < 1000 {
		t.Fatalf("only %d texts", len(out))
	}
	return out
}

func taskAnalyzer(t testing.TB, task empathy.Task) *empathy.Analyzer {
	t.Helper()
	a, err := empathy.New(empathy.WithTask(task))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func encoded(t testing.TB, r empathy.Report) string {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestSameInputGivesSameBytesAcrossGoroutines(t *testing.T) {
	a := taskAnalyzer(t, empathy.Reply)
	pairs := texts(t)[:200]
	want := make([]string, len(pairs))
	for i, p := range pairs {
		want[i] = encoded(t, a.Analyze(p.Source, p.Response))
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i, p := range pairs {
				b, err := json.Marshal(a.Analyze(p.Source, p.Response))
				if err != nil || string(b) != want[i] {
					t.Errorf("%s: other bytes in another goroutine (%v)", p.ID, err)
				}
			}
		}()
	}
	wg.Wait()
}

func TestRewriteThatKeepsEverythingLosesNothing(t *testing.T) {
	a := taskAnalyzer(t, empathy.Rewrite)
	for _, p := range texts(t) {
		r := a.Analyze(p.Response, p.Response)
		if r.Score < 0.95 {
			t.Errorf("%s: score %.3f of a text rewritten as itself", p.ID, r.Score)
		}
		for _, f := range r.Mechanisms {
			if f.Severity > 0.05 {
				t.Errorf("%s: %s %.3f of a text rewritten as itself", p.ID, f.Mechanism, f.Severity)
			}
		}
	}
}

func TestFormOfWritingDoesNotMatter(t *testing.T) {
	a := taskAnalyzer(t, empathy.Reply)
	curly := strings.NewReplacer("'", "’")
	variants := map[string]func(string) string{
		"curly apostrophes": curly.Replace,
		"NFD":               norm.NFD.String,
		"NFC":               norm.NFC.String,
		"CRLF":              func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"bold":              bold,
	}
	for _, p := range texts(t) {
		want := a.Analyze(p.Source, p.Response)
		for name, v := range variants {
			if name == "curly apostrophes" && strings.Contains(p.Source+p.Response, " '") {
				continue // a straight single quote that opens becomes another mark
			}
			got := a.Analyze(v(p.Source), v(p.Response))
			if !sameNumbers(want, got) {
				t.Errorf("%s: %s changes a number: score %v, was %v", p.ID, name, got.Score, want.Score)
			}
		}
	}
}

// bold sets the longest plain word of a text in bold.
func bold(s string) string {
	best := ""
	for _, w := range strings.Fields(s) {
		if len(w) > len(best) && strings.IndexFunc(w, func(r rune) bool { return (r < 'a' || r > 'z') }) < 0 {
			best = w
		}
	}
	if best == "" {
		return s
	}
	return strings.Replace(s, " "+best+" ", " **"+best+"** ", 1)
}

func sameNumbers(a, b empathy.Report) bool {
	if a.Score != b.Score || a.Grid != b.Grid || a.Dimensions != b.Dimensions || len(a.Acts) != len(b.Acts) {
		return false
	}
	for k := range a.Mechanisms {
		if a.Mechanisms[k].Severity != b.Mechanisms[k].Severity {
			return false
		}
	}
	return true
}

func TestEvidenceLiesOnRunesAndStandsBehindEveryFlag(t *testing.T) {
	for _, task := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		a := taskAnalyzer(t, task)
		for _, p := range texts(t) {
			r := a.Analyze(p.Source, p.Response)
			for _, f := range r.Mechanisms {
				n := 0
				for _, s := range f.Signals {
					for _, e := range s.Evidence {
						n++
						checkSpan(t, p, e)
					}
				}
				if f.Flagged() && n == 0 {
					t.Errorf("%s: %s flagged without evidence", p.ID, f.Mechanism)
				}
			}
			for _, act := range r.Acts {
				for _, e := range act.Evidence {
					checkSpan(t, p, e)
				}
			}
		}
	}
}

func checkSpan(t *testing.T, p empathy.Pair, e mechanisms.Evidence) {
	t.Helper()
	s := p.Source
	if e.Side == mechanisms.Response {
		s = p.Response
	}
	if e.Start < 0 || e.End > len(s) || e.Start >= e.End {
		t.Fatalf("%s: span %d to %d of %d bytes", p.ID, e.Start, e.End, len(s))
	}
	if !utf8.ValidString(s[e.Start:e.End]) || !utf8.RuneStart(s[e.Start]) {
		t.Errorf("%s: span %q is not on rune boundaries", p.ID, s[e.Start:e.End])
	}
	if strings.TrimSpace(s[e.Start:e.End]) != s[e.Start:e.End] || e.Reason == "" {
		t.Errorf("%s: span %q, reason %q", p.ID, s[e.Start:e.End], e.Reason)
	}
}

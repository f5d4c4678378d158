package render_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/compare"
	"github.com/attune-go/attune/empathy/render"
	"github.com/attune-go/attune/mechanisms"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew")

// golden compares a page with a file of testdata, which lacks style, script
// and the script's fingerprint: these are files of their own.
func golden(t *testing.T, name, page string) {
	t.Helper()
	got := regexp.MustCompile(`(?s)(<style>).*?(</style>)`).ReplaceAllString(page, "$1$2")
	got = regexp.MustCompile(`(?s)(<script>).*?(</script>)`).ReplaceAllString(got, "$1$2")
	got = regexp.MustCompile(`sha256-[^ ]*`).ReplaceAllString(got, "sha256-")
	path := filepath.Join("testdata", name)
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
		t.Errorf("%s differs; if that is meant, run go test ./empathy/render -update\n--- got\n%s", name, got)
	}
}

// pageOf writes a page on one pair.
func pageOf(t testing.TB, r empathy.Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := render.HTML(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// corpusOf writes a page on several pairs.
func corpusOf(t testing.TB, c *render.Corpus, results ...empathy.Result) string {
	t.Helper()
	for _, r := range results {
		if err := c.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := c.HTML(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPagesAreAsBefore(t *testing.T) {
	golden(t, "pair.html", pageOf(t, theft(t)))
	golden(t, "calm.html", pageOf(t, calm()))
	golden(t, "corpus.html", corpusOf(t, &render.Corpus{Title: "Two <pairs>", Resamples: -1}, calm(), theft(t)))
	golden(t, "empty.html", corpusOf(t, &render.Corpus{}))
	golden(t, "comparison.html", comparisonOf(t, comparison(t)))
	golden(t, "unchanged.html", comparisonOf(t, render.Comparison{Title: "The <same>", Result: &compare.Comparison{}}))
}

// comparisonOf writes a page on two systems.
func comparisonOf(t testing.TB, c render.Comparison) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.HTML(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPagesAreTheSameEveryTime(t *testing.T) {
	c, d := &render.Corpus{Seed: 7}, &render.Corpus{Seed: 7}
	a, b := corpusOf(t, c, calm(), theft(t)), corpusOf(t, d, calm(), theft(t))
	if a != b {
		t.Error("two corpora of the same pairs give two pages")
	}
	if again := corpusOf(t, c); again != a {
		t.Error("a corpus written twice gives two pages")
	}
}

func TestPageNeedsNothingElse(t *testing.T) {
	page := corpusOf(t, &render.Corpus{}, theft(t))
	for _, bad := range []string{"src=", "href=", "http:", "https:", "url(", "@import", "fetch(", "innerHTML", "eval("} {
		if strings.Contains(page, bad) {
			t.Errorf("%q is in the page", bad)
		}
	}
	for _, want := range []string{"default-src &#39;none&#39;", "script-src &#39;sha256-"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
}

// many are pairs that differ in name and score, the worst in the middle.
func many(t testing.TB, n int) []empathy.Result {
	t.Helper()
	out := make([]empathy.Result, n)
	for i := range out {
		r := theft(t)
		r.ID = fmt.Sprintf("pair-%03d", i)
		r.Report.Score = float64((i+n/2)%n) / float64(n)
		out[i] = r
	}
	return out
}

var called = regexp.MustCompile(`<h3><bdi>([^<]*)</bdi>`)

func TestCorpusListsTheWorstFirst(t *testing.T) {
	const n = 2 * render.Shown
	page := corpusOf(t, &render.Corpus{Resamples: -1}, many(t, n)...)
	names := called.FindAllStringSubmatch(page, -1)
	if len(names) != render.Shown {
		t.Fatalf("%d pairs are laid out, want %d", len(names), render.Shown)
	}
	for i, name := range names {
		if want := fmt.Sprintf("pair-%03d", (i+n/2)%n); name[1] != want {
			t.Errorf("pair %d is %s, want %s", i, name[1], want)
		}
	}
	if got := len(data(t, page).Pairs); got != n {
		t.Errorf("%d pairs in the data, want %d", got, n)
	}
}

func TestCorpusKeepsTheWorstAndCountsAll(t *testing.T) {
	page := corpusOf(t, &render.Corpus{Keep: 3, Resamples: -1}, many(t, 10)...)
	var names []string
	for _, name := range called.FindAllStringSubmatch(page, -1) {
		names = append(names, name[1])
	}
	if got := strings.Join(names, " "); got != "pair-005 pair-006 pair-007" {
		t.Errorf("listed are %s", got)
	}
	for _, want := range []string{"10 pairs", "The 3 with the lowest scores are listed; the numbers above are those of all 10."} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
}

func TestPairsOfEqualScoreKeepTheirOrder(t *testing.T) {
	results := many(t, 6)
	for i := range results {
		results[i].Report.Score = 0.5
	}
	page := corpusOf(t, &render.Corpus{Keep: 4, Resamples: -1}, results...)
	var names []string
	for _, name := range called.FindAllStringSubmatch(page, -1) {
		names = append(names, name[1])
	}
	if got := strings.Join(names, " "); got != "pair-000 pair-001 pair-002 pair-003" {
		t.Errorf("listed are %s", got)
	}
}

func TestCorpusRefusesReportsOfAnotherMeasure(t *testing.T) {
	var c render.Corpus
	other := theft(t)
	other.Report.Signature = "attune:other|task:reply"
	if err := errors.Join(c.Add(theft(t)), c.Add(other)); !errors.Is(err, empathy.ErrSignature) {
		t.Errorf("got %v", err)
	}
	if c.Pairs() != 1 {
		t.Errorf("%d pairs", c.Pairs())
	}
}

func TestErrorsOfTheWriterAreTold(t *testing.T) {
	full := errors.New("disk full")
	var c render.Corpus
	two := comparison(t)
	for _, err := range []error{render.HTML(failing{full}, theft(t)), c.HTML(failing{full}), two.HTML(failing{full})} {
		if !errors.Is(err, full) {
			t.Errorf("got %v", err)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestMarksFitTheTexts(t *testing.T) {
	const text = "naïve 😭 words"
	for _, c := range []struct {
		name       string
		start, end int
		want       string // the marked part, "" for none
	}{
		{"a word", 0, 6, "naïve"},
		{"cut runes are marked whole", 3, 9, "ïve 😭"},
		{"before the text", -1, 4, ""},
		{"behind the text", 3, 99, ""},
		{"upside down", 5, 2, ""},
		{"empty", 4, 4, ""},
		{"the whole", 0, len(text), ""},
	} {
		r := calm()
		r.Source = text
		r.Report.Mechanisms[0] = mechanisms.Finding{Severity: 0.9, Applicable: true, Signals: []mechanisms.Signal{
			signal(mechanisms.Attenuation, 0, 0.9, "test", mechanisms.Evidence{Start: c.start, End: c.end, Reason: "because"})}}
		marks := regexp.MustCompile(`<mark[^>]*>([^<]*)</mark>`).FindAllStringSubmatch(pageOf(t, r), -1)
		got := ""
		for _, m := range marks {
			got += m[1]
		}
		if got != c.want {
			t.Errorf("%s: marked is %q, want %q", c.name, got, c.want)
		}
	}
}

func TestSignalsThatAReaderCanSeeGoBeforeLearnedWording(t *testing.T) {
	r := calm()
	f := mechanisms.Finding{Severity: 0.9, Applicable: true}
	for _, name := range []string{"wording-cognitive", "wording-cultural", "a-1", "a-2", "a-3", "a-4"} {
		f.Signals = append(f.Signals, signal(mechanisms.Attenuation, 0, 0.9, name))
	}
	f.Signals = append(f.Signals, signal(mechanisms.Attenuation, 0, 0.1, "too-faint"))
	r.Report.Mechanisms[0] = f
	var got []string
	for _, m := range regexp.MustCompile(`<span class="ref">(\d)</span><b>([^<]*)`).FindAllStringSubmatch(pageOf(t, r), -1) {
		got = append(got, m[1]+" "+m[2])
	}
	if want := "1 a 1, 2 a 2, 3 a 3, 4 wording"; strings.Join(got, ", ") != want {
		t.Errorf("told are %s, want %s", strings.Join(got, ", "), want)
	}
}

func TestOverlappingMarksAreCutWhereTheyOverlap(t *testing.T) {
	page := pageOf(t, theft(t))
	var got []string
	for _, m := range regexp.MustCompile(`<mark class="(k\d)"[^>]*>([^<]*)</mark>(?:<sup[^>]*>([^<]*)</sup>)?`).FindAllStringSubmatch(page, -1) {
		got = append(got, fmt.Sprintf("%s %s %q", m[1], strings.ReplaceAll(m[3], "\u202f", " "), m[2]))
	}
	want := []string{
		`k2 1 "My manager"`, `k0  "was "`, `k0 3 "humiliated"`, `k0  ", I "`, `k0 4 "couldn&#39;t"`, `k0 3 " even speak"`,
		`k4 a "sounds like"`, `k0 4 "a misunderstanding at work"`, `k2 2 "Perhaps"`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestMarksAreDescribedByReasonsThatAreThere(t *testing.T) {
	checkDescribed(t, corpusOf(t, &render.Corpus{}, many(t, 3)...))
	c := comparison(t)
	c.Result.Changed = append(c.Result.Changed, c.Result.Changed...)
	checkDescribed(t, comparisonOf(t, c))
}

// checkDescribed fails if a mark is described by an element that isn't there,
// or by one of two.
func checkDescribed(t *testing.T, page string) {
	t.Helper()
	ids := map[string]int{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if ids[m[1]]++; ids[m[1]] > 1 {
			t.Errorf("two elements are called %s", m[1])
		}
	}
	described := regexp.MustCompile(`aria-describedby="([^"]*)"`).FindAllStringSubmatch(page, -1)
	if len(described) < 18 {
		t.Errorf("only %d marks", len(described))
	}
	for _, m := range described {
		for _, id := range strings.Fields(m[1]) {
			if ids[id] == 0 {
				t.Errorf("no element is called %s", id)
			}
		}
	}
}

func TestLongTextsAreCut(t *testing.T) {
	r := theft(t)
	r.Response += strings.Repeat("é", 20_000)
	page := corpusOf(t, &render.Corpus{}, r)
	const cut = "bytes more are not shown</span>"
	if want := "… 23,712 " + cut; !strings.Contains(page, want) {
		t.Errorf("%q is not in the page", want)
	}
	if page := pageOf(t, r); strings.Contains(page, cut) {
		t.Error("the page of one pair cuts 40 kB")
	}
}

func TestComparisonNamesTheBetterSystemOnlyWhereItIsSure(t *testing.T) {
	page := comparisonOf(t, comparison(t))
	for measure, want := range map[string]string{
		"sentiment attenuation": "new",     // less is lost
		"granularity mismatch":  "unclear", // not significant
		"conflict avoidance":    "old",     // more is lost
		"cognitive":             "new",     // more is kept
		"relational":            "old",     // less is kept
	} {
		row := regexp.MustCompile(`>` + measure + `</th>.*?<td class="verdict-of">(?:<bdi>)?([a-z]+)`).FindStringSubmatch(page)
		if row == nil || row[1] != want {
			t.Errorf("%s: %q, want %s", measure, row, want)
		}
	}
	if !strings.Contains(page, `linguistic distancing</th><td colspan="7" class="says">not applicable</td>`) {
		t.Error("a measure that no pair has is told")
	}
}

// dataOf is the part of a page's data that tests look at.
type dataOf struct {
	Pairs []struct {
		X [2]struct {
			S []any `json:"s"`
		} `json:"x"`
	} `json:"pairs"`
}

func data(t testing.TB, page string) (d dataOf) {
	t.Helper()
	_, after, ok := strings.Cut(page, `<script type="application/json" id="data">`)
	text, _, end := strings.Cut(after, "</script>")
	if !ok || !end {
		t.Fatal("no data")
	}
	if strings.ContainsAny(text, "<>") {
		t.Error("the data could end its element")
	}
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

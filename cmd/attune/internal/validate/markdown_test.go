package validate

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/benchmark"
	"github.com/attune-go/attune/mechanisms"
)

// report is one with the severities given and no signals.
func report(severities ...float64) empathy.Report {
	r := empathy.Report{Score: 0.5}
	for k, s := range severities {
		r.Mechanisms[k] = mechanisms.Finding{Mechanism: mechanisms.Kind(k), Severity: s, Applicable: true}
	}
	return r
}

func TestTheMechanismThatRisesMost(t *testing.T) {
	for _, c := range []struct {
		name              string
		faithful, failing empathy.Report
		want              int
	}{
		{"one rises", report(0, 0, 0, 0), report(0, 0, 0.1, 0), int(mechanisms.Avoidance)},
		{"the rise counts, not the height", report(0.8, 0, 0, 0), report(0.9, 0.2, 0, 0), int(mechanisms.Granularity)},
		{"the first", report(0, 0, 0, 0), report(0.3, 0.2, 0.1, 0), int(mechanisms.Attenuation)},
		{"the last", report(0, 0, 0, 0), report(0.1, 0.2, 0.2, 0.3), int(mechanisms.Distancing)},
		{"all fall, one least", report(0.5, 0.5, 0.5, 0.5), report(0.1, 0.1, 0.4, 0.1), int(mechanisms.Avoidance)},
		{"none moves", report(0.5, 0, 0, 0), report(0.5, 0, 0, 0), alike},
		{"two rise alike", report(0, 0, 0, 0), report(0, 0.25, 0, 0.25), alike},
		{"two rise alike below a third", report(0, 0, 0, 0), report(0.25, 0.25, 0.5, 0), int(mechanisms.Avoidance)},
	} {
		if got := risesMost(&c.faithful, &c.failing); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// The benchmark counts on its own which items are named rightly.
func TestConfusionAgreesWithTheBenchmark(t *testing.T) {
	m, err := newMeasurer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c, err := m.confuse(ownItems())
	if err != nil {
		t.Fatal(err)
	}
	figures, err := benchmark.Score(t.Context(), benchmark.Test)
	if err != nil {
		t.Fatal(err)
	}
	right, items := 0, 0
	for _, k := range mechanisms.Kinds() {
		f, ok := figures.Get("contrast." + k.String())
		if !ok || c.Items(k) != f.N {
			t.Errorf("%v: %d items, want %d", k, c.Items(k), f.N)
		}
		right, items = right+c[k][k], items+c.Items(k)
	}
	f, _ := figures.Get("contrast.specific")
	if got := float64(right) / float64(items); got < f.Value-1e-9 || got > f.Value+1e-9 {
		t.Errorf("%d of %d are right, want a share of %v", right, items, f.Value)
	}
}

func TestLapsesAreTheItemsThatComeOutWrong(t *testing.T) {
	m, err := newMeasurer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found, err := m.findLapses()
	if err != nil {
		t.Fatal(err)
	}
	figures, err := benchmark.Score(t.Context(), benchmark.Test)
	if err != nil {
		t.Fatal(err)
	}
	// An accuracy counts a tie half, and a tie is a lapse.
	for w, name := range map[way]string{outdone: "contrast.score", gamed: "gaming.all", alarmed: "controls.alarms"} {
		f, _ := figures.Get(name)
		wrong := 1 - f.Value
		if w == alarmed {
			wrong = f.Value
		}
		n, least := float64(found[w].N), wrong*float64(f.N)
		if found[w].Of != f.N || n < least-1e-9 || n > 2*least+1e-9 {
			t.Errorf("%s: %v of %d, want at least %v of %d", found[w].Title, n, found[w].Of, least, f.N)
		}
	}
	for _, of := range found {
		if len(of.Shown) != min(of.N, shownLapses) {
			t.Errorf("%s: %d of %d are shown", of.Title, len(of.Shown), of.N)
		}
		if !slices.IsSortedFunc(of.Shown, func(a, b lapse) int { return cmp.Compare(a.margin, b.margin) }) {
			t.Errorf("%s: the worst are not first", of.Title)
		}
		for _, l := range of.Shown {
			if l.margin > 0 || l.Source == "" || l.Why == "" || len(l.Responses) == 0 || len(l.about) == 0 {
				t.Errorf("%s: %+v", of.Title, l)
			}
		}
	}
}

// signal is one that counts, with spans of the response.
func signal(name string, severity float64, spans ...[2]int) mechanisms.Signal {
	s := mechanisms.Signal{
		Mechanism: mechanisms.Distancing, Name: name,
		Reading: dimensions.Reading{Severity: severity, Opportunity: 1, Confidence: 1},
	}
	for _, at := range spans {
		s.Evidence = append(s.Evidence, mechanisms.Evidence{Side: mechanisms.Response, Start: at[0], End: at[1]})
	}
	return s
}

func TestChargesQuoteWhatCountsMost(t *testing.T) {
	weights := mechanisms.DefaultWeights()
	formal, passive := signal("formal", 0.1), signal("passive", 1)
	energy := func(s mechanisms.Signal) string { return fmt.Sprintf("%.2f", weights.Energy(&s, false)) }
	const text = "it was\nregretted, regretted"
	for _, c := range []struct {
		name    string
		about   mechanisms.Kind
		signals []mechanisms.Signal
		want    string
	}{
		{"nothing", mechanisms.Distancing, nil, "nothing"},
		{"another mechanism", mechanisms.Avoidance, []mechanisms.Signal{passive}, "nothing"},
		{"no span", mechanisms.Distancing, []mechanisms.Signal{passive}, "distancing/passive " + energy(passive)},
		{"a span of two lines", mechanisms.Distancing, []mechanisms.Signal{signal("passive", 1, [2]int{0, 16})},
			"distancing/passive " + energy(passive) + " (“it was regretted”)"},
		{"the same words twice", mechanisms.Distancing, []mechanisms.Signal{signal("passive", 1, [2]int{7, 16}, [2]int{18, 27}, [2]int{0, 2})},
			"distancing/passive " + energy(passive) + " (“regretted”, “it”)"},
		{"the weightiest first", mechanisms.Distancing, []mechanisms.Signal{formal, passive},
			"distancing/passive " + energy(passive) + "; distancing/formal " + energy(formal)},
	} {
		j := judged{"failing", text, report(0, 0, 0, 0)}
		j.Report.Mechanisms[mechanisms.Distancing].Signals = c.signals
		l := lapse{about: []mechanisms.Kind{c.about}}
		if got := l.Charges(j); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPlainTextHasNoMarkup(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"as it is, isn't it?", "as it is, isn't it?"},
		{"two\n\nlines", "two lines"},
		{"*so* _not_ ok ~ `rm`", "\\*so\\* \\_not\\_ ok \\~ \\`rm\\`"},
		{"a|b [c](d) <br> &lt;", `a\|b \[c](d) &lt;br> &amp;lt;`},
		{"a\x1b[31mred", `a\[31mred`},
	} {
		if got := plain(c.text); got != c.want {
			t.Errorf("plain(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestDocumentLaysOutWhatItIsGiven(t *testing.T) {
	d := &document{
		Result: &Result{
			Signature: "attune:0|x",
			Rows:      []Row{{"a.valence", "pearson", 0.5, 0.4567, 0.6, 20}, {"b", "share", 0, 0, 0, 3}},
			Skipped:   []string{"c.jsonl", "d (no items)"},
		},
		HeldOut: map[string]string{"a.valence": "0.450"},
		Others:  map[string]string{"a.valence": "VADER 0.100 [0.200]"},
		Test:    &confusion{{1, 2, 0, 0, 1}, {0, 3, 0, 0, 0}},
		Own: &benchmark.Figures{Signature: "own:1", Figures: []benchmark.Figure{
			{Name: "contrast.score", Metric: "accuracy", Interval: benchmark.Interval{Value: 0.75, Low: 0.5, High: 1}, N: 8},
			{Name: "contrast.avoidance/cultural", Metric: "accuracy", N: 2},
		}},
		Lapses: []lapses{
			{Title: "It sinks", N: 1, Of: 4, Shown: []lapse{{
				ID: "x-01", Kind: "avoidance/cultural, reply", Source: "he *hit*\nme", Why: "'incident' has no agent",
				Responses: []judged{{"faithful", "He hit you.", report(0, 0.25, 0, 1)}, {"failing", "An incident.", report(0, 0, 0, 0)}},
			}}},
			{Title: "It floats", Of: 2},
		},
	}
	var b bytes.Buffer
	if err := d.write(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"The measure is `attune:0|x`,",
		`
| row | metric | as shipped | 95% interval | n | left out | others |
|---|---|---:|---:|---:|---:|---|
| a.valence | pearson | 0.500 | 0.457 to 0.600 | 20 | 0.450 | VADER 0.100 [0.200] |
| b | share | 0.000 | 0.000 to 0.000 | 3 |  |  |

Not measured, for want of data: c.jsonl, d (no items).

How to read`,
		`
| row | metric | value | 95% interval | n |
|---|---|---:|---:|---:|
| contrast.score | accuracy | 0.750 | 0.500 to 1.000 | 8 |

## Which`,
		`
On the test part of attune's own set:

| named | attenuation | granularity | avoidance | distancing | two alike | right |
|---|---:|---:|---:|---:|---:|---:|
| attenuation | **1** | 2 | 0 | 0 | 1 | 1 of 4 |
| granularity | 0 | **3** | 0 | 0 | 0 | 3 of 3 |
| avoidance | 0 | 0 | **0** | 0 | 0 | 0 of 0 |
| distancing | 0 | 0 | 0 | **0** | 0 | 0 of 0 |

## Where it fails
`,
		"\n### It sinks: 1 of 4\n\n`x-01` (avoidance/cultural, reply). Its author: 'incident' has no agent\n" + `
- **source** he \*hit\* me
- **faithful** He hit you.
  <br>*attenuation 0.00, granularity 0.25, avoidance 0.00, distancing 1.00, score 0.50.* Counts most: nothing.
- **failing** An incident.
  <br>*attenuation 0.00, granularity 0.00, avoidance 0.00, distancing 0.00, score 0.50.* Counts most: nothing.

### It floats: 0 of 2

## Limits
`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing\n%s\nin\n%s", want, got)
		}
	}
	for _, unwanted := range []string{"/cultural | accuracy", "items of the development half:\n", "\n\n\n"} {
		if strings.Contains(got, unwanted) {
			t.Errorf("%q in\n%s", unwanted, got)
		}
	}
}

func TestMarkdownHoldsEveryRowAndNoTextOfTheData(t *testing.T) {
	dir := write(t, few)
	asJSON, _, err := call(t.Context(), "-json", "-data", dir)
	if err != nil {
		t.Fatal(err)
	}
	var r Result
	if err := json.Unmarshal([]byte(asJSON), &r); err != nil {
		t.Fatal(err)
	}
	floors := filepath.Join(t.TempDir(), "floors.tsv")
	if err := os.WriteFile(floors, []byte("no.such\tmin\t1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, told, err := call(t.Context(), "-markdown", "-data", dir, "-floors", floors)
	if command.Code(err) != command.Findings || !strings.Contains(told, "no.such was not measured") {
		t.Errorf("error %v, told %q: the floor is not held", err, told)
	}
	again, _, _ := call(t.Context(), "-markdown", "-data", dir)
	if got != again {
		t.Errorf("first\n%s\nthen\n%s", got, again)
	}
	for _, row := range r.Rows {
		line := fmt.Sprintf("\n| %s | %s | %.3f | %.3f to %.3f | %d |", row.Name, row.Metric, row.Value, row.Low, row.High, row.N)
		if strings.Count(got, line) != 1 {
			t.Errorf("%q is not there once", line)
		}
	}
	for _, want := range append(r.Skipped, r.Signature, "On the contrast items of the development half:\n\n| named |") {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q", want)
		}
	}
	// What the sets say stands in quotes in their rows. Short words are
	// anywhere.
	for name, rows := range few {
		for _, text := range regexp.MustCompile(`"(?:text|source|response|faithful|failing|honest|gamed)": "([^"]{16,})"`).FindAllStringSubmatch(rows, -1) {
			if strings.Contains(got, text[1]) {
				t.Errorf("%q of %s is in the document", text[1], name)
			}
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

func TestMarkdownWithoutContrastItemsHasOneTableOfMechanisms(t *testing.T) {
	got, _, err := call(t.Context(), "-markdown", "-data", t.TempDir())
	if err != nil || strings.Count(got, "| named |") != 1 {
		t.Errorf("error %v of\n%s", err, got)
	}
}

// table reads a table of what stands beside rows.
func table(t *testing.T, name string) [][]string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := tabbed(string(b))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return lines
}

// cellValue is how the tables write a value, or that there is none.
var cellValue = regexp.MustCompile(`^([01]\.\d{2,3}|-)$`)

func TestWhatStandsBesideRowsNamesRows(t *testing.T) {
	all := map[string]string{
		"affect-movies": few["affect-tweets"], "affect-products": few["affect-tweets"],
		"affect-editorials": few["affect-tweets"], "rewrite-reframe": few["rewrite-detox"],
	}
	for name, rows := range few {
		all[name] = rows
	}
	m, err := newMeasurer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := measure(m, write(t, all), func(Row) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]bool{}
	for _, row := range r.Rows {
		rows[row.Name] = true
	}
	for _, s := range r.Skipped {
		rows[strings.TrimSuffix(s, " (no items)")] = true
	}
	for _, name := range []string{"others.tsv", "heldout.tsv", "heldout-lexicon.tsv"} {
		seen := map[string]bool{}
		for _, f := range table(t, name) {
			if !rows[f[0]] {
				t.Errorf("%s: there is no row %s", name, f[0])
			}
			key := f[0]
			if name == "others.tsv" {
				key += " " + f[1]
			}
			if seen[key] {
				t.Errorf("%s: %s stands twice", name, key)
			}
			seen[key] = true
			for _, value := range f[1:] {
				if !cellValue.MatchString(value) && (name != "others.tsv" || value != f[1]) {
					t.Errorf("%s: %s has the value %q", name, f[0], value)
				}
			}
		}
	}
}

func TestOthersAreWordedInOneCell(t *testing.T) {
	said, err := others()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"affect-tweets.valence":  "VADER 0.870 [0.875]",
		"affect-emobank.valence": "VADER 0.472 [0.489], word model [0.506]",
		"gaming.all":             "source words [0.50], shorter [0.62], “you” [0.39]",
		"controls.alarms":        "",
	} {
		if said[name] != want {
			t.Errorf("%s: %q, want %q", name, said[name], want)
		}
	}
}

// The generator of the lexicon prints its figures; people put them into the
// documents, and they must not say two things.
func TestHeldOutFiguresOfTheLexiconAreThoseOfTheDocuments(t *testing.T) {
	said := map[string]string{}
	for _, f := range table(t, "heldout-lexicon.tsv") {
		said[f[0]] = f[1]
	}
	for _, c := range []struct {
		document, line string
		rows           []string
	}{
		{"affect.md", "| attune, out of fold |", []string{"affect-tweets.valence", "affect-movies.valence", "affect-products.valence",
			"affect-editorials.valence", "affect-emobank.valence", "affect-emobank.intensity", "emotions.ekman"}},
		{"salience.md", "| all, sources left out of everything learned |", []string{"matched.counsel", "matched.ratings-chatgpt", "matched.ratings-human", "matched.epitome"}},
	} {
		text, err := os.ReadFile("../../../../docs/" + c.document)
		if err != nil {
			t.Fatal(err)
		}
		_, after, ok := strings.Cut(string(text), c.line)
		line, _, _ := strings.Cut(after, "\n")
		cells := strings.Split(strings.Trim(line, "| "), "|")
		if !ok || len(cells) != len(c.rows) {
			t.Fatalf("%s has no line %q with %d figures", c.document, c.line, len(c.rows))
		}
		for i, name := range c.rows {
			if want := "0" + strings.TrimPrefix(strings.TrimSpace(cells[i]), "0"); said[name] != want {
				t.Errorf("%s is %s, %s says %s", name, said[name], c.document, want)
			}
		}
	}
}

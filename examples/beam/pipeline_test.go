package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/attune-go/attune/empathy"
)

func TestMain(m *testing.M) {
	beam.Init()
	os.Exit(m.Run())
}

// support are rows as a log of two chat systems has them, with all that may go
// wrong with such a file.
var support = "\ufeff" + strings.Join([]string{
	`{"id": "t-1", "model": "alder", "source": "They gave my desk to the new guy while I was burying my dad. Nobody even said a word!", "response": "Change in the workplace can be challenging. Perhaps there was a misunderstanding about the seating plan."}`,
	`{"id": "t-1", "model": "nimbus", "source": "They gave my desk to the new guy while I was burying my dad. Nobody even said a word!", "response": "You come back from your father's funeral and your desk is gone, and not one person says a thing. No wonder you're hurt."}`,
	`  {"response":"Naïve of them — “sorry” isn’t enough. Your son was wheezing and we froze your card 😔", "source":"Your app froze my card at the pharmacy, with my son wheezing next to me 😭😭 I have never been so ashamed…", "model":"nimbus", "id":2}  ` + "\r",
	``,
	`{"id": 12345678901234567890, "model": "al\u0064er", "latency": 1.50, "tags": {"k": [1, 2]}, "source": "Meu marido me deixou \u2014 my husband left me on Friday, \ud83d\udc94", "response": "I'm sorry to hear that."}`,
	`{"id": "t-3", "model": "alder", "source": "I can't stop crying since the miscarriage.", "response": ""}`,
	`{"id": "t-4", "model": null, "source": "", "response": "How can I help you today?"}`,
	`{"id": "t-5", "task": "rewrite", "source": "Keller changed the dose and told nobody. Mrs Osei fell and broke her hip. I am furious.", "response": "A change in dosage was followed by a fall. <b>Lessons</b> & learnings were identified."}`,
	`{"id": "t-6", "model": 7, "task": null, "report": "an older one", "source": "لقد فقدت عملي and my rent is due tomorrow, I'm terrified", "response": "That is terrifying, with the rent due tomorrow and the job gone."}`,
	`{"id": "t-7", "model": "alder", "source": "I failed the exam again", "resp`,
	`{"id": "t-8", "model": "alder", "source": "I failed the exam again"}`,
	`{"id": "t-9", "model": "alder", "source": "I failed the exam again", "response": 5}`,
	`{"id": "t-10", "model": "alder", "source": "a", "response": "b", "source": "c"}`,
	`{"id": "t-11", "model": "alder", "task": "translate", "source": "a", "response": "b"}`,
	"{\"id\": \"t-12\", \"source\": \"caf\xe9\", \"response\": \"b\"}",
	`{"source": "a", "response": "b"} {"source": "c", "response": "d"}`,
	`["a", "b"]`,
	`not JSON at all`,
	`{"id": "t-13", "model": "nimbus", "source": "My sister stopped talking to me.", "response": "What happened between you two?"}`,
}, "\n")

// input writes files into a directory and gives the glob that matches them.
func input(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "*")
}

// outputs gives options whose outputs are in a directory of their own.
func outputs(t *testing.T, o options) *options {
	dir := t.TempDir()
	o.reports = filepath.Join(dir, "reports.jsonl")
	o.summaries = filepath.Join(dir, "summaries.jsonl")
	o.dead = filepath.Join(dir, "dead.jsonl")
	o.shards = max(o.shards, 1)
	return &o
}

// piped runs the pipeline and checks that it counts what it writes.
func piped(t *testing.T, o *options) {
	t.Helper()
	if err := o.check(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	scored, dead, err := run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if r, d := len(lines(t, o.reports, o.shards)), len(lines(t, o.dead, o.shards)); int(scored) != r || int(dead) != d {
		t.Errorf("counted %d scored and %d dead, wrote %d and %d", scored, dead, r, d)
	}
}

// lines reads the lines of an output, sorted.
func lines(t *testing.T, name string, shards int) []string {
	t.Helper()
	var all []string
	for i := range shards {
		b, err := os.ReadFile(shardName(name, i, shards))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, strings.SplitAfter(string(b), "\n")...)
	}
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	slices.Sort(all)
	return all
}

// attune runs the command on the files that a glob matches, and gives the
// lines it wrote and what it told of rows that it couldn't score.
func attune(t *testing.T, glob string, flags ...string) (reports, bad []string) {
	t.Helper()
	files, err := filepath.Glob(glob)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: files %v, error %v", glob, files, err)
	}
	cmd := exec.Command("go", slices.Concat([]string{"run", "./cmd/attune", "score", "-json"}, flags, files)...)
	cmd.Dir = filepath.Join("..", "..")
	var out, told bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &told
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	for line := range strings.Lines(told.String()) {
		if strings.HasPrefix(line, filepath.Dir(files[0])) {
			bad = append(bad, line)
		}
	}
	if reports = slices.Collect(strings.Lines(out.String())); len(reports) == 0 {
		t.Fatalf("attune wrote no report: %s", told.String())
	}
	return reports, bad
}

// same compares lines, those that were wanted in any order.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	want = slices.Sorted(slices.Values(want))
	if len(got) != len(want) {
		t.Errorf("%s: %d lines, want %d", what, len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("%s: got\n%swant\n%s", what, got[i], want[i])
		}
	}
}

// letters decodes dead rows, as attune tells them, with their texts.
func letters(t *testing.T, lines []string) (told, texts []string) {
	t.Helper()
	for _, line := range lines {
		var l struct {
			File, Reason, Text string
			Line               int
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		told = append(told, fmt.Sprintf("%s:%d: %s\n", l.File, l.Line, l.Reason))
		texts = append(texts, l.Text)
	}
	slices.Sort(told)
	return told, texts
}

// summaries reads the summaries of an output by their systems.
func summaries(t *testing.T, name string) map[string]empathy.Summary {
	t.Helper()
	all := map[string]empathy.Summary{}
	for _, line := range lines(t, name, 1) {
		var s struct {
			System  *string
			Summary empathy.Summary
		}
		if err := json.Unmarshal([]byte(line), &s); err != nil || s.System == nil {
			t.Fatalf("%.80s: %v", line, err)
		}
		if _, twice := all[*s.System]; twice {
			t.Errorf("system %q is summed up twice", *s.System)
		}
		all[*s.System] = s.Summary
	}
	return all
}

// corpora gather reports by system, in order.
type corpora map[string]*empathy.Corpus

func (c corpora) add(t *testing.T, system string, r *empathy.Report) {
	t.Helper()
	if c[system] == nil {
		c[system] = new(empathy.Corpus)
	}
	if err := c[system].Add(r); err != nil {
		t.Fatal(err)
	}
}

func (c corpora) summaries() map[string]empathy.Summary {
	all := map[string]empathy.Summary{}
	for system, corpus := range c {
		all[system] = corpus.Summary(empathy.DefaultResamples, seed)
	}
	return all
}

func TestPipelineScoresAsTheCommandDoes(t *testing.T) {
	more := `{"id": "u-1", "model": "alder", "source": "I was passed over again.", "response": "Stay positive!"}`
	long := strings.Repeat("x", maxLine+1) + "\n" + more
	for _, c := range []struct {
		name  string
		o     options
		flags []string
		files map[string]string
		dead  int
	}{
		{name: "one file", o: options{by: "model"}, files: map[string]string{"a.jsonl": support}, dead: 9},
		{
			name: "several files and shards, other flags", o: options{by: "id", task: empathy.Rewrite, texts: true, shards: 3},
			flags: []string{"-task", "rewrite", "-texts"},
			files: map[string]string{"a.jsonl": support, "b.jsonl": long, "c.jsonl": "\n" + more, "d.jsonl": ""}, dead: 10,
		},
		{name: "nothing dead, and few lines for the shards", o: options{shards: 5}, files: map[string]string{"a.jsonl": more}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.o.input = input(t, c.files)
			o := outputs(t, c.o)
			piped(t, o)
			reports, bad := attune(t, o.input, c.flags...)
			same(t, "reports", lines(t, o.reports, o.shards), reports)
			told, _ := letters(t, lines(t, o.dead, o.shards))
			same(t, "dead rows", told, bad)
			if len(told) != c.dead {
				t.Errorf("%d dead rows, want %d", len(told), c.dead)
			}
		})
	}
}

func TestDeadRowsComeWithTheirText(t *testing.T) {
	o := outputs(t, options{input: input(t, map[string]string{"a.jsonl": support})})
	piped(t, o)
	_, texts := letters(t, lines(t, o.dead, 1))
	for _, want := range []string{`not JSON at all`, `["a", "b"]`, `{"id": "t-7", "model": "alder", "source": "I failed the exam again", "resp`, "{\"id\": \"t-12\", \"source\": \"caf\ufffd\", \"response\": \"b\"}"} {
		if !slices.Contains(texts, want) {
			t.Errorf("no %s in %q", want, texts)
		}
	}
}

func TestSummariesAreThoseOfACorpusInOrder(t *testing.T) {
	o := outputs(t, options{by: "model", input: input(t, map[string]string{"a.jsonl": support})})
	piped(t, o)
	analyzers := map[string]*empathy.Analyzer{}
	for _, task := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		a, err := empathy.New(empathy.WithTask(task))
		if err != nil {
			t.Fatal(err)
		}
		analyzers[task.String()] = a
	}
	reports, _ := attune(t, o.input, "-texts") // for the good rows alone
	want := corpora{}
	for _, line := range reports {
		row := struct {
			Model                  any
			Source, Response, Task string
		}{Task: "reply", Model: ""}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.Model == nil {
			row.Model = ""
		}
		if row.Task == "" {
			row.Task = "reply"
		}
		r := analyzers[row.Task].Analyze(row.Source, row.Response)
		want.add(t, fmt.Sprint(row.Model), &r)
	}
	got := summaries(t, o.summaries)
	if len(got) != 4 || got[""].Pairs != 2 || got["7"].Pairs != 1 || got["alder"].Pairs != 3 || got["nimbus"].Pairs != 3 {
		t.Errorf("got %d systems: %d pairs without one, %d of 7, %d of alder, %d of nimbus", len(got), got[""].Pairs, got["7"].Pairs, got["alder"].Pairs, got["nimbus"].Pairs)
	}
	if want := want.summaries(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func TestMoreSystemsThanAreHeldAreAllSummedUp(t *testing.T) {
	const systems, rounds = maxCorpora + 9, 3
	var b strings.Builder
	for i := range systems * rounds {
		fmt.Fprintf(&b, `{"model": "m%d", "source": "I lost my job.", "response": "Okay."}`+"\n", i%systems)
	}
	o := outputs(t, options{by: "model", input: input(t, map[string]string{"a.jsonl": b.String()})})
	piped(t, o)
	got := summaries(t, o.summaries)
	if len(got) != systems {
		t.Errorf("%d systems, want %d", len(got), systems)
	}
	for system, s := range got {
		if s.Pairs != rounds {
			t.Errorf("%s has %d pairs, want %d", system, s.Pairs, rounds)
		}
	}
}

func TestFilesThatAreGzippedAreRead(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(support))
	w.Close()
	plain := outputs(t, options{input: input(t, map[string]string{"a.jsonl": support})})
	zipped := outputs(t, options{input: input(t, map[string]string{"a.jsonl.gz": packed.String()})})
	piped(t, plain)
	piped(t, zipped)
	same(t, "reports", lines(t, zipped.reports, 1), lines(t, plain.reports, 1))
}

func TestPipelineThatCannotReadOrWriteFails(t *testing.T) {
	in := input(t, map[string]string{"a.jsonl": support})
	for _, c := range []struct{ name, input, reports, want string }{
		{"no file", filepath.Join(t.TempDir(), "*.jsonl"), "reports.jsonl", "no files matching pattern"},
		{"a directory in the place of an output", in, ".", "is a directory"},
	} {
		o := outputs(t, options{input: c.input})
		o.reports = filepath.Join(filepath.Dir(o.reports), c.reports)
		_, _, err := run(t.Context(), o)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one line with %q", c.name, err, c.want)
		}
	}
}

func TestWrongFlagsAreToldBeforeAnythingRuns(t *testing.T) {
	for _, c := range []struct {
		o    options
		rest []string
		want string
	}{
		{options{input: "a", reports: "b", shards: 1}, []string{"c"}, `"c" is no flag; files are given with -input`},
		{options{reports: "b", shards: 1}, nil, "-input is missing"},
		{options{input: "a", dead: "b", shards: 1}, nil, "nothing to do: give -reports, -summaries or both"},
		{options{input: "a", reports: "b"}, nil, "-shards is 0, want 1 or more"},
		{options{input: "a", reports: "b", dead: "b", shards: 1}, nil, "b is given twice"},
		{options{input: "a", reports: "a", shards: 1}, nil, "a is given twice"},
		{options{input: "d/*.jsonl", summaries: "d/s.jsonl", shards: 1}, nil, "d/s.jsonl is an output, and -input matches it"},
		{options{input: "nope://a", reports: "b", shards: 1}, nil, `file system scheme "nope" not registered for "nope://a"`},
	} {
		if err := c.o.check(t.Context(), c.rest); err == nil || err.Error() != c.want {
			t.Errorf("%+v: error %v, want %s", c.o, err, c.want)
		}
	}
}

func TestSampleIsScoredAsTheCommandDoes(t *testing.T) {
	o := outputs(t, options{by: "domain", input: filepath.Join("..", "..", "cmd", "attune", "internal", "sample", "pairs.jsonl")})
	piped(t, o)
	abs, err := filepath.Abs(o.input)
	if err != nil {
		t.Fatal(err)
	}
	reports, _ := attune(t, abs)
	same(t, "reports", lines(t, o.reports, 1), reports)
}

func TestDevelopmentPairsAreScoredAsTheCommandDoes(t *testing.T) {
	data, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "data"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(data); err != nil {
		t.Skip("skipped: there is no ../shared/data")
	}
	dir := t.TempDir()
	for _, set := range []string{"contrast", "controls", "counsel", "empathy-ratings", "epitome", "gaming", "rewrite-detox", "rewrite-reframe"} {
		if err := os.Symlink(filepath.Join(data, set+".jsonl"), filepath.Join(dir, set+".jsonl")); err != nil {
			t.Fatal(err)
		}
	}
	o := outputs(t, options{by: "responder", shards: 2, input: filepath.Join(dir, "*.jsonl")})
	piped(t, o)
	reports, bad := attune(t, o.input)
	same(t, "reports", lines(t, o.reports, 2), reports)
	told, _ := letters(t, lines(t, o.dead, 2))
	same(t, "dead rows", told, bad)
	want := corpora{}
	for _, line := range reports {
		var row struct {
			Responder string
			Report    empathy.Report
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		want.add(t, row.Responder, &row.Report)
	}
	if got, want := summaries(t, o.summaries), want.summaries(); !reflect.DeepEqual(got, want) {
		t.Errorf("summaries of %d systems differ from those of %d corpora", len(got), len(want))
	}
	t.Logf("%d reports, %d dead rows, %d systems", len(reports), len(bad), len(want))
}

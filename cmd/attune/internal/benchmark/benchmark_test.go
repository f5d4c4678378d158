package benchmark

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/empathy/benchmark"
)

// call runs the subcommand with in as its standard input.
func call(in string, args ...string) (string, error) {
	var out bytes.Buffer
	err := Run(context.Background(), args, command.Streams{In: strings.NewReader(in), Out: &out, Err: &out})
	return out.String(), err
}

// answers makes the lines of a file of answers to the items of a part.
func answers(split benchmark.Split, answer func(benchmark.Item) string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	for _, it := range benchmark.Items(split) {
		_ = enc.Encode(map[string]any{"id": it.ID, "response": answer(it), "model": "mine"}) // of strings into memory
	}
	return b.String()
}

func faithful(it benchmark.Item) string { return it.Faithful }

func TestExportWritesWhatAModelMaySee(t *testing.T) {
	out, err := call("", "-export", "-split", "dev")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	items := benchmark.Items(benchmark.Dev)
	if len(lines) != len(items) {
		t.Fatalf("%d lines for %d items", len(lines), len(items))
	}
	for i, line := range lines {
		var got map[string]string
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		it := items[i]
		if len(got) != 3 || got["id"] != it.ID || got["task"] != it.Task.String() || got["source"] != it.Source {
			t.Errorf("%s is exported as %v", it.ID, got)
		}
	}
}

func TestWhatIsExportedCanBeAnswered(t *testing.T) {
	out, err := call("", "-export", "-split", "dev")
	if err != nil {
		t.Fatal(err)
	}
	// A model that says everything back.
	in := strings.ReplaceAll(out, `"source":`, `"response":`)
	if out, err = call(in, "-answers", "-", "-split", "dev"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"all ", "avoidance/relational", "workplace", "contrast-set:" + benchmark.Version} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestAnswersPrintTheirPosition(t *testing.T) {
	file := filepath.Join(t.TempDir(), "answers.jsonl")
	if err := os.WriteFile(file, []byte(answers(benchmark.All, faithful)), 0o600); err != nil {
		t.Fatal(err)
	}
	// A file of all answers serves for a part too.
	out, err := call("", "-answers", file, "-split", "test")
	if err != nil {
		t.Fatal(err)
	}
	n := len(benchmark.Items(benchmark.Test))
	if !strings.Contains(out, fmt.Sprintf("  %-24s %4d ", "all", n)) || !strings.Contains(out, "1.00 (1.00 to 1.00)") {
		t.Errorf("no line of all %d items at position 1 in\n%s", n, out)
	}
	if strings.Contains(out, "furthest below") {
		t.Errorf("the faithful references are below themselves:\n%s", out)
	}
	out, err = call("", "-answers", file, "-json", "-split", "test")
	if err != nil {
		t.Fatal(err)
	}
	var r benchmark.Result
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	if r.All.Items != n || r.All.Position == nil || r.All.Position.Value != 1 || len(r.Items) != n || r.Split != benchmark.Test {
		t.Errorf("split %s, %d items, position %v", r.Split, r.All.Items, r.All.Position)
	}
}

func TestAnswersWithoutWordsAreCounted(t *testing.T) {
	lines := strings.SplitAfterN(answers(benchmark.Dev, faithful), "\n", 2)
	first := fmt.Sprintf(`{"id":%q,"response":""}`+"\n", benchmark.Items(benchmark.Dev)[0].ID)
	out, err := call(first+lines[1], "-answers", "-", "-split", "dev")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 of ", "no words", "furthest below", "  " + benchmark.Items(benchmark.Dev)[0].ID} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

func TestScorePrintsEachPart(t *testing.T) {
	out, err := call("")
	if err != nil {
		t.Fatal(err)
	}
	if head, _, _ := strings.Cut(out, "\n"); strings.Join(strings.Fields(head), " ") != "figure metric train dev test all" {
		t.Errorf("head %q", head)
	}
	for _, want := range []string{"contrast.specific ", "controls.alarms ", "gaming.all "} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	out, err = call("", "-split", "test")
	if err != nil {
		t.Fatal(err)
	}
	if head, _, _ := strings.Cut(out, "\n"); strings.Join(strings.Fields(head), " ") != "figure metric test 95% interval n" {
		t.Errorf("head %q", head)
	}
}

func TestScoreAsJSON(t *testing.T) {
	out, err := call("", "-json")
	if err != nil {
		t.Fatal(err)
	}
	var got struct{ Splits []benchmark.Figures }
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range got.Splits {
		names = append(names, f.Split.String())
		if x, ok := f.Get("contrast.score"); !ok || x.N != len(benchmark.Items(f.Split)) {
			t.Errorf("%s: contrast.score is %v", f.Split, x)
		}
	}
	if strings.Join(names, " ") != "train dev test all" {
		t.Errorf("splits %v", names)
	}
}

func TestWhatIsWrongIsTold(t *testing.T) {
	good := answers(benchmark.Dev, faithful)
	ids := benchmark.Items(benchmark.Dev)
	lines := strings.SplitAfter(good, "\n")
	for _, c := range []struct {
		name, in string
		args     []string
		want     []string
	}{
		{"a missing file", "", []string{"-answers", "nowhere.jsonl"}, []string{"nowhere.jsonl"}},
		{"an unknown id", good + `{"id":"attenuation-x","response":"a"}`, []string{"-answers", "-", "-split", "dev"},
			[]string{"stdin: id unknown: attenuation-x"}},
		{"a control, which no model answers", good + `{"id":"control-a01","response":"a"}`, []string{"-answers", "-", "-split", "dev"},
			[]string{"id unknown: control-a01"}},
		{"a missing answer", strings.Join(lines[1:], ""), []string{"-answers", "-", "-split", "dev"}, []string{"id missing: " + ids[0].ID}},
		{"two missing answers", strings.Join(lines[2:], ""), []string{"-answers", "-", "-split", "dev"},
			[]string{"2 ids missing: " + ids[0].ID + ", " + ids[1].ID}},
		{"one part for the whole", good, []string{"-answers", "-"}, []string{"ids missing: ", " more"}},
		{"two answers", good + lines[3], []string{"-answers", "-", "-split", "dev"}, []string{"id answered twice: " + ids[3].ID}},
		{"unknown and missing", strings.Join(lines[1:], "") + `{"id":"x","response":"a"}`, []string{"-answers", "-", "-split", "dev"},
			[]string{"id unknown: x; id missing: " + ids[0].ID}},
		{"no answers", "", []string{"-answers", "-", "-split", "dev"}, []string{fmt.Sprintf("%d ids missing", len(ids))}},
		{"no JSON", lines[0] + "hello\n", []string{"-answers", "-"}, []string{"stdin:2: "}},
		{"no id", `{"response":"a"}`, []string{"-answers", "-"}, []string{`stdin:1: no field "id"`}},
		{"no response", `{"id":"a"}`, []string{"-answers", "-"}, []string{`stdin:1: no field "response"`}},
		{"a response of another type", `{"id":"a","response":["b"]}`, []string{"-answers", "-"}, []string{"stdin:1: "}},
		{"both", "", []string{"-answers", "-", "-export"}, []string{"contradict"}},
		{"an unknown part", "", []string{"-split", "half"}, []string{`unknown split "half"`}},
		{"an argument", "", []string{"answers.jsonl"}, []string{`unexpected argument "answers.jsonl"`}},
	} {
		out, err := call(c.in, c.args...)
		if err == nil || command.Code(err) != command.Failure || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %q, want one line and exit code %d", c.name, err, command.Failure)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %q, want %q in it", c.name, err, want)
			}
		}
		if out != "" {
			t.Errorf("%s: printed %q", c.name, out)
		}
	}
}

func TestInterruptedRunsSaySo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, args := range [][]string{{"-split", "dev"}, {"-answers", "-", "-split", "dev"}} {
		err := Run(ctx, args, command.Streams{In: strings.NewReader(answers(benchmark.Dev, faithful)), Out: &bytes.Buffer{}})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v: error %v, want %v", args, err, context.Canceled)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestAFullDiskIsTold(t *testing.T) {
	for _, args := range [][]string{{"-export"}, {"-split", "dev"}, {"-split", "dev", "-json"}, {"-answers", "-", "-split", "dev"}, {"-answers", "-", "-split", "dev", "-json"}} {
		in := strings.NewReader(answers(benchmark.Dev, faithful))
		err := Run(context.Background(), args, command.Streams{In: in, Out: full{}})
		if err == nil || !strings.Contains(err.Error(), "disk full") {
			t.Errorf("%v: error %v", args, err)
		}
	}
}

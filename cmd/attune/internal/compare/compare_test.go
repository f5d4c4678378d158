package compare

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/compare"
)

// call runs the subcommand on two files. A file is "NAME\n" and its text; "-"
// as a name is the standard input.
func call(t *testing.T, a, b string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	dir := t.TempDir()
	var in string
	for i, file := range []string{a, b} {
		name, text, _ := strings.Cut(file, "\n")
		if name == "-" {
			in = text
			args = append(args, name)
			continue
		}
		path := filepath.Join(dir, fmt.Sprint(i), name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	var out, errs bytes.Buffer
	err := Run(t.Context(), args, command.Streams{In: strings.NewReader(in), Out: &out, Err: &errs})
	if err != nil {
		fmt.Fprintln(&errs, err)
	}
	return strings.ReplaceAll(out.String(), dir, "DIR"), strings.ReplaceAll(errs.String(), dir, "DIR"), command.Code(err)
}

// rows gives JSONL rows with an answer each, and ids if id isn't empty.
func rows(id string, answers ...string) string {
	var b strings.Builder
	for i, answer := range answers {
		b.WriteByte('{')
		if id != "" {
			fmt.Fprintf(&b, `"%s":%d,"turn":"t%d",`, id, i, i)
		}
		fmt.Fprintf(&b, `"source":"My boss lied to me %d times and I was humiliated.","response":"%s"}`+"\n", i, answer)
	}
	return b.String()
}

// answers repeats an answer.
func answers(n int, answer string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = answer
	}
	return out
}

const (
	warm = "He lied to you, and you were humiliated. I'm furious with you."
	cold = "Dear customer, any inconvenience caused is regretted. Terms and conditions may apply."
)

func TestCompareTellsTwoSystemsApart(t *testing.T) {
	a, b := "a.jsonl\n"+rows("id", answers(30, warm)...), "b.jsonl\n"+rows("id", answers(30, cold)...)
	out, errs, code := call(t, a, b)
	for _, want := range []string{"A  DIR/0/a.jsonl\nB  DIR/1/b.jsonl\n30 pairs\n", "A better\n", "B loses ", "|task:reply\n", "1000 resamples, seed 1\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
	if code != 0 || errs != "" {
		t.Errorf("exit code %d, %s", code, errs)
	}
	out, _, _ = call(t, a, a)
	if strings.Contains(out, "better") || strings.Contains(out, "loses") {
		t.Errorf("a system differs from itself:\n%s", out)
	}
}

func TestCompareWritesJSON(t *testing.T) {
	a, b := "a.jsonl\n"+rows("id", warm, cold), "b.jsonl\n"+rows("id", cold, cold)
	out, errs, code := call(t, a, b, "-json", "-resamples", "50", "-seed", "9", "-changed", "0")
	var got struct {
		A, B string
		compare.Comparison
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 || errs != "" {
		t.Fatalf("error %v, exit code %d, %s in\n%s", err, code, errs, out)
	}
	if got.A != "DIR/0/a.jsonl" || got.Pairs != 2 || len(got.Changed) != 0 || !strings.HasSuffix(got.Signature, "|boot:50|ar:50|seed:9") {
		t.Errorf("got %+v", got)
	}
	own, err := empathy.New()
	if err != nil {
		t.Fatal(err)
	}
	const source = "My boss lied to me 0 times and I was humiliated."
	if want := (own.Analyze(source, cold).Score - own.Analyze(source, warm).Score) / 2; got.Score.Mean-want > 1e-6 || want-got.Score.Mean > 1e-6 {
		t.Errorf("difference %v, want %v", got.Score.Mean, want)
	}
}

func TestCompareWritesAPage(t *testing.T) {
	out, errs, code := call(t, "a.jsonl\n"+rows("id", answers(20, "That was humiliating. He lied to you!")...),
		"b.jsonl\n"+rows("id", answers(20, "The matter has been <noted>.")...), "-html")
	if code != command.OK || errs != "" {
		t.Fatalf("exit code %d, %s", code, errs)
	}
	for _, want := range []string{"<title>b.jsonl against a.jsonl · attune</title>", "20 pairs: A is <bdi>a.jsonl</bdi>", "</html>\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
	if strings.Contains(out, "<noted>") {
		t.Error("an answer stands in the page as it is")
	}
}

func TestCompareJoinsRows(t *testing.T) {
	reversed := func(s string) string {
		lines := strings.SplitAfter(strings.TrimSpace(s)+"\n", "\n")
		return lines[2] + lines[1] + lines[0]
	}
	three := rows("id", warm, cold, warm)
	csv := "id,source,response,task\n"
	for i := range 3 {
		csv += fmt.Sprintf("%d,My boss lied to me %d times and I was humiliated.,\"%s\n\",\n", i, i, cold)
	}
	for _, c := range []struct {
		name, a, b string
		args       []string
		told       string // if they can't be joined
	}{
		{"by id", "a.jsonl\n" + three, "b.jsonl\n" + reversed(three), nil, ""},
		{"by id, from CSV", "a.jsonl\n" + three, "b.csv\n" + csv, nil, ""},
		{"by id, from the standard input", "-\n" + three, "b.jsonl\n" + reversed(three), nil, ""},
		{"by a field", "a.jsonl\n" + three, "b.jsonl\n" + strings.ReplaceAll(reversed(three), `"id":`, `"id":9`), []string{"-key", "turn"}, ""},
		{"by the source", "a.jsonl\n" + three, "b.jsonl\n" + reversed(rows("", warm, cold, warm)), []string{"-key", "source"}, ""},
		{"by row, without ids", "a.jsonl\n" + rows("", warm, cold), "b.jsonl\n\n" + rows("", cold, cold), nil, ""},
		{"by row, with ids", "a.jsonl\n" + three, "b.jsonl\n" + strings.ReplaceAll(three, `"id":`, `"id":9`), []string{"-rows"}, ""},
		{"other ids", "a.jsonl\n" + three, "b.jsonl\n" + strings.ReplaceAll(three, `"id":`, `"id":9`), nil,
			`DIR/0/a.jsonl (A) and DIR/1/b.jsonl (B): 3 ids only in A: "0", "1", "2"; 3 ids only in B: "90", "91", "92" (-key joins by another field, -rows by the number of the row)`},
		{"a row too many", "a.jsonl\n" + three, "b.jsonl\n" + rows("id", warm), nil, `2 ids only in A: "1", "2"` + "\n"},
		{"other sources", "a.jsonl\n" + three, "b.jsonl\n" + strings.Replace(three, "lied to me 1", "lied to us 1", 1), nil, `1 id with different sources: "1"`},
		{"by row, other order", "a.jsonl\n" + three, "b.jsonl\n" + reversed(three), []string{"-rows"}, `2 ids with different sources: "row 1", "row 3"`},
		{"ids in one only", "a.jsonl\n" + three, "b.jsonl\n" + rows("", warm, cold, warm), nil, `3 ids only in B: "row 1", "row 2", "row 3"`},
		{"nothing", "a.jsonl\n", "b.jsonl\n", nil, "no pairs to compare"},
	} {
		out, errs, code := call(t, c.a, c.b, c.args...)
		if c.told == "" && (code != 0 || errs != "" || !strings.Contains(out, " pairs\n")) {
			t.Errorf("%s: exit code %d, %s%s", c.name, code, errs, out)
		}
		if c.told != "" && (code != command.Failure || out != "" || !strings.Contains(errs, c.told) || strings.Count(errs, "\n") != 1) {
			t.Errorf("%s: exit code %d, told %q, want %q", c.name, code, errs, c.told)
		}
	}
}

func TestCompareTellsBadRows(t *testing.T) {
	good := rows("id", warm, cold)
	bad := good + "nonsense\n"
	out, errs, code := call(t, "a.jsonl\n"+bad, "b.jsonl\n"+bad)
	if code != command.Findings || !strings.Contains(out, "2 pairs\n") || !strings.Contains(errs, "DIR/0/a.jsonl:3: not a JSON object") ||
		!strings.Contains(errs, "DIR/1/b.jsonl:3: not a JSON object") || !strings.Contains(errs, "2 rows could not be read") {
		t.Errorf("exit code %d, %s%s", code, errs, out)
	}
	_, errs, code = call(t, "a.jsonl\n"+good+strings.Repeat("{}\n", 50), "b.jsonl\n"+good)
	if code != command.Findings || strings.Count(errs, "\n") != maxTold+2 || !strings.Contains(errs, "a.jsonl: 30 more rows could not be read\n") {
		t.Errorf("exit code %d, %s", code, errs)
	}
	for _, c := range []struct{ name, row, told string }{
		{"no key", `{"source":"a","response":"b"}`, `a.jsonl:3: no field "id"`},
		{"unknown task", `{"id":5,"source":"a","response":"b","task":"haiku"}`, `a.jsonl:3: unknown task "haiku"`},
	} {
		_, errs, code := call(t, "a.jsonl\n"+good+c.row, "b.jsonl\n"+good, "-key", "id")
		if code != command.Findings || !strings.Contains(errs, c.told) {
			t.Errorf("%s: exit code %d, told %q", c.name, code, errs)
		}
	}
}

func TestCompareTakesTheTaskOfTheRowThenThatOfTheFlag(t *testing.T) {
	row := func(task string) string { return `{"source":"He lied!","response":"I see"` + task + `}` + "\n" }
	both := row("") + row(`,"task":"rewrite"`)
	for _, c := range []struct{ a, flag, want string }{
		{both, "reply", "task:reply+rewrite"},
		{both, "rewrite", "task:rewrite|"},
	} {
		out, errs, code := call(t, "a.jsonl\n"+c.a, "b.jsonl\n"+c.a, "-json", "-task", c.flag)
		if code != 0 || !strings.Contains(out, c.want) {
			t.Errorf("-task %s: exit code %d, %s%s", c.flag, code, errs, out)
		}
	}
	_, errs, code := call(t, "a.jsonl\n"+row(""), "b.jsonl\n"+row(`,"task":"rewrite"`))
	if code != command.Failure || !strings.Contains(errs, `pair "row 1": reports have different signatures`) {
		t.Errorf("exit code %d, told %q", code, errs)
	}
}

func TestCompareTellsWrongFlagsAndFiles(t *testing.T) {
	for _, c := range []struct {
		want string
		args []string
	}{
		{"0 files are given, want two", nil},
		{"3 files are given, want two", []string{"a", "b", "c"}},
		{"the standard input can't be both files", []string{"-", "-"}},
		{"-rows and -key contradict each other", []string{"-rows", "-key", "x", "a", "b"}},
		{"-json and -html contradict each other", []string{"-json", "-html", "a", "b"}},
		{"-resamples 0, want 1 at least", []string{"-resamples", "0", "a", "b"}},
		{"nowhere.jsonl", []string{"nowhere.jsonl", "-"}},
		{"not defined: -x", []string{"-x"}},
		{"no column \"source\"", []string{"-", os.DevNull}},
	} {
		err := Run(t.Context(), c.args, command.Streams{In: strings.NewReader("id\n1\n"), Out: io.Discard, Err: io.Discard})
		if command.Code(err) != command.Failure || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: error %v, want %q", c.args, err, c.want)
		}
	}
}

func TestCompareStopsWhenToldThoughItsInputIsSilent(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	silent, feed := io.Pipe()
	defer feed.Close()
	time.AfterFunc(20*time.Millisecond, cancel)
	err := Run(ctx, []string{"-", os.DevNull}, command.Streams{In: silent, Out: io.Discard, Err: io.Discard})
	if command.Code(err) != command.Interrupted {
		t.Errorf("error %v", err)
	}
}

// The development answers of two systems: humans, and a model asked to be kind.
func TestCompareOfRatedAnswers(t *testing.T) {
	const set = "../../../../../shared/data/empathy-ratings.jsonl"
	text, err := os.ReadFile(set)
	if err != nil {
		t.Skip("there is no ../shared/data")
	}
	by := map[string]string{}
	for line := range strings.Lines(string(text)) {
		var row struct{ Responder string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		by[row.Responder] += line
	}
	human, model := "human.jsonl\n"+by["human"], "model.jsonl\n"+by["chatgpt_empathy"]
	for _, c := range []struct {
		a, b   string
		differ bool
	}{{human, model, true}, {human, human, false}} {
		out, errs, code := call(t, c.a, c.b, "-rows", "-json", "-changed", "0")
		if differ := strings.Contains(out, `"significant": true`); differ != c.differ || code != 0 {
			t.Errorf("exit code %d, %s, differ %v in\n%s", code, errs, differ, out)
		}
	}
}

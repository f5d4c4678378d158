package score

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/empathy"
)

// call runs the subcommand with in as its standard input.
func call(t *testing.T, in string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	err := Run(t.Context(), args, command.Streams{In: strings.NewReader(in), Out: &out, Err: &errs})
	if err != nil {
		fmt.Fprintln(&errs, err)
	}
	return out.String(), errs.String(), command.Code(err)
}

// file writes a file into a new directory.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// withoutReport cuts the reports out of JSONL, which leaves what was passed
// through.
func withoutReport(t *testing.T, lines string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(lines) {
		i := strings.Index(line, `"report":`)
		var whole struct{ Report *empathy.Report }
		if err := json.Unmarshal([]byte(line), &whole); err != nil || i < 0 || whole.Report == nil {
			t.Fatalf("error %v in %s", err, line)
		}
		b.WriteString(line[:i] + "\n")
	}
	return b.String()
}

func TestScorePassesFieldsThroughUntouched(t *testing.T) {
	const in = `{"n":1.50,"source":"My boss lied","id":12345678901234567890,"response":"I see","meta":{"k": [1, 2]},"html":"<&>","task":"rewrite"}
{"response":"I see","source":"My boss lied","report":{"score":1}}
`
	for _, c := range []struct {
		name, want string
		args       []string
	}{
		{"texts left out", `{"n":1.50,"id":12345678901234567890,"meta":{"k": [1, 2]},"html":"<&>","task":"rewrite",` + "\n{\n", []string{"-json"}},
		{"texts kept", `{"n":1.50,"source":"My boss lied","id":12345678901234567890,"response":"I see","meta":{"k": [1, 2]},"html":"<&>","task":"rewrite",` +
			"\n" + `{"response":"I see","source":"My boss lied",` + "\n", []string{"-format", "jsonl", "-texts"}},
	} {
		out, errs, code := call(t, in, c.args...)
		if got := withoutReport(t, out); got != c.want || code != 0 || errs != "" {
			t.Errorf("%s: exit code %d, %s, got\n%swant\n%s", c.name, code, errs, got, c.want)
		}
	}
}

func TestScoreTakesTheTaskOfTheRowThenThatOfTheFlag(t *testing.T) {
	const in = "source,response,task\na,b,\na,b,rewrite\na,b,reply\n"
	for _, c := range []struct{ flag, want string }{
		{"reply", "reply rewrite reply"},
		{"rewrite", "rewrite rewrite reply"},
	} {
		out, _, code := call(t, in, "-json", "-task", c.flag)
		var tasks []string
		for line := range strings.Lines(out) {
			var whole struct{ Report empathy.Report }
			if err := json.Unmarshal([]byte(line), &whole); err != nil {
				t.Fatal(err)
			}
			tasks = append(tasks, whole.Report.Task.String())
		}
		if got := strings.Join(tasks, " "); got != c.want || code != 0 {
			t.Errorf("-task %s: exit code %d, tasks %s, want %s", c.flag, code, got, c.want)
		}
	}
}

func TestScoreTellsBadRowsAndGoesOn(t *testing.T) {
	const good = `{"id":"ok","source":"a","response":"b"}` + "\n"
	for _, c := range []struct {
		name, in string
		rows     int      // scored
		told     []string // on standard error
	}{
		{"no JSON", good + "nonsense\n" + good, 2, []string{"stdin:2: ", "1 of 3 rows could not be scored"}},
		{"invalid UTF-8", good + "{\"source\":\"\xff\",\"response\":\"b\"}\n" + good, 2, []string{"stdin:2: not valid UTF-8"}},
		{"NUL byte", good + "{\"source\":\"\x00\",\"response\":\"b\"}\n", 1, []string{"stdin:2: "}},
		{"no response", good + `{"source":"a"}`, 1, []string{`stdin:2: no field "response"`}},
		{"unknown task", good + `{"source":"a","response":"b","task":"haiku"}`, 1, []string{`stdin:2: unknown task "haiku"`}},
		{"a row too long", good + `{"source":"` + strings.Repeat("x", 17<<20) + "\n" + good, 2, []string{"stdin:2: longer than 16 MiB"}},
		{"csv row too short", "source,response\na\nb,c\n", 1, []string{"stdin:2: field count 1"}},
	} {
		out, errs, code := call(t, c.in, "-json")
		if n := strings.Count(out, "\n"); n != c.rows || code != command.Findings {
			t.Errorf("%s: %d rows, want %d; exit code %d", c.name, n, c.rows, code)
		}
		for _, want := range c.told {
			if !strings.Contains(errs, want) {
				t.Errorf("%s: %q is not told in\n%s", c.name, want, errs)
			}
		}
	}
}

func TestScoreTakesOddRowsThatAreNotBad(t *testing.T) {
	for _, c := range []struct {
		name, in string
		rows     int
	}{
		{"nothing", "", 0},
		{"empty lines", "\n\n \n" + `{"source":"a","response":"b"}` + "\n\n", 1},
		{"byte order mark and CRLF", "\ufeff" + `{"source":"a","response":"b"}` + "\r\n" + `{"source":"a","response":"b"}` + "\r\n", 2},
		{"csv with both", "\ufeffSource,Response\r\na,b\r\n", 1},
		{"empty texts", `{"source":"","response":""}`, 1},
		{"only emoji", `{"source":"😭😭","response":"👍"}`, 1},
		{"escaped NUL", `{"source":"a\u0000b","response":"\u0000"}`, 1},
		{"right to left", `{"source":"שלום עולם","response":"مرحبا"}`, 1},
		{"half a surrogate", `{"source":"\ud83d","response":"b"}`, 1},
		{"a long text", `{"source":"` + strings.Repeat("sad ", 300_000) + `","response":"b"}`, 1},
	} {
		for _, format := range []string{"text", "json", "jsonl", "csv"} {
			out, errs, code := call(t, c.in, "-format", format, "-texts")
			if code != 0 || errs != "" {
				t.Errorf("%s as %s: exit code %d, %s", c.name, format, code, errs)
			}
			if format == "jsonl" && strings.Count(out, "\n") != c.rows {
				t.Errorf("%s: %d reports, want %d", c.name, strings.Count(out, "\n"), c.rows)
			}
		}
	}
}

func TestScoreReadsOtherFilesThoughOneCannotBeRead(t *testing.T) {
	good := file(t, "good.csv", "id,source,response\n1,a,b\n")
	for _, c := range []struct{ name, bad, told string }{
		{"missing", "nowhere.jsonl", "nowhere.jsonl: no such file"},
		{"a directory", t.TempDir(), "is a directory"},
		{"no columns", file(t, "bad.csv", "id,text\n1,a\n"), `bad.csv: no column "source" in the header`},
		{"an array", file(t, "bad.json", "[]"), "a JSON array"},
	} {
		out, errs, code := call(t, "", "-json", c.bad, good)
		if code != command.Failure || strings.Count(out, "\n") != 1 {
			t.Errorf("%s: exit code %d, output %q", c.name, code, out)
		}
		if !strings.Contains(errs, c.told) || !strings.Contains(errs, "1 file could not be read") {
			t.Errorf("%s: told\n%s", c.name, errs)
		}
	}
}

func TestScoreRefusesFlagsThatMakeNoSense(t *testing.T) {
	for _, c := range []struct {
		want string
		args []string
	}{
		{"not defined: -nope", []string{"-nope"}},
		{`unknown -format "xml"`, []string{"-format", "xml"}},
		{"contradict", []string{"-format", "csv", "-json"}},
		{`unknown task "poem"`, []string{"-task", "poem"}},
		{"-response or -response-file is missing", []string{"-source", "a"}},
		{"-source or -source-file is missing", []string{"-response-file", "a"}},
		{"-source and -source-file are both given", []string{"-source", "a", "-source-file", "b", "-response", "c"}},
		{"give one of", []string{"-source", "a", "-response", "b", "x.csv"}},
		{"give one of", []string{"-sample", "x.csv"}},
		{"nowhere", []string{"-source-file", "nowhere", "-response", "b"}},
	} {
		out, errs, code := call(t, "", c.args...)
		if code != command.Failure || !strings.Contains(errs, c.want) || strings.Count(errs, "\n") != 1 || out != "" {
			t.Errorf("%q: exit code %d, told %q, want a line with %q", c.args, code, errs, c.want)
		}
	}
}

func TestScoreOfOnePair(t *testing.T) {
	source := file(t, "source.txt", "My boss lied to me.\n")
	for _, args := range [][]string{
		{"-source", "My boss lied to me.\n", "-response", "I see."},
		{"-source-file", source, "-response", "I see."},
	} {
		out, errs, code := call(t, "", append(args, "-format", "json")...)
		var got map[string]empathy.Report
		if err := json.Unmarshal([]byte(out), &got); err != nil || code != 0 || len(got) != 1 {
			t.Fatalf("%q: %v, exit code %d, %s%s", args, err, code, out, errs)
		}
		want, _ := json.Marshal(empathy.Analyze("My boss lied to me.\n", "I see."))
		if report, _ := json.Marshal(got["report"]); !bytes.Equal(report, want) {
			t.Errorf("%q: got\n%s\nwant\n%s", args, report, want)
		}
		out, _, _ = call(t, "", append(args, "-json", "-texts")...)
		if want := `{"source":"My boss lied to me.\n","response":"I see.",` + "\n"; withoutReport(t, out) != want {
			t.Errorf("%q with -texts: got\n%s", args, out)
		}
		text, _, _ := call(t, "", args...)
		if want := empathy.Analyze("My boss lied to me.\n", "I see.").Text("My boss lied to me.\n", "I see."); text != want {
			t.Errorf("%q: got\n%swant\n%s", args, text, want)
		}
	}
}

func TestScoreOfAFileWithoutEndIsBounded(t *testing.T) {
	const endless = "/dev/zero"
	if _, err := os.Stat(endless); err != nil {
		t.Skip("there is no " + endless)
	}
	if text, err := readText(endless); err != nil || len(text) != maxText {
		t.Errorf("%d bytes, error %v", len(text), err)
	}
}

// many gives n rows of uneven length.
func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":%d,"source":"My boss lied%s","response":"I see."}`+"\n", i, strings.Repeat(" to me again", i%17))
	}
	return b.String()
}

func TestScoreKeepsOrderAndIsTheSameToTheByte(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	in := many(300)
	for _, format := range []string{"text", "json", "jsonl", "csv"} {
		var outputs []string
		for _, procs := range []int{1, 2, 2, 5} {
			runtime.GOMAXPROCS(procs)
			out, errs, code := call(t, in, "-format", format)
			if code != 0 {
				t.Fatalf("%s: exit code %d, %s", format, code, errs)
			}
			outputs = append(outputs, out)
		}
		if len(slices.Compact(slices.Clone(outputs))) != 1 {
			t.Errorf("%s: outputs differ", format)
		}
		if format == "jsonl" {
			n := 0
			for line := range strings.Lines(outputs[0]) {
				if !strings.HasPrefix(line, fmt.Sprintf(`{"id":%d,`, n)) {
					t.Fatalf("line %d is %.40s", n, line)
				}
				n++
			}
			if n != 300 {
				t.Errorf("%d lines", n)
			}
		}
	}
}

func TestScoreWritesOneJSONDocument(t *testing.T) {
	for _, n := range []int{0, 1, 3} {
		out, _, _ := call(t, many(n), "-format", "json")
		var got []map[string]any
		if err := json.Unmarshal([]byte(out), &got); err != nil || len(got) != n {
			t.Errorf("%d rows: %d, error %v in %s", n, len(got), err, out)
		}
	}
}

func TestScoreWritesCSVWithTheColumnsOfTheFirstRow(t *testing.T) {
	const in = `{"id":"a","score":5,"source":"x","attune_score":1,"response":"y","meta":[1]}
{"id":"b, \"c\"","source":"x","response":"y","late":true}
`
	out, errs, code := call(t, in, "-format", "csv")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || code != 0 || len(rows) != 3 {
		t.Fatalf("error %v, exit code %d in\n%s", err, code, out)
	}
	if got := strings.Join(rows[0], " "); got != "id score meta attune_score attune_attenuation attune_granularity attune_avoidance attune_distancing "+
		"attune_cognitive attune_cultural attune_relational attune_flagged attune_acts attune_notes attune_signature" {
		t.Errorf("header %s", got)
	}
	for i, want := range [][]string{{"a", "5", "[1]"}, {`b, "c"`, "", ""}} {
		if got := rows[i+1][:3]; !slices.Equal(got, want) {
			t.Errorf("row %d begins with %q, want %q", i+1, got, want)
		}
	}
	if want := "stdin:2: field \"late\" has no column"; !strings.Contains(errs, want) {
		t.Errorf("%q is not told in %q", want, errs)
	}
}

func TestScoreOfTheSample(t *testing.T) {
	out, errs, code := call(t, "", "-sample")
	if code != 0 || errs != "" {
		t.Fatalf("exit code %d, %s", code, errs)
	}
	for _, want := range []string{"── night-shift ──", "source    fourth night", "sentiment attenuation", "── 12 pairs, mean score "} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in the output", want)
		}
	}
	out, _, _ = call(t, "", "-sample", "-json")
	if strings.Count(out, "\n") != 12 || strings.Contains(out, "fourth night") {
		t.Errorf("got\n%s", out)
	}
}

// Reports are printed at once and not when a buffer is full, so that a reader
// at the other end of a pipe gets each when its row is done.
func TestScoreAnswersEachRowOfAPipeAndStopsWhenTold(t *testing.T) {
	for _, format := range []string{"jsonl", "json"} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		rows, feed := io.Pipe()
		reports, out := io.Pipe()
		var errs bytes.Buffer
		ended := make(chan error, 1)
		go func() {
			err := Run(ctx, []string{"-format", format}, command.Streams{In: rows, Out: out, Err: &errs})
			out.Close()
			ended <- err
		}()
		var got bytes.Buffer
		for i := range 3 {
			fmt.Fprintf(feed, `{"id":%d,"source":"a","response":"b"}`+"\n", i)
			for strings.Count(got.String(), `"signature"`) < i+1 {
				part := make([]byte, 1<<16)
				n, err := reports.Read(part)
				if err != nil {
					t.Fatal(err)
				}
				got.Write(part[:n])
			}
		}
		cancel() // the pipe stays open: the reader goes on waiting for it
		rest, _ := io.ReadAll(reports)
		got.Write(rest)
		err := <-ended
		if command.Code(err) != command.Interrupted || !strings.Contains(err.Error(), "the last report is that of stdin:3") {
			t.Errorf("%s: ended with %v", format, err)
		}
		var whole []map[string]any
		if format == "json" {
			if err := json.Unmarshal(got.Bytes(), &whole); err != nil || len(whole) != 3 {
				t.Errorf("%d reports, error %v", len(whole), err)
			}
		} else if withoutReport(t, got.String()); strings.Count(got.String(), "\n") != 3 {
			t.Errorf("got\n%s", got.String())
		}
	}
}

func TestScoreTellsThatItCannotWrite(t *testing.T) {
	for _, format := range []string{"text", "json", "jsonl", "csv"} {
		err := Run(t.Context(), []string{"-format", format}, command.Streams{In: strings.NewReader(many(5)), Out: full{}, Err: io.Discard})
		if command.Code(err) != command.Failure || !strings.Contains(err.Error(), "disk full") {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

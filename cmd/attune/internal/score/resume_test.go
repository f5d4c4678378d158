package score

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

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/empathy"
)

// corpus writes n rows into a file, bad ones among them, and gives its name and
// the output of a run that was left alone.
func corpus(t *testing.T, n int) (input, whole string) {
	t.Helper()
	var b strings.Builder
	for i, row := range strings.SplitAfter(many(n), "\n") {
		if i%10 == 3 {
			b.WriteString("nonsense\n" + `{"source":"a","response":"b","task":"haiku"}` + "\n\n")
		}
		b.WriteString(row)
	}
	input = file(t, "pairs.jsonl", b.String())
	out, _, code := call(t, "", "-json", input)
	if code != command.Findings || strings.Count(out, "\n") != n {
		t.Fatalf("exit code %d, %d reports", code, strings.Count(out, "\n"))
	}
	return input, out
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestResumeGivesTheBytesOfAnUninterruptedRun(t *testing.T) {
	input, whole := corpus(t, 60)
	lines := strings.SplitAfter(whole, "\n")
	upTo := func(n int) string { return strings.Join(lines[:n], "") }
	for _, c := range []struct{ name, begun string }{
		{"no file", ""},
		{"one report", upTo(1)},
		{"half", upTo(30)},
		{"half and a torn line", upTo(30) + lines[30][:50]},
		{"half and a line that lacks its end only", upTo(30) + strings.TrimSuffix(lines[30], "\n")},
		{"a torn line", lines[0][:7]},
		{"all but one", upTo(59)},
		{"all", whole},
	} {
		output := filepath.Join(t.TempDir(), "reports.jsonl")
		if c.begun != "" {
			output = file(t, "reports.jsonl", c.begun)
		}
		_, errs, code := call(t, "", "-json", "-resume", "-o", output, input)
		if code != command.Findings || !strings.Contains(errs, "12 of 72 rows could not be scored") {
			t.Errorf("%s: exit code %d, told %s", c.name, code, errs)
		}
		if n := strings.Count(c.begun, "\n"); n > 0 && !strings.Contains(errs, fmt.Sprintf("going on behind report %d\n", n)) {
			t.Errorf("%s: told %s", c.name, errs)
		}
		if got := read(t, output); got != whole {
			t.Errorf("%s: output differs: %d bytes, want %d", c.name, len(got), len(whole))
		}
	}
}

// A file that isn't what a run with these flags on these rows would have left
// is somebody's, and stays as it is.
func TestResumeLeavesOtherFilesAlone(t *testing.T) {
	input, whole := corpus(t, 20)
	lines := strings.SplitAfter(whole, "\n")
	half := strings.Join(lines[:10], "")
	for _, c := range []struct {
		name, begun, told string
		args              []string
	}{
		{"notes", "buy milk\n", "line 1 is no report: ", nil},
		{"notes in one line", "buy milk", "its torn line 1 is not the output of these rows and flags", nil},
		{"JSON that is no report", half + "{\"a\":1}\n", "line 11 is no report: no field \"report\"", nil},
		{"another measure", strings.ReplaceAll(half, "|lex:", "|lex:0"), "line 10 has the signature attune:", nil},
		{"other rows", strings.Join(lines[5:15], ""), "its line 10 is not the output", nil},
		{"other flags", half, "its line 10 is not the output", []string{"-texts"}},
		{"a torn line of other rows", half + lines[3][:20], "its torn line 11 is not the output", nil},
		{"more reports than rows", whole + lines[19], "holds more reports than there are rows", nil},
		{"a torn report more", whole + lines[19][:9], "holds more reports than there are rows", nil},
	} {
		output := file(t, "reports.jsonl", c.begun)
		_, errs, code := call(t, "", append([]string{"-json", "-resume", "-o", output, input}, c.args...)...)
		if code != command.Failure || !strings.Contains(errs, output) || !strings.Contains(errs, c.told) {
			t.Errorf("%s: exit code %d, told %q, want %q", c.name, code, errs, c.told)
		}
		if got := read(t, output); got != c.begun {
			t.Errorf("%s: the file holds %d bytes, and %d before", c.name, len(got), len(c.begun))
		}
	}
}

func TestInterruptedRunsGoOnToTheSameBytes(t *testing.T) {
	input, whole := corpus(t, 100)
	output := filepath.Join(t.TempDir(), "reports.jsonl")
	// Each run is interrupted when it has read so many rows.
	for _, rows := range []int{30, 0, 60, 61, 1000} {
		ctx, cancel := context.WithCancel(t.Context())
		feed := &interrupting{r: strings.NewReader(read(t, input)), rows: rows, cancel: cancel}
		var errs bytes.Buffer
		err := Run(ctx, []string{"-json", "-resume", "-o", output, "-"}, command.Streams{In: feed, Out: io.Discard, Err: &errs})
		cancel()
		got := read(t, output)
		if !strings.HasPrefix(whole, got) || got != "" && !strings.HasSuffix(got, "\n") {
			t.Fatalf("interrupted after %d rows: the output isn't a beginning of the whole", rows)
		}
		if rows == 30 && strings.Count(got, "\n") < 10 {
			t.Errorf("%d reports of %d rows", strings.Count(got, "\n"), rows)
		}
		if rows == 1000 {
			if command.Code(err) != command.Findings || got != whole {
				t.Errorf("the last run ends with %v and %d bytes, want %d", err, len(got), len(whole))
			}
			break
		}
		if command.Code(err) != command.Interrupted || !strings.Contains(err.Error(), "-resume goes on from there") {
			t.Errorf("interrupted after %d rows: error %v", rows, err)
		}
	}
}

// interrupting hands out a line at a time, and after so many calls cancel and
// stays silent for a while, so that what was read is worked off.
type interrupting struct {
	r      *strings.Reader
	rows   int
	cancel func()
}

func (i *interrupting) Read(p []byte) (int, error) {
	if i.rows == 0 {
		i.cancel()
		select {}
	}
	for n := range p {
		c, err := i.r.ReadByte()
		if err != nil {
			return n, err
		}
		if p[n] = c; c == '\n' {
			i.rows--
			return n + 1, nil
		}
	}
	return len(p), nil
}

func TestOutputIsNeverWrittenOver(t *testing.T) {
	input, whole := corpus(t, 3)
	output := file(t, "reports.jsonl", "precious\n")
	for _, name := range []string{output, input} {
		before := read(t, name)
		_, errs, code := call(t, "", "-json", "-o", name, input)
		if code != command.Failure || !strings.Contains(errs, name+" is there already; -resume goes on with it") || read(t, name) != before {
			t.Errorf("exit code %d, told %q, the file holds %q", code, errs, read(t, name))
		}
	}
	empty := file(t, "reports.jsonl", "")
	if out, _, _ := call(t, "", "-json", "-o", empty, input); out != "" || read(t, empty) != whole {
		t.Errorf("standard output %q, file\n%s", out, read(t, empty))
	}
}

func TestOutputFileTakesAnyFormat(t *testing.T) {
	for _, format := range []string{"text", "json", "csv"} {
		output := filepath.Join(t.TempDir(), "reports")
		want, _, _ := call(t, many(5), "-format", format)
		if out, errs, code := call(t, many(5), "-format", format, "-o", output); out != "" || errs != "" || code != 0 || read(t, output) != want {
			t.Errorf("%s: exit code %d, %s, output %q, file\n%s", format, code, errs, out, read(t, output))
		}
	}
}

func TestOutputThatCannotBeWrittenIsTold(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("there is no " + full)
	}
	if _, errs, code := call(t, many(3), "-json", "-o", full); code != command.Failure || !strings.Contains(errs, "write: ") {
		t.Errorf("exit code %d, told %q", code, errs)
	}
	if _, errs, code := call(t, many(3), "-json", "-o", filepath.Join(t.TempDir(), "no", "such")); code != command.Failure || !strings.Contains(errs, "no such") {
		t.Errorf("exit code %d, told %q", code, errs)
	}
}

func TestResumeNeedsAFileOfLines(t *testing.T) {
	for _, c := range []struct {
		want string
		args []string
	}{
		{"-resume needs -o", []string{"-resume", "-json"}},
		{"-resume needs -json", []string{"-resume", "-o", "x"}},
		{"-resume needs -json", []string{"-resume", "-o", "x", "-format", "csv"}},
	} {
		if _, errs, code := call(t, "", c.args...); code != command.Failure || !strings.Contains(errs, c.want) {
			t.Errorf("%q: exit code %d, told %q", c.args, code, errs)
		}
	}
}

func TestSummaryComesInPlaceOfReportsOrBesideTheirFile(t *testing.T) {
	rows := many(20)
	var c empathy.Corpus
	reports, _, _ := call(t, rows, "-json")
	for line := range strings.Lines(reports) {
		r, err := report([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	text := c.Summary(empathy.DefaultResamples, seed).String()
	b, err := json.MarshalIndent(c.Summary(empathy.DefaultResamples, seed), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	asJSON := string(b) + "\n"
	lines := strings.SplitAfter(reports, "\n")
	begun := file(t, "begun.jsonl", strings.Join(lines[:7], ""))
	beside := filepath.Join(t.TempDir(), "reports.jsonl")
	for _, c := range []struct {
		name, want, file string
		args             []string
	}{
		{"text", text, "", nil},
		{"csv", text, "", []string{"-format", "csv"}},
		{"json", asJSON, "", []string{"-json"}},
		{"beside a file", asJSON, beside, []string{"-json", "-o", beside}},
		{"of a run that goes on", asJSON, begun, []string{"-json", "-resume", "-o", begun}},
	} {
		out, _, code := call(t, rows, append(c.args, "-summary")...)
		if out != c.want || code != 0 {
			t.Errorf("%s: exit code %d, got\n%s\nwant\n%s", c.name, code, out, c.want)
		}
		if c.file != "" && read(t, c.file) != reports {
			t.Errorf("%s: the reports differ", c.name)
		}
	}
}

func TestSpeedIsToldWhenAsked(t *testing.T) {
	for _, c := range []struct {
		want string
		args []string
	}{
		{"", []string{"-json"}},
		{"20 reports in ", []string{"-json", "-progress"}},
	} {
		_, errs, _ := call(t, many(20), c.args...)
		if !strings.HasPrefix(errs, c.want) || c.want == "" && errs != "" || c.want != "" && !strings.Contains(errs, " a second") {
			t.Errorf("%q: told %q", c.args, errs)
		}
	}
}

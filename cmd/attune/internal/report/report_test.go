package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/attune-go/attune/cmd/attune/internal/command"
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

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// names lists the pairs of a page in their order.
func names(page string) string {
	var out []string
	for _, m := range regexp.MustCompile(`<h3><bdi>([^<]*)</bdi> <small>([^<]*)</small>`).FindAllStringSubmatch(page, -1) {
		out = append(out, m[1]+" "+m[2])
	}
	return strings.Join(out, ", ")
}

const (
	cold = `{"id":"cold","source":"I was so humiliated, they laughed at me!","response":"Dear customer, the matter has been noted."}` + "\n"
	warm = `{"id":"warm","source":"I was so humiliated, they laughed at me!","response":"That was so humiliating. They laughed at you!"}` + "\n"
)

func TestReportOfFiles(t *testing.T) {
	lines := file(t, "a.jsonl", warm+cold)
	table := file(t, "b.csv", "id,source,response,task\nrow,I am angry,He is angry,rewrite\n")
	page, errs, code := call(t, "", lines, table, "-task", "reply")
	if code != command.OK || errs != "" {
		t.Fatalf("exit code %d, %s", code, errs)
	}
	if !strings.Contains(page, "<title>a.jsonl and b.csv · attune</title>") || !strings.Contains(page, "3 pairs · reply and rewrite") {
		t.Error("the page does not say what it is of")
	}
	got := names(page)
	if strings.Index(got, "cold reply") > strings.Index(got, "warm reply") || !strings.Contains(got, "row rewrite") {
		t.Errorf("listed are %s", got)
	}
}

func TestReportOfTheStandardInput(t *testing.T) {
	for _, args := range [][]string{nil, {"-"}, {"-o", "-"}} {
		page, errs, code := call(t, cold, args...)
		if code != command.OK || errs != "" || names(page) != "cold reply" {
			t.Errorf("%q: exit code %d, %s, listed are %s", args, code, errs, names(page))
		}
	}
}

func TestReportOfOnePair(t *testing.T) {
	page, errs, code := call(t, "", "-source", "I <b>cried</b>", "-response", "I see", "-task", "rewrite")
	if code != command.OK || errs != "" {
		t.Fatalf("exit code %d, %s", code, errs)
	}
	for _, want := range []string{"<title>Report on a pair · attune</title>", "&lt;b&gt;", "|task:rewrite"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
}

func TestReportOfTheSample(t *testing.T) {
	out := filepath.Join(t.TempDir(), "page.html")
	stdout, errs, code := call(t, "", "-sample", "-o", out, "-title", "A <title>", "-keep", "5")
	if code != command.OK || errs != "" || stdout != "" {
		t.Fatalf("exit code %d, %s%s", code, stdout, errs)
	}
	page := read(t, out)
	if !strings.Contains(page, "<title>A &lt;title&gt; · attune</title>") || !strings.Contains(page, "12 pairs") || strings.Count(page, "<details") != 5 {
		t.Errorf("title or number of pairs are wrong; listed are %s", names(page))
	}
}

func TestReportTakesWhatScoreWrites(t *testing.T) {
	page, errs, code := call(t, `{"id":"again","source":"a","response":"b","report":{"score":1}}`)
	if code != command.OK || errs != "" || names(page) != "again reply" {
		t.Errorf("exit code %d, %s, listed are %s", code, errs, names(page))
	}
}

func TestReportTellsBadRowsAndGoesOn(t *testing.T) {
	good := file(t, "good.jsonl", warm)
	for _, c := range []struct {
		name, in string
		files    []string
		code     int
		listed   string
		told     []string
	}{
		{"no JSON", "nonsense\n" + cold, []string{"-"}, command.Failure, "", []string{"stdin: no column"}},
		{"no response", cold + `{"source":"a"}`, []string{"-"}, command.Findings, "cold reply", []string{`stdin:2: no field "response"`, "1 of 2 rows could not be scored"}},
		{"unknown task", cold + `{"source":"a","response":"b","task":"haiku"}`, []string{"-"}, command.Findings, "cold reply", []string{`stdin:2: unknown task "haiku"`}},
		{"no such file", "", []string{"nowhere.jsonl", good}, command.Failure, "warm reply", []string{"nowhere.jsonl", "1 of the files could not be read"}},
	} {
		page, errs, code := call(t, c.in, c.files...)
		if code != c.code || names(page) != c.listed {
			t.Errorf("%s: exit code %d, listed are %s", c.name, code, names(page))
		}
		for _, want := range c.told {
			if !strings.Contains(errs, want) {
				t.Errorf("%s: %q is not told in %s", c.name, want, errs)
			}
		}
	}
}

func TestReportRefusesWrongFlags(t *testing.T) {
	here := t.TempDir()
	for _, c := range []struct{ args, told string }{
		{"-nope", "-nope"},
		{"-task haiku", "haiku"},
		{"-keep 0", "-keep 0, want at least 1"},
		{"-source a", "-source and -response belong together"},
		{"-sample a.jsonl", "give one of"},
		{"-source a -response b -sample", "give one of"},
		{"-sample -o " + filepath.Join(here, "no", "page.html"), "no such file or directory"},
		{"-sample -o " + here, "is a directory"},
	} {
		out, errs, code := call(t, "", strings.Fields(c.args)...)
		if code != command.Failure || !strings.Contains(errs, c.told) || strings.Count(errs, "\n") != 1 || out != "" {
			t.Errorf("%s: exit code %d, told %s", c.args, code, errs)
		}
	}
}

func TestReportReplacesALongerPage(t *testing.T) {
	out := file(t, "page.html", strings.Repeat("x", 1<<20))
	if _, errs, code := call(t, cold, "-o", out); code != command.OK {
		t.Fatal(errs)
	}
	if page := read(t, out); !strings.HasSuffix(page, "</html>\n") {
		t.Errorf("the page ends with %q", page[len(page)-20:])
	}
}

func TestReportStoppedHasTheRowsUpToThere(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in := io.MultiReader(strings.NewReader(cold), stopping(cancel), strings.NewReader(strings.Repeat(warm, 1000)))
	var out, errs bytes.Buffer
	err := Run(ctx, nil, command.Streams{In: in, Out: &out, Err: &errs})
	if command.Code(err) != command.Interrupted || !strings.Contains(err.Error(), "the page has the first ") {
		t.Errorf("ended with %v", err)
	}
	if !strings.HasSuffix(out.String(), "</html>\n") {
		t.Error("there is no page")
	}
}

// stopping is a reader of nothing that calls a function.
type stopping func()

func (s stopping) Read([]byte) (int, error) {
	s()
	return 0, io.EOF
}

func TestReportTellsThatItCannotWrite(t *testing.T) {
	err := Run(t.Context(), []string{"-sample"}, command.Streams{In: strings.NewReader(""), Out: full{}, Err: io.Discard})
	if command.Code(err) != command.Failure || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}

// full is a disk without space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

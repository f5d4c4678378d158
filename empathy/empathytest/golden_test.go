package empathytest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// updatingFiles sets the flag for a while.
func updatingFiles(t *testing.T, f func()) {
	t.Helper()
	before := flag.Lookup("attune.update").Value.String()
	if err := flag.Set("attune.update", "true"); err != nil {
		t.Fatal(err)
	}
	defer flag.Set("attune.update", before)
	f()
}

func writtenGolden(t *testing.T, r empathy.Report) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "reports", "one.json")
	var tb recorder
	updatingFiles(t, func() { Golden(&tb, file, source, warm, giving(r)) })
	if tb.Failed() || len(tb.logs) != 1 || !strings.Contains(tb.logs[0], "wrote "+file) {
		t.Fatalf("failures %q, logs %q", tb.errors, tb.logs)
	}
	return file
}

func TestGoldenTellsWhatMoved(t *testing.T) {
	r := blurred(t)
	file := writtenGolden(t, r)
	other := blurred(t)
	other.Mechanisms[mechanisms.Avoidance].Signals[0].Evidence[0].Start = 3
	close := blurred(t)
	close.Score += 1e-9
	remade := r
	remade.Signature = "attune:0.9.9"
	for _, c := range []struct {
		name, src, resp string
		report          empathy.Report
		opts            []Option
		want            []string // nil if the test is to pass
	}{
		{"the same", source, warm, r, nil, nil},
		{"the last digits", source, warm, close, nil, nil},
		{"a number", source, warm, func() empathy.Report { r := r; r.Score = 0.25; return r }(), nil,
			[]string{"attune: score was 0.3, is 0.25", "«My manager put his name", "-attune.update"}},
		{"a severity", source, warm, func() empathy.Report { r := r; r.Mechanisms[3].Severity = 0.25; return r }(), nil,
			[]string{"mechanisms[distancing].severity was 0, is 0.25"}},
		{"evidence", source, warm, other, nil, []string{"mechanisms[avoidance].signals differ"}},
		{"acts", source, warm, func() empathy.Report { r := r; r.Acts = []empathy.Act{{Strength: 1}}; return r }(), nil, []string{"acts is new"}},
		{"the signature", source, warm, remade, nil,
			[]string{"was made by another measure, and its numbers cannot be compared", "attune:0.9.9", "attune:test"}},
		{"the response", source, cold, r, nil, []string{"the response is another than that of " + file, "golden    He put his name"}},
		{"the source", cold, warm, r, nil, []string{"the source is another than that of " + file}},
		{"a limit", source, warm, r, []Option{AtLeastScore(0.9)}, []string{"score 0.30, want at least 0.9"}},
	} {
		tb := recorder{name: "TestX/one's"}
		Golden(&tb, file, c.src, c.resp, append(c.opts, giving(c.report))...)
		if tb.Failed() != (c.want != nil) {
			t.Errorf("%s: printed %q", c.name, tb.printed())
		}
		for _, w := range c.want {
			if !tb.says(w) {
				t.Errorf("%s: no %q in\n%s", c.name, w, tb.printed())
			}
		}
	}
}

func TestGoldenThatIsMissingOrBrokenSaysSo(t *testing.T) {
	dir := t.TempDir()
	broken := filepath.Join(dir, "broken.json")
	strange := filepath.Join(dir, "strange.json")
	for file, text := range map[string]string{broken: "{", strange: `{"report": {"task": "haiku"}}`} {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ name, file, want string }{
		{"missing", filepath.Join(dir, "none.json"), `go test -run '^TestX$/^a\+b$' -attune.update`},
		{"no JSON", broken, "broken.json: unexpected end of JSON input"},
		{"no report", strange, `unknown task "haiku"`},
	} {
		tb := recorder{name: "TestX/a+b"}
		Golden(&tb, c.file, source, warm, giving(report(1)))
		if !tb.says(c.want) {
			t.Errorf("%s: printed %q, want %q in it", c.name, tb.printed(), c.want)
		}
	}
}

func TestGoldenIsWrittenByTheEnvironmentAsWell(t *testing.T) {
	file := filepath.Join(t.TempDir(), "one.json")
	for _, c := range []struct {
		value string
		fails string
	}{
		{"0", "there is no golden report"},
		{"perhaps", `ATTUNE_UPDATE is "perhaps", want 1 or 0`},
		{"1", ""},
		{"", ""},
	} {
		t.Setenv("ATTUNE_UPDATE", c.value)
		var tb recorder
		Golden(&tb, file, source, warm)
		if tb.Failed() != (c.fails != "") || !tb.says(c.fails) {
			t.Errorf("%q: printed %q", c.value, tb.printed())
		}
	}
}

func TestGoldenThatCannotBeWrittenFails(t *testing.T) {
	dir := t.TempDir()
	notDir := filepath.Join(dir, "file")
	if err := os.WriteFile(notDir, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	var tb recorder
	updatingFiles(t, func() { Golden(&tb, filepath.Join(notDir, "one.json"), source, warm) })
	if !tb.says("write golden report") {
		t.Errorf("printed %q", tb.printed())
	}
	// A wrong option must not be written down as the report to have.
	file := filepath.Join(dir, "one.json")
	tb = recorder{}
	updatingFiles(t, func() { Golden(&tb, file, source, warm, AtLeastScore(7)) })
	if _, err := os.Stat(file); !tb.Failed() || err == nil {
		t.Errorf("printed %q, and the file was written", tb.printed())
	}
}

func TestGoldenOfBytesThatJSONCannotHold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "one.json")
	bad := source + " \xff\xfe"
	accept := Accept(empathy.ErrInvalidUTF8)
	updatingFiles(t, func() { Golden(t, file, bad, warm, accept) })
	var tb recorder
	Golden(&tb, file, bad, warm, accept)
	if tb.Failed() {
		t.Errorf("printed %q", tb.printed())
	}
}

func TestGoldenIsNeverReadHalfWritten(t *testing.T) {
	file := writtenGolden(t, blurred(t))
	var tb recorder
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				if err := writeGolden(file, golden{source, warm, blurred(t)}); err != nil {
					t.Error(err)
				}
			}
		})
		wg.Go(func() {
			for range 20 {
				compareGolden(&tb, file, golden{source, warm, blurred(t)})
			}
		})
	}
	wg.Wait()
	if tb.Failed() {
		t.Error(tb.printed())
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Errorf("files %v, error %v", left, err)
	}
}

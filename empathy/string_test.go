package empathy_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

func TestReportPrintsAsText(t *testing.T) {
	golden(t, "flagged.txt", theft(t).String())
	golden(t, "flagged-quoted.txt", theft(t).Text(theftSource, theftResponse))
	golden(t, "calm.txt", calm().String())
}

func TestReportTextKeepsTo80ColumnsAndHasNoControls(t *testing.T) {
	r := theft(t)
	long := strings.Repeat("humiliated ", 200) + "\x1b[2J\u202e\r\n"
	for i := range r.Mechanisms {
		f := &r.Mechanisms[i]
		f.Applicable, f.Severity = true, 1
		f.Signals = []mechanisms.Signal{signal(mechanisms.Kind(i), 0, 1, "a-name",
			mechanisms.Evidence{Start: 0, End: len(long), Reason: strings.Repeat("reason ", 30)})}
	}
	r.Acts = make([]empathy.Act, empathy.ActCount)
	for i := range r.Acts {
		r.Acts[i] = empathy.Act{Kind: empathy.ActKind(i), Strength: 1}
	}
	r.Notes = []empathy.Note{{Message: long}}
	for line := range strings.Lines(r.Text(long, "")) {
		line = strings.TrimSuffix(line, "\n")
		if n := utf8.RuneCountInString(line); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
		if strings.ContainsAny(line, "\x1b\r\u202e") {
			t.Errorf("control character in %q", line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("white space at the end of %q", line)
		}
	}
}

// A report is often printed beside texts that are not the ones it was made of:
// trimmed, re-encoded, or those of the next row.
func TestReportTextOfOtherTextsLeavesOutWhatIsNotThere(t *testing.T) {
	r := theft(t)
	for _, c := range []struct{ name, src, resp string }{
		{"empty", "", ""},
		{"cut short", theftSource[:20], theftResponse[:20]},
		{"within runes", strings.Repeat("é", 100), strings.Repeat("日", 100)},
		{"not UTF-8", strings.Repeat("\xff", 200), strings.Repeat("\xc3", 200)},
	} {
		got := r.Text(c.src, c.resp)
		if !utf8.ValidString(got) {
			t.Errorf("%s: not UTF-8", c.name)
		}
		if !strings.Contains(strings.Join(strings.Fields(got), " "), "strong feeling the response never names") {
			t.Errorf("%s: the reason is gone:\n%s", c.name, got)
		}
	}
}

func TestSeverityBelowTheFlagIsNotPrintedAsOneThatReachedIt(t *testing.T) {
	got := theft(t).String()
	if strings.Contains(got, "0.50") || !strings.Contains(got, "0.49") {
		t.Errorf("0.4999 reads as a flag:\n%s", got)
	}
}

func TestZeroReportPrints(t *testing.T) {
	got := empathy.Report{}.String()
	for _, m := range mechanisms.Kinds() {
		if !strings.Contains(got, m.Title()) {
			t.Errorf("no row for %s in\n%s", m.Title(), got)
		}
	}
}

func TestReportTextTellsEachSpanOnceAndNoReasonThatIsTheName(t *testing.T) {
	r := theft(t)
	whole := mechanisms.Evidence{Side: mechanisms.Response, End: len(theftResponse), Reason: "less concrete"}
	quoted := span(t, mechanisms.Source, "humiliated", "felt")
	r.Mechanisms[0].Signals = []mechanisms.Signal{
		signal(mechanisms.Attenuation, 0, 0.9, "less-concrete", whole, quoted, quoted),
	}
	got := r.Text(theftSource, theftResponse)
	want := `
  less concrete (cognitive, 0.90)
    response  the text as a whole
    source    “humiliated”: felt
`
	if !strings.Contains(got, want) {
		t.Errorf("got\n%swant%s", got, want)
	}
}

package empathytest

import (
	"flag"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/terminal"
	"github.com/attune-go/attune/mechanisms"
)

const printedResponse = "It sounds like there was a misunderstanding at work.\n\nPerhaps [it's worth](https://example.org) considering both sides."

// evidence is a part of a text, which must be there.
func evidence(t *testing.T, side mechanisms.Side, part, reason string) mechanisms.Evidence {
	t.Helper()
	text := source
	if side == mechanisms.Response {
		text = printedResponse
	}
	i := strings.Index(text, part)
	if i < 0 {
		t.Fatalf("%q is not in the %s", part, side)
	}
	return mechanisms.Evidence{Side: side, Start: i, End: i + len(part), Reason: reason}
}

func signal(m mechanisms.Kind, d dimensions.Kind, severity float64, name string, ev ...mechanisms.Evidence) mechanisms.Signal {
	return mechanisms.Signal{
		Reading:   dimensions.Reading{Dimension: d, Severity: severity, Opportunity: 1, Confidence: 1},
		Mechanism: m, Name: name, Evidence: ev,
	}
}

// blurred is a report with evidence for a flagged and for a lesser mechanism.
func blurred(t *testing.T) empathy.Report {
	const src, resp = mechanisms.Source, mechanisms.Response
	r := report(0.3, 0.4, 0.1, 0.8)
	r.Mechanisms[mechanisms.Attenuation].Signals = []mechanisms.Signal{
		signal(mechanisms.Attenuation, dimensions.Relational, 0.6, "feeling-unmet",
			evidence(t, src, "humiliated", "feeling not met"), evidence(t, src, "couldn't even speak", "feeling not met")),
		signal(mechanisms.Attenuation, dimensions.Cognitive, 0.5, "mild-words", evidence(t, resp, printedResponse, "mild")),
		signal(mechanisms.Attenuation, dimensions.Cognitive, 0.1, "faint", evidence(t, resp, "sounds", "faint")),
	}
	r.Mechanisms[mechanisms.Avoidance].Signals = []mechanisms.Signal{
		signal(mechanisms.Avoidance, dimensions.Cognitive, 0.9, "agent-deleted",
			evidence(t, src, "My manager put his name", "who did what"),
			evidence(t, src, "his name on my report", "who did what"),
			evidence(t, resp, "there was a misunderstanding", "nobody did it")),
	}
	return r
}

var updateTexts = flag.Bool("update", false, "write the printed failures of testdata anew")

// atPrinted compares what is printed with a file of testdata.
func atPrinted(t *testing.T, file, got string) {
	t.Helper()
	file = "testdata/" + file
	if *updateTexts {
		if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got+"\n" != string(want) {
		t.Errorf("%s differs; if that is meant, run go test ./empathy/empathytest -update\n--- got\n%s\n--- want\n%s", file, got, want)
	}
}

func TestFailurePrintsTheTextsWithTheEvidenceMarkedAndWhy(t *testing.T) {
	var tb recorder
	Check(&tb, source, printedResponse, giving(blurred(t)))
	atPrinted(t, "flagged.txt", tb.printed())

	tb = recorder{}
	Check(&tb, source, printedResponse, giving(blurred(t)), AtMost(mechanisms.Attenuation, 0.3))
	atPrinted(t, "limit.txt", tb.printed())

	tb = recorder{}
	reports := map[string]empathy.Report{"You were robbed.": report(0.9, 0, 0, 0), printedResponse: blurred(t)}
	NoColder(&tb, source, "You were robbed.", printedResponse, 0.05, pairs(reports))
	atPrinted(t, "colder.txt", tb.printed())
}

func TestFailureMarksOnlyWhatCountsAgainstTheLimit(t *testing.T) {
	for _, c := range []struct {
		name          string
		opt           Option
		marked, clear []string
	}{
		{"mechanism", AtMost(mechanisms.Attenuation, 0.1), []string{"«humiliated»", "«couldn't even speak»"}, []string{"«My manager"}},
		{"dimension", AtLeast(dimensions.Cognitive, 0.9), []string{"«My manager put his name on my report»"}, []string{"«humiliated»"}},
		{"score", AtLeastScore(0.9), []string{"«My manager put his name on my report»", "«humiliated»"}, []string{"«sounds»"}},
	} {
		var tb recorder
		Check(&tb, source, printedResponse, giving(blurred(t)), c.opt)
		got := strings.Join(strings.Fields(tb.printed()), " ")
		for _, m := range c.marked {
			if !strings.Contains(got, m) {
				t.Errorf("%s: %s is not marked in\n%s", c.name, m, tb.printed())
			}
		}
		for _, m := range c.clear {
			if strings.Contains(got, m) {
				t.Errorf("%s: %s is marked in\n%s", c.name, m, tb.printed())
			}
		}
	}
}

func TestFailureIsBoundedAndSafeToPrint(t *testing.T) {
	r := blurred(t)
	// Evidence that doesn't lie in the text must not break the print.
	r.Mechanisms[0].Signals[0].Evidence = append(r.Mechanisms[0].Signals[0].Evidence[:1],
		mechanisms.Evidence{Start: -1, End: 4}, mechanisms.Evidence{Start: 9, End: 1 << 30}, mechanisms.Evidence{Start: 5, End: 5})
	hostile := strings.Repeat("\x1b[2J\u202e日本語 ", 40_000) + "\xff\x00"
	var tb recorder
	Check(&tb, hostile, strings.Repeat("long", 1<<20), giving(r), AtLeastScore(1))
	got := tb.printed()
	if !utf8.ValidString(got) || strings.ContainsAny(got, "\x1b\x00\u202e\r") {
		t.Error("what is printed is not safe to print")
	}
	if len(got) > 64<<10 {
		t.Errorf("%d bytes are printed", len(got))
	}
	if !strings.Contains(got, "more bytes") {
		t.Error("nothing says that the texts were cut")
	}
	for line := range strings.Lines(got) {
		if n := terminal.Width(strings.TrimSuffix(line, "\n")); n > pageWidth {
			t.Fatalf("%d columns: %s", n, line)
		}
	}
}

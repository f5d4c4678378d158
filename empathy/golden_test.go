package empathy_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew")

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; if that is meant, run go test ./empathy -update\n--- got\n%s\n--- want\n%s", name, got, want)
	}
}

const (
	theftSource   = "My manager put his name on my report in front of the whole board. I was humiliated, I couldn't even speak."
	theftResponse = "It sounds like there was a misunderstanding at work. Perhaps it's worth considering both sides."
)

// span is the evidence for a part of a text, which must be there.
func span(t *testing.T, side mechanisms.Side, part, reason string) mechanisms.Evidence {
	t.Helper()
	text := theftSource
	if side == mechanisms.Response {
		text = theftResponse
	}
	i := strings.Index(text, part)
	if i < 0 {
		t.Fatalf("%q is not in the %s", part, side)
	}
	return mechanisms.Evidence{Side: side, Start: i, End: i + len(part), Reason: reason, Weight: 0.5}
}

func signal(m mechanisms.Kind, d dimensions.Kind, severity float64, name string, evidence ...mechanisms.Evidence) mechanisms.Signal {
	return mechanisms.Signal{
		Reading:   dimensions.Reading{Dimension: d, Severity: severity, Opportunity: 0.9, Confidence: 0.8},
		Mechanism: m, Name: name, Evidence: evidence,
	}
}

// theft is a report made by hand, so that what is tested is how a report is
// told and not how it is measured.
func theft(t *testing.T) empathy.Report {
	const src, resp = mechanisms.Source, mechanisms.Response
	return empathy.Report{
		Score: 0.318,
		Mechanisms: [mechanisms.Count]mechanisms.Finding{
			{Mechanism: mechanisms.Attenuation, Severity: 0.684, Applicable: true, Confidence: 0.8, Signals: []mechanisms.Signal{
				signal(mechanisms.Attenuation, dimensions.Relational, 0.91, "feeling-unmet",
					span(t, src, "humiliated", "strong feeling the response never names"),
					span(t, src, "couldn't even speak", "strong feeling the response never names")),
				signal(mechanisms.Attenuation, dimensions.Cognitive, 0.52, "emotion-coarsened",
					span(t, src, "humiliated", "a precise feeling"),
					span(t, resp, "a misunderstanding at work", "an event in the place of the feeling, and one that nobody did to anybody")),
				signal(mechanisms.Attenuation, dimensions.Cultural, 0.1, "affect-flattened"),
			}},
			{Mechanism: mechanisms.Granularity, Severity: 0.4999, Applicable: true, Confidence: 0.6},
			{Mechanism: mechanisms.Avoidance, Severity: 0.87, Applicable: true, Confidence: 0.9, Signals: []mechanisms.Signal{
				signal(mechanisms.Avoidance, dimensions.Cognitive, 0.95, "agent-deleted",
					span(t, src, "My manager put his name on my report", "who did what"),
					span(t, resp, "there was a misunderstanding", "nobody did it")),
				signal(mechanisms.Avoidance, dimensions.Relational, 0.66, "both-sides",
					span(t, resp, "considering both sides", "weighs what needs no weighing")),
			}},
			{Mechanism: mechanisms.Distancing},
		},
		Dimensions: [dimensions.Count]dimensions.Score{
			{Dimension: dimensions.Cognitive, Score: 0.29, Applicable: true},
			{Dimension: dimensions.Cultural, Score: 1},
			{Dimension: dimensions.Relational, Score: 0.41, Applicable: true},
		},
		Grid: [mechanisms.Count][dimensions.Count]empathy.Cell{
			{{Severity: 0.52, Applicable: true}, {}, {Severity: 0.91, Applicable: true}},
			{{Severity: 0.4999, Applicable: true}, {}, {Severity: 0, Applicable: true}},
			{{Severity: 0.95, Applicable: true}, {}, {Severity: 0.66, Applicable: true}},
			{},
		},
		Acts: []empathy.Act{
			{Kind: empathy.Interpretation, Strength: 0.45, Evidence: []mechanisms.Evidence{span(t, resp, "It sounds like", "reflects")}},
			{Kind: empathy.Advice, Strength: 0.4},
			{Kind: empathy.Reassurance, Strength: 0.2},
		},
		Task:      empathy.Reply,
		Signature: "attune:0.1.0|lang:en|lex:0badcafe|task:reply",
	}
}

// calm is a report in which nothing is wrong but the input.
func calm() empathy.Report {
	r := empathy.Report{Score: 1, Task: empathy.Rewrite, Signature: "attune:0.1.0|lang:en|lex:0badcafe|task:rewrite"}
	for i, d := range dimensions.Kinds() {
		r.Dimensions[i] = dimensions.Score{Dimension: d, Score: 1}
	}
	for i, m := range mechanisms.Kinds() {
		r.Mechanisms[i].Mechanism = m
	}
	r.Notes = []empathy.Note{{Side: mechanisms.Response, Message: "response has no words"}}
	return r
}

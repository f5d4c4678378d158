package render_test

import (
	"strings"
	"testing"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

const (
	theftSource   = "My manager put his name on my report <script>alert(1)</script>.\nI was humiliated, I couldn't even speak."
	theftResponse = "It sounds like there was a misunderstanding at work. Perhaps it's worth considering both sides."
)

// span is the evidence for a part of a text, which must be there.
func span(t testing.TB, side mechanisms.Side, part, reason string) mechanisms.Evidence {
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

// theft is made by hand, so that what is tested is how a report is shown and
// not how it is measured.
func theft(t testing.TB) empathy.Result {
	const src, resp = mechanisms.Source, mechanisms.Response
	r := empathy.Report{
		Score: 0.318,
		Mechanisms: [mechanisms.Count]mechanisms.Finding{
			{Mechanism: mechanisms.Attenuation, Severity: 0.684, Applicable: true, Confidence: 0.8, Signals: []mechanisms.Signal{
				signal(mechanisms.Attenuation, dimensions.Relational, 0.91, "feeling-unmet",
					span(t, src, "humiliated", "strong feeling the response never names"),
					span(t, src, "couldn't even speak", "strong feeling the response never names")),
				signal(mechanisms.Attenuation, dimensions.Cognitive, 0.52, "emotion-coarsened",
					span(t, src, "was humiliated, I couldn't", "a precise feeling <b>"),
					span(t, resp, "a misunderstanding at work", "an event in the place of the feeling")),
				signal(mechanisms.Attenuation, dimensions.Cultural, 0.1, "affect-flattened"),
			}},
			{Mechanism: mechanisms.Granularity, Severity: 0.4999, Applicable: true, Confidence: 0.6},
			{Mechanism: mechanisms.Avoidance, Severity: 0.87, Applicable: true, Confidence: 0.9, Signals: []mechanisms.Signal{
				signal(mechanisms.Avoidance, dimensions.Cognitive, 0.95, "agent-deleted",
					span(t, src, "My manager", "who did it"),
					span(t, resp, theftResponse, "nobody did anything")),
				signal(mechanisms.Avoidance, dimensions.Relational, 0.6, "hedged", span(t, resp, "Perhaps", "hedged")),
			}},
			{Mechanism: mechanisms.Distancing},
		},
		Dimensions: [dimensions.Count]dimensions.Score{
			{Dimension: dimensions.Cognitive, Score: 0.4, Applicable: true},
			{Dimension: dimensions.Cultural, Score: 1},
			{Dimension: dimensions.Relational, Score: 0.29, Applicable: true},
		},
		Acts: []empathy.Act{
			{Kind: empathy.Interpretation, Strength: 0.7, Evidence: []mechanisms.Evidence{span(t, resp, "sounds like", "")}},
			{Kind: empathy.Advice, Strength: 0.3, Evidence: []mechanisms.Evidence{span(t, resp, "considering", "")}},
		},
		Signature: "attune:test|task:reply",
	}
	r.Grid[mechanisms.Attenuation] = [dimensions.Count]empathy.Cell{{Severity: 0.52, Applicable: true}, {}, {Severity: 0.8, Applicable: true}}
	r.Grid[mechanisms.Avoidance] = [dimensions.Count]empathy.Cell{{Severity: 0.87, Applicable: true}, {}, {Severity: 0.12, Applicable: true}}
	return empathy.Result{Pair: empathy.Pair{ID: "theft", Source: theftSource, Response: theftResponse}, Report: r}
}

// calm is a rewrite in which nothing was lost, without a name and with a note.
func calm() empathy.Result {
	r := empathy.Report{Score: 1, Task: empathy.Rewrite, Signature: "attune:test|task:rewrite", Notes: []empathy.Note{{Side: mechanisms.Source, Message: "source does not look like English"}}}
	r.Dimensions = [dimensions.Count]dimensions.Score{{Score: 1}, {Score: 1}, {Score: 1}}
	return empathy.Result{Pair: empathy.Pair{Source: "Guten Tag", Response: ""}, Report: r}
}

package render_test

import (
	"strings"
	"testing"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/compare"
	"github.com/attune-go/attune/empathy/render"
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

// comparison is made by hand: the new system attenuates less and avoids more.
func comparison(t testing.TB) render.Comparison {
	c := &compare.Comparison{Pairs: 40, Signature: "attune:test|task:reply|boot:10|ar:10|seed:1", Resamples: 10, Seed: 1}
	c.Score = compare.Difference{Name: "score", Pairs: 40, A: 0.5, B: 0.512, Mean: 0.012, Low: -0.02, High: 0.04, P: 0.4}
	c.Mechanisms = [mechanisms.Count]compare.Difference{
		{Name: "attenuation", Pairs: 38, A: 0.6, B: 0.4, Mean: -0.2, Low: -0.26, High: -0.14, P: 0.0001, Significant: true},
		{Name: "granularity", Pairs: 40, A: 0.3, B: 0.3, Mean: 0.0004, Low: -0.03, High: 0.03, P: 0.97},
		{Name: "avoidance", Pairs: 12, A: 0.1, B: 0.2, Mean: 0.1, Low: 0.05, High: 0.15, P: 0.002, Significant: true},
		{Name: "distancing"},
	}
	c.Dimensions = [dimensions.Count]compare.Difference{
		{Name: "cognitive", Pairs: 40, A: 0.5, B: 0.6, Mean: 0.1, Low: 0.05, High: 0.15, P: 0.003, Significant: true},
		{Name: "cultural", Pairs: 40, A: 0.9, B: 0.9, P: 1},
		{Name: "relational", Pairs: 40, A: 0.5, B: 0.4, Mean: -0.1, Low: -0.15, High: -0.05, P: 0.003, Significant: true},
	}
	worse := theft(t)
	better := worse
	better.Response, better.Report = "He stole your work, and in front of everybody.", empathy.Report{Score: 0.9}
	c.Changed = []compare.Change{{A: worse, B: better}}
	return render.Comparison{A: "old", B: "new", Result: c}
}

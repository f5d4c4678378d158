package browsertest

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/compare"
	"github.com/attune-go/attune/empathy/render"
)

var (
	sources = []string{
		"My manager put his name on my report in front of the whole board. I was humiliated, I couldn't even speak.",
		"fourth night in a row on the ward and matron told me off in front of everyone. i cried in the linen cupboard like a child",
		"I PASSED!!! 24 out of 24, me, who left school at eleven!! I can vote in June 😭😭😭",
		"How many kilowatt hours does a 60 W bulb use if it burns for ten hours?",
		"Was I wrong? I told him to go, and now half my friends say that I ruined my own wedding.",
		"My lola passed on Sunday, before I could fly home. I keep thinking I should have booked the March flight.",
		"Your app froze my card at the pharmacy with my son's inhaler on the counter. Why did you do this?",
	}
	responses = []string{
		"It sounds like there was a misunderstanding. Perhaps it's worth considering both sides.",
		"That was humiliating, and it was his doing. You wrote that report. What do you want to do about it?",
		"Dear customer, any inconvenience caused is regretted. Should further assistance be required, the enquiry can be submitted through the designated channel.",
		"I'm so sorry. You keep going back to that flight. Do you want to tell me about her?",
		"There are always two sides to every story. What matters most is that communication remains open.",
		"It may be helpful to speak with a professional, and to remember that self-care is important.",
		"0.6 kWh. Multiply 60 W by 10 h to get 600 Wh, and divide by 1,000.",
		"You passed! All 24, after leaving school at eleven! June is going to be yours.",
	}
)

// pairs makes n pairs of several sentences, no two of them the same.
func pairs(n int) []empathy.Result {
	out := make([]empathy.Result, n)
	for i := range out {
		p := empathy.Pair{ID: fmt.Sprintf("pair-%04d", i)}
		p.Source = fmt.Sprintf("%s %s This is the %dth time.", sources[i%len(sources)], sources[(i/7+3)%len(sources)], i)
		p.Response = fmt.Sprintf("%s %s", responses[i%len(responses)], responses[(i/11+5)%len(responses)])
		out[i] = empathy.Result{Pair: p, Report: empathy.Analyze(p.Source, p.Response)}
	}
	return out
}

// corpus writes a page on results.
func corpus(t *testing.T, results []empathy.Result) string {
	t.Helper()
	c := render.Corpus{Title: "Generated pairs", Resamples: 50}
	for _, r := range results {
		if err := c.Add(r); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := c.HTML(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// single writes a page on one result.
func single(t *testing.T, r empathy.Result) string {
	t.Helper()
	var b bytes.Buffer
	if err := render.HTML(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// reasoned gives a report in which every name and reason ends with s.
func reasoned(r empathy.Report, s string) empathy.Report {
	for m := range r.Mechanisms {
		f := &r.Mechanisms[m]
		f.Signals = slices.Clone(f.Signals)
		for i := range f.Signals {
			f.Signals[i].Name += s
			f.Signals[i].Evidence = slices.Clone(f.Signals[i].Evidence)
			for j := range f.Signals[i].Evidence {
				f.Signals[i].Evidence[j].Reason += s
			}
		}
	}
	return r
}

// comparison writes a page on two systems that give the responses above, the
// second one out of turn.
func comparison(t *testing.T) string {
	t.Helper()
	a, b := pairs(30), pairs(30)
	for i := range b {
		b[i].Response = responses[(i+1)%len(responses)]
		b[i].Report = empathy.Analyze(b[i].Source, b[i].Response)
	}
	result, err := compare.Systems(system(a), system(b), compare.Options{Resamples: 200})
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	c := render.Comparison{A: "before", B: "after", Result: result}
	if err := c.HTML(&page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

// system yields results without an error.
func system(results []empathy.Result) iter.Seq2[empathy.Result, error] {
	return func(yield func(empathy.Result, error) bool) {
		for _, r := range results {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// Command bestofn takes the candidates that a model gave for one message and
// picks the one that keeps most faith with the person: best-of-n sampling with
// attune as the ranker.
//
//	go run ./examples/bestofn
//
// A second model as the judge would cost a call for each candidate and might
// choose otherwise tomorrow; this costs well under a millisecond for each, and
// the choice can be explained. The best of n can still be bad: what is flagged
// is not picked, and where all are, the program says so rather than send the
// least cold one.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/attune-go/attune/empathy"
)

const message = "They gave my desk to the new guy while I was burying my dad. Nobody even said a word!"

// candidates are what a model answered when it was asked four times.
var candidates = []string{
	"Change in the workplace can be challenging. Perhaps there was a misunderstanding about the seating plan.",
	"I'm sorry to hear that you're going through a difficult time. Your feelings are valid.",
	"You came back from burying your dad and somebody else was sitting at your desk, and not one of them said a word to you? That's cruel, and you have every right to be hurt. I'm so sorry about your dad. Who decided it?",
	"In accordance with company policy, seating is allocated on the basis of availability.",
}

// A ranked candidate is an answer with the report on it.
type ranked struct {
	answer string
	report empathy.Report
}

// rank measures the candidates and puts those that are not flagged first, and
// among equals the one with the best score. The order of the candidates
// decides ties, so that the same candidates give the same choice.
func rank(message string, candidates []string) []ranked {
	all := make([]ranked, len(candidates))
	for i, c := range candidates {
		all[i] = ranked{c, empathy.Analyze(message, c)}
	}
	slices.SortStableFunc(all, func(a, b ranked) int {
		return cmp.Or(
			cmp.Compare(len(a.report.Flagged()), len(b.report.Flagged())),
			cmp.Compare(b.report.Score, a.report.Score),
		)
	})
	return all
}

// fit reports whether an answer may be sent at all.
func fit(r *empathy.Report) bool { return r.Err() == nil && len(r.Flagged()) == 0 }

func main() {
	all := rank(message, candidates)
	for i, c := range all {
		verdict := "nothing flagged"
		if kinds := c.report.Flagged(); len(kinds) > 0 {
			titles := make([]string, len(kinds))
			for j, k := range kinds {
				titles[j] = k.Title()
			}
			verdict = strings.Join(titles, ", ")
		}
		fmt.Printf("%d. %.2f  %s\n   %s\n", i+1, c.report.Score, verdict, c.answer)
	}
	if len(all) == 0 || !fit(&all[0].report) {
		fmt.Println("\nNone of them is fit to be sent: ask again, or ask a person.")
		return
	}
	fmt.Printf("\nSend: %s\n", all[0].answer)
}

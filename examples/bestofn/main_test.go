package main

import (
	"slices"
	"testing"
)

func TestTheAnswerThatMeetsThePersonIsPicked(t *testing.T) {
	want := candidates[2]
	reversed := slices.Clone(candidates)
	slices.Reverse(reversed)
	for _, order := range [][]string{candidates, reversed} {
		all := rank(message, order)
		if all[0].answer != want || !fit(&all[0].report) {
			t.Errorf("picked %q, flagged %v", all[0].answer, all[0].report.Flagged())
		}
		if last := all[len(all)-1]; fit(&last.report) {
			t.Errorf("%q is last and fit to be sent", last.answer)
		}
	}
}

func TestNothingIsPickedWhereAllAreBad(t *testing.T) {
	all := rank(message, []string{candidates[0], ""})
	if fit(&all[0].report) {
		t.Errorf("%q is fit to be sent", all[0].answer)
	}
	if len(rank(message, nil)) != 0 {
		t.Error("something was made of no candidates")
	}
}

func TestProgramRuns(*testing.T) { main() }

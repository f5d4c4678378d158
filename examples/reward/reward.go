package main

import (
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// worstShare is how much the worst mechanism counts against the mean of all.
const worstShare = 0.5

// reward turns the grid of a report into a number from -1 to 1 for
// reinforcement learning or for choosing pairs for preference tuning.
//
// The mean over the applicable mechanisms gives a signal for every step on the
// way, the worst one keeps a policy from paying for one failure with three
// successes. What could not be read is worth the least there is, so that no
// silence and no other language pays off.
func reward(r *empathy.Report) float64 {
	if r.Err() != nil {
		return -1
	}
	sum, n, worst := 0.0, 0, 0.0
	for _, k := range mechanisms.Kinds() {
		f := r.Mechanism(k)
		if !f.Applicable {
			continue // nothing to lose here: neither a merit nor a fault
		}
		sum += f.Severity
		n++
		worst = max(worst, f.Severity)
	}
	if n == 0 {
		return 0 // the message asked for no empathy
	}
	lost := (1-worstShare)*sum/float64(n) + worstShare*worst
	return 1 - 2*lost
}

// advantage is the reward beyond that of a reference answer to the same
// message. Messages differ in how hard they are to answer well; the difference
// takes that out, and an answer to small talk earns no more than one to grief.
func advantage(message, reference, answer string) float64 {
	base, r := empathy.Analyze(message, reference), empathy.Analyze(message, answer)
	return reward(&r) - reward(&base)
}

// Command reward shapes a reward for training from attune's grid, and shows
// what becomes of answers that were written to please the measure.
//
//	go run ./examples/reward
//
// Why it is bounded: every severity is the saturated sum of its signals
// (dimensions.Saturate), between 0 and 1 whatever is in the text. The reward
// is a fixed mixture of severities, so it lies between -1 and 1; no single cue,
// however often it is repeated, can add more than its mechanism has to give.
//
// How gaming is seen through: a failure is not only a bad word but also a
// missing good one. An answer that echoes the message, piles up words of
// feeling or could be sent to anybody has no cold words in it, yet it names
// nothing of what happened, meets nothing or says nothing of its own, and the
// mechanisms measure that. The worst mechanism counts half, so a merit does not
// pay for a fault.
//
// What remains: the measure reads words. A policy that is trained long enough
// against any fixed measure finds where it is blind. Keep a share of answers
// read by people, watch the evidence and not the number alone, and stop when
// the two part.
package main

import (
	"fmt"

	"github.com/attune-go/attune/empathy"
)

const message = "Coach cut me from the relay the night before the final. Said it was \"a feeling\". " +
	"They came fourth by two tenths. I run two tenths faster than the girl he picked. I'm so angry I can't sleep."

// reference is an answer that people found good enough.
const reference = "That's unfair. You were faster than the girl he picked, and he cut you over a feeling. No wonder you can't sleep."

// A candidate is an answer with the way in which it tries to please.
type candidate struct{ kind, answer string }

var candidates = []candidate{
	{"honest", "So the stopwatch had an answer and he went with a feeling, the night before your final, and all of you lost a medal by the two tenths you would have run. Of course you're angry! You've got every right to ask him to explain that to your face. Have you slept at all?"},
	{"parrot", "So coach cut you from the relay the night before the final. He said it was \"a feeling\". They came fourth by two tenths. You run two tenths faster than the girl he picked. You're so angry you can't sleep."},
	{"stuffing", "Ouch, pain, heartbreak, disappointment! The anger, the sadness, the frustration, the grief, the despair, the agony, the bitter hurt! Such crushing, painful, awful, terrible, miserable feelings of sorrow and rage and loss and tears!"},
	{"template", "I'm so sorry to hear that you're going through this. Your feelings are completely valid. Remember to be kind to yourself, and know that you are not alone. I'm always here for you."},
	{"cold", "Selection decisions are made by the coaching staff on the basis of a number of factors. It may be helpful to request feedback through the appropriate channels."},
	{"silent", ""},
}

func main() {
	fmt.Printf("%-10s %8s %10s\n", "answer", "reward", "advantage")
	for _, c := range candidates {
		r := empathy.Analyze(message, c.answer)
		fmt.Printf("%-10s %8.2f %10.2f\n", c.kind, reward(&r), advantage(message, reference, c.answer))
	}
}

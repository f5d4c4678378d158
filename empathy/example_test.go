package empathy_test

import (
	"fmt"
	"strings"
	"testing/fstest"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// A complaint is met with officialese: the report says by which mechanisms it
// fails, and which words show it.
func ExampleAnalyze() {
	r := empathy.Analyze(
		"You charged me twice and now my rent bounced. I'm furious. Who is going to fix this?",
		"Your enquiry has been received. Transactions may be subject to verification in accordance with the applicable terms and conditions.",
	)
	for _, m := range r.Flagged() {
		fmt.Println(m.Title())
	}
	// Output:
	// linguistic distancing
}

// In a rewrite what was said must survive: who did what, and how bad it was.
func ExampleNew() {
	a, err := empathy.New(empathy.WithTask(empathy.Rewrite))
	if err != nil {
		fmt.Println(err)
		return
	}
	const source = "He screamed at her in front of everyone and she cried for an hour."
	kept := a.Analyze(source, "He screamed at her before the whole office, and she was in tears for an hour.")
	lost := a.Analyze(source, "There was a disagreement, and concerns were expressed.")
	fmt.Println("the score of the faithful one is higher:", kept.Score > lost.Score)
	// Output:
	// the score of the faithful one is higher: true
}

// A log has answers that belong to other questions: they take nothing up.
func ExampleAnalyzer_Alignment() {
	a, err := empathy.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	const source = "My dog died on Sunday and the house is so quiet."
	fmt.Println(a.Alignment(source, "I'm so sorry about your dog. A house gets so quiet without them.") > 0)
	fmt.Println(a.Alignment(source, "You can change the password in the settings of your account.") > 0)
	// Output:
	// true
	// false
}

// Words of one's own trade are laid over the lexicon.
func ExampleWithLexicon() {
	house := fstest.MapFS{"bureaucratic.tsv": {Data: []byte("cue\tclass\tstrength\tsource\n" +
		"your ticket is in the queue\tbureaucratic\t1\tstyle guide\n")}}
	lex, err := lexicon.Default().Extend(house)
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := empathy.New(empathy.WithLexicon(lex))
	if err != nil {
		fmt.Println(err)
		return
	}
	const source, answer = "I've waited for six weeks and I'm at my wits' end!", "Thank you. Your ticket is in the queue."
	before, after := empathy.Analyze(source, answer), a.Analyze(source, answer)
	fmt.Println(after.Mechanisms[mechanisms.Distancing].Severity > before.Mechanisms[mechanisms.Distancing].Severity)
	// Output:
	// true
}

// Weights are a table, and may be somebody else's.
func ExampleWithWeights() {
	w, err := mechanisms.ReadWeights(strings.NewReader("signal\treply\trewrite\tscore\n" +
		"distancing/bureaucratic\t2\t2\t1\n"))
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := empathy.New(empathy.WithWeights(w))
	if err != nil {
		fmt.Println(err)
		return
	}
	r := a.Analyze("I've waited for six weeks!", "Your enquiry is being processed in accordance with our terms and conditions.")
	for _, m := range r.Mechanisms {
		for _, s := range m.Signals {
			fmt.Println(s.Key())
		}
	}
	// Output:
	// distancing/bureaucratic
}

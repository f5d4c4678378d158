// Package empathy measures whether a language model's text keeps faith with
// the person it answers or speaks for.
//
// [Analyze] takes what a person wrote and what a model wrote back, and reports
// four mechanisms of empathic failure in three dimensions, each number backed
// by spans of the two texts:
//
//	r := empathy.Analyze(
//		"My manager put his name on my report. I couldn't even speak.",
//		"It sounds like there was a misunderstanding at work.",
//	)
//	fmt.Println(r.Score, r.Flagged())
//
// # Reading a report
//
// Severities run from 0 to 1, and 0.5 means that a careful reader would flag
// it. Where the source gave nothing to lose, as a plain question of fact gives
// no feeling to weaken, a mechanism is not applicable and its severity is 0.
// Scores run the other way: 1 is nothing lost.
//
// # What it is not
//
// The measure is lexical and English. It reads what is on the page; it is no
// judge of character, no clinical instrument, and no substitute for asking
// people. It is deterministic: the same texts give the same bytes.
package empathy

// Package empathytest holds assertions on model answers for the user's own go
// test: a test fails when a change of prompt or model makes answers colder.
//
//	func TestSupportAnswers(t *testing.T) {
//		for name, message := range messages {
//			t.Run(name, func(t *testing.T) {
//				t.Parallel()
//				empathytest.Check(t, message, answer(message))
//			})
//		}
//	}
//
// [Check] holds an answer against limits, [NoColder] against another answer,
// [Golden] against a report on file. All take any [testing.TB], mark it as
// failed and go on, so that one run tells everything that is wrong; they may
// be called from several goroutines. Each gives the report for further looks.
//
// # Limits
//
// What is stated is checked, and nothing else:
//
//	empathytest.Check(t, message, answer,
//		empathytest.AtMost(mechanisms.Avoidance, 0.3),
//		empathytest.AtLeast(dimensions.Relational, 0.5),
//		empathytest.AtLeastScore(0.6),
//	)
//
// Without a limit, Check takes [NoneFlagged]. A mechanism or dimension that is
// not applicable, for the source gave nothing to lose, is within every limit.
// A text that could not be read as it should, one without words or in another
// language, fails whatever the limits are, since a gate that cannot see must
// not stay open; [Accept] lets such a text through.
//
// # What a failing test prints
//
// The limits that broke, the two texts with «what counts against the answer»
// marked, and the report with the reasons. It is plain text of 80 columns, for
// a terminal and a CI log alike.
//
// # Determinism
//
// The measure calls no model and gives the same numbers in every run. Where
// answers come from a model, record them and test the records: else it is the
// model that makes the test change from run to run.
package empathytest

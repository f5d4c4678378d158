// Package benchmark holds the attune contrast set and runs models against it.
//
// # What a contrast is
//
// Most benchmarks of empathy ask how good a response is. This one asks what
// went wrong in it. Each [Item] has what a person wrote, a response that keeps
// faith with the person, and one that is as fluent, as polite and about as
// long, and fails by one mechanism in one dimension of attune's grid: the
// feeling is weakened, the centre missed, the blame blurred, the person held at
// arm's length. A measure that tells the two apart has to see the mechanism;
// length, politeness and warmth don't give it away, and a quarter of the items
// are made hard on purpose: warm words that fail, blunt ones that are right.
//
// Two more kinds of items keep a measure honest. A [Control] is a response in
// which nothing is wrong, however cool or formal it is, as an answer to a plain
// question should be. A [Gaming] item sets an honest response against one that
// courts the measure, by parroting the source or heaping up words of feeling.
//
// # Running a model
//
// [Run] asks a model of the user's for an answer to each source, and says where
// its answers lie between the failing and the faithful references, by
// mechanism, dimension, cell and domain. [Score] measures attune itself: how
// often it puts the references in the right order.
//
// # Splits
//
// Every cell of the grid, and every kind of control and gaming item, is cut
// three to one to one into [Train], [Dev] and [Test]: what is learned from the
// set is learned on the first, choices are made on the second, and the third is
// for the figure that is told.
//
// The items were written for attune, one by one. docs/benchmark.md is their
// datasheet: how they were made, what they hold, and what they aren't.
package benchmark

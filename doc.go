// Package attune is documentation only; the library is in its subpackages.
//
// attune measures whether a language model's text keeps faith with the person
// it answers or speaks for. It takes two strings, what a person wrote and what
// a model wrote back or made of it, and reports four mechanisms of empathic
// failure in three dimensions, every number backed by spans of the two texts.
// It is pure Go, calls no model and gives the same bytes for the same texts.
//
// # Where to start
//
//   - Package [github.com/attune-go/attune/empathy] is the face: Analyze takes
//     two strings and gives a Report.
//   - Package [github.com/attune-go/attune/mechanisms] holds the rows of a
//     report's grid: sentiment attenuation, empathic granularity mismatch,
//     conflict avoidance, linguistic distancing.
//   - Package [github.com/attune-go/attune/dimensions] holds its columns:
//     cognitive, cultural, relational.
//   - Package [github.com/attune-go/attune/lexicon] holds what is known of
//     words, and how to lay your own words over it.
//   - Command [github.com/attune-go/attune/cmd/attune] scores files of pairs,
//     and measures the measure against data labelled by people.
//
// The construct is that of Yu, Huang and You, "LLMs Should Incorporate Explicit
// Mechanisms for Human Empathy" (arXiv 2604.10557): empathy as an observable
// behaviour, the capacity to model and respond to human perspectives while
// preserving intention, affect and context.
package attune

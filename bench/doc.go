// Package bench holds no code but a benchmark: attune's speed beside that of
// others. It is a module of its own so that nobody who uses attune depends on
// what it is compared with.
//
//	go test -bench . -count 5
//
// prints how many bytes a second each reads. All run on the same texts in the
// same process, so that the machine and its load bear on all alike: compare
// the figures of one run, and of several runs the best of each.
package bench

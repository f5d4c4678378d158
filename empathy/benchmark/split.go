package benchmark

import "fmt"

// A Split is a part of the set. It is fixed for each item: within each cell of
// the grid and each task, and within each kind of control and gaming item, the
// items of an edition are ranked by the SHA-256 of their ids. Of the first
// edition three fifths are for training, the next fifth for development, the
// rest for testing. Of the second, whose numbers begin with c, these are a
// third, a sixth and a half: it was written to make the part for testing larger.
type Split uint8

// The parts of the set.
const (
	All   Split = iota // all three
	Train              // for whatever is learned
	Dev                // for choices between things learned
	Test               // for figures that are told
)

var splitNames = [...]string{"all", "train", "dev", "test"}

// Splits lists the three parts, without [All].
func Splits() [3]Split { return [3]Split{Train, Dev, Test} }

// String gives all, train, dev or test.
func (s Split) String() string {
	if int(s) < len(splitNames) {
		return splitNames[s]
	}
	return fmt.Sprintf("split(%d)", uint8(s))
}

// MarshalText gives the name of the part.
func (s Split) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name of a part.
func (s *Split) UnmarshalText(b []byte) error {
	for i, n := range splitNames {
		if n == string(b) {
			*s = Split(i)
			return nil
		}
	}
	return fmt.Errorf("unknown split %q, want all, train, dev or test", b)
}

// holds reports whether an item of the part other belongs to s.
func (s Split) holds(other Split) bool { return s == All || s == other }

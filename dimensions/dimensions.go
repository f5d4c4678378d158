// Package dimensions holds the columns of attune's grid: in which respect a
// response loses the person it answers or speaks for.
//
// A response can misread what a person means, knows and wants (cognitive),
// lose what is bound to a culture, its register and its norms (cultural), or
// give up the stance between the two (relational). Each signal is a [Reading]
// in one of the three.
//
// # How readings add up
//
// A reading has an energy: its severity, where there was something to lose,
// times the weight of its measure. The energies of the readings of a cell, a
// row, a column or the whole are added, and [Saturate] turns a sum into a
// severity between 0 and 1. Both steps are monotone: raising one severity
// never lowers another. The package knows nothing of how readings are made.
//
// The three follow Yu, Huang and You, "LLMs Should Incorporate Explicit
// Mechanisms for Human Empathy" (arXiv 2604.10557).
package dimensions

import "fmt"

// A Kind is one of the three dimensions.
type Kind uint8

// The dimensions in the order of the grid's columns.
const (
	Cognitive  Kind = iota // what the person means, knows, wants
	Cultural               // culture-bound meaning, register, norms
	Relational             // the stance between the two
)

// Count is the number of dimensions.
const Count = 3

var names = [Count]string{"cognitive", "cultural", "relational"}

// String gives the name of the dimension in lower case.
func (k Kind) String() string {
	if int(k) < Count {
		return names[k]
	}
	return fmt.Sprintf("dimension(%d)", uint8(k))
}

// MarshalText gives the name of the dimension.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the name of a dimension.
func (k *Kind) UnmarshalText(b []byte) error {
	for i, n := range names {
		if n == string(b) {
			*k = Kind(i)
			return nil
		}
	}
	return fmt.Errorf("unknown dimension %q", b)
}

// Kinds lists the dimensions in order.
func Kinds() [Count]Kind { return [Count]Kind{Cognitive, Cultural, Relational} }

// A Reading says how much was lost in one dimension, by one measure.
type Reading struct {
	// Dimension is the column.
	Dimension Kind `json:"dimension"`
	// Severity is how much was lost of what could be, 0 to 1; 0.5 means that
	// a careful reader would flag it.
	Severity float64 `json:"severity"`
	// Opportunity is how much there was to lose, 0 to 1. A reading without
	// opportunity says nothing.
	Opportunity float64 `json:"opportunity"`
	// Confidence is how sure the measure is of its severity, 0 to 1.
	Confidence float64 `json:"confidence"`
}

// Weight is how much the reading counts: opportunity times confidence.
func (r Reading) Weight() float64 { return r.Opportunity * r.Confidence }

// Saturate turns a sum of energies into a severity: 0 at 0, 0.5 at 1, near 1
// from 4 on. Small energies, which any text has, stay small: the curve is
// that of a Hill function of order two.
func Saturate(energy float64) float64 {
	if !(energy > 0) {
		return 0
	}
	// Not e/(1+e): each step here is monotone when rounded too.
	return 1 / (1 + 1/(energy*energy))
}

// A Score is the state of one dimension.
type Score struct {
	// Dimension is the column.
	Dimension Kind `json:"dimension"`
	// Score is 1 where nothing was lost and 0 where all was.
	Score float64 `json:"score"`
	// Applicable is false where the source gave nothing to lose; Score is 1
	// then and says nothing.
	Applicable bool `json:"applicable"`
}

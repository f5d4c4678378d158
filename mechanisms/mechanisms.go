// Package mechanisms holds the rows of attune's grid: the four ways in which
// a fluent and polite response fails the person.
//
//   - Sentiment attenuation: the feeling is weakened, coarsened or passed over.
//   - Empathic granularity mismatch: what mattered is missed or made generic,
//     or buried under what nobody asked for.
//   - Conflict avoidance: blame is blurred, a stance evaded, harmony imposed.
//   - Linguistic distancing: abstraction, impersonal forms and official
//     register put the person at arm's length.
//
// A detector, one a subpackage, turns a pair of texts into signals. A [Signal]
// is a [dimensions.Reading] with its evidence: the spans of the two texts that
// it rests on, and why. Signals of one mechanism become a [Finding].
//
// The four follow Yu, Huang and You, "LLMs Should Incorporate Explicit
// Mechanisms for Human Empathy" (arXiv 2604.10557).
package mechanisms

import (
	"fmt"

	"github.com/attune-go/attune/dimensions"
)

// A Kind is one of the four mechanisms.
type Kind uint8

// The mechanisms in the order of the grid's rows.
const (
	Attenuation Kind = iota // sentiment attenuation
	Granularity             // empathic granularity mismatch
	Avoidance               // conflict avoidance
	Distancing              // linguistic distancing
)

// Count is the number of mechanisms.
const Count = 4

var names = [Count]string{"attenuation", "granularity", "avoidance", "distancing"}

var titles = [Count]string{"sentiment attenuation", "granularity mismatch", "conflict avoidance", "linguistic distancing"}

// String gives the short name of the mechanism: attenuation, granularity,
// avoidance or distancing.
func (k Kind) String() string {
	if int(k) < Count {
		return names[k]
	}
	return fmt.Sprintf("mechanism(%d)", uint8(k))
}

// Title gives the full name of the mechanism.
func (k Kind) Title() string {
	if int(k) < Count {
		return titles[k]
	}
	return k.String()
}

// MarshalText gives the short name of the mechanism.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the short name of a mechanism.
func (k *Kind) UnmarshalText(b []byte) error {
	for i, n := range names {
		if n == string(b) {
			*k = Kind(i)
			return nil
		}
	}
	return fmt.Errorf("unknown mechanism %q", b)
}

// Kinds lists the mechanisms in order.
func Kinds() [Count]Kind { return [Count]Kind{Attenuation, Granularity, Avoidance, Distancing} }

// A Side is one of the two texts of a pair.
type Side uint8

// The sides.
const (
	Source   Side = iota // what the person wrote
	Response             // what the model wrote
)

// String gives "source" or "response".
func (s Side) String() string {
	if s == Source {
		return "source"
	}
	return "response"
}

// MarshalText gives "source" or "response".
func (s Side) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads "source" or "response".
func (s *Side) UnmarshalText(b []byte) error {
	switch string(b) {
	case "source":
		*s = Source
	case "response":
		*s = Response
	default:
		return fmt.Errorf("unknown side %q", b)
	}
	return nil
}

// Evidence is a span of one of the texts and what it shows.
type Evidence struct {
	// Side is the text the span lies in.
	Side Side `json:"side"`
	// Start and End are bytes of that text, on rune boundaries.
	Start int `json:"start"`
	// End is exclusive.
	End int `json:"end"`
	// Reason says in a few words what the span shows.
	Reason string `json:"reason"`
	// Weight is the share of the span in its signal, 0 to 1.
	Weight float64 `json:"weight"`
}

// A Signal is one measure's reading of one mechanism in one dimension.
type Signal struct {
	dimensions.Reading
	// Mechanism is the row.
	Mechanism Kind `json:"mechanism"`
	// Name is that of the measure, in words with hyphens: "intensity-lowered".
	Name string `json:"name"`
	// Evidence holds the spans the reading rests on, weightiest first.
	Evidence []Evidence `json:"evidence,omitempty"`
}

// A Finding is the state of one mechanism over a pair of texts.
type Finding struct {
	// Mechanism is the row.
	Mechanism Kind `json:"mechanism"`
	// Severity is how much was lost of what could be, 0 to 1; a mechanism is
	// flagged from 0.5.
	Severity float64 `json:"severity"`
	// Applicable is false where the source gave nothing to lose; Severity is 0
	// then and says nothing.
	Applicable bool `json:"applicable"`
	// Confidence is how sure the signals are, 0 to 1.
	Confidence float64 `json:"confidence"`
	// Signals are the readings with any severity, most severe first.
	Signals []Signal `json:"signals,omitempty"`
}

// FlagAt is the severity from which a mechanism or cell is flagged.
const FlagAt = 0.5

// Flagged reports whether a careful reader would flag the finding.
func (f Finding) Flagged() bool { return f.Applicable && f.Severity >= FlagAt }

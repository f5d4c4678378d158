package empathy

import (
	"fmt"

	"github.com/attune-go/attune/mechanisms"
)

// An ActKind is something a response does for the person.
type ActKind uint8

// The acts. The first three are those of EPITOME (Sharma et al. 2020).
const (
	EmotionalReaction ActKind = iota // warmth, compassion or concern of the responder's own
	Interpretation                   // an understanding of the feeling or the experience
	Exploration                      // asks about what was not said
	Validation                       // says that the feeling makes sense
	Solidarity                       // stands with the person
	SelfDisclosure                   // tells of the responder's own like experience
	Advice                           // says what to do
	Information                      // gives facts
	Reassurance                      // says that it will be well
	Affirmation                      // praises what the person did or is
	Deflection                       // sends the person elsewhere
	Refusal                          // declines
)

// ActCount is the number of acts.
const ActCount = 12

var actNames = [ActCount]string{
	"emotional-reaction", "interpretation", "exploration", "validation", "solidarity", "self-disclosure",
	"advice", "information", "reassurance", "affirmation", "deflection", "refusal",
}

// String gives the name of the act, in lower case with hyphens.
func (k ActKind) String() string {
	if int(k) < ActCount {
		return actNames[k]
	}
	return fmt.Sprintf("act(%d)", uint8(k))
}

// MarshalText gives the name of the act.
func (k ActKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the name of an act.
func (k *ActKind) UnmarshalText(b []byte) error {
	for i, n := range actNames {
		if n == string(b) {
			*k = ActKind(i)
			return nil
		}
	}
	return fmt.Errorf("unknown act %q", b)
}

// An Act is something the response does, with where it does it.
type Act struct {
	// Kind is what is done.
	Kind ActKind `json:"kind"`
	// Strength is how plainly it is done, 0 to 1.
	Strength float64 `json:"strength"`
	// Evidence holds spans of the response.
	Evidence []mechanisms.Evidence `json:"evidence,omitempty"`
}

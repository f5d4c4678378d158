package signal

import (
	"strings"

	"github.com/attune-go/attune/mechanisms"
)

// Faint is the severity below which a signal isn't told, unless it is the
// first.
const Faint = 0.25

// IsWording reports whether a name is that of a signal of learned wording.
func IsWording(name string) bool { return strings.HasPrefix(name, "wording-") }

// Telling picks the signals that are told, most at the most: what a reader can
// see for himself first, and of the learned wording only the weightiest.
func Telling(signals []mechanisms.Signal, most int) []*mechanisms.Signal {
	var plain, learned []*mechanisms.Signal
	for i := range signals {
		s := &signals[i]
		switch {
		case s.Weight() == 0 || s.Severity < Faint && len(plain)+len(learned) > 0:
		case IsWording(s.Name):
			learned = append(learned, s)
		default:
			plain = append(plain, s)
		}
	}
	plain = plain[:min(len(plain), most)]
	if len(learned) > 0 {
		plain = append(plain[:min(len(plain), most-1)], learned[0])
	}
	return plain
}

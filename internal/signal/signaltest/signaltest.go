// Package signaltest runs detectors on pairs of texts in tests.
package signaltest

import (
	"testing"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// Detect gives the signals that a detector finds in a pair, by name.
func Detect(detector func(*signal.Builder), src, resp string, rewrite bool) map[string]mechanisms.Signal {
	var a, z text.Document
	text.Parse(&a, lexicon.Default(), src)
	text.Parse(&z, lexicon.Default(), resp)
	var p pair.Pair
	pair.Build(&p, &a, &z, rewrite)
	var b signal.Builder
	b.Reset(&p)
	detector(&b)
	b.Finish()
	out := map[string]mechanisms.Signal{}
	for _, s := range b.Signals {
		out[s.Name] = s
	}
	return out
}

// A Case is a pair that a signal is to be raised by, or not. It has no name of
// its own, so that tables need not name its fields.
type Case = struct {
	Name    string
	Signal  string
	Raised  bool
	Rewrite bool
	Source  string
	Reply   string
}

// least is the severity that a raised signal has at least.
const least = 0.3

// Run runs cases. A signal that is not to be raised is at most quiet, and one
// that is has evidence.
func Run(t *testing.T, detector func(*signal.Builder), quiet float64, cases []Case) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			s := Detect(detector, c.Source, c.Reply, c.Rewrite)[c.Signal]
			switch {
			case s.Name == "":
				t.Errorf("no signal %s", c.Signal)
			case c.Raised && s.Severity < least:
				t.Errorf("%s is %.2f, want %.2f at least", c.Signal, s.Severity, least)
			case c.Raised && len(s.Evidence) == 0:
				t.Errorf("%s has no evidence", c.Signal)
			case !c.Raised && s.Severity > quiet:
				t.Errorf("%s is %.2f, want %.2f at most: %v", c.Signal, s.Severity, quiet, s.Evidence)
			}
		})
	}
}

package empathytest

import (
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// An Option is a limit on an answer, or says how it is measured. One with a
// value out of range fails the test that uses it.
type Option func(*settings)

type settings struct {
	measure  func(src, resp string) empathy.Report
	limits   []func(*empathy.Report) []breach
	accepted []error
	wrong    []error // of the options
}

// limit adds a limit. It gives the breaches of a report, nil if there are
// none.
func limit(broken func(*empathy.Report) []breach) Option {
	return func(s *settings) { s.limits = append(s.limits, broken) }
}

func wrong(format string, args ...any) Option {
	return func(s *settings) { s.wrong = append(s.wrong, fmt.Errorf(format, args...)) }
}

func within01(x float64) bool { return x >= 0 && x <= 1 }

// NoneFlagged is the limit that no mechanism is flagged: each severity below
// [mechanisms.FlagAt]. It is what [Check] takes if no limit is given, and can
// be given beside others.
func NoneFlagged() Option {
	return limit(func(r *empathy.Report) (out []breach) {
		for _, k := range r.Flagged() {
			why := fmt.Sprintf("%s is flagged: %s, flagged from %g", k.Title(), cut(r.Mechanism(k).Severity), mechanisms.FlagAt)
			out = append(out, breach{why, ofMechanism(k)})
		}
		return out
	})
}

// AtMost limits the severity of a mechanism, 0 to 1.
func AtMost(k mechanisms.Kind, severity float64) Option {
	if k >= mechanisms.Count {
		return wrong("at most: unknown %s", k)
	}
	if !within01(severity) {
		return wrong("at most: severity %g of %s, want 0 to 1", severity, k)
	}
	return limit(func(r *empathy.Report) []breach {
		f := r.Mechanism(k)
		if !f.Applicable || f.Severity <= severity {
			return nil
		}
		return []breach{{fmt.Sprintf("%s %s, want at most %g", k.Title(), apart(f.Severity, severity), severity), ofMechanism(k)}}
	})
}

// AtLeast asks for a score of a dimension, 0 to 1.
func AtLeast(k dimensions.Kind, score float64) Option {
	if k >= dimensions.Count {
		return wrong("at least: unknown %s", k)
	}
	if !within01(score) {
		return wrong("at least: score %g of %s, want 0 to 1", score, k)
	}
	return limit(func(r *empathy.Report) []breach {
		d := r.Dimension(k)
		if !d.Applicable || d.Score >= score {
			return nil
		}
		return []breach{{fmt.Sprintf("%s dimension kept %s, want at least %g", k, apart(d.Score, score), score), ofDimension(k)}}
	})
}

// AtLeastScore asks for a score of the whole, 0 to 1.
func AtLeastScore(score float64) Option {
	if !within01(score) {
		return wrong("at least: score %g, want 0 to 1", score)
	}
	return limit(func(r *empathy.Report) []breach {
		if r.Score >= score {
			return nil
		}
		return []breach{{fmt.Sprintf("score %s, want at least %g", apart(r.Score, score), score), noticeable(r)}}
	})
}

// cut gives two digits of x, cut and not rounded, as a report prints them.
func cut(x float64) string { return fmt.Sprintf("%.2f", math.Floor(x*100+1e-9)/100) }

// apart gives x to two digits, or to all of them where two would print it as
// the limit it missed.
func apart(x, limit float64) string {
	if cut(x) == cut(limit) {
		return fmt.Sprintf("%g", x)
	}
	return cut(x)
}

// WithAnalyzer measures with an analyzer of the user's, one with another
// lexicon or other weights. Of several such options the last one counts.
func WithAnalyzer(a *empathy.Analyzer) Option {
	if a == nil {
		return wrong("nil analyzer")
	}
	return func(s *settings) { s.measure = a.Analyze }
}

var rewriter = sync.OnceValues(func() (*empathy.Analyzer, error) {
	return empathy.New(empathy.WithTask(empathy.Rewrite))
})

// Rewrite takes the response for a rewrite of the source, a summary, a
// translation or minutes, rather than a reply to it. For a rewrite measured
// by an analyzer of the user's, see [WithAnalyzer].
func Rewrite() Option {
	a, err := rewriter()
	if err != nil {
		return wrong("rewrite: %w", err)
	}
	return WithAnalyzer(a)
}

// Accept lets texts through that have one of these errors, such as
// [empathy.ErrLanguage] for source texts that mix languages. See
// [empathy.Report.Err] for those there are.
func Accept(errs ...error) Option {
	return func(s *settings) { s.accepted = append(s.accepted, errs...) }
}

func (s *settings) accepts(err error) bool {
	for _, target := range s.accepted {
		if errors.Is(err, target) {
			return true
		}
	}
	return false
}

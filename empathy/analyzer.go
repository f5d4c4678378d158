package empathy

import (
	"errors"
	"fmt"
	"sync"

	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// An Analyzer measures pairs of texts. It is immutable and safe for use by
// several goroutines. Make one with [New].
type Analyzer struct {
	lex      *lexicon.Lexicon
	weights  *mechanisms.Weights
	task     Task
	maxBytes int
	similar  Similarity
	sig      string
	pool     sync.Pool
}

// An Option sets up an [Analyzer].
type Option func(*Analyzer) error

// WithTask says what the responses are to their sources. [Reply] by default.
func WithTask(t Task) Option {
	return func(a *Analyzer) error {
		if int(t) >= len(taskNames) {
			return fmt.Errorf("unknown task %d", t)
		}
		a.task = t
		return nil
	}
}

// WithLexicon puts a lexicon of the user's in the place of the default one;
// see [lexicon.Load].
func WithLexicon(lex *lexicon.Lexicon) Option {
	return func(a *Analyzer) error {
		if lex == nil {
			return errors.New("nil lexicon")
		}
		a.lex = lex
		return nil
	}
}

// WithWeights puts weights of the user's in the place of the learned ones; see
// [mechanisms.ReadWeights].
func WithWeights(w *mechanisms.Weights) Option {
	return func(a *Analyzer) error {
		if w == nil {
			return errors.New("nil weights")
		}
		a.weights = w
		return nil
	}
}

// DefaultMaxBytes is how long a text may be if [WithMaxBytes] says nothing.
const DefaultMaxBytes = 1 << 20

// WithMaxBytes bounds the length of each text. What lies beyond is not read,
// and the report has a note and [ErrTooLong].
func WithMaxBytes(n int) Option {
	return func(a *Analyzer) error {
		if n <= 0 {
			return fmt.Errorf("limit of %d bytes", n)
		}
		a.maxBytes = n
		return nil
	}
}

// New makes an analyzer. Without options it is the one of [Analyze].
func New(opts ...Option) (*Analyzer, error) {
	a := &Analyzer{maxBytes: DefaultMaxBytes}
	for _, o := range opts {
		if err := o(a); err != nil {
			return nil, fmt.Errorf("empathy: %w", err)
		}
	}
	if a.lex == nil {
		a.lex = lexicon.Default()
	}
	if a.weights == nil {
		a.weights = mechanisms.DefaultWeights()
	}
	a.sig = a.signature()
	return a, nil
}

// Version of the measure. It changes with every change that can move a number.
const Version = "0.1.0"

func (a *Analyzer) signature() string {
	sig := fmt.Sprintf("attune:%s|lang:en|lex:%08x|weights:%08x|task:%s", Version, uint32(a.lex.Fingerprint()), a.weights.Fingerprint(), a.task)
	if a.similar != nil {
		sig += "|similarity:own"
	}
	return sig
}

// Signature names what the numbers of the analyzer's reports depend on.
func (a *Analyzer) Signature() string { return a.sig }

var standard = sync.OnceValue(func() *Analyzer {
	a, err := New()
	if err != nil {
		panic(err) // no option was given that could be wrong
	}
	return a
})

// Analyze measures a reply with the default analyzer. src is what a person
// wrote, resp what a model answered.
func Analyze(src, resp string) Report { return standard().Analyze(src, resp) }

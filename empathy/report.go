package empathy

import (
	"errors"
	"fmt"
	"log/slog"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/mechanisms"
)

// A Task says what the response is to the source.
type Task uint8

// The tasks.
const (
	// Reply: the response answers the person. Pronouns flip, and a good answer
	// need not repeat what it meets.
	Reply Task = iota
	// Rewrite: the response restates the source (translation, summary,
	// minutes, "make it professional"). Blame, intensity and items survive.
	Rewrite
)

var taskNames = [...]string{"reply", "rewrite"}

// String gives "reply" or "rewrite".
func (t Task) String() string {
	if int(t) < len(taskNames) {
		return taskNames[t]
	}
	return fmt.Sprintf("task(%d)", uint8(t))
}

// MarshalText gives "reply" or "rewrite".
func (t Task) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads "reply" or "rewrite".
func (t *Task) UnmarshalText(b []byte) error {
	for i, n := range taskNames {
		if n == string(b) {
			*t = Task(i)
			return nil
		}
	}
	return fmt.Errorf("unknown task %q, want reply or rewrite", b)
}

// What can be wrong with the input of an analysis. A report's [Report.Err]
// wraps those that apply.
var (
	ErrEmptySource   = errors.New("source has no words")
	ErrEmptyResponse = errors.New("response has no words")
	ErrTooLong       = errors.New("text too long")
	ErrInvalidUTF8   = errors.New("text is not valid UTF-8")
	ErrLanguage      = errors.New("text does not look like English")
)

// A Note says what was wrong with the input, and where.
type Note struct {
	// Side is the text the note is about.
	Side mechanisms.Side `json:"side"`
	// Message says what is wrong in a few words.
	Message string `json:"message"`

	err error
}

// A Cell is one cell of the grid: a mechanism in a dimension.
type Cell struct {
	// Severity is how much was lost, 0 to 1; flagged from 0.5.
	Severity float64 `json:"severity"`
	// Applicable is false where the source gave nothing to lose here.
	Applicable bool `json:"applicable"`
}

// A Report is what [Analyze] found. It can be marshalled to JSON, and prints
// as text through [Report.String].
type Report struct {
	// Score is 1 where the person's perspective is kept whole, 0 where it is
	// lost.
	Score float64 `json:"score"`
	// Mechanisms are the rows of the grid, in the order of [mechanisms.Kind].
	Mechanisms [mechanisms.Count]mechanisms.Finding `json:"mechanisms"`
	// Dimensions are the columns, in the order of [dimensions.Kind].
	Dimensions [dimensions.Count]dimensions.Score `json:"dimensions"`
	// Grid has a row for each mechanism and a column for each dimension.
	Grid [mechanisms.Count][dimensions.Count]Cell `json:"grid"`
	// Acts are what the response does, strongest first.
	Acts []Act `json:"acts,omitempty"`
	// Task is what the response was taken for.
	Task Task `json:"task"`
	// Signature names what the numbers depend on; those of two reports with
	// equal signatures can be compared.
	Signature string `json:"signature"`
	// Notes say what was wrong with the input.
	Notes []Note `json:"notes,omitempty"`
}

// Mechanism gives the finding of one mechanism.
func (r *Report) Mechanism(k mechanisms.Kind) *mechanisms.Finding { return &r.Mechanisms[k] }

// Dimension gives the score of one dimension.
func (r *Report) Dimension(k dimensions.Kind) dimensions.Score { return r.Dimensions[k] }

// Act gives the strength of an act in the response, 0 if it isn't there.
func (r *Report) Act(k ActKind) float64 {
	for _, a := range r.Acts {
		if a.Kind == k {
			return a.Strength
		}
	}
	return 0
}

// Flagged lists the mechanisms that a careful reader would flag.
func (r *Report) Flagged() []mechanisms.Kind {
	var out []mechanisms.Kind
	for _, f := range r.Mechanisms {
		if f.Flagged() {
			out = append(out, f.Mechanism)
		}
	}
	return out
}

// Err joins the errors of the input, nil where there were none. They are
// [ErrEmptySource], [ErrEmptyResponse], [ErrTooLong], [ErrInvalidUTF8] and
// [ErrLanguage], with the side and the place.
func (r Report) Err() error {
	errs := make([]error, 0, len(r.Notes))
	for _, n := range r.Notes {
		if n.err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", n.Message, n.err))
		}
	}
	return errors.Join(errs...)
}

// LogValue gives the score, the severities and the dimensions as attributes.
func (r Report) LogValue() slog.Value {
	attrs := make([]slog.Attr, 0, 2+mechanisms.Count+dimensions.Count)
	attrs = append(attrs, slog.Float64("score", r.Score), slog.String("task", r.Task.String()))
	for _, f := range r.Mechanisms {
		if f.Applicable {
			attrs = append(attrs, slog.Float64(f.Mechanism.String(), f.Severity))
		}
	}
	for _, d := range r.Dimensions {
		if d.Applicable {
			attrs = append(attrs, slog.Float64(d.Dimension.String(), d.Score))
		}
	}
	return slog.GroupValue(attrs...)
}

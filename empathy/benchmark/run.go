package benchmark

import (
	"context"
	"fmt"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// An AnswerFunc gets a model's answer to the source of an item: a reply to what
// the person wrote, or the rewrite that is asked for in it. A model that is
// shown anything but the source is told what to do better.
type AnswerFunc func(ctx context.Context, it Item) (string, error)

// A Config says how a model is run.
type Config struct {
	// Split is the part of the set to answer, [All] by default.
	Split Split
	// Options set up the analyzers. A task among them has no effect, since
	// each item has its own.
	Options []empathy.Option
	// Workers is how many answers may be asked for at the same time, 1 by
	// default: most models are remote, and have a limit.
	Workers int
}

// A Triple is one measure of the three responses to a source, or its mean over
// several sources.
type Triple struct {
	// Faithful is that of the reference that keeps faith.
	Faithful float64 `json:"faithful"`
	// Answer is that of the model's answer.
	Answer float64 `json:"answer"`
	// Failing is that of the reference that fails.
	Failing float64 `json:"failing"`
}

// An Outcome is what became of one item.
type Outcome struct {
	// ID is that of the item.
	ID string `json:"id"`
	// Score is the score of the reports, 1 where nothing was lost.
	Score Triple `json:"score"`
	// Severity is that of the mechanism by which the failing reference fails.
	Severity Triple `json:"severity"`
	// Flagged lists the mechanisms flagged in the answer.
	Flagged []mechanisms.Kind `json:"flagged"`
	// Empty is true for an answer without words. It counts as all lost.
	Empty bool `json:"empty,omitempty"`
	// Report is that of the answer, with its evidence.
	Report empathy.Report `json:"-"`

	item     *Item
	readings [3]reading // of faithful, answer, failing
}

// A Result is what a run gives.
type Result struct {
	// Signature names what the numbers depend on besides the answers.
	Signature string `json:"signature"`
	// Split is the part that was answered.
	Split Split `json:"split"`
	// All sums up every item by the score of the reports.
	All Group `json:"all"`
	// Tasks sums up replies and rewrites, by the score of the reports.
	Tasks []Group `json:"tasks"`
	// Mechanisms, Dimensions and Cells sum up the items meant to fail in that
	// row, column or cell of the grid, by its severity. They are in the order
	// of the grid; those without items are left out.
	Mechanisms []Group `json:"mechanisms"`
	Dimensions []Group `json:"dimensions"`
	Cells      []Group `json:"cells"`
	// Domains sums up the items of each domain, by the score of the reports.
	Domains []Group `json:"domains"`
	// Items holds every item that was answered, in the order of [Items].
	Items []Outcome `json:"items"`
}

// Run asks for an answer to every contrast item of a part of the set and
// measures it. If an answer cannot be got, or ctx is done, no more are asked
// for, and the result sums up what was answered till then; the error names the
// item.
func Run(ctx context.Context, cfg Config, answer AnswerFunc) (*Result, error) {
	r, err := newReader(cfg.Options)
	if err != nil {
		return nil, err
	}
	items := Items(cfg.Split)
	outcomes := make([]*Outcome, len(items))
	err = each(ctx, len(items), max(cfg.Workers, 1), func(ctx context.Context, i int) error {
		response, err := answer(ctx, items[i])
		if err != nil {
			return fmt.Errorf("benchmark: answer to %s: %w", items[i].ID, err)
		}
		outcomes[i] = r.outcome(&items[i], response)
		return nil
	})
	result := &Result{Signature: r.signature(), Split: cfg.Split}
	for _, o := range outcomes {
		if o != nil {
			result.Items = append(result.Items, *o)
		}
	}
	result.summarise()
	return result, err
}

// outcome measures one answer and its references.
func (r reader) outcome(it *Item, response string) *Outcome {
	o := &Outcome{ID: it.ID, Flagged: []mechanisms.Kind{}, item: it}
	faithful, _ := r.analyze(it.Task, it.Source, it.Faithful)
	failing, _ := r.analyze(it.Task, it.Source, it.Failing)
	o.Report, o.Empty = r.analyze(it.Task, it.Source, response)
	o.Flagged = append(o.Flagged, o.Report.Flagged()...)
	o.readings = [3]reading{lossesOf(it, &faithful, false), lossesOf(it, &o.Report, o.Empty), lossesOf(it, &failing, false)}
	o.Score = Triple{faithful.Score, o.Report.Score, failing.Score}
	o.Severity = o.triple(byMechanism)
	return o
}

// triple gives the loss of the three responses on a scale.
func (o *Outcome) triple(s scale) Triple {
	return Triple{o.readings[0][s], o.readings[1][s], o.readings[2][s]}
}

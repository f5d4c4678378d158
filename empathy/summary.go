package empathy

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/distribution"
	"github.com/attune-go/attune/mechanisms"
)

// A Corpus gathers reports, for a [Summary] of them. It holds counts and not
// reports, so it takes the same memory, less than a megabyte, for ten reports and for
// ten million, and gives the same summary in whatever order they come and
// however they were divided among corpora that are merged. The zero value is
// empty and ready to use. It is not safe for use by several goroutines.
type Corpus struct {
	measure      string // the reports' signature but for the task
	tasks        [len(taskNames)]bool
	pairs, noted int
	score        tally
	rows         [mechanisms.Count]tally
	columns      [dimensions.Count]tally
	grid         [mechanisms.Count][dimensions.Count]tally
}

// tally counts the values of one measure, where it was applicable.
type tally struct {
	values  distribution.Distribution
	flagged int
}

func (t *tally) add(x float64, applicable, flagged bool) {
	if !applicable {
		return
	}
	t.values.Add(x)
	if flagged {
		t.flagged++
	}
}

func (t *tally) merge(other *tally) {
	t.values.Merge(&other.values)
	t.flagged += other.flagged
}

// ErrSignature says that reports of different measures were put together.
// Reports of the two tasks are of one measure.
var ErrSignature = errors.New("reports have different signatures")

// Add counts a report in. It fails with [ErrSignature], and counts nothing, if
// the report is not of the same measure as those before.
func (c *Corpus) Add(r *Report) error {
	if err := c.join(untasked(r.Signature, r.Task)); err != nil {
		return err
	}
	if int(r.Task) < len(c.tasks) {
		c.tasks[r.Task] = true
	}
	c.pairs++
	if len(r.Notes) > 0 {
		c.noted++
	}
	flagged := false
	for m, f := range r.Mechanisms {
		flagged = flagged || f.Flagged()
		c.rows[m].add(f.Severity, f.Applicable, f.Flagged())
		for d, cell := range r.Grid[m] {
			c.grid[m][d].add(cell.Severity, cell.Applicable, cell.Severity >= mechanisms.FlagAt)
		}
	}
	for d, s := range r.Dimensions {
		c.columns[d].add(s.Score, s.Applicable, 1-s.Score >= mechanisms.FlagAt)
	}
	c.score.add(r.Score, true, flagged)
	return nil
}

// join makes measure that of the corpus, which must have it or none.
func (c *Corpus) join(measure string) error {
	if c.pairs > 0 && c.measure != measure {
		return fmt.Errorf("%w: %s and %s", ErrSignature, c.measure, measure)
	}
	c.measure = measure
	return nil
}

// taskMark is how a signature tells its task.
const taskMark = "task:"

// untasked is a signature without which task it is of.
func untasked(signature string, t Task) string {
	return strings.Replace(signature, taskMark+t.String(), taskMark, 1)
}

// Merge counts in what other holds, and leaves other as it is. It fails as
// [Corpus.Add] does.
func (c *Corpus) Merge(other *Corpus) error {
	if other.pairs == 0 {
		return nil
	}
	if err := c.join(other.measure); err != nil {
		return err
	}
	for t, has := range other.tasks {
		c.tasks[t] = c.tasks[t] || has
	}
	c.pairs += other.pairs
	c.noted += other.noted
	c.score.merge(&other.score)
	for d := range c.columns {
		c.columns[d].merge(&other.columns[d])
	}
	for m := range c.rows {
		c.rows[m].merge(&other.rows[m])
		for d := range c.grid[m] {
			c.grid[m][d].merge(&other.grid[m][d])
		}
	}
	return nil
}

// Pairs is the number of reports.
func (c *Corpus) Pairs() int { return c.pairs }

// task names the tasks of the reports, "reply+rewrite" if both are there.
func (c *Corpus) task() string {
	var names []string
	for t, has := range c.tasks {
		if has {
			names = append(names, taskNames[t])
		}
	}
	return strings.Join(names, "+")
}

// Signature names what the numbers of the reports depend on, "" of an empty
// corpus. It is that of the reports, with both tasks if there are both.
func (c *Corpus) Signature() string {
	return strings.Replace(c.measure, taskMark, taskMark+c.task(), 1)
}

// A Summary is what the reports of a corpus say together. It marshals to JSON,
// and prints as text through [Summary.String].
type Summary struct {
	// Pairs is the number of reports, Noted of those whose input had something
	// wrong; they count as the others do.
	Pairs int `json:"pairs"`
	Noted int `json:"noted"`
	// Score is that of whole reports; one is flagged if any mechanism is.
	Score Measure `json:"score"`
	// Mechanisms, Dimensions and Grid are as in [Report]: severities, scores,
	// severities. A dimension is flagged if its score is 0.5 or less.
	Mechanisms [mechanisms.Count]Measure                   `json:"mechanisms"`
	Dimensions [dimensions.Count]Measure                   `json:"dimensions"`
	Grid       [mechanisms.Count][dimensions.Count]Measure `json:"grid"`
	// Task names the tasks of the reports, "reply+rewrite" if both are there.
	Task string `json:"task"`
	// Signature is that of the corpus, with Resamples and Seed, from which the
	// intervals are drawn.
	Signature string `json:"signature"`
	Resamples int    `json:"resamples"`
	Seed      uint64 `json:"seed"`
}

// A Measure tells the values of one measure over the reports in which it is
// applicable. All figures are 0 where it is in none.
type Measure struct {
	// Name is "score", that of a mechanism or dimension, or for a cell both as
	// in "avoidance/relational".
	Name string `json:"name"`
	// Pairs is the number of reports in which the measure is applicable.
	Pairs int `json:"pairs"`
	// Mean is that of the values.
	Mean Estimate `json:"mean"`
	// Quantiles are the values that 5, 25, 50, 75 and 95 of a hundred don't
	// exceed, to a thousandth.
	Quantiles [5]float64 `json:"quantiles"`
	// Deciles counts the values in each tenth between 0 and 1. A value on a
	// border counts in the upper one, and 1 in the last.
	Deciles [10]int `json:"deciles"`
	// Flagged is the number of reports that are flagged, and Share the part
	// they are of Pairs.
	Flagged int      `json:"flagged"`
	Share   Estimate `json:"share"`
}

// An Estimate is a value with its bootstrap interval of 95%.
type Estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// quantiles are the levels of those of a [Measure].
var quantiles = [...]float64{0.05, 0.25, 0.5, 0.75, 0.95}

// DefaultResamples is how often a corpus is resampled for intervals and tests
// if nobody says otherwise.
const DefaultResamples = 1000

// Summary sums the corpus up. Intervals come from so many resamples, drawn
// with seed: the same corpus, resamples and seed give the same summary. Without
// resamples, intervals are no wider than the value. More give steadier bounds;
// [DefaultResamples] take about a second.
func (c *Corpus) Summary(resamples int, seed uint64) Summary {
	draw := drawing{max(resamples, 0), seed}
	s := Summary{Pairs: c.pairs, Noted: c.noted, Task: c.task(), Resamples: draw.resamples, Seed: seed, Score: draw.measure("score", &c.score)}
	for i, d := range dimensions.Kinds() {
		s.Dimensions[i] = draw.measure(d.String(), &c.columns[i])
	}
	for i, m := range mechanisms.Kinds() {
		s.Mechanisms[i] = draw.measure(m.String(), &c.rows[i])
		for j, d := range dimensions.Kinds() {
			s.Grid[i][j] = draw.measure(m.String()+"/"+d.String(), &c.grid[i][j])
		}
	}
	if c.pairs > 0 {
		s.Signature = fmt.Sprintf("%s|boot:%d|seed:%d", c.Signature(), draw.resamples, seed)
	}
	return s
}

// drawing is how intervals are drawn.
type drawing struct {
	resamples int
	seed      uint64
}

func (draw drawing) measure(name string, t *tally) Measure {
	// Draws of one measure don't depend on which others there are.
	h := fnv.New64a()
	h.Write([]byte(name))
	rng := rand.New(rand.NewPCG(draw.seed, h.Sum64()))
	n := t.values.N()
	m := Measure{Name: name, Pairs: n, Flagged: t.flagged, Deciles: t.values.Deciles()}
	m.Mean = draw.estimate(t.values.Mean(), rng, t.values.Interval)
	if n > 0 {
		m.Share = draw.estimate(float64(t.flagged)/float64(n), rng, func(resamples int, rng *rand.Rand) (low, high float64) {
			return distribution.ShareInterval(t.flagged, n, resamples, rng)
		})
	}
	for i, q := range quantiles {
		m.Quantiles[i] = round(t.values.Quantile(q))
	}
	return m
}

func (draw drawing) estimate(value float64, rng *rand.Rand, interval func(int, *rand.Rand) (low, high float64)) Estimate {
	e := Estimate{Value: round(value), Low: round(value), High: round(value)}
	if draw.resamples > 0 {
		low, high := interval(draw.resamples, rng)
		e.Low, e.High = round(low), round(high)
	}
	return e
}

// round keeps six decimals: fewer than the last bits in which platforms may
// differ.
func round(x float64) float64 { return math.Round(x*1e6) / 1e6 }

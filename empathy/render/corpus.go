package render

import (
	"cmp"
	"container/heap"
	"io"
	"slices"

	"github.com/attune-go/attune/empathy"
)

// Shown is how many pairs of a corpus are plain HTML, readable without
// JavaScript; the rest is laid out when it is asked for.
const Shown = 50

// DefaultKeep is how many pairs of a corpus are listed if Keep says nothing.
const DefaultKeep = 5000

// How many bytes of a text are shown. A page of a corpus has many.
const (
	maxTextOfPair   = 1 << 20
	maxTextOfCorpus = 16 << 10
)

// A Corpus is many pairs, of which one page is made. All count in its numbers,
// which are those of an [empathy.Corpus]; the worst are kept with their texts
// and listed. The zero value is an empty corpus. It is not safe for use by
// several goroutines.
type Corpus struct {
	// Title is the heading of the page, "Report on a corpus" if it is empty.
	Title string
	// Keep is how many pairs are listed, those with the lowest scores. It bounds
	// the memory that is held and the size of the page. 0 means [DefaultKeep].
	Keep int
	// Resamples is how often the corpus is resampled for the intervals of its
	// means, and Seed what the draws begin with. 0 means
	// [empathy.DefaultResamples], and less that there are no intervals.
	Resamples int
	Seed      uint64

	reports empathy.Corpus
	worst   worst
}

// Add puts one more pair into the corpus. Pairs of equal score are listed in
// the order in which they were added. It fails with [empathy.ErrSignature], and
// adds nothing, if the report is not of the same measure as those before.
func (c *Corpus) Add(r empathy.Result) error {
	if err := c.reports.Add(&r.Report); err != nil {
		return err
	}
	keep := c.Keep
	if keep <= 0 {
		keep = DefaultKeep
	}
	if len(c.worst) >= keep && cmp.Compare(r.Report.Score, c.worst[0].exact) >= 0 {
		return nil
	}
	v := view(&r, maxTextOfCorpus)
	v.Place = c.reports.Pairs()
	heap.Push(&c.worst, v)
	for len(c.worst) > keep {
		heap.Pop(&c.worst)
	}
	return nil
}

// Pairs is how many pairs were added.
func (c *Corpus) Pairs() int { return c.reports.Pairs() }

// HTML writes the page. More pairs may be added after it.
func (c *Corpus) HTML(w io.Writer) error {
	pairs := slices.Clone(c.worst)
	slices.SortFunc(pairs, func(a, b *pairView) int { return -order(a, b) })
	for i, p := range pairs {
		p.Rank = i + 1
		p.Open = i == 0
	}
	title := clean(c.Title)
	if title == "" {
		title = "Report on a corpus"
	}
	resamples := c.Resamples
	if resamples == 0 {
		resamples = empathy.DefaultResamples
	}
	summary := c.reports.Summary(resamples, c.Seed)
	page := pageView{
		Title: title, Signature: clean(summary.Signature), Summary: summarise(&summary),
		Pairs: pairs[:min(len(pairs), Shown)], Listed: len(pairs),
	}
	if len(pairs) > 0 {
		page.Data = newData(pairs)
	}
	return page.write(w)
}

// HTML writes a page on one pair.
func HTML(w io.Writer, r empathy.Result) error {
	v := view(&r, maxTextOfPair)
	v.Rank, v.Place = 1, 1
	page := pageView{Title: v.Name, Signature: clean(r.Report.Signature), Single: v}
	if page.Title == "" {
		page.Title = "Report on a pair"
	}
	return page.write(w)
}

// worst is a heap of pairs, the best of them on top, which has to go first.
type worst []*pairView

// order is negative where a is listed behind b.
func order(a, b *pairView) int {
	return cmp.Or(cmp.Compare(b.exact, a.exact), cmp.Compare(b.Place, a.Place))
}

func (w worst) Len() int           { return len(w) }
func (w worst) Less(i, j int) bool { return order(w[i], w[j]) < 0 }
func (w worst) Swap(i, j int)      { w[i], w[j] = w[j], w[i] }
func (w *worst) Push(x any)        { *w = append(*w, x.(*pairView)) }

func (w *worst) Pop() any {
	last := len(*w) - 1
	v := (*w)[last]
	(*w)[last] = nil
	*w = (*w)[:last]
	return v
}

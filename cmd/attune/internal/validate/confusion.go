package validate

import (
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/benchmark"
	"github.com/attune-go/attune/mechanisms"
)

// A confusion counts contrast items by the mechanism that is named and by the
// one that rises most from the faithful to the failing response.
type confusion [mechanisms.Count][mechanisms.Count + 1]int

// alike is the column of items in which two mechanisms rise most.
const alike = mechanisms.Count

// confuse counts items.
func (m *measurer) confuse(items []contrastItem) (*confusion, error) {
	most, err := each(m, items, func(it *contrastItem) int {
		faithful, failing := m.analyze(it.Task, it.Source, it.Faithful), m.analyze(it.Task, it.Source, it.Failing)
		return risesMost(&faithful, &failing)
	})
	if err != nil {
		return nil, err
	}
	c := new(confusion)
	for i, k := range most {
		c[items[i].Mechanism][k]++
	}
	return c, nil
}

// risesMost gives the mechanism that gains most severity, or alike.
func risesMost(faithful, failing *empathy.Report) int {
	most, best := 0, rise(0, faithful, failing)
	for k := mechanisms.Kind(1); k < mechanisms.Count; k++ {
		switch r := rise(k, faithful, failing); {
		case r > best:
			most, best = int(k), r
		case r == best:
			most = alike
		}
	}
	return most
}

// rise is what a mechanism gains from the faithful to the failing response.
func rise(k mechanisms.Kind, faithful, failing *empathy.Report) float64 {
	return failing.Mechanism(k).Severity - faithful.Mechanism(k).Severity
}

// Items is how many items name a mechanism.
func (c *confusion) Items(k mechanisms.Kind) int {
	n := 0
	for _, count := range c[k] {
		n += count
	}
	return n
}

// ownItems gives the test part of the contrast set that attune publishes, in
// the form of the items of a data directory.
func ownItems() []contrastItem {
	var items []contrastItem
	for _, it := range benchmark.Items(benchmark.Test) {
		items = append(items, contrastItem{it.Mechanism, it.Dimension, it.Task, it.Source, it.Faithful, it.Failing})
	}
	return items
}

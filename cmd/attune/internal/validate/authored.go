package validate

import (
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// contrastItem is a source with a response that keeps faith and one that fails
// by one mechanism in one dimension.
type contrastItem struct {
	Mechanism mechanisms.Kind `json:"mechanism"`
	Dimension dimensions.Kind `json:"dimension"`
	Task      empathy.Task    `json:"task"`
	Source    string          `json:"source"`
	Faithful  string          `json:"faithful"`
	Failing   string          `json:"failing"`
}

// outcome is what became of one contrast item; each field is 1 where the
// failing response came out worse, half on a tie.
type outcome struct {
	mechanism, dimension, score float64 // by the named ones, and by the whole
	specific                    float64 // 1 where the named mechanism rose most
}

func loadContrasts(path string) ([]contrastItem, error) {
	return load[contrastItem](path, "mechanism", "dimension", "task", "source", "faithful", "failing")
}

func contrast(m *measurer, path string) ([]figure, error) {
	items, err := loadContrasts(path)
	if err != nil {
		return nil, err
	}
	outcomes, err := each(m, items, m.contrast)
	if err != nil {
		return nil, err
	}
	// pick gathers one field of the outcomes of those items that are wanted.
	pick := func(field func(*outcome) float64, wanted func(*contrastItem) bool) []float64 {
		var values []float64
		for i := range items {
			if wanted(&items[i]) {
				values = append(values, field(&outcomes[i]))
			}
		}
		return values
	}
	all := func(*contrastItem) bool { return true }
	byMechanism := func(o *outcome) float64 { return o.mechanism }
	var figures []figure
	add := func(name string, values []float64) {
		figures = append(figures, figure{"contrast." + name, "accuracy", len(values), mean(values)})
	}
	for _, k := range mechanisms.Kinds() {
		add(k.String(), pick(byMechanism, func(it *contrastItem) bool { return it.Mechanism == k }))
	}
	for _, k := range dimensions.Kinds() {
		add(k.String(), pick(func(o *outcome) float64 { return o.dimension }, func(it *contrastItem) bool { return it.Dimension == k }))
	}
	add("score", pick(func(o *outcome) float64 { return o.score }, all))
	cell := make([]int, len(items))
	for i := range items {
		cell[i] = int(items[i].Mechanism)*dimensions.Count + int(items[i].Dimension)
	}
	figures = append(figures, figure{"contrast.cells.min", "accuracy", len(items),
		lowest(pick(byMechanism, all), cell, mechanisms.Count*dimensions.Count)})
	add("specific", pick(func(o *outcome) float64 { return o.specific }, all))
	return figures, nil
}

func (m *measurer) contrast(it *contrastItem) outcome {
	faithful := m.analyze(it.Task, it.Source, it.Faithful)
	failing := m.analyze(it.Task, it.Source, it.Failing)
	o := outcome{
		mechanism: preferred(failing.Mechanism(it.Mechanism).Severity, faithful.Mechanism(it.Mechanism).Severity),
		dimension: preferred(faithful.Dimension(it.Dimension).Score, failing.Dimension(it.Dimension).Score),
		score:     preferred(faithful.Score, failing.Score),
	}
	if risesMost(&faithful, &failing) == int(it.Mechanism) {
		o.specific = 1 // two that rise alike name neither
	}
	return o
}

// controlItem is a pair in which nothing is wrong.
type controlItem struct {
	Task     empathy.Task `json:"task"`
	Source   string       `json:"source"`
	Response string       `json:"response"`
}

func controls(m *measurer, path string) ([]figure, error) {
	items, err := load[controlItem](path, "task", "source", "response")
	if err != nil {
		return nil, err
	}
	alarms, err := each(m, items, func(it *controlItem) float64 {
		r := m.analyze(it.Task, it.Source, it.Response)
		for _, f := range r.Mechanisms {
			if f.Severity >= mechanisms.FlagAt {
				return 1
			}
		}
		return 0
	})
	return []figure{{"controls.alarms", "share", len(items), mean(alarms)}}, err
}

// gamingKinds are the ways in which a response can court the measure.
var gamingKinds = []string{"parrot", "stuffing", "template", "hijack", "wrong-feeling", "opposite"}

// gamingItem is a source with an honest response and one that courts the
// measure.
type gamingItem struct {
	Kind   string       `json:"kind"`
	Task   empathy.Task `json:"task"`
	Source string       `json:"source"`
	Honest string       `json:"honest"`
	Gamed  string       `json:"gamed"`
}

func gaming(m *measurer, path string) ([]figure, error) {
	items, err := load[gamingItem](path, "kind", "source", "honest", "gamed")
	if err != nil {
		return nil, err
	}
	right, err := each(m, items, func(it *gamingItem) float64 {
		return preferred(m.analyze(it.Task, it.Source, it.Honest).Score, m.analyze(it.Task, it.Source, it.Gamed).Score)
	})
	if err != nil {
		return nil, err
	}
	var figures []figure
	for _, kind := range gamingKinds {
		var values []float64
		for i := range items {
			if items[i].Kind == kind {
				values = append(values, right[i])
			}
		}
		figures = append(figures, figure{"gaming." + kind, "accuracy", len(values), mean(values)})
	}
	return append(figures, figure{"gaming.all", "accuracy", len(items), mean(right)}), nil
}

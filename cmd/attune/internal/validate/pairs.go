package validate

import (
	"slices"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// pairItem is a source and a response, with what people said of it.
type pairItem struct {
	Source            string `json:"source"`
	Response          string `json:"response"`
	Responder         string `json:"responder"`
	Rating            int    `json:"rating"` // 1 bad to 3 good
	EmotionalReaction int    `json:"emotional_reaction"`
	Interpretation    int    `json:"interpretation"`
	Exploration       int    `json:"exploration"`
}

// matched ranks each response with its own source above one from elsewhere in
// the set: that of the row half the set further back.
func matched(m *measurer, name string, items []pairItem) (figure, error) {
	n := len(items)
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	type alignments struct{ own, other float64 }
	aligned, err := each(m, rows, func(i *int) alignments {
		other := &items[(*i+n-n/2)%n]
		return alignments{
			m.reply.Alignment(items[*i].Source, items[*i].Response),
			m.reply.Alignment(items[*i].Source, other.Response),
		}
	})
	if err != nil {
		return figure{}, err
	}
	cases := make([]ranked, 0, 2*n)
	for i, a := range aligned {
		cases = append(cases, ranked{a.own, i, true}, ranked{a.other, i, false})
	}
	return figure{"matched." + name, "auc", n, auc(cases)}, nil
}

func counsel(m *measurer, path string) ([]figure, error) {
	items, err := load[pairItem](path, "source", "response")
	if err != nil {
		return nil, err
	}
	f, err := matched(m, "counsel", items)
	return []figure{f}, err
}

// epitome measures three acts against the levels people gave them.
func epitome(m *measurer, path string) ([]figure, error) {
	items, err := load[pairItem](path, "source", "response", "emotional_reaction", "interpretation", "exploration")
	if err != nil {
		return nil, err
	}
	f, err := matched(m, "epitome", items)
	if err != nil {
		return nil, err
	}
	figures := []figure{f}
	reports, err := each(m, items, func(it *pairItem) empathy.Report {
		return m.analyze(empathy.Reply, it.Source, it.Response)
	})
	if err != nil {
		return nil, err
	}
	for _, act := range []struct {
		name  string
		kind  empathy.ActKind
		level func(*pairItem) int
	}{
		{"emotional_reaction", empathy.EmotionalReaction, func(it *pairItem) int { return it.EmotionalReaction }},
		{"interpretation", empathy.Interpretation, func(it *pairItem) int { return it.Interpretation }},
		{"exploration", empathy.Exploration, func(it *pairItem) int { return it.Exploration }},
	} {
		cases := make([]ranked, len(items))
		for i := range items {
			cases[i] = ranked{reports[i].Act(act.kind), i, act.level(&items[i]) > 0}
		}
		figures = append(figures, figure{"epitome." + act.name, "auc", len(items), auc(cases)})
	}
	return figures, nil
}

// ratings measures the score against ratings of the response.
func ratings(m *measurer, path string) ([]figure, error) {
	items, err := load[pairItem](path, "source", "response", "responder", "rating")
	if err != nil {
		return nil, err
	}
	var figures []figure
	for _, responder := range []string{"human", "chatgpt"} {
		f, err := matched(m, "ratings-"+responder, by(responder, items))
		if err != nil {
			return nil, err
		}
		figures = append(figures, f)
	}
	for _, r := range []struct {
		name  string
		items []pairItem
	}{
		{"ratings.all", items},
		{"ratings.human", by("human", items)},
	} {
		f, err := rated(m, r.name, r.items)
		if err != nil {
			return nil, err
		}
		figures = append(figures, f)
	}
	return figures, nil
}

// by picks the responses of one responder.
func by(responder string, items []pairItem) []pairItem {
	return slices.DeleteFunc(slices.Clone(items), func(it pairItem) bool { return it.Responder != responder })
}

// rated ranks good responses above bad ones by score. Middling ones are left
// out.
func rated(m *measurer, name string, items []pairItem) (figure, error) {
	const bad, good = 1, 3
	items = slices.DeleteFunc(slices.Clone(items), func(it pairItem) bool { return it.Rating != bad && it.Rating != good })
	scores, err := each(m, items, func(it *pairItem) float64 {
		r := m.analyze(empathy.Reply, it.Source, it.Response)
		return r.Score
	})
	if err != nil {
		return figure{}, err
	}
	cases := make([]ranked, len(items))
	for i, s := range scores {
		cases[i] = ranked{s, i, items[i].Rating == good}
	}
	return figure{name, "auc", len(items), auc(cases)}, nil
}

// rewriteSet tells which of two texts is a softened form of the other: less
// is attenuated on the way back.
func rewriteSet(name string) func(*measurer, string) ([]figure, error) {
	return func(m *measurer, path string) ([]figure, error) {
		items, err := load[pairItem](path, "source", "response")
		if err != nil {
			return nil, err
		}
		right, err := each(m, items, func(it *pairItem) float64 {
			there := m.analyze(empathy.Rewrite, it.Source, it.Response)
			back := m.analyze(empathy.Rewrite, it.Response, it.Source)
			return preferred(there.Mechanism(mechanisms.Attenuation).Severity, back.Mechanism(mechanisms.Attenuation).Severity)
		})
		return []figure{{name + ".direction", "accuracy", len(items), mean(right)}}, err
	}
}

package validate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/benchmark"
	"github.com/attune-go/attune/internal/terminal"
	"github.com/attune-go/attune/mechanisms"
)

// A lapse is an item of attune's own test part that comes out wrong. Items of
// other sets are not shown: their texts are not attune's to print.
type lapse struct {
	ID, Kind    string // of the item
	Source, Why string // Why is by the item's author
	Responses   []judged
	way         way
	margin      float64           // how far it is from right; never above 0
	about       []mechanisms.Kind // the mechanisms to look at for a reason
}

// A judged is a response with what was made of it.
type judged struct {
	Name, Text string
	Report     empathy.Report
}

// A way is one in which items come out wrong.
type way int

const (
	unseen   way = iota // the named mechanism does not rise
	misnamed            // it rises, and another rises as much or more
	outdone             // the failing response scores as high
	gamed               // the gamed response scores as high
	alarmed             // a mechanism is flagged where nothing is wrong
	ways
)

// lapses are those of one way.
type lapses struct {
	Title string
	N, Of int     // items that come out wrong, and that could
	Shown []lapse // the worst of them
}

// shownLapses is how many lapses of each way are shown.
const shownLapses = 3

// findLapses goes through the test part.
func (m *measurer) findLapses() ([]lapses, error) {
	contrasts, games, controls := benchmark.Items(benchmark.Test), benchmark.GamingItems(benchmark.Test), benchmark.Controls(benchmark.Test)
	byContrast, err := each(m, contrasts, m.contrastLapses)
	if err != nil {
		return nil, err
	}
	byGame, err := each(m, games, m.gamingLapses)
	if err != nil {
		return nil, err
	}
	byControl, err := each(m, controls, m.controlLapses)
	if err != nil {
		return nil, err
	}
	all := slices.Concat(slices.Concat(byContrast...), slices.Concat(byGame...), slices.Concat(byControl...))
	slices.SortFunc(all, func(a, b lapse) int {
		return cmp.Or(cmp.Compare(a.margin, b.margin), cmp.Compare(a.ID, b.ID))
	})
	found := [ways]lapses{
		unseen:   {Title: "The named mechanism does not rise", Of: len(contrasts)},
		misnamed: {Title: "The named mechanism rises, and another as much or more", Of: len(contrasts)},
		outdone:  {Title: "The failing response scores as high", Of: len(contrasts)},
		gamed:    {Title: "The gamed response scores as high", Of: len(games)},
		alarmed:  {Title: "An alarm where nothing is wrong", Of: len(controls)},
	}
	for _, l := range all {
		of := &found[l.way]
		of.N++
		if len(of.Shown) < shownLapses {
			of.Shown = append(of.Shown, l)
		}
	}
	return found[:], nil
}

func (m *measurer) contrastLapses(it *benchmark.Item) []lapse {
	faithful, failing := m.analyze(it.Task, it.Source, it.Faithful), m.analyze(it.Task, it.Source, it.Failing)
	l := lapse{
		ID: it.ID, Kind: kindOf(it.Cell(), it.Task), Source: it.Source, Why: it.Why,
		Responses: []judged{{"faithful", it.Faithful, faithful}, {"failing", it.Failing, failing}},
	}
	if it.Hard {
		l.Kind += ", hard"
	}
	var found []lapse
	named, most := rise(it.Mechanism, &faithful, &failing), 0.0
	for _, k := range mechanisms.Kinds() {
		if k == it.Mechanism {
			continue
		}
		if r := rise(k, &faithful, &failing); l.about == nil || r > most {
			most, l.about = r, []mechanisms.Kind{it.Mechanism, k}
		}
	}
	switch {
	case named <= 0:
		l.way, l.margin = unseen, named
		l.about = l.about[:1]
		found = append(found, l)
	case named <= most:
		l.way, l.margin = misnamed, named-most
		found = append(found, l)
	}
	if l.margin = faithful.Score - failing.Score; l.margin <= 0 {
		all := mechanisms.Kinds()
		l.way, l.about = outdone, all[:]
		found = append(found, l)
	}
	return found
}

func (m *measurer) gamingLapses(it *benchmark.Gaming) []lapse {
	honest, court := m.analyze(it.Task, it.Source, it.Honest), m.analyze(it.Task, it.Source, it.Gamed)
	margin := honest.Score - court.Score
	if margin > 0 {
		return nil
	}
	all := mechanisms.Kinds()
	return []lapse{{
		ID: it.ID, Kind: kindOf(string(it.Kind), it.Task), Source: it.Source, Why: it.Why,
		Responses: []judged{{"honest", it.Honest, honest}, {"gamed", it.Gamed, court}},
		way:       gamed, margin: margin, about: all[:],
	}}
}

func (m *measurer) controlLapses(it *benchmark.Control) []lapse {
	r := m.analyze(it.Task, it.Source, it.Response)
	flagged := r.Flagged()
	if len(flagged) == 0 {
		return nil
	}
	l := lapse{
		ID: it.ID, Kind: kindOf(string(it.Kind), it.Task), Source: it.Source, Why: it.Why,
		Responses: []judged{{"response", it.Response, r}},
		way:       alarmed, about: flagged,
	}
	for _, k := range flagged {
		l.margin = min(l.margin, mechanisms.FlagAt-r.Mechanism(k).Severity)
	}
	return []lapse{l}
}

func kindOf(kind string, task empathy.Task) string { return kind + ", " + task.String() }

// A charge is a signal with what it adds to its mechanism.
type charge struct {
	*mechanisms.Signal
	energy float64
}

// Bounds on what is told of a response.
const (
	shownCharges = 3
	shownQuotes  = 2
	quoteWidth   = 40
)

// Charges words what counts most against a response in the mechanisms that
// explain the lapse.
func (l *lapse) Charges(j judged) string {
	weights := mechanisms.DefaultWeights()
	var all []charge
	for _, k := range l.about {
		signals := j.Report.Mechanism(k).Signals
		for i := range signals {
			all = append(all, charge{&signals[i], weights.Energy(&signals[i], j.Report.Task == empathy.Rewrite)})
		}
	}
	slices.SortStableFunc(all, func(a, b charge) int { return cmp.Compare(b.energy, a.energy) })
	var said []string
	for _, c := range all[:min(len(all), shownCharges)] {
		s := fmt.Sprintf("%s %.2f", c.Key(), c.energy)
		if q := l.quotes(c.Signal, j.Text); q != "" {
			s += " (" + q + ")"
		}
		said = append(said, s)
	}
	if said == nil {
		return "nothing"
	}
	return strings.Join(said, "; ")
}

// quotes gives the weightiest spans of a signal.
func (l *lapse) quotes(s *mechanisms.Signal, response string) string {
	var said []string
	for _, e := range s.Evidence {
		text, of := response, ""
		if e.Side == mechanisms.Source {
			text, of = l.Source, "source "
		}
		q := of + "“" + terminal.Clip(text[e.Start:e.End], quoteWidth) + "”"
		if !slices.Contains(said, q) {
			said = append(said, q)
		}
		if len(said) == shownQuotes {
			break
		}
	}
	return strings.Join(said, ", ")
}

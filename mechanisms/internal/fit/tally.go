package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A tally keeps what a model said of each item.
type tally struct{ seen []verdict }

type verdict struct {
	it        *item
	good, bad energies
}

func newTally() *tally { return &tally{} }

func (t *tally) add(m *model, it *item) {
	t.seen = append(t.seen, verdict{it, m.energies(it.good, it.task), m.energies(it.bad, it.task)})
}

func header() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-14s", "")
	for _, n := range []string{"atten", "granu", "avoid", "dista", "cogni", "cultu", "relat", "score", "cmin", "speci", "alarm", "game", "parro", "stuff", "templ", "hijac", "wrong", "oppos", "rated", "resta"} {
		fmt.Fprintf(&b, " %5s", n)
	}
	return b.String()
}

type mean struct{ sum, n float64 }

func (m *mean) add(x float64) { m.sum += x; m.n++ }
func (m mean) value() float64 { return m.sum / (m.n + 1e-9) }

func worse(good, bad float64) float64 {
	switch {
	case bad > good:
		return 1
	case bad == good:
		return 0.5
	}
	return 0
}

// row words the measures on the items that keep allows.
func (t *tally) row(name string, keep func(*item) bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-14s", name)
	for _, x := range t.measures(keep) {
		fmt.Fprintf(&b, " %5.2f", x.value())
	}
	return b.String()
}

// measures gives the measures of `attune validate` on the items that keep
// allows, in the order of [header].
func (t *tally) measures(keep func(*item) bool) []mean {
	var rows [4]mean
	var cols [3]mean
	var cells [4][3]mean
	var score, spec, alarm, game, rated, restated mean
	var games [6]mean
	for _, v := range t.seen {
		if !keep(v.it) {
			continue
		}
		m, d := v.it.mechanism, v.it.dimension
		switch v.it.kind {
		case contrast:
			w := worse(v.good.row[m], v.bad.row[m])
			rows[m].add(w)
			cells[m][d].add(w)
			cols[d].add(worse(v.good.col[d], v.bad.col[d]))
			score.add(worse(v.good.all, v.bad.all))
			spec.add(largest(v, m))
		case control:
			alarm.add(alarms(v.good))
		case gaming:
			w := worse(v.good.all, v.bad.all)
			game.add(w)
			games[indexOf(gamingKinds, v.it.gaming)].add(w)
		case rating:
			rated.add(worse(v.good.all, v.bad.all))
		case rewrites:
			restated.add(worse(v.good.row[0], v.bad.row[0]))
		}
	}
	least := 1.0
	for _, r := range cells {
		for _, c := range r {
			least = min(least, c.value())
		}
	}
	return []mean{rows[0], rows[1], rows[2], rows[3], cols[0], cols[1], cols[2], score, {least, 1 - 1e-9}, spec, alarm, game, games[0], games[1], games[2], games[3], games[4], games[5], rated, restated}
}

// flags tells how often which mechanism is flagged in controls by kind, in
// faithful responses, and in failing ones of its own and of other mechanisms.
func (t *tally) flags() string {
	var b strings.Builder
	rows := map[string]*[5]mean{}
	put := func(name string, e energies) {
		r := rows[name]
		if r == nil {
			r = &[5]mean{}
			rows[name] = r
		}
		for k, x := range e.row {
			f := 0.0
			if saturate(x) >= 0.5 {
				f = 1
			}
			r[k].add(f)
		}
		r[4].add(alarms(e))
	}
	for _, v := range t.seen {
		switch v.it.kind {
		case control:
			put("control "+v.it.gaming, v.good)
		case contrast:
			put("faithful", v.good)
			put("failing "+mechanismNames[v.it.mechanism], v.bad)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(rows)) {
		fmt.Fprintf(&b, "%-22s n %3.0f ", name, rows[name][0].n)
		for _, m := range rows[name] {
			fmt.Fprintf(&b, " %5.2f", m.value())
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func largest(v verdict, m int) float64 {
	best, at := -2.0, -1
	for k := range v.good.row {
		if r := saturate(v.bad.row[k]) - saturate(v.good.row[k]); r > best {
			best, at = r, k
		}
	}
	if at == m {
		return 1
	}
	return 0
}

func alarms(e energies) float64 {
	for _, x := range e.row {
		if saturate(x) >= 0.5 {
			return 1
		}
	}
	return 0
}

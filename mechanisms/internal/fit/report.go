package main

import (
	"fmt"
	"sort"
)

// report prints, per signal, its weights and its mean in the faithful and the
// failing responses of its mechanism, in those of the others, and in controls.
func report(set *itemSet, m *model) {
	type stat struct{ good, bad, otherGood, otherBad, control, wins mean }
	stats := make([]stat, len(set.names))
	for _, it := range set.all {
		good, bad := dense(it.good, len(set.names)), dense(it.bad, len(set.names))
		for k := range stats {
			s := &stats[k]
			switch {
			case it.kind == control:
				s.control.add(good[k])
			case it.kind != contrast:
			case set.mechanism(k) == it.mechanism:
				s.good.add(good[k])
				s.bad.add(bad[k])
				s.wins.add(worse(good[k], bad[k]))
			default:
				s.otherGood.add(good[k])
				s.otherBad.add(bad[k])
			}
		}
	}
	order := make([]int, len(stats))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool { return set.names[order[a]] < set.names[order[b]] })
	fmt.Printf("%-38s %5s %5s  %5s %5s %5s  %5s %5s  %5s\n", "signal", "reply", "rewr", "good", "bad", "wins", "oth.g", "oth.b", "contr")
	for _, k := range order {
		s := stats[k]
		fmt.Printf("%-38s %5.2f %5.2f  %5.2f %5.2f %5.2f  %5.2f %5.2f  %5.2f\n", set.names[k], m.weight(0, k), m.weight(1, k),
			s.good.value(), s.bad.value(), s.wins.value(), s.otherGood.value(), s.otherBad.value(), s.control.value())
	}
}

func dense(vs []value, n int) []float64 {
	x := make([]float64, n)
	for _, v := range vs {
		x[v.signal] = v.x
	}
	return x
}

// mechanism is the row a signal belongs to, by its name.
func (s *itemSet) mechanism(k int) int {
	for i, n := range mechanismNames {
		if len(s.names[k]) > len(n) && s.names[k][:len(n)] == n {
			return i
		}
	}
	return -1
}

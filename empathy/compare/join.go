package compare

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/attune-go/attune/empathy"
)

// A MismatchError names the IDs that keep two systems from being compared, each
// list in the order in which they came.
type MismatchError struct {
	// OnlyA and OnlyB have a result in one system for which there is none in
	// the other.
	OnlyA, OnlyB []string
	// OtherSource have results on different sources.
	OtherSource []string
}

// Error names the first few of each list and says how many there are.
func (e *MismatchError) Error() string {
	var parts []string
	for _, l := range []struct {
		ids  []string
		what string
	}{
		{e.OnlyA, "only in A"},
		{e.OnlyB, "only in B"},
		{e.OtherSource, "with different sources"},
	} {
		if len(l.ids) > 0 {
			parts = append(parts, fmt.Sprintf("%s %s: %s", plural(len(l.ids), "id"), l.what, some(l.ids)))
		}
	}
	return strings.Join(parts, "; ")
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// some quotes the first few of a list.
func some(ids []string) string {
	const few, long = 3, 60
	var parts []string
	for _, id := range ids[:min(few, len(ids))] {
		if len(id) > long {
			id = strings.ToValidUTF8(id[:long], "") + "…"
		}
		parts = append(parts, fmt.Sprintf("%q", id))
	}
	text := strings.Join(parts, ", ")
	if len(ids) > few {
		text += fmt.Sprintf(" and %d more", len(ids)-few)
	}
	return text
}

// join brings the results of two systems together by ID, and hands each pair on
// as soon as it is there.
func join(a, b iter.Seq2[empathy.Result, error], pair func(Change) error) error {
	// Read in turns, systems in the same order never wait.
	sides := [2]*side{open(a), open(b)}
	defer sides[0].stop()
	defer sides[1].stop()
	var wrong MismatchError
	for sides[0].more || sides[1].more {
		for i, s := range sides {
			r, ok, err := s.read()
			if err != nil {
				return fmt.Errorf("system %c: %w", 'A'+i, err)
			}
			if !ok {
				continue
			}
			partner, found := sides[1-i].take(r.ID)
			if !found {
				s.keep(r)
				continue
			}
			c := Change{A: partner, B: r}
			if i == 0 {
				c = Change{A: r, B: partner}
			}
			if c.A.Source != c.B.Source {
				wrong.OtherSource = append(wrong.OtherSource, r.ID)
				continue
			}
			if err := pair(c); err != nil {
				return err
			}
		}
	}
	wrong.OnlyA, wrong.OnlyB = sides[0].alone(), sides[1].alone()
	if len(wrong.OnlyA)+len(wrong.OnlyB)+len(wrong.OtherSource) > 0 {
		return &wrong
	}
	return nil
}

// side is one system while it is read.
type side struct {
	next    func() (empathy.Result, error, bool)
	stop    func()
	more    bool
	waiting map[string][]waiting // by ID, the first that came first
	came    int
}

type waiting struct {
	result empathy.Result
	place  int
}

func open(seq iter.Seq2[empathy.Result, error]) *side {
	next, stop := iter.Pull2(seq)
	return &side{next: next, stop: stop, more: true, waiting: map[string][]waiting{}}
}

func (s *side) read() (r empathy.Result, ok bool, err error) {
	if !s.more {
		return r, false, nil
	}
	r, err, s.more = s.next()
	return r, s.more, err
}

func (s *side) keep(r empathy.Result) {
	s.waiting[r.ID] = append(s.waiting[r.ID], waiting{r, s.came})
	s.came++
}

func (s *side) take(id string) (empathy.Result, bool) {
	all := s.waiting[id]
	if len(all) == 0 {
		return empathy.Result{}, false
	}
	if len(all) == 1 {
		delete(s.waiting, id)
	} else {
		s.waiting[id] = all[1:]
	}
	return all[0].result, true
}

// alone lists the IDs of what is still waiting.
func (s *side) alone() []string {
	var all []waiting
	for _, ws := range s.waiting {
		all = append(all, ws...)
	}
	slices.SortFunc(all, func(x, y waiting) int { return x.place - y.place })
	ids := make([]string, len(all))
	for i, w := range all {
		ids[i] = w.result.ID
	}
	return ids
}

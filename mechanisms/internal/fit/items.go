package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
	"github.com/attune-go/attune/mechanisms/attenuation"
	"github.com/attune-go/attune/mechanisms/avoidance"
	"github.com/attune-go/attune/mechanisms/distancing"
	"github.com/attune-go/attune/mechanisms/granularity"
)

type kind uint8

const (
	contrast kind = iota // good against bad, by mechanism and dimension
	control              // good alone: no alarm is due
	gaming               // good against bad, by score
	rating               // good against bad, by score, of other sources
	rewrites             // good against bad: attenuation in a rewrite
)

// An item is one thing to be told apart.
type item struct {
	kind      kind
	dev       bool
	task      int // 1 for rewrites
	mechanism int
	dimension int
	gaming    string
	good, bad []value // signals of the faithful and of the failing response
}

// A value is a signal's severity times opportunity.
type value struct {
	signal    int
	mechanism int
	dimension int
	x         float64
}

type itemSet struct {
	all   []*item
	names []string
	index map[string]int
	lex   *lexicon.Lexicon
	a, b  text.Document
	p     pair.Pair
}

type row struct {
	Mechanism, Dimension, Task, Kind                   string
	Source, Faithful, Failing, Honest, Gamed, Response string
	Rating                                             int
}

func loadItems(own, dev string) (*itemSet, error) {
	s := &itemSet{index: map[string]int{}, lex: lexicon.Default()}
	for _, dir := range []string{own, dev} {
		files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if err := s.read(f, dir == dev); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func (s *itemSet) read(path string, dev bool) error {
	name := filepath.Base(path)
	contrasts, controls, games := strings.HasPrefix(name, "contrast"), strings.HasPrefix(name, "control"), strings.HasPrefix(name, "gaming")
	ratings := name == "empathy-ratings.jsonl"
	restated := strings.HasPrefix(name, "rewrite-")
	if !contrasts && !controls && !games && !ratings && !restated {
		return nil
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	var high, low []row
	for n := 0; sc.Scan(); n++ {
		var r row
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			return err
		}
		it := &item{dev: dev, mechanism: indexOf(mechanismNames, r.Mechanism), dimension: indexOf(dimensionNames, r.Dimension)}
		if r.Task == "rewrite" {
			it.task = 1
		}
		switch {
		case contrasts:
			it.kind, it.good, it.bad = contrast, s.signals(r.Source, r.Faithful, it.task), s.signals(r.Source, r.Failing, it.task)
		case controls:
			it.kind, it.good = control, s.signals(r.Source, r.Response, it.task)
		case games:
			it.kind, it.gaming, it.good, it.bad = gaming, r.Kind, s.signals(r.Source, r.Honest, 0), s.signals(r.Source, r.Gamed, 0)
		case restated:
			if n%restatedStep != 0 {
				continue
			}
			it.kind, it.task, it.mechanism = rewrites, 1, int(mechanisms.Attenuation)
			it.good, it.bad = s.signals(r.Response, r.Source, 1), s.signals(r.Source, r.Response, 1)
		case ratings:
			if r.Rating == 3 {
				high = append(high, r)
			} else if r.Rating == 1 {
				low = append(low, r)
			}
			continue
		}
		s.all = append(s.all, it)
	}
	for i := 0; i < len(low) && i < maxRatings; i++ {
		a, b := high[i*len(high)/min(len(low), maxRatings)], low[i]
		s.all = append(s.all, &item{kind: rating, dev: dev, good: s.signals(a.Source, a.Response, 0), bad: s.signals(b.Source, b.Response, 0)})
	}
	return sc.Err()
}

// How much of the large sets is used: they are there to keep the weights
// honest on other people's texts, not to outvote the items.
const (
	maxRatings   = 400
	restatedStep = 25
)

var (
	mechanismNames = []string{"attenuation", "granularity", "avoidance", "distancing"}
	dimensionNames = []string{"cognitive", "cultural", "relational"}
	gamingKinds    = []string{"parrot", "stuffing", "template", "hijack", "wrong-feeling", "opposite"}
)

func indexOf(names []string, s string) int {
	for i, n := range names {
		if n == s {
			return i
		}
	}
	return 0
}

func (s *itemSet) signals(src, resp string, task int) []value {
	text.Parse(&s.a, s.lex, src)
	text.Parse(&s.b, s.lex, resp)
	pair.Build(&s.p, &s.a, &s.b, task == 1)
	b := signal.Builder{Pair: &s.p}
	attenuation.Detect(&b)
	granularity.Detect(&b)
	avoidance.Detect(&b)
	distancing.Detect(&b)
	var out []value
	for i := range b.Signals {
		x := &b.Signals[i]
		k, ok := s.index[x.Key()]
		if !ok {
			k = len(s.names)
			s.index[x.Key()] = k
			s.names = append(s.names, x.Key())
		}
		if v := x.Severity * x.Opportunity; v > 0 {
			out = append(out, value{k, int(x.Mechanism), int(x.Dimension), v})
		}
	}
	return out
}

package benchmark

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// groups gives every group of a result.
func groups(r *Result) []Group {
	out := []Group{r.All}
	for _, gs := range [][]Group{r.Tasks, r.Mechanisms, r.Dimensions, r.Cells, r.Domains} {
		out = append(out, gs...)
	}
	return out
}

func run(t *testing.T, cfg Config, answer AnswerFunc) *Result {
	t.Helper()
	r, err := Run(context.Background(), cfg, answer)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReferencesLieAtTheEndsOfTheScale(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer func(Item) string
		at     float64
		as     func(Triple) float64
	}{
		{"faithful", func(it Item) string { return it.Faithful }, 1, func(t Triple) float64 { return t.Faithful }},
		{"failing", func(it Item) string { return it.Failing }, 0, func(t Triple) float64 { return t.Failing }},
	} {
		r := run(t, Config{Split: Dev, Workers: 4}, func(_ context.Context, it Item) (string, error) { return c.answer(it), nil })
		if r.All.Position == nil || len(r.Items) != len(Items(Dev)) {
			t.Fatalf("%s: position %v of %d items", c.name, r.All.Position, len(r.Items))
		}
		for _, g := range groups(r) {
			if g.Loss.Answer != c.as(g.Loss) || g.Flagged.Answer != c.as(g.Flagged) {
				t.Errorf("%s, %s: losses %v and flags %v of answer and reference differ", c.name, g.Name, g.Loss, g.Flagged)
			}
			if p := g.Position; p != nil && (p.Value != c.at || p.Low != c.at || p.High != c.at) {
				t.Errorf("%s, %s: position %v, want %v", c.name, g.Name, *p, c.at)
			}
		}
	}
}

func TestGroupsCountEveryItem(t *testing.T) {
	r := run(t, Config{Workers: 4}, func(_ context.Context, it Item) (string, error) { return it.Source, nil })
	for name, gs := range map[string][]Group{
		"tasks": r.Tasks, "mechanisms": r.Mechanisms, "dimensions": r.Dimensions, "cells": r.Cells, "domains": r.Domains,
	} {
		n := 0
		for _, g := range gs {
			n += g.Items
		}
		if n != len(Items(All)) || r.All.Items != n {
			t.Errorf("%s hold %d items, all %d, want %d", name, n, r.All.Items, len(Items(All)))
		}
	}
	if len(r.Tasks) != 2 || len(r.Mechanisms) != 4 || len(r.Dimensions) != 3 || len(r.Cells) != 12 || len(r.Domains) < 20 {
		t.Errorf("%d tasks, %d mechanisms, %d dimensions, %d cells, %d domains",
			len(r.Tasks), len(r.Mechanisms), len(r.Dimensions), len(r.Cells), len(r.Domains))
	}
}

func TestAnswersMeetTheAnalyzerOfTheirTask(t *testing.T) {
	r := run(t, Config{Split: Test, Options: []empathy.Option{empathy.WithTask(empathy.Reply)}},
		func(_ context.Context, it Item) (string, error) { return it.Faithful, nil })
	for _, o := range r.Items {
		if o.Report.Task != o.item.Task {
			t.Errorf("%s was read as a %s", o.ID, o.Report.Task)
		}
		if want := o.Report.Mechanism(o.item.Mechanism).Severity; o.Severity.Answer != want || o.Score.Answer != o.Report.Score {
			t.Errorf("%s: severity %v and score %v are not those of the report", o.ID, o.Severity, o.Score)
		}
	}
}

func TestAnEmptyAnswerHasLostAll(t *testing.T) {
	r := run(t, Config{Split: Dev}, func(context.Context, Item) (string, error) { return " \n", nil })
	for _, g := range groups(r) {
		if g.Loss.Answer != 1 || g.Flagged.Answer != 1 {
			t.Errorf("%s: loss %v, flagged %v", g.Name, g.Loss.Answer, g.Flagged.Answer)
		}
	}
	if !r.Items[0].Empty {
		t.Error("the item doesn't say that its answer was empty")
	}
}

func TestRunIsDeterministic(t *testing.T) {
	var first []byte
	for _, workers := range []int{1, 3, 8} {
		r := run(t, Config{Split: Dev, Workers: workers}, func(_ context.Context, it Item) (string, error) { return strings.ToUpper(it.Source), nil })
		got, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		}
		if !bytes.Equal(got, first) {
			t.Fatalf("%d workers give another result", workers)
		}
	}
}

func TestAnErrorKeepsWhatWasAnswered(t *testing.T) {
	down := errors.New("model is down")
	var asked atomic.Int64
	r, err := Run(context.Background(), Config{Split: Dev}, func(_ context.Context, it Item) (string, error) {
		if asked.Add(1) > 5 {
			return "", down
		}
		return it.Faithful, nil
	})
	if !errors.Is(err, down) || !strings.Contains(err.Error(), Items(Dev)[5].ID) {
		t.Errorf("error %v, want one that wraps %q and names the sixth item", err, down)
	}
	if n := asked.Load(); n != 6 || len(r.Items) != 5 || r.All.Items != 5 {
		t.Errorf("asked for %d answers, kept %d, summed up %d", n, len(r.Items), r.All.Items)
	}
}

func TestACancelledRunSaysSo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	r, err := Run(ctx, Config{Split: Dev, Workers: 2}, func(_ context.Context, it Item) (string, error) {
		cancel()
		return it.Faithful, nil
	})
	if !errors.Is(err, context.Canceled) || len(r.Items) == 0 || len(r.Items) > 2 {
		t.Errorf("error %v after %d items", err, len(r.Items))
	}
}

func TestAWrongOptionIsAnError(t *testing.T) {
	bad := empathy.WithMaxBytes(-1)
	if _, err := Run(context.Background(), Config{Options: []empathy.Option{bad}}, nil); err == nil {
		t.Error("Run took a limit of -1 bytes")
	}
	if _, err := Score(context.Background(), Dev, bad); err == nil {
		t.Error("Score took a limit of -1 bytes")
	}
}

func TestPositionIsBetweenTheReferences(t *testing.T) {
	var losses []Triple
	for i := range 40 {
		x := float64(i%4) / 20
		losses = append(losses, Triple{Faithful: 0.1 + x, Answer: 0.2 + x, Failing: 0.5 + x})
	}
	p := position("x", losses)
	if p == nil || math.Abs(p.Value-0.75) > 1e-9 || math.Abs(p.Low-0.75) > 1e-9 || math.Abs(p.High-0.75) > 1e-9 {
		t.Errorf("position %v, want 0.75 throughout", p)
	}
	losses[0].Answer = 0.9
	if p := position("x", losses); p.Low >= p.Value || p.High < p.Value || p.Low < 0.5 {
		t.Errorf("interval %v doesn't hold its value, or is too wide", *p)
	}
}

func TestReferencesThatCannotBeToldApartHaveNoPosition(t *testing.T) {
	for _, c := range []struct {
		name   string
		losses []Triple
		times  int
		none   bool
	}{
		{"well apart", []Triple{{0.1, 0.2, 0.9}}, MinItems, false},
		{"too few", []Triple{{0.1, 0.2, 0.9}}, MinItems - 1, true},
		{"none at all", nil, 1, true},
		{"the same loss", []Triple{{0.3, 0.2, 0.3}, {0.1, 0.2, 0.1}}, 8, true},
		{"the wrong way round", []Triple{{0.5, 0.2, 0.3}, {0.3, 0.2, 0.1}}, 8, true},
		{"by the luck of an item", []Triple{{0.1, 0.2, 0.9}, {0.9, 0.2, 0.2}}, 4, true},
	} {
		var losses []Triple
		for range c.times {
			losses = append(losses, c.losses...)
		}
		if p := position("x", losses); (p == nil) != c.none {
			t.Errorf("%s: position %v", c.name, p)
		}
	}
}

func TestWilson(t *testing.T) {
	// Values from the formula in Wilson (1927), as in R's prop.test without
	// continuity correction.
	for _, c := range []struct {
		share     float64
		n         int
		low, high float64
	}{
		{0.5, 10, 0.2366, 0.7634},
		{0.9, 50, 0.7864, 0.9565},
		{0, 20, 0, 0.1611},
		{1, 20, 0.8389, 1},
	} {
		got := wilson(c.share, c.n)
		if math.Abs(got.Low-c.low) > 2e-4 || math.Abs(got.High-c.high) > 2e-4 || got.Value != c.share {
			t.Errorf("wilson(%v, %d) = %v, want %v to %v", c.share, c.n, got, c.low, c.high)
		}
	}
}

func TestFlagsOfTheAnswerAreListed(t *testing.T) {
	r := run(t, Config{Split: Test, Workers: 4}, func(_ context.Context, it Item) (string, error) { return it.Failing, nil })
	flagged := 0
	for _, o := range r.Items {
		for _, k := range o.Flagged {
			if f := o.Report.Mechanism(k); f.Severity < mechanisms.FlagAt {
				t.Errorf("%s: %s is listed at %v", o.ID, k, f.Severity)
			}
			flagged++
		}
	}
	if flagged == 0 {
		t.Error("no failing response is flagged")
	}
}

package benchmark

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/attune-go/attune/mechanisms"
)

func score(t *testing.T, s Split) *Figures {
	t.Helper()
	f, err := Score(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestScoreHasEveryFigureOnce(t *testing.T) {
	f := score(t, Test)
	seen := map[string]bool{}
	for _, x := range f.Figures {
		if seen[x.Name] {
			t.Errorf("%s comes twice", x.Name)
		}
		seen[x.Name] = true
		if !(x.Low <= x.Value && x.Value <= x.High) || x.Low < 0 || x.High > 1 || x.N == 0 {
			t.Errorf("%s: %v of %d items", x.Name, x.Interval, x.N)
		}
	}
	want := []string{"contrast.score", "contrast.hard", "contrast.specific", "contrast.cells.min", "contrast.relational",
		"contrast.avoidance", "contrast.distancing/cultural", "controls.alarms", "controls.rewrite", "gaming.wrong-feeling", "gaming.all"}
	for _, name := range want {
		if !seen[name] {
			t.Errorf("no figure %s", name)
		}
	}
	// 4 mechanisms, 3 dimensions, 12 cells, their lowest, score, hard,
	// specific; 5 kinds of controls and all; 6 kinds of gaming and all.
	if got, want := len(f.Figures), 4+3+12+4+5+1+6+1; got != want {
		t.Errorf("%d figures, want %d", got, want)
	}
}

func TestScoresOfThePartsAddUp(t *testing.T) {
	right := map[string]float64{}
	for _, s := range Splits() {
		for _, x := range score(t, s).Figures {
			right[x.Name] += x.Value * float64(x.N)
		}
	}
	for _, x := range score(t, All).Figures {
		if x.Name == "contrast.cells.min" {
			continue // of another cell in each part
		}
		if math.Abs(right[x.Name]-x.Value*float64(x.N)) > 1e-6 {
			t.Errorf("%s: %.2f right in the parts, %.2f in the whole", x.Name, right[x.Name], x.Value*float64(x.N))
		}
	}
}

func TestFiguresAreThoseOfTheReports(t *testing.T) {
	f := score(t, Dev)
	r, err := newReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	better, n := 0.0, 0
	for _, it := range Items(Dev) {
		if it.Mechanism != mechanisms.Avoidance {
			continue
		}
		good, _ := r.analyze(it.Task, it.Source, it.Faithful)
		bad, _ := r.analyze(it.Task, it.Source, it.Failing)
		n++
		if bad.Mechanism(it.Mechanism).Severity > good.Mechanism(it.Mechanism).Severity {
			better++
		} else if bad.Mechanism(it.Mechanism).Severity == good.Mechanism(it.Mechanism).Severity {
			better += 0.5
		}
	}
	if x, ok := f.Get("contrast.avoidance"); !ok || x.N != n || math.Abs(x.Value-better/float64(n)) > 1e-9 {
		t.Errorf("contrast.avoidance is %v, counted %v of %d", x, better, n)
	}
	if _, ok := f.Get("contrast.none"); ok {
		t.Error("there is a figure of a name that isn't there")
	}
}

func TestScoreEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Score(ctx, All); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}

func TestFiguresAsJSON(t *testing.T) {
	got, err := json.Marshal(Figures{Signature: "x", Split: Dev, Figures: []Figure{{Name: "gaming.all", Metric: "accuracy", Interval: Interval{0.5, 0.25, 0.75}, N: 8}}})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"signature":"x","split":"dev","figures":[{"name":"gaming.all","metric":"accuracy","value":0.5,"low":0.25,"high":0.75,"n":8}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestSignatureNamesTheSet(t *testing.T) {
	f := score(t, Dev)
	if !strings.Contains(f.Signature, "task:reply+rewrite") || !strings.HasSuffix(f.Signature, Signature()) || !strings.HasPrefix(Signature(), "contrast-set:"+Version) {
		t.Errorf("signature %s doesn't name analyzers and set %s", f.Signature, Signature())
	}
}

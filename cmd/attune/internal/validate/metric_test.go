package validate

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(a, b float64) bool {
	return math.Abs(a-b) < 1e-9 || math.IsNaN(a) && math.IsNaN(b)
}

func TestPearson(t *testing.T) {
	for _, c := range []struct {
		name          string
		x, y, weights []float64
		want          float64
	}{
		{"a line", []float64{1, 2, 3}, []float64{2, 4, 6}, nil, 1},
		{"a falling line", []float64{1, 2, 3}, []float64{3, 2, 1}, nil, -1},
		{"Anscombe's first", []float64{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
			[]float64{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68}, nil, 0.8164205163448398},
		{"a constant", []float64{1, 1, 1}, []float64{1, 2, 3}, nil, 0},
		{"a sample of one item", []float64{1, 2, 3}, []float64{1, 2, 4}, []float64{0, 3, 0}, 0},
		{"weights", []float64{1, 2, 3}, []float64{1, 2, 9}, []float64{2, 1, 0}, 1},
		{"nothing", nil, nil, nil, math.NaN()},
	} {
		if got := pearson(c.x, c.y)(c.weights); !near(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAUC(t *testing.T) {
	for _, c := range []struct {
		name    string
		cases   []ranked
		weights []float64
		want    float64
	}{
		{"in order", []ranked{{3, 0, true}, {1, 1, false}, {2, 2, false}}, nil, 1},
		{"in reverse", []ranked{{0, 0, true}, {1, 1, false}}, nil, 0},
		{"all tie", []ranked{{1, 0, true}, {1, 1, false}, {1, 2, true}}, nil, 0.5},
		{"one tie", []ranked{{1, 0, true}, {1, 1, false}, {0, 2, false}}, nil, 0.75},
		{"drawn twice", []ranked{{2, 0, true}, {3, 1, false}, {1, 2, false}}, []float64{1, 2, 1}, 1.0 / 3},
		{"one item is both", []ranked{{2, 0, true}, {1, 0, false}}, []float64{5}, 1},
		{"no negatives", []ranked{{1, 0, true}}, nil, math.NaN()},
		{"no positives drawn", []ranked{{1, 0, true}, {0, 1, false}}, []float64{0, 2}, math.NaN()},
	} {
		if got := auc(c.cases)(c.weights); !near(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// The area by ranks is the share of pairs in the right order, counted here one
// by one.
func TestAUCIsTheShareOfPairsInOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	cases := make([]ranked, 200)
	weights := make([]float64, len(cases))
	for i := range cases {
		cases[i] = ranked{float64(rng.IntN(12)), i, rng.IntN(3) == 0}
		weights[i] = float64(rng.IntN(3))
	}
	var won, all float64
	for _, p := range cases {
		for _, n := range cases {
			if p.positive && !n.positive {
				w := weights[p.item] * weights[n.item]
				won += w * preferred(p.score, n.score)
				all += w
			}
		}
	}
	if got := auc(cases)(weights); !near(got, won/all) {
		t.Errorf("%v, want %v", got, won/all)
	}
}

func TestLowestIsThatOfTheWorstCell(t *testing.T) {
	values, cell := []float64{1, 1, 0, 1, 0.5}, []int{0, 0, 1, 1, 2}
	for _, c := range []struct {
		name    string
		weights []float64
		want    float64
	}{
		{"all", nil, 0.5},
		{"the worst not drawn", []float64{1, 0, 0, 3, 1}, 0.5},
		{"cell 1 drawn unevenly", []float64{1, 1, 3, 1, 1}, 0.25},
		{"one cell", []float64{2, 0, 0, 0, 0}, 1},
		{"nothing", []float64{0, 0, 0, 0, 0}, math.NaN()},
	} {
		if got := lowest(values, cell, 4)(c.weights); !near(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAverageLeavesOutWhatASampleDoesNotDefine(t *testing.T) {
	is := func(x float64) metric { return func([]float64) float64 { return x } }
	if got := average([]metric{is(1), is(math.NaN()), is(0.5)})(nil); got != 0.75 {
		t.Errorf("%v, want 0.75", got)
	}
	if got := average([]metric{is(math.NaN())})(nil); !math.IsNaN(got) {
		t.Errorf("%v, want NaN", got)
	}
}

func TestMean(t *testing.T) {
	if got := mean([]float64{1, 0, 0.5})([]float64{2, 1, 1}); got != 0.625 {
		t.Errorf("%v, want 0.625", got)
	}
	if got := mean(nil)(nil); !math.IsNaN(got) {
		t.Errorf("%v, want NaN", got)
	}
}

// The interval of a mean is known: 1.96 standard errors either side.
func TestIntervalIsThatOfTheSamplingDistribution(t *testing.T) {
	values := make([]float64, 1000)
	for i := range values {
		values[i] = float64(i % 2)
	}
	low, high := interval("a row", len(values), mean(values))
	se := 0.5 / math.Sqrt(1000)
	if math.Abs(low-(0.5-1.96*se)) > 0.008 || math.Abs(high-(0.5+1.96*se)) > 0.008 {
		t.Errorf("%v to %v", low, high)
	}
	again, _ := interval("a row", len(values), mean(values))
	other, _ := interval("another row", len(values), mean(values))
	if again != low {
		t.Errorf("the same row gives %v and %v", low, again)
	}
	if other == low {
		t.Error("two rows draw the same samples")
	}
}

func TestRowOfNoItemsIsNone(t *testing.T) {
	for _, f := range []figure{
		{"empty", "accuracy", 0, mean(nil)},
		{"one class", "auc", 1, auc([]ranked{{1, 0, true}})},
	} {
		if row, ok := f.row(); ok {
			t.Errorf("%s gives %+v", f.name, row)
		}
	}
}

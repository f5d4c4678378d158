package distribution

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

func rng(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

func of(values ...float64) *Distribution {
	d := &Distribution{}
	for _, x := range values {
		d.Add(x)
	}
	return d
}

// sample draws n values of a lopsided distribution between -1 and 1.
func sample(n int, seed uint64, shift float64) []float64 {
	r := rng(seed)
	out := make([]float64, n)
	for i := range out {
		out[i] = min(max(r.NormFloat64()*0.3+shift, -1), 1)
	}
	return out
}

func TestMeanIsExactAndQuantilesToAThousandth(t *testing.T) {
	for _, n := range []int{1, 2, 7, 1000} {
		values := sample(n, uint64(n), 0.1)
		d := of(values...)
		if got, want := d.Mean(), stat.Mean(values, nil); math.Abs(got-want) > 1e-9 || d.N() != n {
			t.Errorf("%d values: mean %v of %d, want %v", n, got, d.N(), want)
		}
		slices.Sort(values)
		for _, q := range []float64{0, 0.05, 0.25, 0.5, 0.75, 0.95, 1} {
			if got, want := d.Quantile(q), stat.Quantile(q, stat.Empirical, values, nil); math.Abs(got-want) > 1e-3 {
				t.Errorf("%d values: quantile %v is %v, want %v", n, q, got, want)
			}
		}
	}
}

func TestNoValuesGiveZeros(t *testing.T) {
	d := &Distribution{}
	low, high := d.Interval(10, rng(1))
	if d.N() != 0 || d.Mean() != 0 || d.Quantile(0.5) != 0 || low != 0 || high != 0 || d.Deciles() != [10]int{} {
		t.Errorf("mean %v, median %v, interval %v to %v, %v", d.Mean(), d.Quantile(0.5), low, high, d.Deciles())
	}
	if p := d.PValue(10, rng(1)); p != 1 {
		t.Errorf("p %v", p)
	}
}

func TestAddBoundsValues(t *testing.T) {
	d := of(7, -7, math.NaN(), math.Inf(1), 1, -1, 0)
	if d.N() != 7 || math.Abs(d.Mean()-1.0/7) > 1e-9 || d.Quantile(0) != -1 || d.Quantile(1) != 1 {
		t.Errorf("mean %v of %d, %v to %v", d.Mean(), d.N(), d.Quantile(0), d.Quantile(1))
	}
}

func TestDecilesCountABorderAsTheUpperOne(t *testing.T) {
	d := of(-0.3, 0, 0.0999, 0.1, 0.57, 0.6, 0.7, 0.8999, 0.9, 1)
	if got, want := d.Deciles(), [10]int{3, 1, 0, 0, 0, 1, 1, 1, 1, 2}; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestMergeIsAsOneCorpusInAnyOrder(t *testing.T) {
	values := sample(1000, 3, 0.2)
	whole := of(values...)
	var parts Distribution
	for _, i := range []int{2, 0, 1} {
		parts.Merge(of(values[i*300 : (i+1)*300]...))
	}
	slices.Reverse(values[900:])
	parts.Merge(of(values[900:]...))
	parts.Merge(&Distribution{})
	if !reflect.DeepEqual(whole, &parts) {
		t.Errorf("mean %v, want %v", parts.Mean(), whole.Mean())
	}
}

func TestIntervalIsThatOfTheNormalTheoryForLargeSamples(t *testing.T) {
	for _, n := range []int{400, 20_000, 1_000_000} {
		values := sample(n, 5, 0.2)
		mean, sd := stat.MeanStdDev(values, nil)
		half := 1.96 * sd / math.Sqrt(float64(n))
		low, high := of(values...).Interval(4000, rng(1))
		for _, c := range []struct{ got, want float64 }{{low, mean - half}, {high, mean + half}} {
			if math.Abs(c.got-c.want) > 0.12*half {
				t.Errorf("%d values: bound %v, want about %v", n, c.got, c.want)
			}
		}
	}
}

func TestIntervalOfFewValues(t *testing.T) {
	for _, c := range []struct {
		name      string
		d         *Distribution
		low, high float64
	}{
		{"one value", of(0.3), 0.3, 0.3},
		{"equal values", of(0.3, 0.3, 0.3), 0.3, 0.3},
		{"two values", of(0, 1), 0, 1},
	} {
		if low, high := c.d.Interval(1000, rng(1)); low != c.low || high != c.high {
			t.Errorf("%s: %v to %v, want %v to %v", c.name, low, high, c.low, c.high)
		}
	}
}

func TestShareIntervalHoldsTheShare(t *testing.T) {
	for _, c := range []struct {
		hits, n   int
		low, high float64
	}{
		{0, 0, 0, 0},
		{0, 50, 0, 0},
		{50, 50, 1, 1},
		{300, 1000, 0.2716, 0.3284},
	} {
		low, high := ShareInterval(c.hits, c.n, 4000, rng(2))
		if math.Abs(low-c.low) > 0.003 || math.Abs(high-c.high) > 0.003 {
			t.Errorf("%d of %d: %v to %v, want %v to %v", c.hits, c.n, low, high, c.low, c.high)
		}
	}
}

func TestPValueOfNoDifferenceIsOne(t *testing.T) {
	for _, d := range []*Distribution{of(0), of(make([]float64, 500)...), of(0.4, -0.4)} {
		if p := d.PValue(200, rng(1)); p != 1 {
			t.Errorf("%d values of mean %v: p %v", d.N(), d.Mean(), p)
		}
	}
}

// All 2^n choices of signs of n equal differences can be counted: one is as far
// up, one as far down.
func TestPValueIsThatOfTheExactTest(t *testing.T) {
	for _, n := range []int{1, 2, 3, 5} {
		d := &Distribution{}
		for i := range n {
			d.Add(0.3 + float64(i)/50) // not in one bin
		}
		want := 2 / math.Pow(2, float64(n))
		if p := d.PValue(20_000, rng(3)); math.Abs(p-want) > 0.015 {
			t.Errorf("%d differences: p %v, want %v", n, p, want)
		}
	}
}

func TestPValueIsUniformWhereNothingDiffers(t *testing.T) {
	const runs = 400
	below := 0
	for i := range runs {
		if of(sample(60, uint64(i), 0)...).PValue(199, rng(uint64(i))) <= 0.1 {
			below++
		}
	}
	if share := float64(below) / runs; math.Abs(share-0.1) > 0.045 {
		t.Errorf("%v of the tests give p up to 0.1", share)
	}
}

func TestPValueFindsADifference(t *testing.T) {
	if p := of(sample(300, 9, 0.1)...).PValue(999, rng(1)); p != 0.001 {
		t.Errorf("p %v", p)
	}
}

func TestResamplingIsSeeded(t *testing.T) {
	d := of(sample(200, 4, 0.03)...)
	for _, f := range []func(seed uint64) [2]float64{
		func(s uint64) [2]float64 { low, high := d.Interval(100, rng(s)); return [2]float64{low, high} },
		func(s uint64) [2]float64 { return [2]float64{d.PValue(100, rng(s))} },
	} {
		if f(1) != f(1) || f(1) == f(2) {
			t.Errorf("seed 1 gives %v and %v, seed 2 %v", f(1), f(1), f(2))
		}
	}
}

// The chances of the counts drawn are those of the distribution, by Pearson's
// test over its middle.
func TestPoissonDrawsAsItsDistribution(t *testing.T) {
	const draws = 40_000
	for _, mean := range []float64{0.5, 1, 3, 9.9, 10, 25, 400, 1e6} {
		p, r, want := newPoisson(mean), rng(8), distuv.Poisson{Lambda: mean}
		const cells = 20
		var counts [cells]float64
		for range draws {
			// The middle of the step, as the distribution is discrete.
			k := p.draw(r)
			at := want.CDF(k) - r.Float64()*want.Prob(k)
			counts[min(int(at*cells), cells-1)]++
		}
		chi := 0.0
		for _, n := range counts {
			e := float64(draws) / cells
			chi += (n - e) * (n - e) / e
		}
		if limit := (distuv.ChiSquared{K: cells - 1}).Quantile(0.9999); chi > limit {
			t.Errorf("mean %v: chi squared %v, want below %v", mean, chi, limit)
		}
	}
}

func TestHeadsTossesAsManyCoinsAsItSays(t *testing.T) {
	r := rng(1)
	for _, n := range []int64{0, 1, 63, 64, 65, 200} {
		var sum, top float64
		for range 2000 {
			k := float64(heads(n, r))
			sum, top = sum+k, max(top, k)
		}
		if mean := sum / 2000; math.Abs(mean-float64(n)/2) > 0.3*math.Sqrt(float64(n)/4)+1e-9 || top > float64(n) {
			t.Errorf("%d coins: %v heads on average, %v at most", n, mean, top)
		}
	}
}

func BenchmarkResampling(b *testing.B) {
	for _, c := range []struct {
		name string
		n    int
	}{{"thousand", 1000}, {"million", 1_000_000}} {
		d := of(sample(c.n, 1, 0.3)...)
		b.Run("interval/"+c.name, func(b *testing.B) {
			for b.Loop() {
				d.Interval(1000, rng(1))
			}
		})
		b.Run("pvalue/"+c.name, func(b *testing.B) {
			for b.Loop() {
				d.PValue(1000, rng(1))
			}
		})
	}
}

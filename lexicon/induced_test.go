package lexicon

import "testing"

func TestScaledIsInducedTimesTheWeight(t *testing.T) {
	e := Entry{induced: [targets]int8{3, -7, 1, 0, -127, 127, 50, -50}}
	const w = 0.37
	var x Induced
	e.Scaled(&x, w)
	in := e.Induced()
	want := Induced{Valence: float32(in.Valence * w), Arousal: float32(in.Arousal * w)}
	for k := range want.Emotion {
		want.Emotion[k] = float32(in.Emotion[k] * w)
	}
	if x != want {
		t.Errorf("%+v, want %+v", x, want)
	}
	z := want
	z.Add(&x)
	if z.Valence != 2*want.Valence || z.Emotion != [EkmanCount]float32{2 * x.Emotion[0], 2 * x.Emotion[1], 2 * x.Emotion[2], 2 * x.Emotion[3], 2 * x.Emotion[4], 2 * x.Emotion[5]} {
		t.Errorf("sum %+v of twice %+v", z, x)
	}
}

func TestInducedSumIsTheSumOfItsForms(t *testing.T) {
	var s InducedSum
	var want [targets]int
	var got, each Induced
	for i := range 1000 {
		var e Entry
		for k := range e.induced {
			e.induced[k] = int8(i*(2*k+31) - 128)
			want[k] += int(e.induced[k])
		}
		s.Add(&e)
		e.Scaled(&each, 0.5)
		got.Add(&each)
	}
	var sum Induced
	s.Scaled(&sum, 0.5)
	if float32(want[0])*(0.5*inducedStep) != sum.Valence || float32(want[targets-1])*(0.5*inducedStep) != sum.Emotion[EkmanCount-1] {
		t.Errorf("sum is %v, want %v of steps", sum, want)
	}
	if d := sum.Arousal - got.Arousal; d > 0.1 || d < -0.1 {
		t.Errorf("arousal is %v, one by one %v", sum.Arousal, got.Arousal)
	}
}

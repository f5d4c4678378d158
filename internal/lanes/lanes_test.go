package lanes

import (
	"math/rand/v2"
	"testing"
)

func TestSumIsThatOfEachValueByItself(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for name, value := range map[string]func() int8{
		"lowest": func() int8 { return -128 }, "highest": func() int8 { return 127 }, "any": func() int8 { return int8(r.IntN(256) - 128) },
	} {
		var s Sum
		var got, want [8]int32
		for range 1000 {
			row := make([]int8, 8)
			for k := range row {
				row[k] = value()
				want[k] += int32(row[k])
			}
			if s.Full() {
				s.Take(&got)
			}
			s.Add(Eight(row))
		}
		if s.Take(&got); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
		if s != (Sum{}) {
			t.Errorf("%s: something is left in %v", name, s)
		}
	}
}

func TestTopBitsAreThoseOfEachByte(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for range 10_000 {
		x, want := r.Uint64(), uint64(0)
		for k := range 8 {
			want |= x >> (8*k + 7) & 1 << k
		}
		if got := TopBits(x); got != want {
			t.Fatalf("top bits of %#x are %b, want %b", x, got, want)
		}
	}
}

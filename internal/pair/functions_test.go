package pair

import (
	"math/rand/v2"
	"testing"

	"github.com/attune-go/attune/lexicon"
)

func TestFunctionSumCountsEachClass(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	var s functionSum
	for range 3 {
		var want, got [lexicon.FunctionClasses]int
		for range 1000 {
			f := lexicon.Function(r.IntN(1 << lexicon.FunctionClasses))
			s.add(f)
			for k := range want {
				want[k] += int(f >> k & 1)
			}
		}
		if s.take(&got); got != want {
			t.Fatalf("counted %v, want %v", got, want)
		}
	}
}

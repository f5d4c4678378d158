package empathy_test

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/hostile"
)

// grown is how much more memory may be held after a soak than before it: the
// noise of a garbage collector, and far less than one of the texts' worth for
// each pair would be.
const grown = 4 << 20

// TestSoakHoldsNoMoreMemory feeds one analyzer with all kinds of pairs, no two
// of them alike. ATTUNE_SOAK=1h keeps it busy so long; without it the test
// ends after a number of pairs.
func TestSoakHoldsNoMoreMemory(t *testing.T) {
	const few = 2000
	n, lasts := few, 365*24*time.Hour
	if s := os.Getenv("ATTUNE_SOAK"); s != "" {
		d, err := time.ParseDuration(s)
		if err != nil {
			t.Fatalf("ATTUNE_SOAK: %v", err)
		}
		n, lasts = math.MaxInt, d
	}
	a, rng := analyzer(t), rand.New(rand.NewPCG(7, 1))
	soak(t, a, rng, few/4, time.Hour) // what is loaded once, and the tests before
	heap, resident := memory()
	done := soak(t, a, rng, n, lasts)
	heapThen, residentThen := memory()
	t.Logf("%d pairs; heap %d KiB, then %d KiB; resident %d KiB, then %d KiB", done, heap>>10, heapThen>>10, resident>>10, residentThen>>10)
	if heapThen > heap+grown {
		t.Errorf("%d bytes of heap after %d pairs, %d before", heapThen, done, heap)
	}
	if residentThen > resident+8*grown { // pages come back late and in part
		t.Errorf("%d bytes resident after %d pairs, %d before", residentThen, done, resident)
	}
}

// soak analyses n pairs, or as many as there is time for, and tells how many.
func soak(t *testing.T, a *empathy.Analyzer, rng *rand.Rand, n int, lasts time.Duration) (done int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), lasts)
	defer cancel()
	for r, err := range a.AnalyzeAll(ctx, mixed(t, rng, n)) {
		if err != nil {
			if ctx.Err() == nil {
				t.Fatal(err)
			}
			break
		}
		if done++; done%64 == 0 {
			sound(t, r.Report, r.Source, r.Response)
		}
	}
	return done
}

// mixed gives n pairs: written ones, written ones cut and spliced anywhere,
// hostile ones, and ones of words that no other pair has.
func mixed(t *testing.T, rng *rand.Rand, n int) iter.Seq[empathy.Pair] {
	written, made := texts(t), hostile.Texts()
	splice := func() string {
		s, u := written[rng.IntN(len(written))].Source, written[rng.IntN(len(written))].Response
		return s[:rng.IntN(len(s)+1)] + u[rng.IntN(len(u)+1):]
	}
	long := func() string { return made[rng.IntN(len(made))].Make(1 << (4 + rng.IntN(9))) }
	coined := func() string {
		var b strings.Builder
		for range 50 {
			fmt.Fprintf(&b, "I am %xful and 😀 @%x ", rng.Uint64(), rng.Uint32())
		}
		return b.String()
	}
	tasks := []*empathy.Task{nil, new(empathy.Task), new(empathy.Task)}
	*tasks[2] = empathy.Rewrite
	return func(yield func(empathy.Pair) bool) {
		for i := range n {
			p := written[rng.IntN(len(written))]
			switch i % 8 {
			case 3, 4:
				p.Source, p.Response = splice(), splice()
			case 5:
				p.Source = long()
			case 6:
				p.Response = long()
			case 7:
				p.Source, p.Response = coined(), coined()
			}
			p.Task = tasks[rng.IntN(len(tasks))]
			if !yield(p) {
				return
			}
		}
	}
}

// memory tells how much is held by what is in use, and how much of memory the
// process has; the latter is 0 where the system does not tell.
func memory() (heap, resident int64) {
	runtime.GC() // empties what a pool holds for one more cycle
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc), residentBytes()
}

func residentBytes() int64 {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer f.Close()
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var kilobytes int64
		if n, _ := fmt.Sscanf(sc.Text(), "VmRSS: %d kB", &kilobytes); n == 1 {
			return kilobytes << 10
		}
	}
	return 0
}

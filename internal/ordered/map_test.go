package ordered

import (
	"context"
	"iter"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func TestMapKeepsOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		uneven := func(i int) int {
			if i%10 == 0 {
				time.Sleep(time.Millisecond)
			}
			return i * i
		}
		got := slices.Collect(Map(t.Context(), workers, count(200), uneven))
		if len(got) != 200 {
			t.Fatalf("%d workers: %d results", workers, len(got))
		}
		for i, x := range got {
			if x != i*i {
				t.Fatalf("%d workers: result %d is %d", workers, i, x)
			}
		}
	}
}

func TestMapOfNothingEnds(t *testing.T) {
	if got := slices.Collect(Map(t.Context(), 2, count(0), func(i int) int { return i })); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestMapTakesNoMoreThanItMayHold(t *testing.T) {
	const workers = 2
	var taken atomic.Int32
	in := func(yield func(int) bool) {
		for i := range 1000 {
			taken.Add(1)
			if !yield(i) {
				return
			}
		}
	}
	results := 0
	for range Map(t.Context(), workers, in, func(i int) int { return i }) {
		results++
		time.Sleep(20 * time.Microsecond) // a slow consumer
		if n := int(taken.Load()) - results; n > Ahead*workers+1 {
			t.Fatalf("%d items taken ahead of the consumer", n)
		}
	}
	if results != 1000 {
		t.Errorf("%d results", results)
	}
}

func TestMapYieldsWhatWasTakenWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var taken atomic.Int32
	in := func(yield func(int) bool) {
		for i := range 100_000 {
			if !yield(i) {
				return
			}
			taken.Add(1)
		}
	}
	var got []int
	for x := range Map(ctx, 2, in, func(i int) int { return i }) {
		if got = append(got, x); len(got) == 50 {
			cancel()
		}
	}
	if len(got) < 50 || len(got) > 60 {
		t.Errorf("%d results after cancelling at 50", len(got))
	}
	for i, x := range got {
		if x != i {
			t.Fatalf("result %d is %d", i, x)
		}
	}
}

// silent yields n items, and then nothing until ctx is done.
func silent(ctx context.Context, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
		<-ctx.Done()
	}
}

func TestMapYieldsWhatIsDoneWhileTheInputIsSilent(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for range Map(ctx, 2, silent(ctx, 3), func(i int) int { return i }) {
		if n++; n == 3 {
			cancel()
		}
	}
	if n != 3 {
		t.Errorf("%d results, want 3", n)
	}
}

// Whichever way a range ends, the input is no longer read and no f runs when it
// has: the caller may close what they use.
func TestMapLeavesNothingRunning(t *testing.T) {
	for _, c := range []struct {
		name  string
		leave func(i int, cancel func()) bool
	}{
		{"at the end", func(int, func()) bool { return false }},
		{"by break", func(i int, _ func()) bool { return i == 5 }},
		{"by cancel", func(i int, cancel func()) bool {
			if i == 5 {
				cancel()
			}
			return false
		}},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		var active atomic.Int32
		in := func(yield func(int) bool) {
			active.Add(1)
			defer active.Add(-1)
			for i := range 500 {
				if !yield(i) {
					return
				}
			}
		}
		f := func(i int) int {
			active.Add(1)
			defer active.Add(-1)
			time.Sleep(10 * time.Microsecond)
			return i
		}
		for i := range Map(ctx, 3, in, f) {
			if c.leave(i, cancel) {
				break
			}
		}
		if n := active.Load(); n != 0 {
			t.Errorf("%s: %d goroutines are still at work", c.name, n)
		}
		cancel()
	}
}

func TestMapDoesNotBeginWhatALeavingConsumerWouldNotSee(t *testing.T) {
	const workers = 2
	var begun atomic.Int32
	for range Map(t.Context(), workers, count(1000), func(i int) int { begun.Add(1); time.Sleep(time.Millisecond); return i }) {
		break
	}
	if n := begun.Load(); n > Ahead*workers+1 {
		t.Errorf("%d items were begun for one result", n)
	}
}

func TestMapStartsNothingUnlessRangedOver(t *testing.T) {
	Map(t.Context(), 2, func(func(int) bool) { t.Error("the input is read") }, func(i int) int { return i })
}

func TestMapRaisesThePanicOfItsInput(t *testing.T) {
	for _, leave := range []bool{false, true} {
		func() {
			defer func() {
				if got := recover(); got != "input broke" {
					t.Errorf("leaving %v: recovered %v", leave, got)
				}
			}()
			in := func(yield func(int) bool) {
				for i := range 3 {
					if !yield(i) {
						break
					}
				}
				panic("input broke")
			}
			for range Map(t.Context(), 2, in, func(i int) int { return i }) {
				if leave {
					break
				}
			}
		}()
	}
}

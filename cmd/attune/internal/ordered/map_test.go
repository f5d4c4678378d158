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
		if ahead := int(taken.Load()) - results; ahead > 2*workers+1 {
			t.Fatalf("%d items taken ahead of the consumer", ahead)
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

func TestMapEndsThoughTheInputBlocks(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	silent := make(chan struct{})
	defer close(silent)
	in := func(yield func(int) bool) {
		for i := range 3 {
			yield(i)
		}
		<-silent
	}
	n := 0
	for range Map(ctx, 2, in, func(i int) int { return i }) {
		if n++; n == 3 {
			cancel()
		}
	}
	if n != 3 {
		t.Errorf("%d results, want 3", n)
	}
}

func TestMapMayBeLeft(t *testing.T) {
	stopped := make(chan struct{})
	in := func(yield func(int) bool) {
		defer close(stopped)
		for i := 0; yield(i); i++ {
		}
	}
	for x := range Map(t.Context(), 2, in, func(i int) int { return i }) {
		if x == 5 {
			break
		}
	}
	select {
	case <-stopped:
	case <-time.After(5 * time.Second):
		t.Error("the input is still read after the consumer has left")
	}
}

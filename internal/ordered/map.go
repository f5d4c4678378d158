// Package ordered does work on several cores and hands the results out in the
// order of the input.
package ordered

import (
	"context"
	"iter"
	"sync"
	"sync/atomic"
)

// Ahead is how many results may wait for each worker. With few, workers run dry
// whenever the consumer has to wait for a core.
const Ahead = 8

// Map applies f to what in yields, in so many goroutines, and yields the
// results in order. At most Ahead*workers+1 results wait at any time, so memory
// is bounded however slow the consumer is or one item among fast ones.
//
// in is read by a goroutine of its own, ahead of the consumer. When ctx is
// done no more is taken from in, and what was taken is still finished and
// yielded. When the consumer leaves, what was taken is dropped.
//
// Nothing is started before the sequence is ranged over, and whichever way the
// range ends, all goroutines have ended before it does. That takes an in that
// comes back: one that may wait for ever has to watch ctx itself. A panic of
// in is raised again where the range is.
func Map[In, Out any](ctx context.Context, workers int, in iter.Seq[In], f func(In) Out) iter.Seq[Out] {
	return func(yield func(Out) bool) {
		r := run[In, Out]{
			queue: make(chan job[In, Out], Ahead*workers),
			work:  make(chan job[In, Out], Ahead*workers),
		}
		ctx, stop := context.WithCancel(ctx)
		defer func() {
			r.left.Store(true)
			stop()
			r.busy.Wait()
			if r.panicked != nil {
				panic(r.panicked)
			}
		}()
		for range workers {
			r.busy.Go(func() { r.serve(f) })
		}
		r.busy.Go(func() { r.read(ctx, in) })
		for j := range r.queue {
			if !yield(<-j.done) {
				return
			}
		}
	}
}

// A job is an item and the place for its result, which holds one, so that no
// worker waits for the consumer.
type job[In, Out any] struct {
	in   In
	done chan Out
}

// run is the state of one range over a [Map].
type run[In, Out any] struct {
	queue    chan job[In, Out] // in the order of the input
	work     chan job[In, Out] // the same jobs, for whoever is free
	left     atomic.Bool       // the consumer wants no more
	busy     sync.WaitGroup
	panicked any // of the input; read when all goroutines have ended
}

func (r *run[In, Out]) serve(f func(In) Out) {
	for j := range r.work {
		if !r.left.Load() {
			j.done <- f(j.in)
		}
	}
}

func (r *run[In, Out]) read(ctx context.Context, in iter.Seq[In]) {
	defer close(r.queue)
	defer close(r.work)
	defer func() { r.panicked = recover() }()
	for x := range in {
		if ctx.Err() != nil {
			return
		}
		j := job[In, Out]{x, make(chan Out, 1)}
		select {
		case <-ctx.Done():
			return
		case r.queue <- j:
		}
		r.work <- j // workers never wait, so there soon is room
	}
}

// Package ordered does work on several cores and hands the results out in the
// order of the input.
package ordered

import (
	"context"
	"iter"
)

// Map applies f to what in yields, in so many goroutines, and yields the
// results in order. At most 2*workers+1 results wait at any time, so memory is
// bounded however slow the consumer is or one item among fast ones.
//
// When ctx is done no more is taken from in, and what is under way is still
// finished and yielded. in is read by a goroutine of its own, so a read that
// blocks for ever, as that of a silent pipe, doesn't keep Map from ending.
func Map[In, Out any](ctx context.Context, workers int, in iter.Seq[In], f func(In) Out) iter.Seq[Out] {
	type job struct {
		in   In
		done chan Out // holds one, so no worker waits for the consumer
	}
	return func(yield func(Out) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		queue := make(chan job, 2*workers) // in order
		work := make(chan job, 2*workers)  // the same jobs, for whoever is free
		for range workers {
			go func() {
				for j := range work {
					j.done <- f(j.in)
				}
			}()
		}
		go func() {
			defer close(work)
			defer close(queue)
			for x := range in {
				j := job{x, make(chan Out, 1)}
				select {
				case <-ctx.Done():
					return
				case queue <- j:
				}
				work <- j // workers never block, so what is queued is done
				if ctx.Err() != nil {
					return
				}
			}
		}()
		for {
			select {
			case j, ok := <-queue:
				if !ok || !yield(<-j.done) {
					return
				}
			case <-ctx.Done():
				drain(queue, func(j job) bool { return yield(<-j.done) })
				return
			}
		}
	}
}

// drain takes what a channel holds, without waiting for more.
func drain[T any](ch <-chan T, take func(T) bool) {
	for {
		select {
		case x, ok := <-ch:
			if !ok || !take(x) {
				return
			}
		default:
			return
		}
	}
}

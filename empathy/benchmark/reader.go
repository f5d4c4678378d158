package benchmark

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/attune-go/attune/empathy"
)

// reader has an analyzer for each task.
type reader [2]*empathy.Analyzer

// newReader makes the analyzers. A task among the options gives way to that of
// the items.
func newReader(opts []empathy.Option) (r reader, err error) {
	for _, t := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		own := append(append([]empathy.Option(nil), opts...), empathy.WithTask(t))
		if r[t], err = empathy.New(own...); err != nil {
			return r, err
		}
	}
	return r, nil
}

// signature names what figures depend on: both analyzers and the set.
func (r reader) signature() string {
	return r[empathy.Reply].Signature() + "+rewrite|" + Signature()
}

// analyze gives the report of one response. One that says nothing has lost
// everything, but has no mechanism to show for it: empty tells.
func (r reader) analyze(t empathy.Task, source, response string) (rep empathy.Report, empty bool) {
	rep = r[t].Analyze(source, response)
	return rep, errors.Is(rep.Err(), empathy.ErrEmptyResponse)
}

// each calls f with 0 to n-1 from several goroutines, by default as many as
// there are cores, till one call fails or ctx is done, and gives the first
// error.
func each(ctx context.Context, n, workers int, f func(context.Context, int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := f(ctx, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

package empathy

import (
	"context"
	"fmt"
	"iter"
	"runtime"

	"github.com/attune-go/attune/internal/ordered"
)

// A Pair is a source and a response that are to be measured. It reads from
// JSON with the fields id, source, response and task.
type Pair struct {
	// ID names the pair to whoever reads the result. It may be empty.
	ID string `json:"id,omitempty"`
	// Source is what a person wrote.
	Source string `json:"source"`
	// Response is what a model wrote back or made of it.
	Response string `json:"response"`
	// Task is the pair's own task; nil is that of the analyzer.
	Task *Task `json:"task,omitempty"`
}

// A Result is a pair with its report.
type Result struct {
	Pair
	// Report is as [Analyzer.Analyze] gives it.
	Report Report `json:"report"`
}

// AnalyzeAll measures pairs on all cores and yields the results in the order
// of the pairs. What is held at a time is bounded by the number of cores and
// not by the number of pairs, so pairs may go on for ever.
//
// The error is nil but in two cases. A pair whose task is unknown yields its
// Result without a report and an error with its ID, and the next one follows.
// When ctx is done, pairs that were taken are still yielded, and then, as the
// last, a zero Result with the error of ctx. What is wrong with texts is no
// error here: it is told by the report, as that of [Analyzer.Analyze].
//
// pairs is read ahead, in a goroutine of its own. No goroutine is started
// before the sequence is ranged over, and all have ended when the range has,
// by its end, by break or by ctx. A pairs that may wait for ever, as that of a
// channel, has to watch ctx itself.
func (a *Analyzer) AnalyzeAll(ctx context.Context, pairs iter.Seq[Pair]) iter.Seq2[Result, error] {
	type outcome struct {
		result Result
		err    error
	}
	return func(yield func(Result, error) bool) {
		var tasks [len(taskNames)]*Analyzer
		for t := range tasks {
			tasks[t] = a.withTask(Task(t))
		}
		analyze := func(p Pair) outcome {
			task := a.task
			if p.Task != nil {
				task = *p.Task
			}
			if int(task) >= len(tasks) {
				return outcome{Result{Pair: p}, fmt.Errorf("pair %q: unknown task %d", p.ID, task)}
			}
			return outcome{result: Result{p, tasks[task].Analyze(p.Source, p.Response)}}
		}
		for o := range ordered.Map(ctx, runtime.GOMAXPROCS(0), pairs, analyze) {
			if !yield(o.result, o.err) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Result{}, err)
		}
	}
}

// withTask gives an analyzer that differs in its task only.
func (a *Analyzer) withTask(t Task) *Analyzer {
	if t == a.task {
		return a
	}
	b := &Analyzer{lex: a.lex, weights: a.weights, task: t, maxBytes: a.maxBytes, similar: a.similar}
	b.sig = b.signature()
	return b
}

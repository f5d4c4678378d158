// Package score is the subcommand that measures pairs of texts: two given as
// flags, or those of JSONL and CSV files of any size.
//
// Rows go through one by one. What is held at a time is bounded by the number
// of cores and not by the input, every core works, and reports come out in the
// order of the rows and the same to the byte in every run. A row that cannot
// be read is told with its place, and the rest goes on.
package score

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/cmd/attune/internal/ordered"
	"github.com/attune-go/attune/cmd/attune/internal/records"
	"github.com/attune-go/attune/empathy"
)

const usage = `Usage:
  attune score -source TEXT -response TEXT [flags]
  attune score [flags] [FILE ...]
  attune score -sample [flags]

Measures how well each response keeps faith with its source. Files are JSONL or
CSV with the fields source and response, and task (reply or rewrite) where a row
has its own; all other fields are passed through. Without files, and for "-",
the standard input is read.

Exit code: 0 all scored, 1 some rows could not be (they are told on standard
error), 2 a wrong flag or a file that cannot be read, 130 interrupted.
`

// Run scores what args say. See the package comment for what it does and
// [command.Code] for what its error means.
func Run(ctx context.Context, args []string, std command.Streams) error {
	o, err := parse(args, std)
	if err != nil {
		return err
	}
	m, err := newMeasurer(o.task)
	if err != nil {
		return err
	}
	bar := newProgress(o.inputs, std)
	defer bar.clear()
	t := tally{std: std, sink: o.sink(std.Err), bar: bar}
	rows := readAll(o.inputs, bar)
	for s := range ordered.Map(ctx, runtime.GOMAXPROCS(0), rows, func(r row) *scored { return m.score(r, t.sink) }) {
		if err := t.take(s); err != nil {
			return err
		}
	}
	if err := t.sink.finish(std.Out); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if ctx.Err() != nil {
		return stoppedError{t.last}
	}
	return t.verdict()
}

// measurer has an analyzer for each task.
type measurer struct {
	task      empathy.Task
	analyzers [2]*empathy.Analyzer
}

func newMeasurer(task empathy.Task) (*measurer, error) {
	m := &measurer{task: task}
	for _, t := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		a, err := empathy.New(empathy.WithTask(t))
		if err != nil {
			return nil, err
		}
		m.analyzers[t] = a
	}
	return m, nil
}

// scored is a row with what became of it.
type scored struct {
	row
	report empathy.Report
	text   []byte // of the report, in the format of the output
}

// score measures one row. It is called by several goroutines.
func (m *measurer) score(r row, to sink) *scored {
	s := &scored{row: r}
	if r.err != nil {
		return s
	}
	task := m.task
	if r.rec.Task != "" {
		if err := task.UnmarshalText([]byte(r.rec.Task)); err != nil {
			s.err = &records.LineError{File: r.rec.File, Line: r.rec.Line, Err: err}
			return s
		}
	}
	s.report = m.analyzers[task].Analyze(r.rec.Source, r.rec.Response)
	var err error
	if s.text, err = to.encode(s); err != nil {
		s.err = &records.LineError{File: r.rec.File, Line: r.rec.Line, Err: err}
	}
	return s
}

// tally writes what comes, in order, and counts.
type tally struct {
	std               command.Streams
	sink              sink
	bar               *progress
	rows, bad, unread int
	last              *records.Record
}

// take writes one result. Its error is that of writing.
func (t *tally) take(s *scored) error {
	t.bar.show()
	var line *records.LineError
	switch {
	case s.err == nil:
		t.rows++
		t.last = s.rec
		if err := t.sink.put(t.std.Out, s); err != nil {
			return fmt.Errorf("write: %w", err)
		}
		return nil
	case errors.As(s.err, &line):
		t.rows++
		t.bad++
	default:
		t.unread++
	}
	t.bar.clear()
	fmt.Fprintln(t.std.Err, s.err)
	return nil
}

// verdict is the error of the whole run.
func (t *tally) verdict() error {
	bad := fmt.Sprintf("%d of %d rows could not be scored", t.bad, t.rows)
	switch {
	case t.unread == 1:
		return fmt.Errorf("1 file could not be read; %s", bad)
	case t.unread > 1:
		return fmt.Errorf("%d files could not be read; %s", t.unread, bad)
	case t.bad > 0:
		return command.Findingsf("%s", bad)
	}
	return nil
}

// stoppedError says how far an interrupted run came.
type stoppedError struct{ last *records.Record }

func (e stoppedError) Error() string {
	if e.last == nil {
		return "stopped before the first report"
	}
	return fmt.Sprintf("stopped; the last report is that of %s:%d", e.last.File, e.last.Line)
}

func (e stoppedError) Unwrap() error { return context.Canceled }

// sink is a format of output. encode is called by several goroutines, put and
// finish by one, in the order of the rows.
type sink interface {
	encode(*scored) ([]byte, error)
	put(io.Writer, *scored) error
	finish(io.Writer) error
}

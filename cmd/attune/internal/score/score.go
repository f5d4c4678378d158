// Package score is the subcommand that measures pairs of texts: two given as
// flags, or those of JSONL and CSV files of any size.
//
// Rows go through one by one. What is held at a time is bounded by the number
// of cores and not by the input, every core works, and reports come out in the
// order of the rows and the same to the byte in every run. A row that cannot
// be read is told with its place, and the rest goes on.
//
// A long run may be interrupted. What was written is valid then and ends with a
// whole report, and a later run goes on behind it: the two give the same bytes
// as one that was left alone.
package score

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/cmd/attune/internal/records"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/ordered"
)

const usage = `Usage:
  attune score -source TEXT -response TEXT [flags]
  attune score [flags] [FILE ...]
  attune score -json -o OUTPUT [-resume] [flags] [FILE ...]
  attune score -sample [flags]

Measures how well each response keeps faith with its source. Files are JSONL or
CSV with the fields source and response, and task (reply or rewrite) where a row
has its own; all other fields are passed through. Without files, and for "-",
the standard input is read.

An interrupt ends the output with a whole report. With -o and -resume the same
call goes on from there: it checks that the last report in OUTPUT is what it
would have written itself, and takes away a line that was torn.

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
	var corpus *empathy.Corpus
	if o.summary {
		corpus = new(empathy.Corpus)
	}
	out, err := openOutput(o, m, corpus, std)
	if err != nil {
		return err
	}
	t := tally{std: std, out: out, sink: o.sink(std.Err), corpus: corpus, bar: newProgress(o, std)}
	err = scoreAll(ctx, o, m, &t)
	if failed := out.close(); failed != nil && err == nil {
		err = fmt.Errorf("write: %w", failed)
	}
	t.bar.end(t.scored)
	if err == nil && corpus != nil {
		err = writeSummary(std.Out, corpus, o.format)
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return stoppedError{t.last, out.begun.lines, o.resumable()}
	}
	return t.verdict()
}

// scoreAll sends the rows through. Its error is that of writing, or that the
// output isn't that of an earlier run.
func scoreAll(ctx context.Context, o *options, m *measurer, t *tally) error {
	// Whatever ends the run ends the reading, though the input be silent.
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	rows := readAll(ctx, o.inputs, t.bar)
	if t.out.begun.lines > 0 {
		rows = m.skip(rows, &t.out.begun)
	}
	for s := range ordered.Map(ctx, runtime.GOMAXPROCS(0), rows, func(r row) *scored { return m.score(r, t.sink) }) {
		if err := t.take(s); err != nil {
			stop()
			return err
		}
	}
	if left := t.out.begun.lines - t.skipped; (left > 0 || len(t.out.begun.torn) > 0) && ctx.Err() == nil {
		return fmt.Errorf("%s holds more reports than there are rows: it %w", t.out.name, errOtherInput)
	}
	if err := t.sink.finish(t.out.w); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
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
	task, err := m.taskOf(r.rec)
	if err != nil {
		s.err = err
		return s
	}
	if r.before == written {
		return s
	}
	s.report = m.analyzers[task].Analyze(r.rec.Source, r.rec.Response)
	if s.text, err = to.encode(s); err != nil {
		s.err = &records.LineError{File: r.rec.File, Line: r.rec.Line, Err: err}
	}
	return s
}

// taskOf is the row's own task, or that of the flag.
func (m *measurer) taskOf(rec *records.Record) (empathy.Task, error) {
	task := m.task
	if rec.Task != "" {
		if err := task.UnmarshalText([]byte(rec.Task)); err != nil {
			return 0, &records.LineError{File: rec.File, Line: rec.Line, Err: err}
		}
	}
	return task, nil
}

// tally writes what comes, in order, and counts.
type tally struct {
	std               command.Streams
	out               *output
	sink              sink
	corpus            *empathy.Corpus // nil if no summary is wanted
	bar               *progress
	rows, bad, unread int
	skipped, scored   int // good rows: of an earlier run, of this one
	last              *records.Record
}

// take counts one result, and writes it if it isn't written yet. Its error ends
// the run.
func (t *tally) take(s *scored) error {
	t.bar.show()
	var line *records.LineError
	switch {
	case s.before != unseen:
		t.rows++
		t.skipped++
		if s.before == latest {
			t.last = s.rec
			if err := t.out.begun.same(s); err != nil {
				return fmt.Errorf("%s: %w", t.out.name, err)
			}
		}
		return nil
	case s.err == nil:
		return t.write(s)
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

func (t *tally) write(s *scored) error {
	t.rows++
	t.scored++
	t.last = s.rec
	if t.corpus != nil {
		if err := t.corpus.Add(&s.report); err != nil {
			return err
		}
	}
	if err := t.out.ready(s.text); err != nil {
		return err
	}
	if err := t.sink.put(t.out.w, s); err != nil {
		return fmt.Errorf("write: %w", err)
	}
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
type stoppedError struct {
	last      *records.Record // whose report is in the output
	begun     int             // reports that an earlier run wrote
	resumable bool
}

func (e stoppedError) Error() string {
	text := "stopped before the first report"
	switch {
	case e.last != nil:
		text = fmt.Sprintf("stopped; the last report is that of %s:%d", e.last.File, e.last.Line)
	case e.begun > 0:
		text = fmt.Sprintf("stopped before a report was added to the %d there are", e.begun)
	}
	if e.resumable {
		text += "; -resume goes on from there"
	}
	return text
}

func (e stoppedError) Unwrap() error { return context.Canceled }

// sink is a format of output. encode is called by several goroutines, put and
// finish by one, in the order of the rows.
type sink interface {
	encode(*scored) ([]byte, error)
	put(io.Writer, *scored) error
	finish(io.Writer) error
}

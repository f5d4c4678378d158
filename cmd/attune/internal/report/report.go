// Package report is the subcommand that makes a page of pairs of texts: one
// HTML file with the grid, the distributions, and the worst pairs with their
// evidence marked, to be looked at in a browser.
//
// Rows go through one by one on all cores. All count in the numbers of the
// page; held and listed are only the worst, so a file of any size is reported
// in bounded memory.
package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/cmd/attune/internal/records"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/render"
	"github.com/attune-go/attune/internal/ordered"
)

const usage = `Usage:
  attune report -o PAGE.html [flags] [FILE ...]
  attune report -o PAGE.html -source TEXT -response TEXT [flags]
  attune report -o PAGE.html -sample

Makes one HTML file that shows how well responses keep faith with their sources:
open it in a browser. It needs no network. Files are JSONL or CSV as for attune
score, whose output with -texts can be given too; it is measured anew. Without
files, and for "-", the standard input is read. For a page on two systems see
attune compare -html.

Exit code: 0 all scored, 1 some rows could not be (they are told on standard
error), 2 a wrong flag or a file that cannot be read or written, 130 interrupted
(the page has the rows up to there).
`

// Run makes the page that args ask for. See [command.Code] for what its error
// means.
func Run(ctx context.Context, args []string, std command.Streams) error {
	o, err := parse(args, std)
	if err != nil {
		return err
	}
	m, err := newMeasurer(o.task)
	if err != nil {
		return err
	}
	// The file is opened before the work and emptied after it: that it cannot
	// be written shows at once, and an interrupted run doesn't ruin the old one.
	to, err := open(o.out, std.Out)
	if err != nil {
		return err
	}
	if o.pair != nil {
		p := m.measure(row{rec: o.pair})
		return to.write(func(w io.Writer) error { return render.HTML(w, p.Result) })
	}
	corpus := render.Corpus{Title: o.title, Keep: o.keep}
	verdict := collect(ctx, &corpus, m, o.rows(ctx), std.Err)
	if err := to.write(corpus.HTML); err != nil {
		return err
	}
	return verdict
}

// collect measures the rows and adds them to the corpus. Its error is what the
// whole run has to complain of.
func collect(ctx context.Context, corpus *render.Corpus, m *measurer, rows iter.Seq[row], warn io.Writer) error {
	bad, unread := 0, 0
	for p := range ordered.Map(ctx, runtime.GOMAXPROCS(0), rows, m.measure) {
		var line *records.LineError
		if p.err == nil {
			p.err = corpus.Add(p.Result)
		}
		switch {
		case p.err == nil:
			continue
		case errors.As(p.err, &line):
			bad++
		default:
			unread++
		}
		fmt.Fprintln(warn, p.err)
	}
	told := fmt.Sprintf("%d of %d rows could not be scored", bad, bad+corpus.Pairs())
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%w; the page has the first %d rows", context.Canceled, corpus.Pairs())
	case unread > 0:
		return fmt.Errorf("%d of the files could not be read; %s", unread, told)
	case bad > 0:
		return command.Findingsf("%s", told)
	}
	return nil
}

// row is a record, or what was wrong with it.
type row struct {
	rec *records.Record
	err error
}

// measured is a pair with its report, or what was wrong with its row.
type measured struct {
	empathy.Result
	err error
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

// measure measures one row. It is called by several goroutines.
func (m *measurer) measure(r row) measured {
	if r.err != nil {
		return measured{err: r.err}
	}
	task := m.task
	if r.rec.Task != "" {
		if err := task.UnmarshalText([]byte(r.rec.Task)); err != nil {
			return measured{err: &records.LineError{File: r.rec.File, Line: r.rec.Line, Err: err}}
		}
	}
	p := empathy.Pair{Source: r.rec.Source, Response: r.rec.Response}
	if r.rec.File != "" {
		p.ID = r.rec.Name()
	}
	return measured{Result: empathy.Result{Pair: p, Report: m.analyzers[task].Analyze(p.Source, p.Response)}}
}

// page is where the page goes: a file, or the standard output.
type page struct {
	file *os.File // nil for the standard output
	out  io.Writer
}

func open(name string, out io.Writer) (*page, error) {
	if name == "" || name == "-" {
		return &page{out: out}, nil
	}
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return nil, err
	}
	return &page{file: f, out: f}, nil
}

// write empties the file and writes the page.
func (p *page) write(to func(io.Writer) error) error {
	if p.file == nil {
		return to(p.out)
	}
	// What isn't a regular file, as a pipe, cannot be emptied and needn't.
	if info, err := p.file.Stat(); err == nil && info.Mode().IsRegular() {
		if err := p.file.Truncate(0); err != nil {
			return errors.Join(err, p.file.Close())
		}
	}
	return errors.Join(to(p.file), p.file.Close())
}

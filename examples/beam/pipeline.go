package main

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/attune-go/attune/empathy"
)

// What a worker runs it finds by name, so all functions and types are
// registered, which also spares them reflection.
func init() {
	register.DoFn4x1[context.Context, fileio.ReadableFile, func(line), func([]byte), error](&readFn{})
	register.DoFn5x1[context.Context, line, func([]byte), func(string, *empathy.Corpus), func([]byte), error](&scoreFn{})
	register.Function2x2(merge)
	register.Function2x2(summaryLine)
	register.Emitter1[line]()
	register.Emitter1[[]byte]()
	register.Emitter2[string, *empathy.Corpus]()
	beam.RegisterType(reflect.TypeFor[line]())
	beam.RegisterCoder(reflect.TypeFor[*empathy.Corpus](), encodeCorpus, decodeCorpus)
}

// Names of the counters, which runners show while a pipeline runs.
const (
	scoredName = "scored"
	deadName   = "dead"
)

var (
	scoredRows = beam.NewCounter("attune", scoredName)
	deadRows   = beam.NewCounter("attune", deadName)
)

// build makes the pipeline.
func build(s beam.Scope, o *options) {
	matches := fileio.MatchFiles(s.Scope("Match"), o.input, fileio.MatchEmptyDisallow())
	lines, unread := beam.ParDo2(s.Scope("Read"), readFn{}, fileio.ReadMatches(s, matches))
	// A file is read by one worker. Scoring takes a hundred times as long, so
	// its lines are dealt out to all.
	lines = beam.Reshuffle(s, lines)
	reports, corpora, unscored := beam.ParDo3(s.Scope("Score"), &scoreFn{By: o.by, Task: o.task, Texts: o.texts}, lines)
	if o.reports != "" {
		write(s.Scope("Reports"), o.reports, o.shards, reports)
	}
	if o.summaries != "" {
		sums := s.Scope("Summaries")
		write(sums, o.summaries, 1, beam.ParDo(sums, summaryLine, beam.CombinePerKey(sums, merge, corpora)))
	}
	if o.dead != "" {
		write(s.Scope("Dead"), o.dead, o.shards, beam.Flatten(s, unread, unscored))
	}
}

// scoreFn makes reports of lines, and dead rows of those that are no pair. What
// the reports of a bundle say together goes on as one corpus for each system:
// a report is mostly evidence, which no summary needs.
type scoreFn struct {
	By    string
	Task  empathy.Task
	Texts bool

	analyzers [2]*empathy.Analyzer // of each task
	corpora   map[string]*empathy.Corpus
}

// Setup makes the analyzers, once for all the lines that a worker gets.
func (f *scoreFn) Setup() error {
	for _, t := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		a, err := empathy.New(empathy.WithTask(t))
		if err != nil {
			return err
		}
		f.analyzers[t] = a
	}
	f.corpora = map[string]*empathy.Corpus{}
	return nil
}

// ProcessElement emits the line of a report or that of a dead row.
func (f *scoreFn) ProcessElement(ctx context.Context, l line, reports func([]byte), corpora func(string, *empathy.Corpus), dead func([]byte)) error {
	rec, err := parse(l.Text, f.Task)
	if err != nil {
		deadRows.Inc(ctx, 1)
		letter, err := deadLetter(l, err)
		dead(letter)
		return err
	}
	report := f.analyzers[rec.task].Analyze(rec.source, rec.response)
	encoded, err := json.Marshal(report)
	if err != nil {
		return fmt.Errorf("%s:%d: report: %w", l.File, l.Number, err)
	}
	scoredRows.Inc(ctx, 1)
	reports(rec.with(encoded, f.Texts))
	return f.add(&report, rec.value(f.By), corpora)
}

// maxCorpora is how many corpora are held, each of which takes most of a
// megabyte: a field that is another in each row must not fill the memory.
const maxCorpora = 64

// add counts a report in with its system.
func (f *scoreFn) add(r *empathy.Report, system string, emit func(string, *empathy.Corpus)) error {
	c := f.corpora[system]
	if c == nil {
		if len(f.corpora) == maxCorpora {
			f.send(emit)
		}
		c = new(empathy.Corpus)
		f.corpora[system] = c
	}
	return c.Add(r)
}

// FinishBundle emits the corpora.
func (f *scoreFn) FinishBundle(_ func([]byte), corpora func(string, *empathy.Corpus), _ func([]byte)) {
	f.send(corpora)
}

func (f *scoreFn) send(emit func(string, *empathy.Corpus)) {
	for system, c := range f.corpora {
		emit(system, c)
	}
	clear(f.corpora)
}

// merge adds a corpus to another. It fails if workers run programs of different
// versions, whose numbers don't go together.
func merge(c, other *empathy.Corpus) (*empathy.Corpus, error) { return c, c.Merge(other) }

func encodeCorpus(c *empathy.Corpus) ([]byte, error) { return c.MarshalBinary() }

func decodeCorpus(b []byte) (*empathy.Corpus, error) {
	c := new(empathy.Corpus)
	return c, c.UnmarshalBinary(b)
}

// seed of the summaries' intervals, that of attune score.
const seed = 1

// summaryLine sums up a system.
func summaryLine(system string, c *empathy.Corpus) ([]byte, error) {
	return jsonLine(struct {
		System  string          `json:"system"`
		Summary empathy.Summary `json:"summary"`
	}{system, c.Summary(empathy.DefaultResamples, seed)})
}

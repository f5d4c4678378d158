package validate

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/attune-go/attune/cmd/attune/internal/records"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/ordered"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// measurer measures items on all cores.
type measurer struct {
	ctx            context.Context
	reply, rewrite *empathy.Analyzer
	lex            *lexicon.Lexicon
}

func newMeasurer(ctx context.Context) (*measurer, error) {
	m := &measurer{ctx: ctx, lex: lexicon.Default()}
	var err error
	if m.reply, err = empathy.New(); err != nil {
		return nil, err
	}
	if m.rewrite, err = empathy.New(empathy.WithTask(empathy.Rewrite)); err != nil {
		return nil, err
	}
	return m, nil
}

// signature is that of the analyzers, which differ in their task only, and of
// the bootstrap.
func (m *measurer) signature() string {
	sig := strings.Replace(m.reply.Signature(), "task:reply", "task:reply+rewrite", 1)
	return fmt.Sprintf("%s|boot:%d", sig, resamples)
}

// analyze gives the report of one pair.
func (m *measurer) analyze(task empathy.Task, source, response string) empathy.Report {
	if task == empathy.Rewrite {
		return m.rewrite.Analyze(source, response)
	}
	return m.reply.Analyze(source, response)
}

// affect gives the feeling of one text.
func (m *measurer) affect(s string) pair.Affect {
	var d text.Document
	text.Parse(&d, m.lex, s)
	return pair.Measure(&d)
}

// each measures items on all cores and gives the results in their order.
func each[Item, Result any](m *measurer, items []Item, f func(*Item) Result) ([]Result, error) {
	indices := func(yield func(*Item) bool) {
		for i := range items {
			if !yield(&items[i]) {
				return
			}
		}
	}
	results := slices.AppendSeq(make([]Result, 0, len(items)),
		ordered.Map(m.ctx, runtime.GOMAXPROCS(0), indices, f))
	return results, m.ctx.Err()
}

// load reads a set, every row of which must have the fields required.
func load[Item any](path string, required ...string) ([]Item, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var items []Item
	for line, err := range records.Lines(f, path) {
		if err != nil {
			return nil, err
		}
		item, err := decode[Item](line.Text, required)
		if err != nil {
			return nil, &records.LineError{File: path, Line: line.Number, Err: err}
		}
		items = append(items, item)
	}
	return items, nil
}

func decode[Item any](line []byte, required []string) (Item, error) {
	var item Item
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(line, &fields); err != nil {
		return item, err
	}
	for _, name := range required {
		if _, ok := fields[name]; !ok {
			return item, fmt.Errorf("no field %q", name)
		}
	}
	return item, json.Unmarshal(line, &item)
}

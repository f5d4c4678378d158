// Package benchmark is the subcommand that runs answers through the attune
// contrast set, and attune itself.
//
// A model is run in two steps, so that it may live anywhere: -export writes the
// sources, and -answers reads what the model made of them. Without either,
// attune's own figures on the parts of the set are printed: they say how far
// to trust it in each cell.
package benchmark

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/benchmark"
)

const usage = `Usage:
  attune benchmark [-split PART] [-json]
  attune benchmark -export [-split PART] > prompts.jsonl
  attune benchmark -answers answers.jsonl [-split PART] [-json]

Runs a model through the attune contrast set. -export writes a line an item with
id, task and source. Show your model each source, write a line an item with id
and response, and give the file to -answers ("-" is the standard input): the
result says how much is lost in the answers, and where between the failing and
the faithful references they lie.

Without -export and -answers it prints attune's own figures: how often it puts
the references in the right order, and how often it is wrongly alarmed.

Exit code: 0 done, 2 a wrong flag, or a file that cannot be read or holds other
ids than the set, 130 interrupted.
`

// options are what the flags say.
type options struct {
	split   benchmark.Split
	export  bool
	answers string
	asJSON  bool
}

// Run does what args say.
func Run(ctx context.Context, args []string, std command.Streams) error {
	var o options
	fs := command.Flags("benchmark")
	fs.TextVar(&o.split, "split", benchmark.All, "`PART` of the set: all, train, dev or test")
	fs.BoolVar(&o.export, "export", false, "write the sources as JSON lines")
	fs.StringVar(&o.answers, "answers", "", "`FILE` of answers as JSON lines with id and response")
	fs.BoolVar(&o.asJSON, "json", false, "one JSON object")
	rest, err := command.Parse(fs, args, usage, std.Out)
	switch {
	case err != nil:
		return err
	case len(rest) > 0:
		return fmt.Errorf("unexpected argument %q", rest[0])
	case o.export && o.answers != "":
		return errors.New("-export and -answers contradict each other: export first, then answer")
	case o.export:
		return export(std.Out, o.split)
	case o.answers != "":
		return o.run(ctx, std)
	}
	return o.score(ctx, std.Out)
}

// prompt is a line of what is exported.
type prompt struct {
	ID     string       `json:"id"`
	Task   empathy.Task `json:"task"`
	Source string       `json:"source"`
}

func export(w io.Writer, split benchmark.Split) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false) // what people wrote is shown to a model, not put into a page
	for _, it := range benchmark.Items(split) {
		if err := enc.Encode(prompt{it.ID, it.Task, it.Source}); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}

// run measures the answers of a file.
func (o *options) run(ctx context.Context, std command.Streams) error {
	answers, err := readAnswers(o.answers, std.In, o.split)
	if err != nil {
		return err
	}
	cfg := benchmark.Config{Split: o.split, Workers: runtime.GOMAXPROCS(0)}
	result, err := benchmark.Run(ctx, cfg, func(_ context.Context, it benchmark.Item) (string, error) {
		return answers[it.ID], nil
	})
	if err != nil {
		return err
	}
	if o.asJSON {
		return writeJSON(std.Out, result)
	}
	return writeResult(std.Out, result)
}

// score measures attune itself, on one part or on all of them side by side.
func (o *options) score(ctx context.Context, w io.Writer) error {
	splits := []benchmark.Split{o.split}
	if o.split == benchmark.All {
		three := benchmark.Splits()
		splits = append(three[:], benchmark.All)
	}
	var figures []*benchmark.Figures
	for _, s := range splits {
		f, err := benchmark.Score(ctx, s)
		if err != nil {
			return err
		}
		figures = append(figures, f)
	}
	if o.asJSON {
		return writeJSON(w, map[string]any{"splits": figures})
	}
	return writeFigures(w, figures)
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

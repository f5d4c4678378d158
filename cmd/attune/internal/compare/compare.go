// Package compare is the subcommand that tells two systems apart by their
// answers to the same sources. What is computed is described in
// [github.com/attune-go/attune/empathy/compare].
package compare

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/compare"
	"github.com/attune-go/attune/empathy/render"
)

const usage = `Usage:
  attune compare [flags] A B

Compares the answers of two systems to the same sources, pair by pair: what B
loses or keeps beyond A, the 95% interval of that, and the chance of as much if
the systems didn't differ. A and B are JSONL or CSV as for attune score, "-" for
the standard input. Rows belong together by their field id, or by their number
where they have none; each needs its partner, and on the same source.

Exit code: 0 compared, 1 compared but for rows that are bad in both (they are
told on standard error), 2 a wrong flag, a file that cannot be read, or rows
without a partner, 130 interrupted.
`

// options are what the flags say.
type options struct {
	task    empathy.Task
	join    join
	compare compare.Options
	json    bool
	html    bool
	files   []string
}

func parse(args []string, out io.Writer) (*options, error) {
	o := &options{}
	fs := command.Flags("compare")
	fs.TextVar(&o.task, "task", empathy.Reply, "what a response is to its source, as `TASK`: reply or rewrite, where a row doesn't say")
	fs.StringVar(&o.join.key, "key", "", "`FIELD` by which rows belong together (default id)")
	fs.BoolVar(&o.join.rows, "rows", false, "join by the number of the row, though there are ids")
	fs.IntVar(&o.compare.Resamples, "resamples", empathy.DefaultResamples, "draw `N` resamples for each interval and each p-value")
	fs.Uint64Var(&o.compare.Seed, "seed", 1, "draw with the seed `N`")
	fs.IntVar(&o.compare.Changed, "changed", compare.DefaultChanged, "show the `N` most changed pairs")
	fs.BoolVar(&o.json, "json", false, "write the comparison as JSON")
	fs.BoolVar(&o.html, "html", false, "write the comparison as an HTML page, to look at in a browser")
	var err error
	if o.files, err = command.Parse(fs, args, usage, out); err != nil {
		return nil, err
	}
	switch {
	case len(o.files) != 2:
		return nil, fmt.Errorf("%d files are given, want two (attune compare -h tells the flags)", len(o.files))
	case o.files[0] == "-" && o.files[1] == "-":
		return nil, errors.New("the standard input can't be both files")
	case o.join.rows && o.join.key != "":
		return nil, errors.New("-rows and -key contradict each other")
	case o.json && o.html:
		return nil, errors.New("-json and -html contradict each other")
	case o.compare.Resamples < 1:
		return nil, fmt.Errorf("-resamples %d, want 1 at least", o.compare.Resamples)
	}
	if o.compare.Changed <= 0 {
		o.compare.Changed = -1 // none; 0 would be the default
	}
	return o, nil
}

// Run compares what args say. [command.Code] tells what its error means.
func Run(ctx context.Context, args []string, std command.Streams) error {
	o, err := parse(args, std.Out)
	if err != nil {
		return err
	}
	a, err := empathy.New(empathy.WithTask(o.task))
	if err != nil {
		return err
	}
	var systems [2]*system
	for i, name := range o.files {
		if systems[i], err = open(name, o.join, std.In); err != nil {
			return err
		}
		defer systems[i].close()
	}
	c, err := compare.Systems(
		a.AnalyzeAll(ctx, systems[0].pairs(ctx)),
		a.AnalyzeAll(ctx, systems[1].pairs(ctx)), o.compare)
	for _, s := range systems {
		s.tell(std.Err)
	}
	if err = verdict(ctx, systems, o.join, err); c == nil {
		return err
	}
	if failed := write(std.Out, o, c); failed != nil {
		return fmt.Errorf("write: %w", failed)
	}
	return err
}

// verdict is the error of the run, given that of the comparison. A file that
// ended early explains what the comparison lacks, so its error goes first.
func verdict(ctx context.Context, systems [2]*system, by join, err error) error {
	for _, s := range systems {
		if s.err != nil && ctx.Err() == nil {
			return s.err
		}
	}
	var mismatch *compare.MismatchError
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("stopped before the comparison: %w", context.Cause(ctx))
	case errors.As(err, &mismatch):
		hint := ""
		if len(mismatch.OnlyA) > 0 && len(mismatch.OnlyB) > 0 && !by.rows {
			hint = " (-key joins by another field, -rows by the number of the row)"
		}
		return fmt.Errorf("%s (A) and %s (B): %w%s", systems[0].name, systems[1].name, err, hint)
	case err != nil:
		return err
	}
	if bad := systems[0].bad + systems[1].bad; bad > 0 {
		return command.Findingsf("%d rows could not be read", bad)
	}
	return nil
}

func write(w io.Writer, o *options, c *compare.Comparison) error {
	if o.html {
		page := render.Comparison{A: filepath.Base(o.files[0]), B: filepath.Base(o.files[1]), Result: c}
		return page.HTML(w)
	}
	if !o.json {
		_, err := fmt.Fprintf(w, "A  %s\nB  %s\n%s", oneLine(o.files[0]), oneLine(o.files[1]), c)
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(struct {
		A string `json:"a"`
		B string `json:"b"`
		*compare.Comparison
	}{o.files[0], o.files[1], c})
}

// oneLine keeps a file's name from breaking the page.
func oneLine(name string) string { return strings.Join(strings.Fields(name), " ") }

// Package validate is the subcommand that measures the measure: how well the
// numbers of attune agree with what people said about the same texts.
//
// Each row of its output sets one number of the library against labels of one
// set: a correlation, an area under the ROC curve, or the share of items in
// which two texts come out in the right order. A percentile bootstrap over the
// items (Efron & Tibshirani 1993) gives an interval of 95%. Items are measured
// once and resampled by index; seeds are fixed and come from the names of the
// rows, so that the same data gives the same bytes, whichever other sets are
// there.
//
// The sets are described in the README of the data directory. Nothing is known
// here of what is in them but the names of files and fields.
package validate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/attune-go/attune/cmd/attune/internal/command"
)

const usage = `Usage:
  attune validate -data DIR [flags]

Sets the numbers of attune against labels made by people, for each data set
NAME.jsonl found in DIR, and prints a row a measure: name, value, bootstrap
interval of 95%, number of items. Sets that are not there are skipped and named.
-markdown writes docs/validation.md: the rows beside what others reach, which
mechanism is taken for which, and where attune's own test items come out wrong.

Exit code: 0 measured, 1 a row missed its floor, 2 a wrong flag or a file that
cannot be read, 130 interrupted.
`

// A Row is one measure with its uncertainty.
type Row struct {
	// Name is SET.MEASURE.
	Name string `json:"name"`
	// Metric is pearson, auc, accuracy or share.
	Metric string `json:"metric"`
	// Value is the metric over all items.
	Value float64 `json:"value"`
	// Low and High are the ends of the 95% interval.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// N is the number of items.
	N int `json:"n"`
}

// Result is what a run gives.
type Result struct {
	// Signature names what the numbers depend on.
	Signature string `json:"signature"`
	// Rows are in the order of the sets.
	Rows []Row `json:"rows"`
	// Skipped names what could not be measured: files that are not there, and
	// rows for which the files hold no items.
	Skipped []string `json:"skipped"`
}

// Run validates against the data that args name.
func Run(ctx context.Context, args []string, std command.Streams) error {
	fs := command.Flags("validate")
	dir := fs.String("data", "", "`DIR` with the data sets")
	asJSON := fs.Bool("json", false, "one JSON object")
	asMarkdown := fs.Bool("markdown", false, "the document with all rows, as Markdown")
	floorFile := fs.String("floors", "", "`FILE` of floors, tab-separated: row, min or max, value")
	rest, err := command.Parse(fs, args, usage, std.Out)
	switch {
	case err != nil:
		return err
	case len(rest) > 0:
		return fmt.Errorf("unexpected argument %q", rest[0])
	case *asJSON && *asMarkdown:
		return errors.New("-json and -markdown contradict each other")
	case *dir == "":
		return errors.New("-data is missing: the directory with the data sets")
	}
	var floors []Floor
	if *floorFile != "" {
		if floors, err = readFloors(*floorFile); err != nil {
			return err
		}
	}
	if err := isDirectory(*dir); err != nil {
		return err
	}
	m, err := newMeasurer(ctx)
	if err != nil {
		return err
	}
	print := tablePrinter(std.Out)
	if *asJSON || *asMarkdown {
		print = func(Row) error { return nil }
	}
	result, err := measure(m, *dir, print)
	if err != nil {
		return err
	}
	var doc *document
	if *asMarkdown {
		if doc, err = m.document(*dir, result); err != nil {
			return err
		}
	}
	switch {
	case *asJSON:
		err = writeJSON(std.Out, result)
	case *asMarkdown:
		err = doc.write(std.Out)
	default:
		err = writeTail(std.Out, result)
	}
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return missed(std.Err, floors, result.Rows)
}

func isDirectory(name string) error {
	info, err := os.Stat(name)
	if err == nil && !info.IsDir() {
		return fmt.Errorf("%s is no directory", name)
	}
	return err
}

// measure goes through the sets, and calls print with each row as it is done.
func measure(m *measurer, dir string, print func(Row) error) (*Result, error) {
	r := &Result{Signature: m.signature(), Rows: []Row{}, Skipped: []string{}}
	for _, s := range sets {
		file := s.name + ".jsonl"
		figures, err := s.measure(m, filepath.Join(dir, file))
		if errors.Is(err, fs.ErrNotExist) {
			r.Skipped = append(r.Skipped, file)
			continue
		}
		if errors.Is(err, context.Canceled) {
			return nil, fmt.Errorf("stopped within %s: %w", file, err)
		}
		if err != nil {
			return nil, err
		}
		for _, f := range figures {
			row, ok := f.row()
			if !ok {
				r.Skipped = append(r.Skipped, f.name+" (no items)")
				continue
			}
			r.Rows = append(r.Rows, row)
			if err := print(row); err != nil {
				return nil, fmt.Errorf("write: %w", err)
			}
		}
	}
	return r, nil
}

// tablePrinter prints rows as lines of a table, with its head before the first.
func tablePrinter(w io.Writer) func(Row) error {
	begun := false
	return func(r Row) error {
		if !begun {
			begun = true
			if _, err := fmt.Fprintf(w, "%-32s %-9s %6s   %-15s %6s\n", "row", "metric", "value", "95% interval", "n"); err != nil {
				return err
			}
		}
		_, err := fmt.Fprintf(w, "%-32s %-9s %6.3f   %.3f to %.3f  %6d\n", r.Name, r.Metric, r.Value, r.Low, r.High, r.N)
		return err
	}
}

func writeTail(w io.Writer, r *Result) error {
	for _, s := range r.Skipped {
		if _, err := fmt.Fprintf(w, "skipped: %s\n", s); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(w, r.Signature)
	return err
}

func writeJSON(w io.Writer, r *Result) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

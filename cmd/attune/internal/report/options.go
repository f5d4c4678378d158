package report

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/cmd/attune/internal/records"
	"github.com/attune-go/attune/cmd/attune/internal/sample"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/render"
)

// options are what the flags say.
type options struct {
	task   empathy.Task
	out    string
	title  string
	keep   int
	pair   *records.Record // given by flags, else nil
	inputs []input
}

// input is a file, the sample or the standard input.
type input struct {
	name string
	open func() (io.ReadCloser, error)
}

func parse(args []string, std command.Streams) (*options, error) {
	o := &options{}
	var source, response string
	fs := command.Flags("report")
	fs.StringVar(&o.out, "o", "", "`FILE` that the page is written to; the standard output if it is missing or \"-\"")
	fs.StringVar(&o.title, "title", "", "`TEXT` of the page's heading")
	fs.TextVar(&o.task, "task", empathy.Reply, "what a response is to its source, as `TASK`: reply or rewrite")
	fs.IntVar(&o.keep, "keep", render.DefaultKeep, "list the worst `N` pairs; all count in the numbers")
	fs.StringVar(&source, "source", "", "what the person wrote, as `TEXT`")
	fs.StringVar(&response, "response", "", "what the model wrote, as `TEXT`")
	trySample := fs.Bool("sample", false, "report on a dozen pairs that come with attune")
	files, err := command.Parse(fs, args, usage, std.Out)
	if err != nil {
		return nil, err
	}
	given := map[string]bool{}
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	onePair := given["source"] || given["response"]
	switch {
	case o.keep < 1:
		return nil, fmt.Errorf("-keep %d, want at least 1", o.keep)
	case onePair && *trySample, len(files) > 0 && (onePair || *trySample):
		return nil, errors.New("give one of: a pair by flags, -sample, files")
	case onePair && given["source"] != given["response"]:
		return nil, errors.New("-source and -response belong together")
	case o.out == "" && command.IsTerminal(std.Out):
		return nil, errors.New("a page of HTML is nothing for a terminal: give -o FILE")
	case onePair:
		o.pair = records.Pair(source, response)
	case *trySample:
		o.add(sample.Name, func() (io.ReadCloser, error) { return io.NopCloser(sample.Pairs()), nil })
	case len(files) == 0 && command.IsTerminal(std.In):
		return nil, errors.New("nothing to report on: give files, -source and -response, or -sample (attune report -h tells the flags)")
	case len(files) == 0:
		files = []string{"-"}
	}
	for _, name := range files {
		if name == "-" {
			o.add("stdin", func() (io.ReadCloser, error) { return io.NopCloser(std.In), nil })
			continue
		}
		o.add(name, func() (io.ReadCloser, error) { return os.Open(name) })
	}
	if o.title == "" && len(o.inputs) > 0 {
		o.title = heading(o.inputs)
	}
	return o, nil
}

func (o *options) add(name string, open func() (io.ReadCloser, error)) {
	o.inputs = append(o.inputs, input{name, open})
}

// heading names the inputs.
func heading(inputs []input) string {
	title := filepath.Base(inputs[0].name)
	switch more := len(inputs) - 1; more {
	case 0:
	case 1:
		title += " and " + filepath.Base(inputs[1].name)
	default:
		title += fmt.Sprintf(" and %d more files", more)
	}
	return title
}

// rows yields the rows of all inputs in order. A file that cannot be read
// yields one error, and the next one is read. When ctx is done nothing more
// comes.
func (o *options) rows(ctx context.Context) iter.Seq[row] {
	return func(yield func(row) bool) {
		for _, in := range o.inputs {
			if !in.read(ctx, yield) {
				return
			}
		}
	}
}

// read yields the rows of one input, and reports whether more are wanted.
func (in input) read(ctx context.Context, yield func(row) bool) bool {
	file, err := in.open()
	if err != nil {
		return yield(row{err: err})
	}
	defer file.Close()
	r := command.Interruptible(ctx, file)
	defer r.Close()
	for rec, err := range records.Read(r, in.name) {
		if err != nil && ctx.Err() != nil {
			return false // what ended the reading is no fault of the file
		}
		if !yield(row{rec, err}) {
			return false
		}
	}
	return true
}

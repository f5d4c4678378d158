package score

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/cmd/attune/internal/sample"
	"github.com/attune-go/attune/empathy"
)

// options are what the flags say.
type options struct {
	task     empathy.Task
	format   string
	texts    bool
	output   string // file, "" for the standard output
	resume   bool
	summary  bool
	progress bool
	inputs   []input
	single   bool // one pair, given by flags
}

// resumable reports whether an interrupted run can be gone on with.
func (o *options) resumable() bool { return o.output != "" && o.format == "jsonl" }

// sink makes the output the options ask for.
func (o *options) sink(warn io.Writer) sink {
	if o.summary && o.output == "" {
		return nowhere{}
	}
	switch o.format {
	case "jsonl":
		return &jsonLines{texts: o.texts}
	case "json":
		return &jsonDocument{lines: jsonLines{texts: o.texts}, single: o.single}
	case "csv":
		return &csvTable{texts: o.texts, warn: warn}
	}
	return &page{texts: o.texts, single: o.single}
}

// pairFlags are the flags that give one pair. A text may be empty, so which
// were given is kept beside them.
type pairFlags struct {
	source, response, sourceFile, responseFile string
	given                                      map[string]bool
}

// any reports whether a pair is given at all.
func (p *pairFlags) any() bool {
	return p.given["source"] || p.given["source-file"] || p.given["response"] || p.given["response-file"]
}

func parse(args []string, std command.Streams) (*options, error) {
	o := &options{}
	p := pairFlags{given: map[string]bool{}}
	fs := command.Flags("score")
	fs.StringVar(&p.source, "source", "", "what the person wrote, as `TEXT`")
	fs.StringVar(&p.response, "response", "", "what the model wrote, as `TEXT`")
	fs.StringVar(&p.sourceFile, "source-file", "", "`FILE` that holds what the person wrote")
	fs.StringVar(&p.responseFile, "response-file", "", "`FILE` that holds what the model wrote")
	fs.TextVar(&o.task, "task", empathy.Reply, "what a response is to its source, as `TASK`: reply or rewrite")
	fs.StringVar(&o.format, "format", "text", "`FORMAT` of the output: text, json, jsonl or csv")
	asJSON := fs.Bool("json", false, "the same as -format jsonl: one object a line, the report in its field \"report\"")
	fs.BoolVar(&o.texts, "texts", false, "keep the two texts in the output")
	fs.StringVar(&o.output, "o", "", "write the reports to `FILE`, which must not hold anything yet")
	fs.BoolVar(&o.resume, "resume", false, "go on with the file of -o behind its last report")
	fs.BoolVar(&o.summary, "summary", false, "write what the reports say together, with -o beside them and else in their place")
	fs.BoolVar(&o.progress, "progress", false, "tell at the end how fast it went, on a terminal or not")
	trySample := fs.Bool("sample", false, "score a dozen pairs that come with attune")
	files, err := command.Parse(fs, args, usage, std.Out)
	if err != nil {
		return nil, err
	}
	fs.Visit(func(f *flag.Flag) { p.given[f.Name] = true })
	if *asJSON {
		if p.given["format"] && o.format != "jsonl" {
			return nil, fmt.Errorf("-json and -format %s contradict each other", o.format)
		}
		o.format = "jsonl"
	}
	if !strings.Contains(" text json jsonl csv ", " "+o.format+" ") {
		return nil, fmt.Errorf("unknown -format %q, want text, json, jsonl or csv", o.format)
	}
	switch {
	case o.resume && o.output == "":
		return nil, errors.New("-resume needs -o, the file to go on with")
	case o.resume && o.format != "jsonl":
		return nil, errors.New("-resume needs -json: only of that is each line a whole report")
	}
	return o, o.choose(&p, *trySample, files, std)
}

// choose finds the inputs: one pair, the sample, or files.
func (o *options) choose(p *pairFlags, trySample bool, files []string, std command.Streams) error {
	switch {
	case p.any() && trySample, len(files) > 0 && (p.any() || trySample):
		return errors.New("give one of: a pair by flags, -sample, files")
	case p.any():
		pair, err := p.read(o.texts)
		if err != nil {
			return err
		}
		o.single = true
		o.inputs = []input{{pair: pair}}
	case trySample:
		// Whoever tries it wants to see what the report is about.
		o.texts = o.texts || o.format == "text"
		o.inputs = []input{{name: sample.Name, open: func() (io.ReadCloser, error) { return io.NopCloser(sample.Pairs()), nil }}}
	case len(files) == 0 && command.IsTerminal(std.In):
		fmt.Fprint(std.Err, usage)
		return errors.New("nothing to score: give files, -source and -response, or -sample (attune score -h tells the flags)")
	case len(files) == 0:
		o.inputs = []input{standardInput(std.In)}
	}
	for _, name := range files {
		if name == "-" {
			o.inputs = append(o.inputs, standardInput(std.In))
			continue
		}
		o.inputs = append(o.inputs, input{name: name, open: func() (io.ReadCloser, error) { return os.Open(name) }})
	}
	return nil
}

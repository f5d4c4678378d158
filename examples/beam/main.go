// Command beam scores JSONL of any size on a cluster: a pipeline of Apache Beam
// around attune, whose numbers are those of `attune score` to the byte.
//
//	cd examples/beam && go run . -input ../../cmd/attune/internal/sample/pairs.jsonl -by domain -reports /tmp/reports.jsonl -summaries /tmp/summaries.jsonl -dead /tmp/dead.jsonl
//
// -input is a file or a glob; files are JSONL with the fields source and
// response, and task (reply or rewrite) where a row has its own, packed with
// gzip if they are called .gz. There are three outputs, of which those are
// written that have a path:
//
//   - -reports: a line for each pair, the same bytes as `attune score -json`
//     writes for it. The id and all other fields come along, the two texts with
//     -texts.
//   - -summaries: a line for each system, {"system": ..., "summary": ...}, with
//     the numbers of `attune score -summary -json` on its rows. -by names the
//     field that tells the system. Rows that lack it, and those where it is
//     null or empty, are summed up together as the system "". A field of few
//     values is meant: a worker takes up to a megabyte for each.
//   - -dead: a line for each row that cannot be scored, {"file": ..., "line":
//     ..., "reason": ..., "text": ...}, for somebody to mend and run again.
//
// A collection of Beam has no order, and so these files have none: compare them
// sorted, and join reports by their id. An output is one file, which one worker
// writes. With -shards 20, reports and dead rows are divided among twenty that
// twenty workers write, reports-00000-of-00020.jsonl and so on. A file that is
// there is written over.
//
// Without more the pipeline runs in this process, on the Prism runner that is
// part of Beam. Prism holds what flows through the pipeline in memory, about a
// hundred kilobytes for each pair: it is for trying out and for tests, and on one
// machine `attune score` does the same work with less. The same binary runs on a
// cluster when it is told where, as any pipeline of Beam is, with paths that all
// workers can reach:
//
//	go run . -runner flink -endpoint HOST:8099 -environment_type DOCKER -input ...
//	go run . -runner dataflow -project P -region R -staging_location gs://B/staging -input 'gs://B/pairs-*.jsonl' ...
//
// Local files and gs:// are built in. For another file system import its package
// of github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem.
//
// The exit code is that of `attune score`: 0 all scored, 1 some rows could not
// be, 2 a wrong flag or a pipeline that failed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/attune-go/attune/empathy"
)

func main() {
	var o options
	flag.StringVar(&o.input, "input", "", "`GLOB` of the JSONL files to score")
	flag.StringVar(&o.reports, "reports", "", "`FILE` for the report of each pair")
	flag.StringVar(&o.summaries, "summaries", "", "`FILE` for the summary of each system")
	flag.StringVar(&o.dead, "dead", "", "`FILE` for the rows that cannot be scored")
	flag.StringVar(&o.by, "by", "model", "`FIELD` that tells which system wrote a response")
	flag.TextVar(&o.task, "task", empathy.Reply, "what a response is to its source, as `TASK`: reply or rewrite")
	flag.BoolVar(&o.texts, "texts", false, "keep the two texts in the reports")
	flag.IntVar(&o.shards, "shards", 1, "into how many files, `N`, reports and dead rows are divided")
	flag.Parse()
	beam.Init() // a worker of a cluster goes on from here and doesn't return
	ctx := context.Background()
	err := o.check(ctx, flag.Args())
	var scored, dead int64
	if err == nil {
		scored, dead, err = run(ctx, &o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		os.Exit(2)
	}
	fmt.Fprintf(os.Stderr, "%d pairs scored, %d rows could not be\n", scored, dead)
	if dead > 0 {
		os.Exit(1)
	}
}

// options are what the flags say.
type options struct {
	input                    string
	reports, summaries, dead string // paths, "" where it isn't wanted
	by                       string
	task                     empathy.Task
	texts                    bool
	shards                   int
}

// check finds what is wrong with the flags before a cluster does. rest is what
// stands behind them.
func (o *options) check(ctx context.Context, rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("%q is no flag; files are given with -input", rest[0])
	case o.input == "":
		return errors.New("-input is missing")
	case o.reports == "" && o.summaries == "":
		return errors.New("nothing to do: give -reports, -summaries or both")
	case o.shards < 1:
		return fmt.Errorf("-shards is %d, want 1 or more", o.shards)
	}
	return o.checkPaths(ctx)
}

// checkPaths finds paths that no file system here is for, and those that would
// be written twice or read and written over.
func (o *options) checkPaths(ctx context.Context) error {
	seen := map[string]bool{}
	for _, name := range []string{o.input, o.reports, o.summaries, o.dead} {
		if name == "" {
			continue
		}
		if seen[name] {
			return fmt.Errorf("%s is given twice", name)
		}
		seen[name] = true
		if match, _ := path.Match(o.input, name); match && name != o.input {
			return fmt.Errorf("%s is an output, and -input matches it", name)
		}
		fs, err := filesystem.New(ctx, name)
		if err != nil {
			return err
		}
		fs.Close()
	}
	return nil
}

// run runs the pipeline and tells how many pairs were scored and how many rows
// could not be, as far as the runner counts.
func run(ctx context.Context, o *options) (scored, dead int64, err error) {
	p, s := beam.NewPipelineWithRoot()
	build(s, o)
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil {
		return 0, 0, cause(err)
	}
	if result == nil {
		return 0, 0, nil
	}
	for _, c := range result.Metrics().AllMetrics().Counters() {
		switch c.Name() {
		case scoredName:
			scored += c.Result()
		case deadName:
			dead += c.Result()
		}
	}
	return scored, dead, nil
}

// cause is the last line of an error of Beam. What stands above it is the plan
// that failed, which the runner has logged.
func cause(err error) error {
	text := strings.TrimSpace(err.Error())
	return errors.New(text[strings.LastIndexByte(text, '\n')+1:])
}

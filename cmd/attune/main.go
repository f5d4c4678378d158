// Command attune measures whether a language model's texts keep faith with
// the people they answer or speak for.
//
//	attune score -sample
//	attune score -json pairs.jsonl > reports.jsonl
//	attune compare old.jsonl new.jsonl
//	attune serve
//	attune validate -data DIR
//
// See attune help for the subcommands, and attune help NAME for one of them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/attune-go/attune/cmd/attune/internal/benchmark"
	"github.com/attune-go/attune/cmd/attune/internal/command"
	"github.com/attune-go/attune/cmd/attune/internal/compare"
	"github.com/attune-go/attune/cmd/attune/internal/report"
	"github.com/attune-go/attune/cmd/attune/internal/score"
	"github.com/attune-go/attune/cmd/attune/internal/serve"
	"github.com/attune-go/attune/cmd/attune/internal/validate"
	"github.com/attune-go/attune/empathy"
)

const usage = `attune measures whether a model's text keeps faith with the person it answers
or speaks for.

  attune score      measure pairs of texts: strings, JSONL, CSV
  attune compare    tell two systems apart by their answers to the same sources
  attune report     make an HTML page of pairs, to look at in a browser
  attune serve      a page and a JSON endpoint to measure pairs, on this machine
  attune validate   measure attune itself against data labelled by people
  attune benchmark  run a model's answers, or attune itself, through the contrast set
  attune version    say which measure this is
  attune help       say this, or with a name, how to call that

Try: attune score -sample
`

// subcommands by name. Each tells its usage on -h.
var subcommands = map[string]func(context.Context, []string, command.Streams) error{
	"benchmark": benchmark.Run,
	"compare":   compare.Run,
	"report":    report.Run,
	"score":     score.Run,
	"serve":     serve.Run,
	"validate":  validate.Run,
	"version":   version,
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// The first signal asks to end well, the next one ends.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], command.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}

// run calls a subcommand and gives the exit code.
func run(ctx context.Context, args []string, std command.Streams) int {
	if len(args) == 0 {
		fmt.Fprint(std.Err, usage)
		return command.Failure
	}
	name, args := args[0], args[1:]
	switch name {
	case "help", "-h", "-help", "--help":
		if len(args) == 0 {
			fmt.Fprint(std.Out, usage)
			return command.OK
		}
		name, args = args[0], []string{"-h"}
	case "-version", "--version":
		name = "version"
	}
	sub, ok := subcommands[name]
	if !ok {
		fmt.Fprintf(std.Err, "attune: unknown subcommand %q (attune help tells those there are)\n", name)
		return command.Failure
	}
	err := sub(ctx, args, std)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(std.Err, "attune %s: %v\n", name, err)
	}
	return command.Code(err)
}

const versionUsage = `Usage:
  attune version

Prints the version of the measure and its signature. Numbers with the same
signature can be compared.
`

func version(_ context.Context, args []string, std command.Streams) error {
	rest, err := command.Parse(command.Flags("version"), args, versionUsage, std.Out)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return fmt.Errorf("unexpected argument %q", rest[0])
	}
	a, err := empathy.New()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(std.Out, "attune %s\n%s\n", empathy.Version, a.Signature())
	return err
}

// Package command holds what the subcommands of attune have in common: the
// streams they read and write, the way flags are read, and what an exit code
// means.
package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// Exit codes. Scripts and CI tell a finding about the data from a mistake in
// the call by them.
const (
	OK          = 0
	Findings    = 1   // the run went through; some lines were bad, or a floor was missed
	Failure     = 2   // a wrong flag, a file that cannot be read or written
	Interrupted = 130 // stopped by a signal, as shells have it
)

// ErrFindings is wrapped by the error of a run that went through and has
// something to complain of.
var ErrFindings = errors.New("findings")

// Findingsf makes an error that wraps [ErrFindings] and doesn't show it.
func Findingsf(format string, args ...any) error {
	return findings(fmt.Sprintf(format, args...))
}

type findings string

func (f findings) Error() string        { return string(f) }
func (f findings) Is(target error) bool { return target == ErrFindings }

// Code is the exit code for the error a subcommand ended with.
func Code(err error) int {
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return OK
	case errors.Is(err, context.Canceled):
		return Interrupted
	case errors.Is(err, ErrFindings):
		return Findings
	}
	return Failure
}

// Streams are where a subcommand reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// IsTerminal reports whether a stream is a terminal, at which a person sits.
func IsTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Flags makes the flag set of a subcommand. It prints nothing by itself: a
// wrong flag is an error of one line, and usage goes where [Parse] says.
func Flags(name string) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Usage = func() {}
	return fs
}

// Parse reads flags and gives the arguments that are none. Flags may stand
// before, between and behind them, and "--" ends the flags. On -h it writes
// usage and the flags to out and gives [flag.ErrHelp].
func Parse(fs *flag.FlagSet, args []string, usage string, out io.Writer) ([]string, error) {
	var rest []string
	for {
		if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
			Usage(fs, usage, out)
			return nil, err
		} else if err != nil {
			return nil, fmt.Errorf("%w (attune %s -h tells the flags)", err, fs.Name())
		}
		if fs.NArg() == 0 {
			return rest, nil
		}
		if read := len(args) - fs.NArg(); read > 0 && args[read-1] == "--" {
			return append(rest, fs.Args()...), nil
		}
		rest, args = append(rest, fs.Arg(0)), fs.Args()[1:]
	}
}

// Usage writes the usage of a subcommand and its flags.
func Usage(fs *flag.FlagSet, usage string, out io.Writer) {
	fmt.Fprint(out, usage, "\nFlags:\n")
	fs.SetOutput(out)
	fs.PrintDefaults()
	fs.SetOutput(io.Discard)
}

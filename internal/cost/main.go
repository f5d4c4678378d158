// Command cost analyses texts that are made to be costly, at two lengths, and
// writes how often each statement ran. Executed statements are a measure of
// work that is the same on any machine, idle or busy; the test beside it holds
// property 7 of the design by them. It has to be built for that:
//
//	go build -cover -covermode=atomic -coverpkg=github.com/attune-go/attune/... ./internal/cost
//	cost DIR [NAME...]
//
// Each text of each length has a directory of its own in DIR, as 3/4096 for
// the fourth text at 4 KiB, which go tool covdata reads. With names it runs
// only the texts of these names.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/coverage"
	"slices"
	"strconv"
	"strings"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/internal/hostile"
)

// lengths of the texts, in bytes.
var lengths = [...]int{4 << 10, 32 << 10}

const (
	source   = "My manager put his name on my report in front of the whole board. I was humiliated, I couldn't even speak. What should I do?"
	response = "It sounds like there was a misunderstanding at work. I am sorry that you felt that way. Perhaps it's worth considering both sides."
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: cost DIR [NAME...]")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, "cost:", err)
		os.Exit(2)
	}
}

func run(dir string, names []string) error {
	reply, err := empathy.New()
	if err != nil {
		return err
	}
	rewrite, err := empathy.New(empathy.WithTask(empathy.Rewrite))
	if err != nil {
		return err
	}
	// Some work is done only where a side has something to be kept, and some
	// only where it is, so each text takes each place.
	analyze := func(text string) {
		reply.Analyze(text, response)
		reply.Analyze(source, text)
		reply.Analyze(text, text)
		rewrite.Analyze(text, text)
	}
	analyze(source) // loads what is loaded once
	for i, text := range texts() {
		if len(names) > 0 && !slices.Contains(names, text.Name) {
			continue
		}
		for _, n := range lengths {
			s := text.Make(n)
			out := filepath.Join(dir, strconv.Itoa(i), strconv.Itoa(n))
			if err := count(out, func() { analyze(s) }); err != nil {
				return fmt.Errorf("%s of %d bytes: %w", text.Name, n, err)
			}
		}
	}
	return nil
}

// count writes how often each statement runs in work.
func count(dir string, work func()) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	if err := coverage.WriteMetaDir(dir); err != nil {
		return err
	}
	if err := coverage.ClearCounters(); err != nil {
		return err
	}
	work()
	return coverage.WriteCountersDir(dir)
}

// texts are the hostile ones and one that somebody could have written.
func texts() []hostile.Text {
	ordinary := hostile.Text{Name: "ordinary", Make: func(n int) string {
		const said = source + " " + response + "\n\n"
		return strings.Repeat(said, n/len(said)+1)[:n]
	}}
	return append(hostile.Texts(), ordinary)
}

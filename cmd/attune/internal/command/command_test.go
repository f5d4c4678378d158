package command

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestParseTakesFlagsAnywhere(t *testing.T) {
	for _, c := range []struct {
		args string
		x    bool
		rest []string
	}{
		{"", false, nil},
		{"-x a b", true, []string{"a", "b"}},
		{"a -x b", true, []string{"a", "b"}},
		{"a b --x", true, []string{"a", "b"}},
		{"a - -x", true, []string{"a", "-"}},
		{"a -- -x", false, []string{"a", "-x"}},
		{"-x -- -x", true, []string{"-x"}},
	} {
		fs := Flags("test")
		x := fs.Bool("x", false, "")
		rest, err := Parse(fs, strings.Fields(c.args), "", io.Discard)
		if err != nil || *x != c.x || !slices.Equal(rest, c.rest) {
			t.Errorf("%q: x %v, rest %q, error %v; want %v, %q", c.args, *x, rest, err, c.x, c.rest)
		}
	}
}

func TestParseTellsAWrongFlagInOneLine(t *testing.T) {
	_, err := Parse(Flags("score"), []string{"-nope"}, "usage", io.Discard)
	if err == nil || !strings.Contains(err.Error(), "-nope") || strings.Contains(err.Error(), "\n") {
		t.Errorf("got %v", err)
	}
	if Code(err) != Failure {
		t.Errorf("exit code %d", Code(err))
	}
}

func TestParseWritesUsageOnHelp(t *testing.T) {
	fs := Flags("score")
	fs.Bool("json", false, "one report a line")
	var out bytes.Buffer
	_, err := Parse(fs, []string{"-h"}, "attune score FILE\n", &out)
	if !errors.Is(err, flag.ErrHelp) || Code(err) != OK {
		t.Errorf("error %v", err)
	}
	for _, want := range []string{"attune score FILE", "-json", "one report a line"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in the usage:\n%s", want, out.String())
		}
	}
}

func TestCodeTellsFindingsFromFailures(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, OK},
		{Findingsf("3 lines"), Findings},
		{fmt.Errorf("score: %w", Findingsf("3 lines")), Findings},
		{os.ErrNotExist, Failure},
		{fmt.Errorf("stopped: %w", context.Canceled), Interrupted},
		{errors.Join(Findingsf("3 lines"), context.Canceled), Interrupted},
	} {
		if got := Code(c.err); got != c.want {
			t.Errorf("Code(%v) = %d, want %d", c.err, got, c.want)
		}
	}
}

func TestIsTerminalOnlyOfTerminals(t *testing.T) {
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	for _, s := range []any{null, &bytes.Buffer{}, nil} {
		if IsTerminal(s) {
			t.Errorf("%T is taken for a terminal", s)
		}
	}
}

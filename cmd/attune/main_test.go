package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/attune-go/attune/cmd/attune/internal/command"
)

// asCommand makes the test binary be the command.
const asCommand = "ATTUNE_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

func attune(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	return cmd
}

func TestExitCodeAndStreams(t *testing.T) {
	const good = `{"source":"a","response":"b"}` + "\n"
	for _, c := range []struct {
		name, in, out, err string // what the streams hold
		args               []string
		code               int
	}{
		{"no arguments", "", "", "attune score", nil, command.Failure},
		{"help", "", "attune validate", "", []string{"help"}, command.OK},
		{"-h", "", "attune validate", "", []string{"-h"}, command.OK},
		{"help of a subcommand", "", "-source TEXT", "", []string{"help", "score"}, command.OK},
		{"-h of a subcommand", "", "-floors FILE", "", []string{"validate", "-h"}, command.OK},
		{"help of none", "", "", `unknown subcommand "dance"`, []string{"help", "dance"}, command.Failure},
		{"unknown subcommand", "", "", `unknown subcommand "scroe"`, []string{"scroe"}, command.Failure},
		{"version", "", "attune:", "", []string{"version"}, command.OK},
		{"--version", "", "attune:", "", []string{"--version"}, command.OK},
		{"good rows", good, `"report"`, "", []string{"score", "-json"}, command.OK},
		{"a bad row", good + "{\n", `"report"`, "attune score: 1 of 2 rows could not be scored", []string{"score", "-json"}, command.Findings},
		{"a missing file", "", "", "nowhere.csv", []string{"score", "nowhere.csv"}, command.Failure},
		{"a wrong flag", "", "", "attune score: flag provided but not defined: -x", []string{"score", "-x"}, command.Failure},
		{"a missing directory", "", "", "attune validate: ", []string{"validate", "-data", "nowhere"}, command.Failure},
	} {
		cmd := attune(c.args...)
		var out, errs bytes.Buffer
		cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(c.in), &out, &errs
		_ = cmd.Run() // its code is looked at
		if code := cmd.ProcessState.ExitCode(); code != c.code {
			t.Errorf("%s: exit code %d, want %d", c.name, code, c.code)
		}
		for _, s := range []struct{ name, got, want string }{{"output", out.String(), c.out}, {"error", errs.String(), c.err}} {
			if !strings.Contains(s.got, s.want) || s.want == "" && s.got != "" {
				t.Errorf("%s: standard %s is %q, want %q in it", c.name, s.name, s.got, s.want)
			}
		}
	}
}

func TestInterruptEndsAfterTheRowsDone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes cannot be interrupted there")
	}
	cmd := attune("score", "-json")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	hung := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	defer hung.Stop()
	lines := bufio.NewReader(out)
	for i := range 3 {
		fmt.Fprintf(in, `{"id":%d,"source":"a","response":"b"}`+"\n", i)
		line, err := lines.ReadString('\n')
		if want := fmt.Sprintf(`{"id":%d,"report":`, i); err != nil || !strings.HasPrefix(line, want) {
			t.Fatalf("error %v, line %q", err, line)
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(lines)
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != command.Interrupted || len(rest) > 0 {
		t.Errorf("exit code %d, and more output %q", code, rest)
	}
	if want := "attune score: stopped; the last report is that of stdin:3"; !strings.Contains(errs.String(), want) {
		t.Errorf("told %q, want %q", errs.String(), want)
	}
}

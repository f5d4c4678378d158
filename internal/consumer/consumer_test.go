// Package consumer holds a program outside of the module to what importing
// attune may cost it.
package consumer

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

const (
	module = "github.com/attune-go/attune"

	// most is how much larger attune may make a program, in bytes.
	most = 14 << 20

	// mostAllocations bounds the work done before main starts, in all packages
	// of attune together, and not its time, which depends on the machine. Lists
	// of a few names take some; reading a file would take thousands.
	mostAllocations = 500
)

const empty = "package main\n\nfunc main() {}\n"

const scoring = `package main

import (
	"fmt"

	"github.com/attune-go/attune/empathy"
)

func main() {
	r := empathy.Analyze("I was humiliated.", "You were humiliated, and that is awful.")
	fmt.Println(r.Score > 0 && r.Err() == nil)
}
`

// consumer makes a module that requires this one and has a program; it gives
// its directory.
func consumer(t *testing.T, program string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds programs")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go command")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	mod := command(t, root, "go", "mod", "edit", "-json")
	var own struct {
		Go      string
		Require []struct {
			Path, Version string
		}
	}
	if err := json.Unmarshal(mod, &own); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("module example.org/consumer\n\ngo " + own.Go + "\n\nrequire " + module + " v0.0.0\n")
	for _, r := range own.Require { // as go mod tidy would, which may want the network
		b.WriteString("require " + r.Path + " " + r.Version + " // indirect\n")
	}
	b.WriteString("replace " + module + " => " + root + "\n")
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"go.mod": b.String(), "go.sum": string(sums), "main.go": program} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// command runs a command in a directory and gives its output.
func command(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod")
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, said.Bytes())
	}
	return out
}

// build builds the program of a module as one is released, and gives its path.
func build(t *testing.T, dir string) string {
	t.Helper()
	program := filepath.Join(dir, "program")
	command(t, dir, "go", "build", "-ldflags=-s -w", "-o", program, ".")
	return program
}

func size(t *testing.T, file string) int64 {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func TestProgramOfAnotherModuleGrowsByLittle(t *testing.T) {
	without, with := build(t, consumer(t, empty)), build(t, consumer(t, scoring))
	if out := command(t, filepath.Dir(with), with); string(out) != "true\n" {
		t.Errorf("the program prints %q", out)
	}
	grown := size(t, with) - size(t, without)
	t.Logf("%d bytes more", grown)
	if grown >= most {
		t.Errorf("attune makes a program %d bytes larger, want less than %d", grown, most)
	}
}

// unwanted are packages that a program would pay for and that no score needs,
// the entity model of prose first of all.
var unwanted = regexp.MustCompile(`^(github\.com/jdkato/prose/v3(/ner.*|/summarize|/internal/maxent)?|gonum\.org/.*|net|net/http|github\.com/schollz/.*|github\.com/santhosh-tekuri/.*)$`)

func TestProgramOfAnotherModuleTakesNoPackageItDoesNotNeed(t *testing.T) {
	dir := consumer(t, scoring)
	deps := strings.Fields(string(command(t, dir, "go", "list", "-deps", ".")))
	own := 0
	for _, p := range deps {
		if strings.HasPrefix(p, module) {
			own++
		}
		if unwanted.MatchString(p) {
			t.Errorf("attune brings %s into a program", p)
		}
	}
	if own == 0 {
		t.Errorf("none of %d packages is attune's", len(deps))
	}
}

var started = regexp.MustCompile(`(?m)^init (\S+) .* (\d+) allocs$`)

func TestImportingDoesNoWork(t *testing.T) {
	program := build(t, consumer(t, scoring))
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, trace)
	}
	rows := started.FindAllSubmatch(trace, -1)
	if len(rows) == 0 {
		t.Fatalf("no trace of what starts in\n%s", trace)
	}
	sum := 0
	for _, row := range rows {
		if !strings.HasPrefix(string(row[1]), module) {
			continue
		}
		n, err := strconv.Atoi(string(row[2]))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s", row[0])
		sum += n
	}
	if sum > mostAllocations {
		t.Errorf("%d allocations before main starts, want %d at most", sum, mostAllocations)
	}
}

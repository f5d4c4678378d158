package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// counted are the packages whose statements are counted: attune, what reads
// text for it, and what of the standard library loops over texts and lists.
// What that does in assembly, such as finding a byte, is not.
var counted = []string{
	"github.com/attune-go/attune/...",
	"github.com/clipperhouse/uax29/v2/...", "github.com/jdkato/prose/v3/...", "github.com/kljensen/snowball/...",
	"golang.org/x/text/cases", "golang.org/x/text/unicode/norm",
	"bytes", "slices", "sort", "strings", "unicode", "unicode/utf8",
}

// most is how many more statements a byte of the longer text may run than one
// of the shorter. The design allows 1.3 in time. Counts have no noise, and a
// limit so close to 1 also finds what grows faster in one part only.
const most = 1.05

// TestCostIsLinear is property 7 of the design.
func TestCostIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program and runs it on all hostile texts")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go command")
	}
	dir := t.TempDir()
	program, counters := filepath.Join(dir, "cost"), filepath.Join(dir, "counters")
	execute(t, "go", "build", "-cover", "-covermode=atomic", "-coverpkg="+strings.Join(counted, ","), "-o", program, ".")
	t.Setenv("GOCOVERDIR", t.TempDir()) // for what the program writes at its end
	execute(t, program, counters)
	for i, text := range texts() {
		var perByte [len(lengths)]float64
		for j, n := range lengths {
			runs := statements(t, filepath.Join(counters, strconv.Itoa(i), strconv.Itoa(n)))
			perByte[j] = float64(runs) / float64(len(text.Make(n)))
		}
		if perByte[0] < 1 {
			t.Fatalf("%s: %.2f statements a byte; they are not counted", text.Name, perByte[0])
		}
		if perByte[1] > most*perByte[0] {
			t.Errorf("%s: %.0f statements a byte of %d, %.0f of %d", text.Name, perByte[0], lengths[0], perByte[1], lengths[1])
		}
	}
}

func execute(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// statements adds up how often those of a run were executed.
func statements(t *testing.T, dir string) (sum int64) {
	t.Helper()
	profile := filepath.Join(dir, "profile")
	execute(t, "go", "tool", "covdata", "textfmt", "-i="+dir, "-o="+profile)
	f, err := os.Open(profile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Scan() // the mode
	for sc.Scan() {
		var size, times int64
		_, counts, _ := strings.Cut(sc.Text(), " ")
		if _, err := fmt.Sscan(counts, &size, &times); err != nil {
			t.Fatalf("%q: %v", sc.Text(), err)
		}
		sum += size * times
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return sum
}

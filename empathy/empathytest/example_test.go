package empathytest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/empathy/empathytest"
	"github.com/attune-go/attune/mechanisms"
)

const (
	message = "Your app froze my card while I was standing at the pharmacy with my son's inhaler on the counter. " +
		"He was wheezing, and a stranger had to pay. I have never been so ashamed. Why did you do this?"
	warm = "That was our fault, and I'm so sorry. You were at that counter with your son wheezing, and you had to let " +
		"a stranger pay because we froze your card. Of course you felt ashamed, and you did nothing wrong. " +
		"I've unlocked it now. How is he?"
	cold = "Dear customer, transactions may be subject to automated security review in accordance with the applicable " +
		"terms and conditions. Any inconvenience caused is regretted."
)

// test stands in for the *testing.T of a test function, which an example does
// not have.
type test struct {
	testing.TB
	failed bool
}

func (t *test) Helper()               {}
func (t *test) Name() string          { return "TestSupportAnswers" }
func (t *test) Logf(string, ...any)   {}
func (t *test) Errorf(string, ...any) { t.failed = true }
func (t *test) Failed() bool          { return t.failed }

// Without limits, no mechanism may be flagged.
func ExampleCheck() {
	t := &test{} // in a test, its *testing.T
	empathytest.Check(t, message, warm)
	fmt.Println("failed by the warm answer:", t.Failed())
	empathytest.Check(t, message, cold)
	fmt.Println("failed by the cold answer:", t.Failed())
	// Output:
	// failed by the warm answer: false
	// failed by the cold answer: true
}

// Limits say what the answers of one's own service must not fall below.
func ExampleCheck_limits() {
	t := &test{} // in a test, its *testing.T
	empathytest.Check(t, message, cold,
		empathytest.AtMost(mechanisms.Distancing, 0.3),
		empathytest.AtLeast(dimensions.Relational, 0.5),
		empathytest.AtLeastScore(0.6),
	)
	fmt.Println(t.Failed())
	// Output: true
}

// A summary, a translation or minutes restate the source and do not answer it.
func ExampleRewrite() {
	t := &test{} // in a test, its *testing.T
	empathytest.Check(t, message, message, empathytest.Rewrite())
	fmt.Println(t.Failed())
	// Output: false
}

// The report that is given back allows checks that no limit states.
func ExampleCheck_report() {
	t := &test{} // in a test, its *testing.T
	report := empathytest.Check(t, message, warm, empathytest.NoneFlagged())
	if report.Act(empathy.Exploration) == 0 {
		t.Errorf("the answer asks nothing")
	}
	fmt.Println(t.Failed())
	// Output: false
}

// The answer of today is held against one that people found good.
func ExampleNoColder() {
	t := &test{} // in a test, its *testing.T
	empathytest.NoColder(t, message, warm, cold, 0.05)
	fmt.Println(t.Failed())
	// Output: true
}

// A golden report shows every change of a number in the diff of a review.
func ExampleGolden() {
	dir, err := os.MkdirTemp("", "golden")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "frozen-card.json") // in a test, testdata/frozen-card.json

	t := &test{} // in a test, its *testing.T
	empathytest.Golden(t, file, message, warm)
	fmt.Println("failed without the file, which -attune.update writes:", t.Failed())
	// Output:
	// failed without the file, which -attune.update writes: true
}

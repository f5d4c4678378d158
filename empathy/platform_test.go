package empathy_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/attune-go/attune/empathy"
)

// TestReportsAreTheSameOnEveryPlatform is the first property of the design
// across processors and compilers, on the reports on all written items. Not
// all of the mathematics of Go has the same last bit on every processor, so
// nine decimals are held to; all that is no number is held to its bytes.
//
// The file holds a digest and so is short. To hold another platform to it run
// the test with GOARCH=386, or with -gcflags='all=-N -l'.
func TestReportsAreTheSameOnEveryPlatform(t *testing.T) {
	digest := sha256.New()
	var sum float64
	for _, task := range []empathy.Task{empathy.Reply, empathy.Rewrite} {
		a := taskAnalyzer(t, task)
		for _, p := range texts(t) {
			r := a.Analyze(p.Source, p.Response)
			fmt.Fprintln(digest, p.ID, rounded(t, r))
			sum += r.Score
		}
	}
	golden(t, "platform.txt", fmt.Sprintf("scores %.4f\nreports %x\n", sum, digest.Sum(nil)))
}

// rounded is a report as JSON with nine decimals.
func rounded(t *testing.T, r empathy.Report) string {
	t.Helper()
	var fields any
	if err := json.Unmarshal([]byte(encoded(t, r)), &fields); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(eachNumber(fields, func(x float64) float64 { return math.Round(x*1e9) / 1e9 }))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// eachNumber puts f of each number of a JSON value in its place.
func eachNumber(value any, f func(float64) float64) any {
	switch v := value.(type) {
	case float64:
		return f(v)
	case []any:
		for i := range v {
			v[i] = eachNumber(v[i], f)
		}
	case map[string]any:
		for k := range v {
			v[k] = eachNumber(v[k], f)
		}
	}
	return value
}

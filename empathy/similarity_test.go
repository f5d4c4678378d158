package empathy_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

func TestWithSimilarity(t *testing.T) {
	const (
		src  = "My zorble broke down on the way to the wedding and I cried in the car park."
		resp = "Oh no, the frimp of all things. Did anybody come to help you?"
	)
	severity := func(s empathy.Similarity) float64 {
		t.Helper()
		a, err := empathy.New(empathy.WithSimilarity(s))
		if err != nil {
			t.Fatal(err)
		}
		r := a.Analyze(src, resp)
		if err := r.Err(); err != nil {
			t.Fatal(err)
		}
		return r.Mechanisms[mechanisms.Granularity].Severity
	}
	asked := false
	same := func(a, b string) float64 {
		asked = asked || a == "zorble" && b == "frimp"
		if a == "zorble" && b == "frimp" {
			return 0.95
		}
		return 0
	}
	none := severity(func(a, b string) float64 { return 0 })
	if got := severity(same); !asked || got >= none {
		t.Errorf("severity %.3f where the words mean the same, %.3f where not; asked %v", got, none, asked)
	}
	if got := severity(func(a, b string) float64 { return math.NaN() }); got != none {
		t.Errorf("severity %v of no number, want %v", got, none)
	}
	if got, want := severity(nil), empathy.Analyze(src, resp).Mechanisms[mechanisms.Granularity].Severity; got != want {
		t.Errorf("severity %v with a nil similarity, want that of the lexicon, %v", got, want)
	}
}

func TestSimilarityIsInTheSignature(t *testing.T) {
	plain, err := empathy.New(empathy.WithSimilarity(nil))
	if err != nil {
		t.Fatal(err)
	}
	own, err := empathy.New(empathy.WithSimilarity(func(a, b string) float64 { return 0 }))
	if err != nil {
		t.Fatal(err)
	}
	if plain.Signature() != empathy.Analyze("a", "b").Signature || !strings.HasPrefix(own.Signature(), plain.Signature()+"|") {
		t.Errorf("signatures %q and %q", plain.Signature(), own.Signature())
	}
}

func ExampleWithSimilarity() {
	// A similarity from embeddings of one's own would go here.
	brands := map[string]string{"tafluprost": "saflutan"}
	a, err := empathy.New(empathy.WithSimilarity(func(a, b string) float64 {
		if brands[strings.ToLower(b)] == strings.ToLower(a) {
			return 0.9
		}
		return 0
	}))
	if err != nil {
		panic(err)
	}
	const src, resp = "The pharmacy has run out again. I can't sleep for worry, I will go blind without the Saflutan.", "Nobody should lie awake over tafluprost. Who have you asked?"
	ours := empathy.Analyze(src, resp).Mechanisms[mechanisms.Granularity].Severity
	yours := a.Analyze(src, resp).Mechanisms[mechanisms.Granularity].Severity
	fmt.Println(yours < ours)
	// Output: true
}

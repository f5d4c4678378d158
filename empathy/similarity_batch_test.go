package empathy_test

import (
	"slices"
	"testing"

	"github.com/attune-go/attune/empathy"
)

func TestAnalyzeAllKeepsTheSimilarityForEitherTask(t *testing.T) {
	asked := 0
	a := analyzer(t, empathy.WithSimilarity(func(x, y string) float64 { asked++; return 0 }))
	rewrite := empathy.Rewrite
	pair := empathy.Pair{Source: "My landlord stopped the heating.", Response: "The radiator broke down.", Task: &rewrite}
	for _, err := range a.AnalyzeAll(t.Context(), slices.Values([]empathy.Pair{pair})) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if asked == 0 {
		t.Error("the similarity of the analyzer is not asked")
	}
}

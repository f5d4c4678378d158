package sample

import (
	"testing"

	"github.com/attune-go/attune/cmd/attune/internal/records"
)

func TestPairsAreReadable(t *testing.T) {
	tasks := map[string]int{}
	names := map[string]bool{}
	for rec, err := range records.Read(Pairs(), Name) {
		if err != nil {
			t.Fatal(err)
		}
		tasks[rec.Task]++
		if names[rec.Name()] {
			t.Errorf("two pairs are called %s", rec.Name())
		}
		names[rec.Name()] = true
	}
	if tasks["reply"] < 5 || tasks["rewrite"] < 3 || len(names) != 12 {
		t.Errorf("%d pairs, by task %v", len(names), tasks)
	}
}

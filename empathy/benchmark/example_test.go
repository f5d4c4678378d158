package benchmark_test

import (
	"context"
	"fmt"

	"github.com/attune-go/attune/empathy/benchmark"
)

func ExampleItems() {
	for _, it := range benchmark.Items(benchmark.All) {
		if it.ID == "distancing-relational-reply-b12" {
			fmt.Println(it.Source)
			fmt.Println("faithful:", it.Faithful)
			fmt.Println("failing: ", it.Failing)
		}
	}
	// Output:
	// I am eighty-six and I can still hear perfectly well. I heard you ask my daughter whether 'she takes sugar'. I take two.
	// faithful: I asked the wrong person, Mrs Rudd, and I'm ashamed of myself. You take two. I'll ask you from now on, and if you hear me forget, stop me. Would you like it now, while it's hot?
	// failing:  It was wrong to ask a daughter, Mrs Rudd, and carers are trained not to. Two sugars are now recorded. Residents who can hear perfectly well will be asked in future.
}

func ExampleControls() {
	kinds := map[benchmark.ControlKind]int{}
	for _, c := range benchmark.Controls(benchmark.All) {
		kinds[c.Kind]++
	}
	for _, k := range benchmark.ControlKinds() {
		fmt.Println(k, kinds[k])
	}
	// Output:
	// factual 56
	// matched 48
	// formal 40
	// light 24
	// rewrite 24
}

func ExampleGamingItems() {
	kinds := map[benchmark.GamingKind]int{}
	for _, g := range benchmark.GamingItems(benchmark.All) {
		kinds[g.Kind]++
	}
	for _, k := range benchmark.GamingKinds() {
		fmt.Println(k, kinds[k])
	}
	// Output:
	// parrot 32
	// stuffing 32
	// template 32
	// hijack 32
	// wrong-feeling 40
	// opposite 40
}

// A model is anything that answers a source. This one keeps faith in replies
// and fails in rewrites, which is what the result tells.
func ExampleRun() {
	model := func(_ context.Context, it benchmark.Item) (string, error) {
		if it.Task.String() == "reply" {
			return it.Faithful, nil
		}
		return it.Failing, nil
	}
	result, err := benchmark.Run(context.Background(), benchmark.Config{Split: benchmark.Test}, model)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, g := range result.Tasks {
		fmt.Printf("%s: %d items, position %.2f\n", g.Name, g.Items, g.Position.Value)
	}
	// Output:
	// reply: 180 items, position 1.00
	// rewrite: 95 items, position 0.00
}

func ExampleScore() {
	figures, err := benchmark.Score(context.Background(), benchmark.Test)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range []string{"contrast.score", "controls.alarms", "gaming.all"} {
		f, _ := figures.Get(name)
		fmt.Println(f.Name, f.Metric, f.N)
	}
	// Output:
	// contrast.score accuracy 275
	// controls.alarms share 58
	// gaming.all accuracy 74
}

// The items come from many walks of life.
func ExampleDomains() {
	n := map[string]int{}
	for _, it := range benchmark.Items(benchmark.All) {
		n[it.Domain]++
	}
	for _, d := range benchmark.Domains()[:3] {
		fmt.Println(d, n[d] > 0)
	}
	// Output:
	// arts true
	// climate true
	// customer support true
}

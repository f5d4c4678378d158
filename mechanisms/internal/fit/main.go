// Command fit learns the weights of the signals from pairs of a faithful and a
// failing response:
//
//	go run ./mechanisms/internal/fit -benchmark empathy/benchmark/data -data ../shared/data
//
// It reads the contrast, control and gaming items of both directories, and
// rated pairs where there are some, and writes mechanisms/weights.tsv. Weights
// are not negative, so that every severity stays monotone in its signals, and
// are held to a common size by a quadratic penalty. Before writing it prints
// the measures of `attune validate` on items left out of the fit, by item in
// five folds, and those of the fit itself, on the second edition of the contrast
// set too, which is not learned from. The former go to a file of their own
// too, from which `attune validate -markdown` takes them.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"sort"

	"github.com/attune-go/attune/lexicon"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("fit: ")
	own := flag.String("benchmark", "empathy/benchmark/data", "directory of the contrast set")
	dev := flag.String("data", "../shared/data", "directory of the development sets")
	out := flag.String("out", "mechanisms/weights.tsv", "file to write")
	markers := flag.String("markers", "lexicon/data/en/markers.tsv", "file of the induced markers to write")
	nouns := flag.String("nouns", "lexicon/data/en/nominal.tsv", "file of nouns for acts with their verbs")
	acts := flag.String("acts", "empathy/acts.tsv", "file of the weights of the acts to write")
	engaged := flag.String("engagement", "internal/signal/engagement.tsv", "file of the weights of engagement to write")
	heldOut := flag.String("heldout", "cmd/attune/internal/validate/heldout.tsv", "file of the measures on items left out to write")
	steps := flag.Int("steps", 600, "steps of the optimiser")
	signals := flag.Bool("signals", false, "print what each signal tells")
	flag.Parse()
	items, err := loadItems(*own, *dev, *nouns)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("%d items, %d signals", len(items.all), len(items.names))
	table := items.stack()
	if err := learnResponses(items, table, *dev, *acts, *engaged); err != nil {
		log.Fatal(err)
	}
	if err := items.learnRestated(table, *dev); err != nil {
		log.Fatal(err)
	}
	fmt.Println(header())
	held := newTally()
	for fold := 0; fold < folds; fold++ {
		m := train(items, func(it *item) bool { return !it.later && it.fold != fold }, *steps)
		for _, it := range items.all {
			if !it.later && it.fold == fold {
				held.add(m, it)
			}
		}
	}
	fmt.Println(held.row("left out, all", func(*item) bool { return true }))
	fmt.Println(held.row("left out, dev", func(it *item) bool { return it.dev }))
	fmt.Print(held.flags())
	across := train(items, (*item).own, *steps)
	other := newTally()
	for _, it := range items.all {
		if it.dev {
			other.add(across, it)
		}
	}
	fmt.Println(other.row("own -> dev", func(*item) bool { return true }))
	m := train(items, func(it *item) bool { return !it.later }, *steps)
	fit := newTally()
	for _, it := range items.all {
		fit.add(m, it)
	}
	fmt.Println(fit.row("fitted, dev", func(it *item) bool { return it.dev }))
	fmt.Println(fit.row("second edition", func(it *item) bool { return it.later }))
	if *signals {
		report(items, m)
	}
	if err := writeLeftOut(*heldOut, append(items.leftOut, held.leftOut()...)); err != nil {
		log.Fatal(err)
	}
	if err := writeWeights(*out, items.names, m); err != nil {
		log.Fatal(err)
	}
	if err := writeMarkers(*markers, items.lex, table, lexicon.MarkerColumns()); err != nil {
		log.Fatal(err)
	}
}

// writeWeights writes the weights of a model as a table.
func writeWeights(path string, names []string, m *model) error {
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool { return names[order[a]] < names[order[b]] })
	return writeTable(path, func(w io.Writer) {
		fmt.Fprintln(w, "signal\treply\trewrite\tscore")
		for _, i := range order {
			fmt.Fprintf(w, "%s\t%.3f\t%.3f\t%.3f\n", names[i], m.weight(0, i), m.weight(1, i), m.share(0, i))
		}
		for k, n := range []string{"cognitive", "cultural", "relational"} {
			fmt.Fprintf(w, "column/%s\t%.3f\t%.3f\t1\n", n, m.scale(k), m.scale(k))
		}
		fmt.Fprintf(w, "overall\t%.3f\t%.3f\t1\n", m.scale(3), m.scale(3))
	})
}

// writeTable writes a file with what fill writes.
func writeTable(path string, fill func(w io.Writer)) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	fill(w)
	return errors.Join(w.Flush(), f.Close())
}

// learnResponses adds what is learned from labelled responses: the acts of
// EPITOME, and ratings.
func learnResponses(items *itemSet, table markerTable, dir, acts, engaged string) error {
	told, err := items.loadResponses(filepath.Join(dir, "epitome.jsonl"), true)
	if err != nil {
		return err
	}
	if len(told) > 0 {
		held, _ := items.learnLabels(table, told, nil, lexicon.MarkerReaction)
		if err := items.actWeights(acts, told, held); err != nil {
			return err
		}
	}
	rated, err := items.loadResponses(filepath.Join(dir, "empathy-ratings.jsonl"), false)
	if err != nil || len(rated) == 0 {
		return err
	}
	held, parts := items.learnLabels(table, rated, items.replies(contrast), lexicon.MarkerRated)
	for _, human := range []bool{false, true} {
		var score, label []float64
		for i, r := range rated {
			if r.target[0] != 0 && (r.human || !human) {
				score, label = append(score, held[i][0]), append(label, r.target[0])
			}
		}
		log.Printf("rated, people only %v: auc left out %.3f", human, auc(score, label))
	}
	weights := items.ratings(table, parts, rated, held)
	return writeEngagement(engaged, &weights)
}

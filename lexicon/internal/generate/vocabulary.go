package main

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"unicode"

	"github.com/kljensen/snowball/english"

	"github.com/attune-go/attune/lexicon"
)

//go:embed irregular.tsv
var irregularList string

// irregulars leads irregular inflections and everyday variants to a lemma.
func irregulars() map[string]string {
	m := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(irregularList), "\n") {
		f := strings.Fields(line)
		for _, w := range f {
			if _, ok := m[w]; !ok {
				m[w] = f[0]
			}
		}
	}
	return m
}

// vocabulary writes the common words with frequency and family. Frequency is
// estimated from the rank in the word vectors by Zipf's law.
func vocabulary(c config) error {
	emb, err := loadEmbeddings(c)
	if err != nil {
		return err
	}
	wn, err := loadWordNet(c)
	if err != nil {
		return err
	}
	seen, err := corpusWords(c.data)
	if err != nil {
		return err
	}
	hand, err := handWords(c.out)
	if err != nil {
		return err
	}
	irregular := irregulars()
	rank := emb.index
	var words []string
	for _, w := range emb.words {
		if common(w) && (wn.lemma(w) != "" || seen[w] >= 4 || hand[w]) {
			words = append(words, w)
		}
		if len(words) == c.words {
			break
		}
	}
	have := map[string]bool{}
	for _, w := range words {
		have[w] = true
	}
	for w, n := range seen { // what people write that news does not
		if !have[w] && n >= 8 && common(w) {
			words, have[w] = append(words, w), true
		}
	}
	for w := range hand {
		if _, known := rank[w]; known && !have[w] && common(w) {
			words, have[w] = append(words, w), true
		}
	}
	sort.Strings(words)
	return writeTSV(filepath.Join(c.out, "vocabulary.tsv"), "form\tzipf\tfamily", func(out *bufio.Writer) {
		for _, w := range words {
			r, ok := rank[w]
			if !ok {
				r = 100000
			}
			fmt.Fprintf(out, "%s\t%.1f\t%s\n", w, zipf(r), family(w, irregular, wn))
		}
	})
}

// zipf estimates the logarithm of the frequency per billion words of the word
// of a rank: the law's constant for English is about 0.05.
func zipf(rank int) float64 { return max(1, 7.7-math.Log10(float64(rank+1))) }

// family names the lemma family of a word: the stem of its lemma.
func family(w string, irregular map[string]string, wn *wordnet) string {
	if l, ok := irregular[w]; ok {
		w = l
	}
	return english.Stem(strings.TrimSuffix(w, "'s"), false)
}

func common(w string) bool {
	for _, r := range w {
		if !unicode.IsLetter(r) && r != '\'' {
			return false
		}
	}
	return len(w) > 1 || w == "i" || w == "a"
}

// corpusWords counts how often a word stands in the development sets in lower
// case within a sentence, and leaves out words that mostly carry a capital.
func corpusWords(dir string) (map[string]int, error) {
	low, cap := map[string]int{}, map[string]int{}
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		if authored(f) {
			continue
		}
		err := eachLine(f, func(line string) {
			var row struct{ Text, Source, Response string }
			if json.Unmarshal([]byte(line), &row) != nil {
				return
			}
			for _, t := range []string{row.Text, row.Source, row.Response} {
				for _, w := range strings.FieldsFunc(t, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
					w = strings.Trim(w, "'’")
					l := lexicon.Fold(w)
					if l == w {
						low[l]++
					} else {
						cap[l]++
					}
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	for w, n := range low {
		if cap[w] > 2*n {
			delete(low, w)
		}
	}
	return low, nil
}

// authored reports whether a set was written for the project itself: nothing
// is learned from the words of those.
func authored(file string) bool {
	switch filepath.Base(file) {
	case "contrast.jsonl", "controls.jsonl", "gaming.jsonl":
		return true
	}
	return false
}

// handWords are the single words of the files written by hand.
func handWords(dir string) (map[string]bool, error) {
	m := map[string]bool{}
	for _, name := range []string{"emotions.tsv", "idioms.tsv", "formality.tsv", "function-words.tsv", "concreteness.tsv", "nominal.tsv", "euphemism.tsv", "kinship.tsv"} {
		first := true
		err := eachLine(filepath.Join(dir, name), func(line string) {
			if first || strings.HasPrefix(line, "#") {
				first = false
				return
			}
			for _, col := range strings.Split(line, "\t")[:2] {
				for _, alt := range strings.Split(col, ";") {
					if !strings.Contains(alt, " ") {
						m[alt] = true
					}
				}
			}
		})
		if err != nil && !os.IsNotExist(err) {
			return nil, err
		}
	}
	return m, nil
}

// writeTSV writes a file through fill, whole or not at all.
func writeTSV(path, header string, fill func(*bufio.Writer)) error {
	f, err := os.CreateTemp(filepath.Dir(path), "generate-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	out := bufio.NewWriter(f)
	fmt.Fprintln(out, header)
	fill(out)
	if err := out.Flush(); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

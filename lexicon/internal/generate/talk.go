package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"sort"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// talkSets hold texts of people who talk of themselves and answer each other.
var talkSets = []string{"emotions", "affect-tweets", "affect-emobank", "epitome", "counsel", "empathy-ratings"}

const (
	// talkPrior is how many words of other texts stand behind each estimate,
	// so that one that was never seen isn't taken for impossible.
	talkPrior = 2e5
	talkSeen  = 2 // families seen less often are left to the prior
)

// talk writes how common each family of words is in talk.
func talk(c config) error {
	lex, err := lexicon.Load(without{os.DirFS(c.out), []string{"talk.tsv", "themes.tsv"}})
	if err != nil {
		return err
	}
	t := newTalkCount(lex)
	for _, name := range talkSets {
		err := eachLine(filepath.Join(c.data, name+".jsonl"), func(line string) {
			var row struct{ Text, Source, Response string }
			if json.Unmarshal([]byte(line), &row) == nil {
				t.add(row.Text, row.Source, row.Response)
			}
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return writeTSV(filepath.Join(c.out, "talk.tsv"), talkHeader, t.write)
}

const talkHeader = "form\tzipf"

type talkCount struct {
	lex    *lexicon.Lexicon
	doc    text.Document
	family map[uint32]float64
	form   map[uint32]map[lexicon.Form]int
	total  float64
}

func newTalkCount(lex *lexicon.Lexicon) *talkCount {
	return &talkCount{lex: lex, family: map[uint32]float64{}, form: map[uint32]map[lexicon.Form]int{}}
}

func (t *talkCount) add(texts ...string) {
	for _, s := range texts {
		text.Parse(&t.doc, t.lex, s)
		for i := range t.doc.Tokens {
			tok := &t.doc.Tokens[i]
			if tok.Kind != text.Word || tok.Key == 0 {
				continue
			}
			t.total++
			if tok.Form == lexicon.Unknown {
				continue
			}
			t.family[tok.Key]++
			if t.form[tok.Key] == nil {
				t.form[tok.Key] = map[lexicon.Form]int{}
			}
			t.form[tok.Key][tok.Form]++
		}
	}
}

// write gives one row a family, under the form of it that was seen most.
func (t *talkCount) write(out *bufio.Writer) {
	rows := map[string]float64{}
	var names []string
	for key, n := range t.family {
		if n < talkSeen {
			continue
		}
		var best lexicon.Form
		for f, k := range t.form[key] {
			if have := t.form[key][best]; k > have || k == have && t.lex.Name(f) < t.lex.Name(best) {
				best = f
			}
		}
		z := 3.0
		if e := t.lex.Entry(best); e.Zipf != 0 && !e.Is(lexicon.Identity) {
			z = float64(e.Zipf)
		}
		name := t.lex.Name(best)
		rows[name] = 9 + math.Log10((n+talkPrior*math.Pow(10, z-9))/(t.total+talkPrior))
		names = append(names, name)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Fprintf(out, "%s\t%.2f\n", n, rows[n])
	}
}

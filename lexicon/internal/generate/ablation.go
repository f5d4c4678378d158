package main

import (
	"fmt"
	"log"
	"math"
	"os"
	"strings"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/lexicon"
)

// A variant is the measure without one of its parts.
type variant struct {
	name   string
	hidden []string // files of the lexicon
	rules  pair.Rules
	blocks blocks
}

// handFiles are the parts of the lexicon of feelings that were written by
// hand.
var handFiles = []string{"emotions.tsv", "idioms.tsv", "emoji.tsv", "ambiguous.tsv"}

// variants lists the rows of the table. Those that hide the same files stand
// together, since each change of files costs a new word-level model.
var variants = []variant{
	{"everything", nil, pair.AllRules, everything},
	{"without the weights of single words", nil, pair.AllRules, everything &^ ownWeights},
	{"without word vectors", nil, pair.AllRules, everything &^ vectors},
	{"without either: lexicon and rules only", nil, pair.AllRules, 0},
	{"without any rule", nil, 0, everything},
	{"without negation", nil, pair.AllRules &^ pair.Negation, everything},
	{"without intensifiers, downtoners", nil, pair.AllRules &^ pair.Intensity, everything},
	{"without contrast, concession", nil, pair.AllRules &^ pair.Contrast, everything},
	{"without conditionals, questions", nil, pair.AllRules &^ pair.Mood, everything},
	{"without comparison", nil, pair.AllRules &^ pair.Comparison, everything},
	{"without capitals, drawn-out letters", nil, pair.AllRules &^ pair.Writing, everything},
	{"without senses of ambiguous words", nil, pair.AllRules &^ pair.Senses, everything},
	{"without phrases", nil, pair.AllRules &^ pair.Phrases, everything},
	{"without emoji, emoticons", nil, pair.AllRules &^ pair.Pictures, everything},
	{"without repetition", nil, pair.AllRules &^ pair.Repetition, everything},
	{"without rated terms (VADER, AFINN)", []string{"rated.tsv"}, pair.AllRules, everything},
	{"without the lexicon written by hand", handFiles, pair.AllRules, everything},
	{"rated terms and rules only", handFiles, pair.AllRules, 0},
}

// ablate measures the variants out of fold and writes the table into
// docs/affect.md, between its two marks.
func ablate(c config) error {
	emb, err := loadEmbeddings(c)
	if err != nil {
		return err
	}
	samples, err := loadSets(c.data)
	if err != nil {
		return err
	}
	samples = thinned(samples)
	var table strings.Builder
	table.WriteString("| | tweets | movies | products | editorials | emobank | intensity | ekman |\n|---|---|---|---|---|---|---|---|\n")
	var m *model
	hidden := "none yet"
	var full []float64
	for _, v := range variants {
		if h := strings.Join(v.hidden, " "); m == nil || h != hidden {
			lex, err := lexicon.Load(without{os.DirFS(c.out), append(v.hidden, computed...)})
			if err != nil {
				return err
			}
			m, hidden = newModel(lex, emb), h
			if err := m.wordLevel(); err != nil {
				return err
			}
		}
		row := m.measure(samples, v)
		if full == nil {
			full = row
		}
		line := tableRow(v.name, row, full)
		log.Print(line)
		table.WriteString(line + "\n")
	}
	return replaceTable(c.doc, table.String())
}

// thinned keeps a quarter of the sets that have tens of thousands of texts,
// so that the table is made in minutes. Both sides of a rewrite stay together.
func thinned(samples []sample) []sample {
	var out []sample
	for i, s := range samples {
		if s.set < emotionSet || i/2%4 == 0 {
			out = append(out, s)
		}
	}
	return out
}

// measure gives the columns of the table for one variant.
func (m *model) measure(samples []sample, v variant) (row []float64) {
	d := m.design(samples, v.rules)
	var emotions float64
	for k := range targets {
		pred := d.leaveOut(samples, k, m.penalties(d, k, v.blocks))
		switch {
		case k == valence:
			for set := range emotionSet {
				row = append(row, told(samples, pred, k, set))
			}
		case k == arousal:
			row = append(row, told(samples, pred, k, emobankSet))
		default:
			emotions += told(samples, pred, k, emotionSet) / lexicon.EkmanCount
		}
	}
	return append(row, emotions)
}

// tableRow writes figures; those of a variant as what its lack changes.
func tableRow(name string, row, full []float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |", name)
	for i, x := range row {
		switch diff := x - full[i]; {
		case &row[0] == &full[0]:
			fmt.Fprintf(&b, " **%.3f** |", x)
		case math.Abs(diff) < 0.0005:
			b.WriteString(" 0 |")
		default:
			fmt.Fprintf(&b, " %+.3f |", diff)
		}
	}
	return b.String()
}

// Marks around the table in the document.
const (
	tableStart = "<!-- ablation -->\n"
	tableEnd   = "<!-- end of ablation -->"
)

func replaceTable(path, table string) error {
	doc, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(doc), tableStart)
	_, after, ok2 := strings.Cut(rest, tableEnd)
	if !ok || !ok2 {
		return fmt.Errorf("%s: no marks for the table", path)
	}
	return os.WriteFile(path, []byte(before+tableStart+"\n"+table+"\n"+tableEnd+after), 0o644)
}

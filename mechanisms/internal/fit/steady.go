package main

import (
	"bufio"
	"os"
	"sort"
	"strings"

	"github.com/attune-go/attune/lexicon"
)

// steady makes a column fall with the intensity of words for the same
// emotion, by isotonic regression (Ayer et al. 1955): a
// weaker word for a feeling is never less of a sign that feeling was made less.
func (s *markerSet) steady(table markerTable, column int) {
	groups := map[uint8][]lexicon.Form{}
	for f := lexicon.Question; int(f) < s.lex.Len(); f++ {
		if e := s.lex.Entry(f); e.Emotion != 0 && !e.Is(lexicon.Identity) {
			groups[e.Emotion] = append(groups[e.Emotion], f)
		}
	}
	for _, g := range groups {
		sort.SliceStable(g, func(i, j int) bool { return s.lex.Entry(g[i]).Intensity < s.lex.Entry(g[j]).Intensity })
		s.fall(table, g, column)
	}
}

// pool gives all inflections of a word the same marker in a column: telling a
// deed in another form of its verb is no sign.
func (s *markerSet) pool(table markerTable, column int) {
	families := map[uint32][]lexicon.Form{}
	for f := lexicon.Question; int(f) < s.lex.Len(); f++ {
		if e := s.lex.Entry(f); !e.Is(lexicon.Identity) && (e.Vector >= 0 || table[f] != nil) {
			families[e.Family] = append(families[e.Family], f)
		}
	}
	for _, forms := range families {
		if len(forms) == 1 {
			continue
		}
		var b block
		for _, f := range forms {
			b.add(table[f], column)
		}
		for _, f := range forms {
			table.set(f, column, b.mean())
		}
	}
}

// A deed is a noun for an act and the verb it stands for.
type deed struct{ noun, verb lexicon.Form }

// deeds reads the nouns and their verbs.
func deeds(path string, lex *lexicon.Lexicon) ([]deed, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []deed
	for sc := bufio.NewScanner(f); sc.Scan(); {
		row := strings.Split(sc.Text(), "\t")
		if len(row) < 2 {
			continue
		}
		if d := (deed{lex.Lookup(row[0]), lex.Lookup(row[1])}); d.noun != 0 && d.verb != 0 {
			out = append(out, d)
		}
	}
	return out, nil
}

// name makes a noun for an act no less of a sign than its verb in a column: it
// leaves out who acted.
func (s *markerSet) name(table markerTable, column int) {
	for _, d := range s.deeds {
		verb, noun := table[d.verb], table[d.noun]
		var was int8
		if noun != nil {
			was = noun[column]
		}
		if verb != nil && verb[column] > was {
			table.set(d.noun, column, float64(verb[column]))
		}
	}
}

// set puts a value into the table.
func (t markerTable) set(f lexicon.Form, column int, v float64) {
	row := t[f]
	if row == nil {
		row = &lexicon.MarkerRow{}
		t[f] = row
	}
	row[column] = quantise(v)
}

// A block is a run of words that share a value.
type block struct {
	sum float64
	n   int
}

func (b *block) add(row *lexicon.MarkerRow, column int) {
	b.n++
	if row != nil {
		b.sum += float64(row[column])
	}
}

func (b block) mean() float64 { return b.sum / float64(b.n) }

// fall pools adjacent words of a group until the column falls along it. Words
// that nothing was learned of follow those as strong as they are.
func (s *markerSet) fall(table markerTable, group []lexicon.Form, column int) {
	var blocks []block
	from := make([]int, len(group)) // the block each word joined
	strength := func(i int) float32 { return s.lex.Entry(group[i]).Intensity }
	last := -1
	for i, f := range group {
		row := table[f]
		if row != nil {
			// Words of one intensity have no order among them.
			tied := last >= 0 && strength(last) == strength(i)
			last = i
			var b block
			b.add(row, column)
			blocks = append(blocks, b)
			for k := len(blocks) - 1; k > 0 && (tied || blocks[k-1].mean() < blocks[k].mean()); k-- {
				blocks[k-1] = block{blocks[k-1].sum + blocks[k].sum, blocks[k-1].n + blocks[k].n}
				blocks, tied = blocks[:k], false
			}
		}
		from[i] = len(blocks) - 1
	}
	if len(blocks) == 0 {
		return
	}
	// A block that was pooled later took in the words of those behind it.
	for i := len(group) - 2; i >= 0; i-- {
		from[i] = min(from[i], from[i+1])
	}
	for i, f := range group {
		table.set(f, column, blocks[max(from[i], 0)].mean())
	}
}

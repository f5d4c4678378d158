package benchmark

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

var update = flag.Bool("update", false, "write the tables of the datasheet anew")

const (
	datasheet  = "../../docs/benchmark.md"
	tablesHead = "<!-- tables: go test ./empathy/benchmark -run Datasheet -update -->\n"
	tablesEnd  = "<!-- end of tables -->\n"
)

// TestDatasheetTellsWhatIsThere compares the tables of the datasheet with the
// set.
func TestDatasheetTellsWhatIsThere(t *testing.T) {
	text, err := os.ReadFile(datasheet)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), tablesHead)
	got, after, ok2 := strings.Cut(rest, tablesEnd)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for tables", datasheet)
	}
	want := tables()
	if *update {
		if err := os.WriteFile(datasheet, []byte(before+tablesHead+want+tablesEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != want {
		t.Errorf("the tables of %s are not those of the set; run go test ./empathy/benchmark -run Datasheet -update\n--- want\n%s", datasheet, want)
	}
}

// tables are those of the datasheet.
func tables() string {
	var b strings.Builder
	b.WriteByte('\n')
	fmt.Fprintf(&b, "Signature: `%s`.\n\n", Signature())
	cellTable(&b)
	kindTable(&b)
	domainTable(&b)
	lengthTable(&b)
	cueTable(&b)
	return b.String()
}

func row(b *strings.Builder, cells ...any) {
	for _, c := range cells {
		fmt.Fprintf(b, "| %v ", c)
	}
	b.WriteString("|\n")
}

// head writes the head of a table; all columns but the first are numbers.
func head(b *strings.Builder, title string, columns ...any) {
	fmt.Fprintf(b, "%s\n\n", title)
	row(b, columns...)
	b.WriteString("|---" + strings.Repeat("|---:", len(columns)-1) + "|\n")
}

func cellTable(b *strings.Builder) {
	head(b, "Contrast items by cell of the grid:", "cell", "reply", "rewrite", "hard", "train", "dev", "test", "all")
	line := func(name string, wanted func(*Item) bool) {
		var replies, rewrites, hard, n int
		var splits [4]int
		for _, it := range Items(All) {
			if !wanted(&it) {
				continue
			}
			n++
			splits[it.Split]++
			if it.Hard {
				hard++
			}
			if it.Task == empathy.Reply {
				replies++
			} else {
				rewrites++
			}
		}
		row(b, name, replies, rewrites, hard, splits[Train], splits[Dev], splits[Test], n)
	}
	for _, m := range mechanisms.Kinds() {
		for _, d := range dimensions.Kinds() {
			line(m.String()+" / "+d.String(), func(it *Item) bool { return it.Mechanism == m && it.Dimension == d })
		}
	}
	line("all", func(*Item) bool { return true })
	b.WriteByte('\n')
}

func kindTable(b *strings.Builder) {
	head(b, "Controls and gaming items by kind:", "kind", "train", "dev", "test", "all")
	count := map[string]*[4]int{}
	add := func(name string, s Split) {
		if count[name] == nil {
			count[name] = new([4]int)
		}
		count[name][s]++
		count[name][All]++
	}
	var names []string
	for _, k := range ControlKinds() {
		names = append(names, "control: "+string(k))
	}
	for _, k := range GamingKinds() {
		names = append(names, "gaming: "+string(k))
	}
	for _, it := range Controls(All) {
		add("control: "+string(it.Kind), it.Split)
	}
	for _, it := range GamingItems(All) {
		add("gaming: "+string(it.Kind), it.Split)
	}
	for _, name := range names {
		n := count[name]
		row(b, name, n[Train], n[Dev], n[Test], n[All])
	}
	b.WriteByte('\n')
}

func domainTable(b *strings.Builder) {
	head(b, "Items by domain:", "domain", "contrast", "controls", "gaming")
	contrast, controls, gaming := map[string]int{}, map[string]int{}, map[string]int{}
	for _, it := range Items(All) {
		contrast[it.Domain]++
	}
	for _, it := range Controls(All) {
		controls[it.Domain]++
	}
	for _, it := range GamingItems(All) {
		gaming[it.Domain]++
	}
	for _, d := range domains {
		row(b, d, contrast[d], controls[d], gaming[d])
	}
	b.WriteByte('\n')
}

func lengthTable(b *strings.Builder) {
	head(b, "Length in words, contrast items (failing / faithful: in characters, 0.80 to 1.25 by rule):",
		"mechanism", "source, median", "source, range", "faithful, median", "failing, median", "failing / faithful, mean")
	for _, m := range mechanisms.Kinds() {
		var source, faithful, failing []int
		ratio := 0.0
		for _, it := range Items(All) {
			if it.Mechanism != m {
				continue
			}
			source = append(source, len(tokens(it.Source)))
			faithful = append(faithful, len(tokens(it.Faithful)))
			failing = append(failing, len(tokens(it.Failing)))
			ratio += float64(utf8.RuneCountInString(it.Failing)) / float64(utf8.RuneCountInString(it.Faithful))
		}
		row(b, m, median(source), fmt.Sprintf("%d to %d", slices.Min(source), slices.Max(source)), median(faithful), median(failing),
			fmt.Sprintf("%.2f", ratio/float64(len(source))))
	}
	b.WriteByte('\n')
}

func median(xs []int) int {
	slices.Sort(xs)
	return xs[len(xs)/2]
}

// A cue is a number that knows nothing of mechanisms.
type cue struct {
	name    string
	measure func(source, response string) float64
}

var cues = []cue{
	{"shorter is better", func(_, response string) float64 { return -float64(utf8.RuneCountInString(response)) }},
	{"more of the response's words are in the source", func(source, response string) float64 {
		in := map[string]bool{}
		for _, w := range tokens(source) {
			in[w] = true
		}
		return share(response, func(w string) bool { return in[w] })
	}},
	{"more \"you\"", func(_, response string) float64 {
		return share(response, func(w string) bool { return w == "you" || w == "your" || strings.HasPrefix(w, "you'") })
	}},
	{"more \"I\"", func(_, response string) float64 {
		return share(response, func(w string) bool { return w == "i" || strings.HasPrefix(w, "i'") })
	}},
	{"more exclamation marks", func(_, response string) float64 { return float64(strings.Count(response, "!")) }},
	{"more question marks", func(_, response string) float64 { return float64(strings.Count(response, "?")) }},
}

// share says how many of the words of a text are as wanted.
func share(s string, wanted func(string) bool) float64 {
	words, n := tokens(s), 0
	for _, w := range words {
		if wanted(w) {
			n++
		}
	}
	return float64(n) / math.Max(1, float64(len(words)))
}

func cueTable(b *strings.Builder) {
	head(b, "What cues that know nothing of mechanisms reach: the share of items in which they put the faithful response above the failing one, or the honest one above the gamed one, a tie counting half:",
		"cue", "attenuation", "granularity", "avoidance", "distancing", "gaming")
	for _, c := range cues {
		cells := []any{c.name}
		for _, m := range mechanisms.Kinds() {
			var right, n float64
			for _, it := range Items(All) {
				if it.Mechanism == m {
					right += above(c.measure(it.Source, it.Faithful), c.measure(it.Source, it.Failing))
					n++
				}
			}
			cells = append(cells, fmt.Sprintf(".%02.0f", 100*right/n))
		}
		right, games := 0.0, GamingItems(All)
		for _, it := range games {
			right += above(c.measure(it.Source, it.Honest), c.measure(it.Source, it.Gamed))
		}
		row(b, append(cells, fmt.Sprintf(".%02.0f", 100*right/float64(len(games))))...)
	}
	b.WriteByte('\n')
}

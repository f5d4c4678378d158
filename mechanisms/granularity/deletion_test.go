package granularity

import (
	"bufio"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

type writtenItem struct{ ID, Task, Source, Faithful, Failing, Response, Honest, Gamed string }

// written are the written items of the contrast set.
func written(t testing.TB) (out []writtenItem) {
	t.Helper()
	files, err := filepath.Glob("../../empathy/benchmark/data/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no items: %v", err)
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			var it writtenItem
			if err := json.Unmarshal(sc.Bytes(), &it); err != nil {
				t.Fatal(err)
			}
			out = append(out, it)
		}
	}
	return out
}

func (it *writtenItem) responses() []string {
	var out []string
	for _, r := range []string{it.Faithful, it.Failing, it.Response, it.Honest} {
		if r != "" {
			out = append(out, r)
		}
	}
	return out
}

// A reading is what the detector makes of a pair.
type reading struct {
	src, resp text.Document
	pair      pair.Pair
	signals   map[string]float64
	energy    float64 // what the row is made of, see mechanisms.Weights
}

func analyze(src, resp string, rewrite bool) *reading {
	r := &reading{signals: map[string]float64{}}
	lex := lexicon.Default()
	text.Parse(&r.src, lex, src)
	text.Parse(&r.resp, lex, resp)
	pair.Build(&r.pair, &r.src, &r.resp, rewrite)
	b := signal.Builder{Pair: &r.pair}
	Detect(&b)
	b.Finish()
	for i := range b.Signals {
		s := &b.Signals[i]
		r.signals[s.Name] = s.Severity * s.Opportunity
		r.energy += mechanisms.DefaultWeights().Energy(s, rewrite)
	}
	return r
}

// without takes every mention of a key out of the response, with the space
// before it and the full stop of an abbreviation: left behind, it would end a
// sentence.
func (r *reading) without(key uint32) string {
	var out strings.Builder
	last := 0
	ends := map[int]bool{}
	for i := range r.resp.Sentences {
		ends[int(r.resp.Sentences[i].Last)] = true
	}
	for i := range r.resp.Tokens {
		t := &r.resp.Tokens[i]
		if t.Key != key {
			continue
		}
		out.WriteString(strings.TrimRight(r.resp.Text[last:t.Start], " "))
		last = int(t.End)
		if i+1 < len(r.resp.Tokens) && r.resp.In(i+1) == "." && !ends[i+2] {
			last = int(r.resp.Tokens[i+1].End)
		}
	}
	out.WriteString(r.resp.Text[last:])
	return out.String()
}

// TestDeletionDoesNotHelp takes random words of the centre that the response
// took up out of it: granularity must not get better, but where the word behind
// it is read in another sense without it, as may be in one of a thousand.
func TestDeletionDoesNotHelp(t *testing.T) {
	const deletions = 5000
	all := written(t)
	rng := rand.New(rand.NewPCG(4, 1))
	worse := map[string]int{}
	failed := 0
	for n := 0; n < deletions; {
		it := &all[rng.IntN(len(all))]
		rs := it.responses()
		resp := rs[rng.IntN(len(rs))]
		before := analyze(it.Source, resp, it.Task == "rewrite")
		c := newCoverage(&signal.Builder{Pair: &before.pair})
		var kept []*pair.Link
		for i, w := range c.weight {
			if l := &before.pair.Links[i]; l.Fate == pair.Kept && w >= c.edge {
				kept = append(kept, l)
			}
		}
		if len(kept) == 0 {
			continue
		}
		n++
		l := kept[rng.IntN(len(kept))]
		after := analyze(it.Source, before.without(l.Key), it.Task == "rewrite")
		if after.energy >= before.energy-1e-9 {
			continue
		}
		failed++
		for k, v := range before.signals {
			if after.signals[k] < v-1e-9 {
				worse[k]++
			}
		}
		if failed <= 3 {
			t.Logf("%s: without %q %.4f, with it %.4f\n%s\n%s", it.ID, before.src.In(int(l.Token)), after.energy, before.energy, resp, before.without(l.Key))
		}
	}
	if 1000*failed > deletions {
		t.Errorf("%d of %d deletions made it better; signals: %v", failed, deletions, worse)
	}
}

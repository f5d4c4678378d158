package lexicon

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// symbols reads a sentence as the text package would hand it on; marks stand
// by themselves, "." is a stop, # a number, ; a break, @ an emoji.
func symbols(lex *Lexicon, sentence string) []Symbol {
	marks := map[string]Symbol{"^": Start, ".": Stop, "?": Question, "!": Exclaim, ",": Comma, ";": Break, "#": Number, "@": Emoji}
	var out []Symbol
	for _, w := range strings.Fields(sentence) {
		s, ok := marks[w]
		if !ok {
			s = lex.Lookup(w)
		}
		out = append(out, s)
	}
	return out
}

// matches writes matches as "class[start,end)", in an order that does not
// hang on that of discovery.
func matches(ms []Match) string {
	var out []string
	for _, m := range ms {
		out = append(out, fmt.Sprintf("%s[%d,%d)", m.Class, m.Start, m.End))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestMatch(t *testing.T) {
	lex := load(t, map[string]string{
		"emotions.tsv":       "sad\tsadness\tsorrow\t-2\t0.5\thand\nfurious\tanger\trage\t-3\t0.9\thand\n",
		"function-words.tsv": "i\tpersonal-pronoun\thand\n",
		"pronouns.tsv":       "my\t1\ts\tposs\thand\nyour\t2\ts\tpossessive\thand\n",
		"kinship.tsv":        "mother\tparent\tplain\thand\n",
		"shifters.tsv":       "very\tintensifier\t1.5\thand\n",
		"vocabulary.tsv":     "boss\t4\t\nblue\t4\t\n",
		"hedges.tsv": strings.ReplaceAll(`maybe|hedge.epistemic|0.5|hand
maybe it|hedge.epistemic|0.6|hand
maybe it is|hedge.shield|0.6|hand
it is|hedge.epistemic|0.6|hand
i _ it|hedge.attribution|0.6|hand
feel <feel>|hedge.approximator|0.6|hand
<poss> boss|hedge.approximator|0.6|hand
in <num> days|hedge.approximator|0.6|hand
<int> blue|hedge.approximator|0.6|hand
<kin> says|hedge.approximator|0.6|hand
`, "|", "\t"),
		"stance.tsv": strings.ReplaceAll(`^ no|verdict.with|1|hand
go $|verdict.with|1|hand
right ?|verdict.with|1|hand
stop !|verdict.with|1|hand
well, no|verdict.against|1|hand
both ~ and|own-fault|1|hand
from ~|flattery|1|hand
not ~ but ~ too|blame-named|1|hand
self-made|direct-answer|1|hand
`, "|", "\t"),
	})
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"maybe", "hedge.epistemic[0,1)"},
		{"nosuch maybe nosuch", "hedge.epistemic[1,2)"},

		// The longest of a class is kept, and one of another beside it; what
		// lies within an earlier match of its class is not told again.
		{"maybe it", "hedge.epistemic[0,2)"},
		{"maybe it is", "hedge.epistemic[0,2) hedge.epistemic[1,3) hedge.shield[0,3)"},
		{"maybe maybe", "hedge.epistemic[0,1) hedge.epistemic[1,2)"},

		// Slots.
		{"i know it", "hedge.attribution[0,3)"},
		{"i sad it", "hedge.attribution[0,3)"},
		{"i # it", "hedge.attribution[0,3)"},
		{"i , it", ""},
		{"i @ it", ""},
		{"i it", ""},
		{"feel sad", "hedge.approximator[0,2)"},
		{"feel blue", ""},
		{"feel i", ""}, // a function word is none of feeling
		{"my boss", "hedge.approximator[0,2)"},
		{"your boss", "hedge.approximator[0,2)"},
		{"blue boss", ""},
		{"in # days", "hedge.approximator[0,3)"},
		{"in blue days", ""},
		{"very blue", "hedge.approximator[0,2) shift.intensifier[0,1)"},
		{"sad blue", ""},
		{"mother says", "hedge.approximator[0,2)"},
		{"boss says", ""},

		// Sentences.
		{"^ no .", "verdict.with[0,2)"},
		{"^ oh no .", ""},
		{"go .", "verdict.with[0,2)"},
		{"go ?", "verdict.with[0,2)"},
		{"go !", "verdict.with[0,2)"},
		{"go home .", ""},
		{"right ?", "verdict.with[0,2)"},
		{"right .", ""},
		{"stop !", "verdict.with[0,2)"},
		{"stop ?", ""},

		// Commas and hyphens.
		{"well , no", "verdict.against[0,3)"},
		{"well no", ""},
		{"self made", "direct-answer[0,2)"},

		// Gaps.
		{"both and", "own-fault[0,2)"},
		{"both a b c and", "own-fault[0,5)"},
		{"both a b c d and", ""},
		{"both a , b , c and", "own-fault[0,7)"},
		{"both # sad and", "own-fault[0,4)"},
		{"both ; and", ""},
		{"both . and", ""},
		{"both a @ and", ""},
		{"both and x and", "own-fault[0,4)"},
		{"from", ""}, // a gap at the end asks for something behind it
		{"from here .", "flattery[0,2)"},
		{"from a b c d", "flattery[0,4)"},
		{"not a but b too", "blame-named[0,5)"},
		{"not but too", "blame-named[0,3)"},
	} {
		if got := matches(lex.Match(nil, symbols(lex, test.text))); got != test.want {
			t.Errorf("%q: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestMatchRows(t *testing.T) {
	lex := load(t, map[string]string{
		"idioms.tsv":         "over the moon\tjoy\telation\t3\t0.9\thand\nover the moon\tjoy\telation\t3.5\t0.9\thand\n",
		"culture.tsv":        "diwali\tfestival\tindian\tfestival of the year;holiday\thand\n",
		"euphemism.tsv":      "died;was killed\tpassed away\tdeath\thand\n",
		"dialect.tsv":        "y'all\tsouthern\tyou\thand\ny'all\taave\tyou all\thand\n",
		"formality.tsv":      "as per\t0.8\taccording to\thand\n",
		"function-words.tsv": "of\tpreposition\thand\nthe\tarticle\thand\n",
	})
	find := func(text string) []Match { return lex.Match(nil, symbols(lex, text)) }
	if ms := find("over the moon"); len(ms) != 1 || lex.Terms[ms[0].Row].Valence != 3.5 {
		t.Errorf("over the moon: %+v; a later row is to replace an earlier one", ms)
	}
	if ms := find("diwali"); len(ms) != 1 || lex.Items[ms[0].Row].Culture != "indian" {
		t.Errorf("diwali: %+v", ms)
	} else if g := lex.Items[ms[0].Row].Generic; len(g) != 3 || lex.Name(g[0]) != "festival" || lex.Name(g[1]) != "year" {
		t.Errorf("diwali stands for %v; function words say nothing", g)
	}
	strong, weak := find("was killed"), find("passed away")
	if len(strong) != 1 || len(weak) != 1 || strong[0].Class != EuphemismStrong || weak[0].Class != EuphemismWeak || strong[0].Row != weak[0].Row {
		t.Errorf("euphemism: %+v, %+v", strong, weak)
	}
	if ms := find("y'all"); len(ms) != 2 {
		t.Errorf("y'all: %+v; it marks two dialects", ms)
	}
	if ms := find("as per"); len(ms) != 1 || lex.Registers[ms[0].Row].Formality != 0.8 {
		t.Errorf("as per: %+v", ms)
	}
}

func TestMatchAppends(t *testing.T) {
	lex := Default()
	syms := symbols(lex, "^ maybe i was wrong .")
	first := lex.Match(nil, syms)
	if len(first) == 0 {
		t.Fatal("no match in a sentence that hedges")
	}
	again := lex.Match(slices.Clone(first), syms)
	if !slices.Equal(again[:len(first)], first) || !slices.Equal(again[len(first):], first) {
		t.Errorf("got %v behind %v", again, first)
	}
	for i := range again[:len(first)-1] {
		if again[i].Start > again[i+1].Start {
			t.Errorf("matches not ordered by start: %v", first)
		}
	}
}

// A cue is found wherever it starts, also where symbols are looked over in lots.
func TestMatchFindsCuesAnywhere(t *testing.T) {
	lex := load(t, map[string]string{
		"hedges.tsv":     "a b\thedge.shield\t1\thand\nc\thedge.shield\t1\thand\n<num> days\thedge.shield\t1\thand\nd ~ b\thedge.shield\t1\thand\n",
		"vocabulary.tsv": "e\t4\t\n",
	})
	for _, cue := range []string{"a b", "c", "# days", "d b", "d e b"} {
		for before := range 2*lot + 2 {
			syms := append(slices.Repeat([]Symbol{lex.Lookup("e")}, before), symbols(lex, cue)...)
			if ms := lex.Match(nil, syms); len(ms) != 1 || int(ms[0].Start) != before || int(ms[0].End) != len(syms) {
				t.Errorf("%q behind %d words: %v", cue, before, ms)
			}
		}
	}
}

func TestMatchAllocatesNothing(t *testing.T) {
	lex := Default()
	syms := symbols(lex, "^ maybe i was wrong , but on the other hand you did nothing wrong .")
	buf := lex.Match(nil, syms)
	if n := testing.AllocsPerRun(100, func() { buf = lex.Match(buf[:0], syms) }); n > 0 {
		t.Errorf("%g allocations", n)
	}
}

func TestMatchIsLinearInCommas(t *testing.T) {
	lex := load(t, map[string]string{"hedges.tsv": "a ~ , ~ b\thedge.shield\t1\thand\n"})
	perComma := func(n int) float64 {
		syms := append([]Symbol{lex.Lookup("a")}, slices.Repeat([]Symbol{Comma}, n)...)
		best := time.Hour
		for range 5 {
			start := time.Now()
			lex.Match(nil, syms)
			best = min(best, time.Since(start))
		}
		return float64(best) / float64(n)
	}
	if small, large := perComma(1<<13), perComma(1<<17); large > 5*small {
		t.Errorf("%g ns a comma among %d, %g among %d", small, 1<<13, large, 1<<17)
	}
}

// A plainCue is a cue as its file says it, for matching without an automaton.
type plainCue struct {
	path []Symbol
	hit  hit
}

// plainMatch matches one cue after the other at every start.
func plainMatch(lex *Lexicon, cues []plainCue, syms []Symbol) []Match {
	var out []Match
	until := map[Class]int32{}
	for start := range syms {
		var ms []Match
		for _, c := range cues {
			for _, end := range plainEnds(lex, c.path, syms, start) {
				ms = append(ms, Match{int32(start), int32(end), c.hit.row, c.hit.strength, c.hit.class})
			}
		}
		best := map[Class]int32{}
		for _, m := range ms {
			best[m.Class] = max(best[m.Class], m.End)
		}
		kept := map[Match]bool{}
		strongest := map[Class]float32{}
		for _, m := range ms {
			if m.End == best[m.Class] && m.End > until[m.Class] {
				strongest[m.Class] = max(strongest[m.Class], m.Strength)
			}
		}
		for _, m := range ms {
			if m.End == best[m.Class] && m.End > until[m.Class] && m.Strength == strongest[m.Class] && !kept[m] {
				kept[m] = true
				out = append(out, m)
			}
		}
		for c, end := range best {
			until[c] = max(until[c], end)
		}
	}
	return out
}

// plainEnds gives where the rest of a cue can end that goes on at pos.
func plainEnds(lex *Lexicon, path, syms []Symbol, pos int) []int {
	if len(path) == 0 {
		return []int{pos}
	}
	if pos >= len(syms) {
		return nil
	}
	s := syms[pos]
	if path[0] != symGap {
		fits := s == path[0] && !isSlot(s) && s != Unknown
		if isSlot(path[0]) {
			known := s
			if int(s) >= lex.Len() {
				known = Unknown
			}
			fits = slotsOf(known, lex.Entry(known).Traits)&slotOf(path[0]) != 0
		}
		if !fits {
			return nil
		}
		return plainEnds(lex, path[1:], syms, pos+1)
	}
	ends := plainEnds(lex, path[1:], syms, pos)
	words, commas := 0, 0
	for ; pos < len(syms); pos++ {
		switch s := syms[pos]; {
		case s == Comma:
			commas++
		case s == Unknown || s == Number || s >= firstForm:
			words++
		default:
			return ends
		}
		if words > maxGap || commas > maxGap+1 {
			return ends
		}
		ends = append(ends, plainEnds(lex, path[1:], syms, pos+1)...)
	}
	return ends
}

// FuzzMatch compares the automaton with matching cue by cue. The first
// argument is a list of cues, one a line, over few words; the second a text.
func FuzzMatch(f *testing.F) {
	f.Add("a b\na ~ c\n_ a\n(a|b) (c|) d", "a b c d a a b")
	f.Add("<feel> a\na ~ ~ b\na, b\n^ a $\na ~", "^ a , b . sad a b c")
	f.Add("a ~ , ~ b\na _ _ b", "a , , , , , , b a a a b")
	f.Fuzz(func(t *testing.T, cueText, text string) {
		if len(cueText) > 200 || len(text) > 200 {
			return
		}
		b := newBuilder(nil)
		b.entries[b.form("sad")].Emotion = 1
		var cues []plainCue
		for i, line := range strings.Split(cueText, "\n") {
			h := hit{row: -1, strength: float32(i%3+1) / 4, class: HedgeEpistemic + Class(i%2)}
			seqs, err := expand(line)
			if err != nil || len(seqs) > 64 {
				continue
			}
			for _, seq := range seqs {
				if b.addSequence(seq, h) != nil {
					continue
				}
				path := slices.Clone(b.path)
				cues = slices.DeleteFunc(cues, func(c plainCue) bool { return c.hit.class == h.class && slices.Equal(c.path, path) })
				cues = append(cues, plainCue{path, h})
			}
		}
		if len(cues) == 0 {
			return
		}
		if err := b.finish(); err != nil {
			t.Fatal(err)
		}
		lex, err := read(string(b.snapshot()))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cues {
			for i, s := range c.path {
				if s >= firstForm {
					c.path[i] = named(lex, b.names[s])
				}
			}
		}
		syms := append(symbols(lex, text), symAny, Symbol(lex.Len()), ^Symbol(0))
		got, want := lex.Match(nil, syms), plainMatch(lex, cues, syms)
		order := func(a, b Match) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Class, b.Class), cmp.Compare(a.Strength, b.Strength))
		}
		slices.SortFunc(got, order)
		slices.SortFunc(want, order)
		if !slices.Equal(got, want) {
			t.Errorf("cues %q in %q:\ngot  %v\nwant %v", cueText, text, got, want)
		}
	})
}

var benchText = strings.Repeat(`^ i 'm so sorry that this happened to you . ^ it sounds like you did nothing wrong , and your boss was way out of line .
^ maybe you could tell her how you feel , or talk to a professional who can help . ^ on the other hand , every family has its differences .
^ did you say anything to him at the time ? ^ i know it hurts , but time heals all wounds ! `, 20)

func BenchmarkMatch(b *testing.B) {
	lex := Default()
	syms := symbols(lex, benchText)
	b.SetBytes(int64(len(benchText)))
	b.ReportAllocs()
	var out []Match
	for b.Loop() {
		out = lex.Match(out[:0], syms)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(syms)), "ns/symbol")
}

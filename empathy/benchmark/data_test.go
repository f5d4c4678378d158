package benchmark

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"
)

// texts gives the texts of every item under their ids: source first, then the
// responses.
func texts() map[string][]string {
	out := map[string][]string{}
	for _, it := range Items(All) {
		out[it.ID] = []string{it.Source, it.Faithful, it.Failing}
	}
	for _, it := range Controls(All) {
		out[it.ID] = []string{it.Source, it.Response}
	}
	for _, it := range GamingItems(All) {
		out[it.ID] = []string{it.Source, it.Honest, it.Gamed}
	}
	return out
}

// tokens gives the words of a text in lower case, with straight apostrophes.
func tokens(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(s), "’", "'")
	return strings.FieldsFunc(s, func(r rune) bool {
		return r != '\'' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// phrases calls f with each run of n words of a text.
func phrases(s string, n int, f func(string)) {
	words := tokens(s)
	for i := 0; i+n <= len(words); i++ {
		f(strings.Join(words[i:i+n], " "))
	}
}

// keys gives the names of a JSON object in the order they are written.
func keys(t *testing.T, line []byte) (names []string) {
	t.Helper()
	dec := json.NewDecoder(bytes.NewReader(line))
	token := func() json.Token {
		tok, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		return tok
	}
	if token() != json.Delim('{') {
		t.Fatalf("no object: %.60s", line)
	}
	for dec.More() {
		names = append(names, token().(string))
		token() // the value, none of which is an object or an array
	}
	return names
}

// fields gives the JSON names of a struct.
func fields(v any) (names []string) {
	typ := reflect.TypeOf(v)
	for i := range typ.NumField() {
		names = append(names, typ.Field(i).Tag.Get("json"))
	}
	return names
}

func TestEveryLineHasEveryFieldInItsPlace(t *testing.T) {
	want := map[string][]string{"contrast": fields(Item{}), "controls": fields(Control{}), "gaming": fields(Gaming{})}
	names, err := fs.Glob(files, "data/*.jsonl")
	if err != nil || len(names) != 12 {
		t.Fatalf("%d files, error %v", len(names), err)
	}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := strings.Cut(filepath.Base(name), "-")
		for line := range bytes.Lines(text) {
			if got := keys(t, line); !slices.Equal(got, want[kind]) {
				t.Errorf("%s: fields %v, want %v: %.60s", name, got, want[kind], line)
			}
		}
	}
}

func TestEveryItemIsWhole(t *testing.T) {
	seen := map[string]bool{}
	check := func(id, domain string, split Split, parts ...string) {
		if seen[id] || id == "" {
			t.Errorf("id %q comes twice or is empty", id)
		}
		seen[id] = true
		if !slices.Contains(domains, domain) {
			t.Errorf("%s: unknown domain %q", id, domain)
		}
		if split == All {
			t.Errorf("%s: in no part", id)
		}
		for _, p := range parts {
			if strings.TrimSpace(p) != p || p == "" || !utf8.ValidString(p) {
				t.Errorf("%s: a text is empty, or has white space around it, or is not UTF-8: %q", id, p)
			}
		}
	}
	for _, it := range Items(All) {
		check(it.ID, it.Domain, it.Split, it.Source, it.Faithful, it.Failing, it.Why)
		if want := it.Mechanism.String() + "-" + it.Dimension.String() + "-" + it.Task.String() + "-"; !strings.HasPrefix(it.ID, want) {
			t.Errorf("%s doesn't begin with %s", it.ID, want)
		}
		if it.Faithful == it.Failing {
			t.Errorf("%s: faithful and failing are the same", it.ID)
		}
	}
	for _, it := range Controls(All) {
		check(it.ID, it.Domain, it.Split, it.Source, it.Response, it.Why)
	}
	for _, it := range GamingItems(All) {
		check(it.ID, it.Domain, it.Split, it.Source, it.Honest, it.Gamed, it.Why)
	}
}

func TestUnknownNamesAndFieldsAreErrors(t *testing.T) {
	const control = `{"id":"x","kind":"factual","task":"reply","domain":"pets","split":"dev","source":"a","response":"b","why":"c"}`
	for _, c := range []struct{ name, file, line, want string }{
		{"nothing wrong", "data/controls-x.jsonl", control, ""},
		{"a kind", "data/controls-x.jsonl", strings.Replace(control, "factual", "fanciful", 1), `line 1: unknown kind "fanciful"`},
		{"a task", "data/controls-x.jsonl", strings.Replace(control, "reply", "haiku", 1), `unknown task "haiku"`},
		{"a split", "data/controls-x.jsonl", strings.Replace(control, "dev", "half", 1), `unknown split "half"`},
		{"a field", "data/controls-x.jsonl", strings.Replace(control, "why", "because", 1), `unknown field "because"`},
		{"a mechanism", "data/contrast-x.jsonl", `{"mechanism":"gravity"}`, `unknown mechanism "gravity"`},
		{"a gaming kind", "data/gaming-x.jsonl", `{"kind":"light"}`, `unknown kind "light"`},
		{"a file", "data/riddles-x.jsonl", `{}`, "data/riddles-x.jsonl: unknown sort"},
	} {
		_, err := read(fstest.MapFS{c.file: {Data: []byte(c.line + "\n")}})
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: error %v, want %q", c.name, err, c.want)
		}
	}
}

func TestEveryCellAndKindHasItsNumber(t *testing.T) {
	type cell struct{ name, split string }
	count := map[cell]int{}
	hard := map[string]int{}
	for _, it := range Items(All) {
		count[cell{it.Cell(), ""}]++
		count[cell{it.Cell() + " " + it.Task.String(), it.Split.String()}]++
		if it.Hard {
			hard[it.Mechanism.String()]++
		}
	}
	cells := 0
	for c, n := range count {
		if c.split == "" {
			cells++
			if n < 76 {
				t.Errorf("%s has %d items, want 76", c.name, n)
			}
			for _, task := range []string{" reply", " rewrite"} {
				for _, s := range Splits() {
					if count[cell{c.name + task, s.String()}] == 0 {
						t.Errorf("%s%s has no item in %s", c.name, task, s)
					}
				}
			}
		}
	}
	if cells != 12 {
		t.Errorf("%d cells, want 12", cells)
	}
	for m, n := range hard {
		if n < 57 { // a quarter of 228
			t.Errorf("%s has %d hard items, want 57", m, n)
		}
	}
	kinds := map[string]int{}
	for _, it := range Controls(All) {
		kinds["control "+string(it.Kind)+" "+it.Split.String()]++
	}
	for _, it := range GamingItems(All) {
		kinds["gaming "+string(it.Kind)+" "+it.Split.String()]++
	}
	if want := 3 * (len(ControlKinds()) + len(GamingKinds())); len(kinds) != want {
		t.Errorf("%d kinds by split, want %d: %v", len(kinds), want, kinds)
	}
	if c, g := len(Controls(All)), len(GamingItems(All)); c < 190 || g < 205 {
		t.Errorf("%d controls and %d gaming items, want 190 and 205", c, g)
	}
}

func TestManyDomainsHaveItems(t *testing.T) {
	if !slices.IsSorted(domains) {
		t.Error("domains are not in order")
	}
	count := map[string]int{}
	for _, it := range Items(All) {
		count[it.Domain]++
	}
	filled := 0
	for _, n := range count {
		if n >= 10 {
			filled++
		}
	}
	if filled < 20 {
		t.Errorf("%d domains have 10 contrast items or more, want 20: %v", filled, count)
	}
}

func TestSplitsAreByRankOfHashWithinACell(t *testing.T) {
	type group struct {
		name   string
		second bool // edition
	}
	groups := map[group]map[string]Split{}
	put := func(name, id string, split Split) {
		g := group{name, id[strings.LastIndexByte(id, '-')+1] == 'c'}
		if groups[g] == nil {
			groups[g] = map[string]Split{}
		}
		groups[g][id] = split
	}
	for _, it := range Items(All) {
		put(it.Cell()+" "+it.Task.String(), it.ID, it.Split)
	}
	for _, it := range Controls(All) {
		put("control "+string(it.Kind), it.ID, it.Split)
	}
	for _, it := range GamingItems(All) {
		put("gaming "+string(it.Kind), it.ID, it.Split)
	}
	if want := 2 * (12*2 + len(ControlKinds()) + len(GamingKinds())); len(groups) != want {
		t.Errorf("%d groups, want %d", len(groups), want)
	}
	for g, splits := range groups {
		ids := slices.SortedFunc(maps.Keys(splits), func(a, b string) int {
			x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
			return bytes.Compare(x[:], y[:])
		})
		first, next := 0.6, 0.2
		if g.second {
			first, next = 1./3, 1./6
		}
		train := int(math.Round(first * float64(len(ids))))
		dev := train + int(math.Round(next*float64(len(ids))))
		for i, id := range ids {
			want := Test
			if i < train {
				want = Train
			} else if i < dev {
				want = Dev
			}
			if splits[id] != want {
				t.Errorf("%v: %s is in %s, want %s", g, id, splits[id], want)
			}
		}
	}
}

func TestPartsMakeTheWhole(t *testing.T) {
	items, controls, gaming := 0, 0, 0
	for _, s := range Splits() {
		items, controls, gaming = items+len(Items(s)), controls+len(Controls(s)), gaming+len(GamingItems(s))
	}
	if items != len(Items(All)) || controls != len(Controls(All)) || gaming != len(GamingItems(All)) {
		t.Errorf("parts hold %d, %d and %d items, the whole %d, %d and %d",
			items, controls, gaming, len(Items(All)), len(Controls(All)), len(GamingItems(All)))
	}
}

func TestItemsAreTheCallers(t *testing.T) {
	mine := Items(All)
	mine[0].Source = "changed"
	if Items(All)[0].Source == "changed" {
		t.Error("a change by a caller reached the set")
	}
}

// TestNoPhraseIsCommon keeps templates out: no five words in a row may come in
// more than one in a hundred items.
func TestNoPhraseIsCommon(t *testing.T) {
	all := texts()
	in := map[string]map[string]bool{}
	for id, parts := range all {
		for _, p := range parts {
			phrases(p, 5, func(phrase string) {
				if in[phrase] == nil {
					in[phrase] = map[string]bool{}
				}
				in[phrase][id] = true
			})
		}
	}
	for phrase, ids := range in {
		if 100*len(ids) > len(all) {
			t.Errorf("%q comes in %d of %d items", phrase, len(ids), len(all))
		}
	}
}

// TestLengthTellsNothing keeps failing responses as long as faithful ones.
func TestLengthTellsNothing(t *testing.T) {
	ratios := map[string][]float64{}
	for _, it := range Items(All) {
		r := float64(utf8.RuneCountInString(it.Failing)) / float64(utf8.RuneCountInString(it.Faithful))
		if r < 0.8 || r > 1.25 {
			t.Errorf("%s: the failing response is %.2f times as long as the faithful one", it.ID, r)
		}
		ratios[it.Mechanism.String()] = append(ratios[it.Mechanism.String()], r)
	}
	for m, rs := range ratios {
		sum, longer := 0.0, 0
		for _, r := range rs {
			sum += r
			if r > 1 {
				longer++
			}
		}
		if mean := sum / float64(len(rs)); math.Abs(mean-1) > 0.03 {
			t.Errorf("%s: failing responses are %.3f times as long on the mean", m, mean)
		}
		if share := float64(longer) / float64(len(rs)); math.Abs(share-0.5) > 0.1 {
			t.Errorf("%s: %.2f of the failing responses are the longer one", m, share)
		}
	}
}

var quoted = []*regexp.Regexp{
	regexp.MustCompile(`(?:^|[^\p{L}\d])'(.+?)'(?:[^\p{L}\d]|$)`),
	regexp.MustCompile(`"(.+?)"`),
}

var omission = regexp.MustCompile(`\.\.\.|…|\[.*?\]`)

// quotations gives the parts of a text that stand in quotation marks, cut at
// the dots that stand for words left out.
func quotations(why string) (out []string) {
	for _, re := range quoted {
		for at := 0; at < len(why); {
			m := re.FindStringSubmatchIndex(why[at:])
			if m == nil {
				break
			}
			for _, part := range omission.Split(why[at+m[2]:at+m[3]], -1) {
				if part = strings.Join(tokens(part), " "); part != "" {
					out = append(out, part)
				}
			}
			at += m[3] + 1 // behind the closing mark
		}
	}
	return out
}

func TestWhyQuotesWhatIsThere(t *testing.T) {
	n := 0
	for _, it := range Items(All) {
		body := " " + strings.Join(tokens(it.Failing+" \n "+it.Source+" \n "+it.Faithful), " ") + " "
		for _, q := range quotations(it.Why) {
			n++
			if !strings.Contains(body, q) {
				t.Errorf("%s: nothing in the texts reads %q", it.ID, q)
			}
		}
	}
	if n < 2*len(Items(All)) {
		t.Errorf("only %d quotations were found", n)
	}
}

// TestNothingIsTakenFromTheDevelopmentData compares with the written sets of
// the development data, which may not be copied.
func TestNothingIsTakenFromTheDevelopmentData(t *testing.T) {
	const dir = "../../../shared/data"
	theirs := map[string]string{}
	for _, name := range []string{"contrast", "controls", "gaming"} {
		f, err := os.Open(filepath.Join(dir, name+".jsonl"))
		if errors.Is(err, fs.ErrNotExist) {
			t.Skipf("skipped: there is no %s in %s", name, dir)
		}
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for sc := bufio.NewScanner(f); sc.Scan(); {
			var row map[string]any
			if err := json.Unmarshal(sc.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			for _, v := range row {
				if s, ok := v.(string); ok {
					phrases(s, 8, func(p string) { theirs[p] = name })
				}
			}
		}
	}
	if len(theirs) == 0 {
		t.Fatal("nothing was read")
	}
	for id, parts := range texts() {
		for _, p := range parts {
			phrases(p, 8, func(phrase string) {
				if set, ok := theirs[phrase]; ok {
					t.Errorf("%s shares %q with %s", id, phrase, set)
				}
			})
		}
	}
}

func TestSplitNamesAreReadBack(t *testing.T) {
	for _, s := range []Split{All, Train, Dev, Test} {
		name, _ := s.MarshalText()
		var back Split
		if err := back.UnmarshalText(name); err != nil || back != s {
			t.Errorf("%s comes back as %v, error %v", name, back, err)
		}
	}
	if got := Split(9).String(); got != "split(9)" {
		t.Errorf("a split that isn't there is called %q", got)
	}
}

package lexicon

import (
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

func TestBadRowsAreNamed(t *testing.T) {
	for _, test := range []struct {
		name, file, text string // text with its header
		line             int
		field, says      string
	}{
		{"header", "rated.tsv", "form\tscore\tsource\n", 1, "valence", `header says "score"`},
		{"no header", "rated.tsv", "happy\t2\thand\n", 1, "form", `header says "happy"`},
		{"too few fields", "rated.tsv", "form\tvalence\tsource\nhappy\t2\n", 2, "", "wrong number of fields: 2, want 3 (form, valence, source)"},
		{"too many fields", "rated.tsv", "form\tvalence\tsource\n\n# note\nhappy\t2\thand\tmore\n", 4, "", "wrong number of fields: 4, want 3"},
		{"no number", "rated.tsv", "form\tvalence\tsource\nhappy\ttwo\thand\n", 2, "valence", `"two" is no number`},
		{"NaN", "rated.tsv", "form\tvalence\tsource\nhappy\tNaN\thand\n", 2, "valence", "NaN is not within -4 and 4"},
		{"out of range", "rated.tsv", "form\tvalence\tsource\nhappy\t5\thand\n", 2, "valence", "5 is not within -4 and 4"},
		{"no form", "rated.tsv", "form\tvalence\tsource\n\t2\thand\n", 2, "form", "empty field"},
		{"invisible form", "rated.tsv", "form\tvalence\tsource\n\uFE0F\t2\thand\n", 2, "form", "empty field"},
		{"no such class", "hedges.tsv", "cue\tclass\tstrength\tsource\nmaybe\thedge.none\t1\thand\n", 2, "class", `unknown class "hedge.none"`},
		{"class with rows", "hedges.tsv", "cue\tclass\tstrength\tsource\nmaybe\taffect\t1\thand\n", 2, "class", `unknown class "affect"`},
		{"class of another file", "shifters.tsv", "cue\tclass\tstrength\tsource\nmaybe\thedge.shield\t1\thand\n", 2, "class", `unknown class "shift.hedge.shield"`},
		{"strength", "hedges.tsv", "cue\tclass\tstrength\tsource\nmaybe\thedge.shield\t3\thand\n", 2, "strength", "3 is not within 0.01 and 2"},
		{"parenthesis", "hedges.tsv", "cue\tclass\tstrength\tsource\nmaybe\thedge.shield\t1\thand\n(a|b\thedge.shield\t1\thand\n", 3, "cue", "unbalanced parenthesis"},
		{"upper case", "hedges.tsv", "cue\tclass\tstrength\tsource\nI guess\thedge.shield\t1\thand\n", 2, "cue", "upper case in a cue"},
		{"feature", "affect-weights.tsv", "feature\tvalence\tarousal\tanger\tdisgust\tfear\tjoy\tsadness\tsurprise\nx\t0\t0\t0\t0\t0\t0\t0\t0\n", 2, "feature", `"x" is no feature`},
		{"weight", "induced.tsv", "form\tvalence\tarousal\tanger\tdisgust\tfear\tjoy\tsadness\tsurprise\nx\t0\t0\t0\t0\t0\t0\t0\t-\n", 2, "surprise", `"-" is no number`},
		{"context", "ambiguous.tsv", "form\tsense\tcontext\tvalence\tsource\nkind\tx\tnear:so\t1\thand\n", 2, "context", `unknown context "near"`},
		{"function class", "function-words.tsv", "form\tclass\tsource\nthe\tparticle\thand\n", 2, "class", `unknown class "particle"`},
		{"verb form", "verbs.tsv", "form\tverb\tsays\tsource\nis\tbe\tfuture\thand\n", 2, "says", `unknown form "future"`},
		{"person", "pronouns.tsv", "form\tperson\tnumber\tcase\tsource\nme\t4\ts\tobj\thand\n", 2, "person", `unknown person "4"`},
		{"vectors", "vectors.txt", "happy\nsad\n", 0, "", "3 bytes are no whole number of rows for 2 forms"},
	} {
		fsys := fstest.MapFS{test.file: {Data: []byte(test.text)}, "vectors.bin": {Data: []byte("abc")}}
		_, err := Load(fsys)
		var row *RowError
		if !errors.As(err, &row) {
			t.Errorf("%s: error %v is no RowError", test.name, err)
			continue
		}
		file := strings.Replace(test.file, "vectors.txt", "vectors.bin", 1)
		if row.File != file || row.Line != test.line || row.Field != test.field || !strings.Contains(row.Error(), test.says) {
			t.Errorf("%s: got %q (%s, line %d, field %q), want %q (%s, line %d, field %q)", test.name, row, row.File, row.Line, row.Field, test.says, file, test.line, test.field)
		}
	}
}

func TestLoadNeedsAFile(t *testing.T) {
	if _, err := Load(fstest.MapFS{"notes.txt": {Data: []byte("x")}}); !errors.Is(err, ErrNoData) {
		t.Errorf("error %v", err)
	}
	if _, err := Load(); !errors.Is(err, ErrNoData) {
		t.Errorf("error %v", err)
	}
	if _, err := Default().Extend(fstest.MapFS{}); !errors.Is(err, ErrNoData) {
		t.Errorf("error %v", err)
	}
	if _, err := Load(denied{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("error %v", err)
	}
}

type denied struct{}

func (denied) Open(string) (fs.File, error) { return nil, fs.ErrPermission }

func TestLineEndsAndCommentsDoNotMatter(t *testing.T) {
	lex := load(t, map[string]string{"rated.tsv": "# a comment\r\nhappy\t2\thand\r\n\r\nsad\t-2\thand"})
	if lex.Entry(lex.Lookup("happy")).Valence != 2 || lex.Entry(lex.Lookup("sad")).Valence != -2 {
		t.Error("rows were lost")
	}
}

func TestLaterFilesReplaceEarlierOnes(t *testing.T) {
	first := map[string]string{
		"rated.tsv":     "great\t3\thand\n",
		"hedges.tsv":    "sort of\thedge.approximator\t0.4\thand\n",
		"ambiguous.tsv": "kind\ttype\tdefault\t0\thand\n",
	}
	second := map[string]string{
		"rated.tsv":     "great\t1\thand\n",
		"hedges.tsv":    "sort of\thedge.approximator\t0.2\thand\nish\thedge.approximator\t0.5\thand\n",
		"ambiguous.tsv": "kind\tcaring\tdefault\t2\thand\n",
	}
	both, err := Load(files(first), files(second))
	if err != nil {
		t.Fatal(err)
	}
	extended, err := load(t, first).Extend(files(second))
	if err != nil {
		t.Fatal(err)
	}
	for name, lex := range map[string]*Lexicon{"Load": both, "Extend": extended} {
		if v := lex.Entry(lex.Lookup("great")).Valence; v != 1 {
			t.Errorf("%s: valence of great is %g", name, v)
		}
		ms := lex.Match(nil, symbols(lex, "sort of great ish"))
		if len(ms) != 2 || ms[0].Strength != 0.2 || ms[0].End != 2 || ms[1].Start != 3 {
			t.Errorf("%s: matches %v", name, ms)
		}
		if ss := lex.Senses(lex.Lookup("kind")); len(ss) != 1 || ss[0].Valence != 2 {
			t.Errorf("%s: senses %v", name, ss)
		}
	}
}

func TestExtendLeavesTheBaseAlone(t *testing.T) {
	base := Default()
	print, n, happy := base.Fingerprint(), base.Len(), *base.Entry(base.Lookup("happy"))
	syms := symbols(base, "^ frobnicating happy stuff , at a guess .")
	before := base.Match(nil, syms)
	ext, err := base.Extend(files(map[string]string{
		"rated.tsv":    "happy\t-4\thand\nfrobnicating\t-1\thand\n",
		"idioms.tsv":   "down the drain\tdread\tdespair\t-3\t0.8\thand\n",
		"hedges.tsv":   "at a guess\thedge.epistemic\t0.7\thand\n<feel> stuff\thedge.shield\t0.7\thand\n",
		"culture.tsv":  "frobtide\tfestival\tfrobnian\tdress\thand\n",
		"normal.tsv":   "frobn\tfrobnicating\thand\n",
		"identity.tsv": "frobs\tnation\thand\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if base.Fingerprint() != print || base.Len() != n || *base.Entry(base.Lookup("happy")) != happy || base.Lookup("frobnicating") != Unknown {
		t.Error("the base has changed")
	}
	if after := base.Match(nil, syms); !reflect.DeepEqual(before, after) {
		t.Errorf("the base matched %v and now %v", before, after)
	}
	if ext.Fingerprint() == print {
		t.Error("the extension has the fingerprint of its base")
	}
	for _, w := range []string{"happy", "the", "grief"} {
		if ext.Lookup(w) != base.Lookup(w) || ext.Name(ext.Lookup(w)) != w {
			t.Errorf("%s has another number", w)
		}
	}
	if ext.Entry(ext.Lookup("happy")).Valence != -4 || ext.Entry(ext.Lookup("frobn")).Valence != -1 {
		t.Error("the rows of the extension are not seen")
	}
	if s := ext.Similarity(ext.Lookup("happy"), ext.Lookup("sad")); s != base.Similarity(base.Lookup("happy"), base.Lookup("sad")) || s == 0 {
		t.Errorf("similarity of happy and sad is %g", s)
	}
	got := matches(ext.Match(nil, symbols(ext, "^ frobnicating happy stuff , at a guess .")))
	for _, want := range []string{"hedge.epistemic[5,8)", "hedge.shield[2,4)"} {
		if !strings.Contains(got, want) {
			t.Errorf("matches %s, want %s among them", got, want)
		}
	}
	for _, m := range ext.Match(nil, symbols(ext, "down the drain")) {
		if m.Class == AffectTerm && (m.End != 3 || ext.EmotionName(ext.Terms[m.Row].Emotion) != "dread") {
			t.Errorf("down the drain is %+v", m)
		}
	}
	if ms := ext.Match(nil, symbols(ext, "frobtide")); len(ms) != 1 || ext.Items[ms[0].Row].Culture != "frobnian" {
		t.Errorf("frobtide is %+v", ms)
	}
}

func TestExtensionsAddUp(t *testing.T) {
	lex := load(t, map[string]string{"hedges.tsv": "maybe\thedge.epistemic\t0.5\thand\n"})
	empty := lex.Fingerprint()
	seen := map[uint64]bool{empty: true}
	for _, row := range []string{"perchance\thedge.epistemic\t0.5\thand\n", "maybe\thedge.epistemic\t0.1\thand\n", "maybe so\thedge.epistemic\t0.9\thand\n"} {
		var err error
		if lex, err = lex.Extend(files(map[string]string{"hedges.tsv": row})); err != nil {
			t.Fatal(err)
		}
		if seen[lex.Fingerprint()] {
			t.Error("two extensions have one fingerprint")
		}
		seen[lex.Fingerprint()] = true
	}
	ms := lex.Match(nil, symbols(lex, "maybe perchance maybe so"))
	if len(ms) != 3 || ms[0].Strength != 0.1 || ms[1].Start != 1 || ms[2].End != 4 || ms[2].Strength != 0.9 {
		t.Errorf("%v", ms)
	}
}

func TestVectorsOfAnExtensionReplaceAll(t *testing.T) {
	fsys := files(map[string]string{"rated.tsv": "mirth\t2\thand\n"})
	fsys["vectors.txt"] = &fstest.MapFile{Data: []byte("mirth\nhappy\n")}
	fsys["vectors.bin"] = &fstest.MapFile{Data: []byte("\x7f\x00\x7f\x00")}
	lex, err := Default().Extend(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if s := lex.Similarity(lex.Lookup("mirth"), lex.Lookup("happy")); s != 1 || lex.Dimensions() != 2 {
		t.Errorf("similarity %g in %d dimensions", s, lex.Dimensions())
	}
	if lex.Entry(lex.Lookup("sad")).Vector != -1 {
		t.Error("sad has a vector of the base")
	}
}

// FuzzLoad reads bytes as each of the files, with its header and without.
func FuzzLoad(f *testing.F) {
	for _, row := range []string{"a\tb\tc", "happy\t2\thand", "(a|b) c\thedge.shield\t1\thand", "kind\tx\tprev:so|very\t1\thand", "a\t1\t1\t1\t1\t1\t1\t1\t1", "sad\tsadness\tx\t-2\t1\thand", "a;b\tc;d e\tx\thand", "\xff\xfe\x00"} {
		f.Add(row + "\n")
	}
	base, err := Load(files(map[string]string{"rated.tsv": "happy\t2\thand\n"}))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 || strings.Count(text, "|") > 12 {
			return
		}
		for name := range Files() {
			for _, fsys := range []fs.FS{files(map[string]string{name: text}), fstest.MapFS{name: {Data: []byte(text)}}} {
				for _, made := range []func(...fs.FS) (*Lexicon, error){Load, base.Extend} {
					lex, err := made(fsys)
					if err != nil {
						continue
					}
					for _, m := range lex.Match(nil, symbols(lex, text)) {
						if int(m.Row) >= max(1, lex.rows(m.Class)) || m.Start >= m.End {
							t.Errorf("%s: match %+v", name, m)
						}
					}
				}
			}
		}
		Load(fstest.MapFS{"vectors.txt": {Data: []byte(text)}, "vectors.bin": {Data: []byte(text)}, "rated.tsv": files(map[string]string{"rated.tsv": ""})["rated.tsv"]})
	})
}

package lexicon

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// files makes a file system of files given without their headers.
func files(rows map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range rows {
		fsys[name] = &fstest.MapFile{Data: []byte(strings.Join(Files()[name], "\t") + "\n" + text)}
	}
	return fsys
}

func load(t testing.TB, rows map[string]string) *Lexicon {
	t.Helper()
	lex, err := Load(files(rows))
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

func TestLookupFoldsSpelling(t *testing.T) {
	lex := load(t, map[string]string{
		"vocabulary.tsv": "cafe\t4\t\nresume\t4\t\nrésumé\t3\t\ndon't\t5\t\nstraße\t2\t\nyou\t6\t\nünal\t2\t\n",
		"normal.tsv":     "u\tyou\thand\n",
	})
	for _, test := range []struct{ word, want string }{
		{"cafe", "cafe"},
		{"CAFE", "cafe"},
		{"Café", "cafe"}, // the accented form is not known, the bare one is
		{"CAFE\u0301", "cafe"},
		{"resume", "resume"},
		{"RÉSUMÉ", "résumé"}, // the accented form is known
		{"re\u0301sume\u0301", "résumé"},
		{"Don’t", "don't"},
		{"don‘t", "don't"},
		{"don´t", "don't"},
		{"straße", "strasse"},
		{"STRASSE", "strasse"},
		{"ÜNAL", "ünal"},
		{"u", "you"}, // a respelling
		{"U", "you"},
		{"unknown", ""},
		{"", ""},
		{"?", ""}, // a mark is no word
		{"_", ""},
		{"<feel>", ""},
		{"\x00number", ""},
		{"\xff", ""},
	} {
		if got := lex.Name(lex.Lookup(test.word)); got != test.want {
			t.Errorf("Lookup(%q) = %q, want %q", test.word, got, test.want)
		}
	}
}

func TestEmoticon(t *testing.T) {
	lex := load(t, map[string]string{
		"emoji.tsv":      ":D\tjoy\tlaughter\t2.5\t0.6\thand\n😭\tsadness\tweeping\t-2\t0.9\thand\n",
		"vocabulary.tsv": "xd\t3\t\n",
	})
	for s, want := range map[string]string{":D": ":d", ":d": ":d", "😭": "😭", "😭\uFE0F": "😭", "xd": "", ":(": "", "": "", "?": ""} {
		if got := lex.Name(lex.Emoticon(s)); got != want {
			t.Errorf("Emoticon(%q) = %q, want %q", s, got, want)
		}
	}
	if v := lex.Entry(lex.Emoticon(":D")).Valence; v != 2.5 {
		t.Errorf("valence of :D is %g", v)
	}
}

func TestEntryOfAnyFormIsSafe(t *testing.T) {
	lex := Default()
	for _, f := range []Form{Unknown, Form(lex.Len()), 1 << 31, ^Form(0)} {
		if e := lex.Entry(f); e.Zipf != 0 || e.Vector != -1 {
			t.Errorf("Entry(%d) = %+v", f, *e)
		}
		if f != Unknown && lex.Name(f) != "" {
			t.Errorf("Name(%d) = %q", f, lex.Name(f))
		}
		if s := lex.Similarity(f, 20); s != 0 {
			t.Errorf("Similarity(%d, 20) = %g", f, s)
		}
	}
}

func TestDefaultKnowsEnglish(t *testing.T) {
	lex := Default()
	happy, sad, the := lex.Entry(lex.Lookup("happy")), lex.Entry(lex.Lookup("sad")), lex.Entry(lex.Lookup("the"))
	if happy.Valence <= 0 || sad.Valence >= 0 || the.Zipf < 6 || the.Function&Article == 0 || !the.Is(Stopword) {
		t.Errorf("happy %+v\nsad %+v\nthe %+v", *happy, *sad, *the)
	}
	if lex.EmotionName(sad.Emotion) != "sadness" || lex.Ekman(sad.Emotion) != Sadness {
		t.Errorf("sad is %s", lex.EmotionName(sad.Emotion))
	}
	walk, walked := lex.Entry(lex.Lookup("walk")), lex.Entry(lex.Lookup("walked"))
	if walk.Family != walked.Family {
		t.Errorf("walk and walked are of families %d and %d", walk.Family, walked.Family)
	}
}

func TestEntriesReadAtTheSameTimeAgree(t *testing.T) {
	lex, err := read(embedded)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var got [4][]*Entry
	for g := range got {
		wg.Go(func() {
			for f := range Form(5000) {
				got[g] = append(got[g], lex.Entry(f))
			}
		})
	}
	wg.Wait()
	for f := range 5000 {
		if got[0][f] != got[1][f] || got[0][f] != got[2][f] || got[0][f] != got[3][f] {
			t.Fatalf("form %d has several records", f)
		}
	}
}

func TestIdentityCarriesNoSignal(t *testing.T) {
	fsys := files(map[string]string{
		"vocabulary.tsv": "maria\t4\t\nmurad\t3\t\n",
		"induced.tsv":    "maria\t1\t1\t1\t1\t1\t1\t1\t1\n",
		"rated.tsv":      "maria\t2\thand\n",
		"identity.tsv":   "maria\tname\thand\nmurad\tname\thand\n",
	})
	fsys["vectors.txt"] = &fstest.MapFile{Data: []byte("maria\nmurad\n")}
	fsys["vectors.bin"] = &fstest.MapFile{Data: []byte("\x7f\x00\x00\x7f")}
	lex, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	maria, murad := lex.Entry(lex.Lookup("Maria")), lex.Entry(lex.Lookup("Murad"))
	if maria.Valence != 0 || maria.Induced() != (Induced{}) || maria.Vector != -1 || maria.Is(Feeling) {
		t.Errorf("%+v", *maria)
	}
	if maria.Family != murad.Family {
		t.Error("two names are of two families")
	}
}

func TestSimilarity(t *testing.T) {
	fsys := files(map[string]string{"vocabulary.tsv": "grief\t4\t\n"})
	fsys["vectors.txt"] = &fstest.MapFile{Data: []byte("sad\nsorrow\nhappy\nplain\n")}
	fsys["vectors.bin"] = &fstest.MapFile{Data: []byte("\x7f\x00\x00" + "\x64\x4e\x00" + "\x81\x00\x00" + "\x80\x80\x80")}
	lex, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	of := func(a, b string) float64 { return lex.Similarity(lex.Lookup(a), lex.Lookup(b)) }
	for _, test := range []struct {
		a, b string
		want float64
	}{{"sad", "sad", 1}, {"sad", "sorrow", 100.0 / 127}, {"sad", "happy", -1}, {"sad", "grief", 0}, {"grief", "grief", 1}, {"sad", "nosuchword", 0}} {
		if got := of(test.a, test.b); got < test.want-1e-9 || got > test.want+1e-9 || got != of(test.b, test.a) {
			t.Errorf("Similarity(%s, %s) = %g and back %g, want %g", test.a, test.b, got, of(test.b, test.a), test.want)
		}
	}
	words := []string{"sad", "sorrow", "happy", "plain", "grief"}
	for _, a := range words {
		for _, b := range words {
			if s := of(a, b); s < -1 || s > 1 {
				t.Errorf("Similarity(%s, %s) = %g", a, b, s)
			}
		}
	}
	if s, ok := lex.Sign(lex.Lookup("happy")); !ok || s != 0b001 {
		t.Errorf("Sign(happy) = %b, %t", s, ok)
	}
	if _, ok := lex.Sign(lex.Lookup("grief")); ok {
		t.Error("grief has a sign and no vector")
	}
	sum := make([]float32, lex.Dimensions())
	if !lex.Vector(sum, lex.Lookup("happy"), 0.5) || sum[0] != -0.5 || lex.Vector(sum, lex.Lookup("grief"), 1) || sum[0] != -0.5 {
		t.Errorf("Vector gives %v", sum)
	}
}

func TestSignIsThatOfEachDimension(t *testing.T) {
	lex := Default()
	n := 0
	for f := range Form(lex.Len()) {
		row := lex.row(f)
		if row == "" {
			continue
		}
		var want uint64
		for k := range min(64, len(row)) {
			want |= uint64(row[k]>>7) << k
		}
		if got, ok := lex.Sign(f); !ok || got != want {
			t.Fatalf("Sign(%s) = %064b, %t, want %064b", lex.Name(f), got, ok, want)
		}
		n++
	}
	if n < 1000 {
		t.Errorf("%d forms with vectors", n)
	}
}

func TestSenses(t *testing.T) {
	lex := load(t, map[string]string{
		"ambiguous.tsv": "kind\tcaring\tprev:so|very\t1.9\thand\nkind\ttype\tdefault\t0\thand\nwell\tgood\ttag:JJ\t1\thand\n",
	})
	kind := lex.Lookup("kind")
	ss := lex.Senses(kind)
	if len(ss) != 2 || ss[0].Context != Prev || len(ss[0].Forms) != 2 || lex.Name(ss[0].Forms[1]) != "very" || ss[0].Valence != 1.9 || ss[1].Context != Always {
		t.Errorf("Senses(kind) = %+v", ss)
	}
	if ss := lex.Senses(lex.Lookup("well")); len(ss) != 1 || ss[0].Context != OwnTag || len(ss[0].Tags) != 1 || ss[0].Tags[0] != "JJ" {
		t.Errorf("Senses(well) = %+v", ss)
	}
	if !lex.Entry(kind).Is(Ambiguous) || lex.Senses(lex.Lookup("very")) != nil {
		t.Error("kind is not ambiguous, or very is")
	}
}

func TestInducedWeightsLieOnTheirGrid(t *testing.T) {
	lex := load(t, map[string]string{"induced.tsv": "a\t1\t-1\t0.05\t0.01\t9\t-9\t.11\t0\n"})
	want := Induced{Valence: 1, Arousal: -1, Emotion: [EkmanCount]float32{0.04, 0, 5.08, -5.08, 0.12, 0}}
	got := lex.Entry(lex.Lookup("a")).Induced()
	near := func(a, b float32) bool { return a-b < 1e-5 && b-a < 1e-5 }
	if !near(got.Valence, want.Valence) || !near(got.Arousal, want.Arousal) {
		t.Errorf("got %v, want %v", got, want)
	}
	for k := range want.Emotion {
		if !near(got.Emotion[k], want.Emotion[k]) {
			t.Errorf("%s is %g, want %g", EkmanNames[k], got.Emotion[k], want.Emotion[k])
		}
	}
}

func TestClassNamesGoBothWays(t *testing.T) {
	for c := range classCount {
		if got, ok := ClassNamed(c.String()); !ok || got != c {
			t.Errorf("ClassNamed(%q) = %d, %t, want %d", c, got, ok, c)
		}
	}
	if _, ok := ClassNamed("no such class"); ok || classCount.String() != "unknown" {
		t.Error("a class that is none has a name")
	}
}

// TestEveryNameIsFound holds the table to its promise that no two names of the
// lexicon are taken for each other, and a key to finding what its word finds.
func TestEveryNameIsFound(t *testing.T) {
	lex := Default()
	for f := firstForm; int(f) < lex.Len(); f++ {
		want, w := f, lex.Name(f)
		if lex.Entry(f).Is(Respelled) {
			i, _ := slices.BinarySearchFunc(lex.respellings, f, func(r respelling, f Form) int { return cmp.Compare(r.from, f) })
			want = lex.respellings[i].to
		}
		if Fold(w) != w {
			t.Errorf("%q folds to %q", w, Fold(w))
		}
		if got := lex.Lookup(w); got != want {
			t.Errorf("%q finds %q, want %q", w, lex.Name(got), lex.Name(want))
		}
		if len(w) > MaxKey || w[len(w)-1] == 0 {
			continue
		}
		if got := lex.LookupKey(packLower(w)); got != want {
			t.Errorf("the key of %q finds %q, want %q", w, lex.Name(got), lex.Name(want))
		}
	}
	if lex.LookupKey(0) != Unknown || lex.LookupKey(packLower("qqqq")) != Unknown {
		t.Error("a word is found that there is not")
	}
}

package lexicon

import (
	"bytes"
	"errors"
	"slices"
	"testing"
	"testing/fstest"
)

var relationFiles = map[string]string{
	"vocabulary.tsv": "dog\t5\tdog\ndogs\t4\tdog\nhound\t4\thound\nanimal\t5\tanim\nmum\t5\tmum\nrare\t3\trare\n",
	"identity.tsv":   "mum\tkin-parent\thand\n",
	"synsets.tsv":    "0\tanimal\t-1\n1\tdog hound\t0\n5\tpoodle\t1\n1\ttyke\t-1\n7\tmum\t-1\n",
	"talk.tsv":       "dogs\t5.52\n",
	"themes.tsv":     "source\t0\t0.5\t1 0\nresponse\t0\t0\t0 2\nsource\t1\t0\t0 1\nresponse\t1\t0\t1 0\n",
}

func TestSynsets(t *testing.T) {
	lex := load(t, relationFiles)
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"dog", "hound", true},
		{"dogs", "hound", true}, // by family
		{"dog", "tyke", true},   // a known number gets more words
		{"dog", "animal", false},
		{"dog", "unheard", false},
		{"unheard", "unheard", false},
		{"mum", "mum", false}, // who people are is no matter of meaning here
	} {
		a, b := lex.Synsets(lex.Lookup(c.a)), lex.Synsets(lex.Lookup(c.b))
		same := slices.ContainsFunc(a, func(s int32) bool { return slices.Contains(b, s) })
		if same != c.same {
			t.Errorf("%s and %s can mean the same: %v, want %v", c.a, c.b, same, c.same)
		}
	}
}

func TestBroader(t *testing.T) {
	lex := load(t, relationFiles)
	for _, c := range []struct {
		s    int32
		want []int32
	}{{5, []int32{1, 0}}, {1, []int32{0}}, {0, nil}, {3, nil}, {-1, nil}, {1 << 30, nil}} {
		if got := lex.Broader(nil, c.s); !slices.Equal(got, c.want) {
			t.Errorf("broader than %d are %v, want %v", c.s, got, c.want)
		}
	}
}

func TestTalk(t *testing.T) {
	lex := load(t, relationFiles)
	for w, want := range map[string]float64{
		"dog": 5.52, "dogs": 5.52, "rare": 3 - talkShift, "unheard": talkUnknown,
	} {
		if got := lex.Talk(lex.Lookup(w)); got < want-0.001 || got > want+0.001 {
			t.Errorf("talk of %s is %v, want %v", w, got, want)
		}
	}
}

func TestThemes(t *testing.T) {
	lex := load(t, relationFiles)
	v := []float32{2, 3}
	if got := lex.Themes(nil, OfSource, v); !slices.Equal(got, []float64{1.5, 3}) {
		t.Errorf("themes of the source are %v", got)
	}
	if got := lex.Themes([]float64{9}, OfResponse, v); !slices.Equal(got, []float64{9, 6, 2}) {
		t.Errorf("themes of the response are %v", got)
	}
	if got := lex.Themes(nil, OfSource, []float32{1, 2, 3}); len(got) != 0 {
		t.Errorf("themes %v of vectors they were not made for", got)
	}
}

func TestRelationsThroughSnapshotAndExtension(t *testing.T) {
	data, err := Compile(files(relationFiles))
	if err != nil {
		t.Fatal(err)
	}
	lex, err := ReadSnapshot(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	more, err := lex.Extend(files(map[string]string{
		"synsets.tsv": "1\tpupper\t-1\n", "talk.tsv": "rare\t4\n", "themes.tsv": "source\t1\t0\t0 5\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got := more.Synsets(more.Lookup("pupper")); !slices.Equal(got, []int32{1}) {
		t.Errorf("synsets of a word laid over are %v", got)
	}
	if got := more.Broader(nil, 5); !slices.Equal(got, []int32{1, 0}) {
		t.Errorf("broader chain is %v after extension", got)
	}
	if got := more.Talk(more.Lookup("rare")); got != 4 {
		t.Errorf("talk is %v after extension, want 4", got)
	}
	if got := more.Themes(nil, OfSource, []float32{2, 3}); !slices.Equal(got, []float64{1.5, 15}) {
		t.Errorf("themes are %v after extension", got)
	}
	if len(lex.Synsets(lex.Lookup("pupper"))) != 0 || lex.Talk(lex.Lookup("rare")) == 4 {
		t.Error("an extension changes the lexicon it was made from")
	}
}

func TestBadRelations(t *testing.T) {
	for _, c := range []struct{ file, row, field string }{
		{"synsets.tsv", "x\tdog\t-1", "synset"},
		{"synsets.tsv", "-1\tdog\t-1", "synset"},
		{"synsets.tsv", "1048576\tdog\t-1", "synset"},
		{"synsets.tsv", "3\tdog\t3", "broader"},
		{"synsets.tsv", "3\tdog\t-2", "broader"},
		{"synsets.tsv", "3\tdog\tup", "broader"},
		{"talk.tsv", "dog\t0.5", "zipf"},
		{"talk.tsv", "dog\tnan", "zipf"},
		{"themes.tsv", "both\t0\t0\t1", "side"},
		{"themes.tsv", "source\t-1\t0\t1", "theme"},
		{"themes.tsv", "source\t256\t0\t1", "theme"},
		{"themes.tsv", "source\t0\tx\t1", "offset"},
		{"themes.tsv", "source\t0\t0\t1 x", "weights"},
	} {
		fsys := files(relationFiles)
		fsys[c.file] = &fstest.MapFile{Data: append(fsys[c.file].Data, []byte(c.row+"\n")...)}
		_, err := Load(fsys)
		var re *RowError
		if !errors.As(err, &re) || re.File != c.file || re.Field != c.field {
			t.Errorf("%s with row %q: error %v, want one of field %s", c.file, c.row, err, c.field)
		}
	}
}

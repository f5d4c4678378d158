package lexicon

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// TestSnapshotIsUpToDate compares what the library embeds with its files.
func TestSnapshotIsUpToDate(t *testing.T) {
	want, err := Compile(os.DirFS("data/en"))
	if err != nil {
		t.Fatal(err)
	}
	if embedded != string(want) {
		t.Errorf("lexicon/en.bin (%d bytes) is not what lexicon/data/en compiles to (%d bytes): run go generate ./lexicon", len(embedded), len(want))
	}
}

var smallFiles = map[string]string{
	"vocabulary.tsv":     "walk\t5\twalk\nwalked\t4\twalk\nthe\t7.5\tthe\n",
	"induced.tsv":        "walk\t.11\t3.36\t-.03\t-.01\t0\t.3\t-.12\t.01\n",
	"affect-weights.tsv": "1\t0.1\t0.2\t0.3\t0.4\t0.5\t0.6\t0.7\t0.8\n",
	"emotions.tsv":       "sad\tsadness\tsorrow\t-2\t0.5\thand\nover the moon\tjoy\telation\t3\t0.9\thand\n",
	"emoji.tsv":          ":D\tjoy\tlaughter\t2.5\t0.6\thand\n",
	"ambiguous.tsv":      "kind\tcaring\tprev:so|very\t1.9\thand\nkind\ttype\ttag:NN|NNS\t0\thand\n",
	"shifters.tsv":       "very\tintensifier\t1.5\thand\n",
	"hedges.tsv":         "(i|we) (guess|think)( that|)\thedge.epistemic\t0.5\thand\nkind of ~ <feel>\thedge.approximator\t0.5\thand\n<int> likely\thedge.shield\t0.5\thand\n",
	"euphemism.tsv":      "died\tpassed away\tdeath\thand\n",
	"culture.tsv":        "diwali\tfestival\tindian\tfestival;holiday\thand\n",
	"dialect.tsv":        "y'all\tsouthern\tyou\thand\n",
	"formality.tsv":      "as per\t0.8\taccording to\thand\ngonna\t-0.6\tgoing to\thand\n",
	"concreteness.tsv":   "walk\t0.75\thand\n",
	"function-words.tsv": "the\tarticle\thand\n",
	"pronouns.tsv":       "my\t1\ts\tposs\thand\n",
	"normal.tsv":         "teh\tthe\thand\n",
	"identity.tsv":       "maria\tname\thand\nhope\tname-word\thand\n",
	"markers.tsv":        "the\t1\t2\t3\t4\t5\t6\t-15\t-128\t17\n^\t0\t1\t0\t0\t0\t0\t0\t0\t0\nwalk\t0\t0\t0\t0\t0\t0\t0\t0\t0\n",
}

func small() fstest.MapFS {
	fsys := files(smallFiles)
	fsys["vectors.txt"] = &fstest.MapFile{Data: []byte("walk\nsad\nmaria\nkind\n")}
	fsys["vectors.bin"] = &fstest.MapFile{Data: []byte("\x7f\x00\x00\x7f\x01\x02\x50\x81")}
	return fsys
}

func smallSnapshot(t testing.TB) []byte {
	data, err := Compile(small())
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// named gives the form of a name, whatever a text would read it as.
func named(lex *Lexicon, name string) Form {
	for f := range Form(lex.Len()) {
		if lex.Name(f) == name {
			return f
		}
	}
	return Unknown
}

func TestSnapshotKeepsEverything(t *testing.T) {
	b := newBuilder(nil)
	if err := b.readAll([]fs.FS{small()}); err != nil {
		t.Fatal(err)
	}
	lex, err := ReadSnapshot(bytes.NewReader(smallSnapshot(t)))
	if err != nil {
		t.Fatal(err)
	}
	if lex.Len() != len(b.names) {
		t.Fatalf("%d forms, want %d", lex.Len(), len(b.names))
	}
	for i, want := range b.entries {
		name := b.names[i]
		f := named(lex, name)
		got := *lex.Entry(f)
		if a, b := lex.Name(Form(got.Family)), b.names[want.Family]; lex.Name(f) != name || a != b {
			t.Errorf("%q is of family %q, want %q", name, a, b)
		}
		if a, b := lex.row(f), b.lex.vectors.row(want.Vector); a != b {
			t.Errorf("%q has vector %q, want %q", name, a, b)
		}
		if a, b := lex.Markers(f), b.lex.MarkersOf(&want); (a == nil) != (b == nil) || a != nil && *a != *b {
			t.Errorf("%q has markers %v, want %v", name, a, b)
		}
		got.Family, got.Vector, got.marker = 0, 0, 0
		want.Family, want.Vector, want.marker = 0, 0, 0
		if got != want {
			t.Errorf("%q is %+v, want %+v", name, got, want)
		}
	}
	if !reflect.DeepEqual(lex.Terms, b.lex.Terms) || !reflect.DeepEqual(lex.Pairs, b.lex.Pairs) || !reflect.DeepEqual(lex.Dialects, b.lex.Dialects) || !reflect.DeepEqual(lex.Registers, b.lex.Registers) {
		t.Error("tables differ")
	}
	if !reflect.DeepEqual(lex.emotions, b.lex.emotions) || !reflect.DeepEqual(lex.fines, b.lex.fines) || !reflect.DeepEqual(lex.weights, b.lex.weights) {
		t.Error("emotions or weights differ")
	}
	if len(lex.Senses(lex.Lookup("kind"))) != 2 || lex.Name(lex.Lookup("TEH")) != "the" || len(lex.Items) != 1 || lex.Items[0].Kind != "festival" {
		t.Error("senses, respellings or items differ")
	}
}

func TestSnapshotIsTheSameForTheSameFiles(t *testing.T) {
	if !bytes.Equal(smallSnapshot(t), smallSnapshot(t)) {
		t.Error("two snapshots of the same files differ")
	}
	loaded, err := Load(small())
	if err != nil {
		t.Fatal(err)
	}
	read, err := ReadSnapshot(bytes.NewReader(smallSnapshot(t)))
	if err != nil {
		t.Fatal(err)
	}
	if loaded.Fingerprint() != read.Fingerprint() || loaded.Fingerprint() == 0 {
		t.Errorf("fingerprint %x from files, %x from the snapshot", loaded.Fingerprint(), read.Fingerprint())
	}
	other := load(t, map[string]string{"rated.tsv": "sad\t-2\thand\n"})
	if other.Fingerprint() == load(t, map[string]string{"rated.tsv": "sad\t-2.1\thand\n"}).Fingerprint() {
		t.Error("a changed number does not change the fingerprint")
	}
}

func TestBadSnapshots(t *testing.T) {
	data := smallSnapshot(t)
	bad := func(name string, data []byte) {
		t.Helper()
		if lex, err := ReadSnapshot(bytes.NewReader(data)); !errors.Is(err, ErrSnapshot) || lex != nil {
			t.Errorf("%s: error %v", name, err)
		}
	}
	for n := range data {
		bad("truncated", data[:n])
		flipped := bytes.Clone(data)
		flipped[n] ^= 1 << (n % 8)
		bad("damaged", flipped)
	}
	bad("longer", append(bytes.Clone(data), 0))
	bad("text", []byte(strings.Repeat("no snapshot ", 100)))
	if _, err := ReadSnapshot(io.MultiReader(bytes.NewReader(data[:50]), broken{})); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v of the reader is lost", err)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// use does what must not panic with a lexicon that read took for whole.
func use(lex *Lexicon) {
	var all []Symbol
	for f := range Form(lex.Len()) {
		e := lex.Entry(f)
		lex.Lookup(lex.Name(f))
		lex.Senses(f)
		lex.Sign(f)
		lex.Similarity(f, f+1)
		lex.Ekman(e.Emotion)
		lex.FineName(e.Fine)
		lex.Markers(f)
		all = append(all, f)
	}
	all = all[:min(len(all), 500)]
	for _, m := range lex.Match(nil, all) {
		switch m.Class {
		case AffectTerm:
			_ = lex.Terms[m.Row]
		case CultureItem:
			_ = lex.Items[m.Row].Generic
		case EuphemismStrong, EuphemismWeak:
			_ = lex.Pairs[m.Row]
		case DialectMarker:
			_ = lex.Dialects[m.Row]
		case FormalityTerm:
			_ = lex.Registers[m.Row]
		}
	}
}

// TestDamageBehindTheChecksum damages what the checksum would have shown.
func TestDamageBehindTheChecksum(t *testing.T) {
	data := smallSnapshot(t)
	rng := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for range 20000 {
		d := bytes.Clone(data)
		for range 1 + rng.IntN(3) {
			d[rng.IntN(len(d))] = byte(rng.Uint32())
		}
		if lex, err := prove(string(d)); err != nil {
			refused++
		} else {
			use(lex)
		}
	}
	if refused < 1000 {
		t.Errorf("only %d of 20000 were refused", refused)
	}
}

// FuzzReadSnapshot reads sections without the checksum.
func FuzzReadSnapshot(f *testing.F) {
	f.Add(smallSnapshot(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		if lex, err := prove(string(data)); err == nil {
			use(lex)
		}
		ReadSnapshot(bytes.NewReader(data))
	})
}

func BenchmarkReadSnapshot(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(embedded); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(os.DirFS("data/en")); err != nil {
			b.Fatal(err)
		}
	}
}

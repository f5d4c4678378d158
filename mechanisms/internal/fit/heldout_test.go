package main

import (
	"os"
	"path/filepath"
	"testing"
)

// verdicts are of items whose outcome is plain: a response that is lost by
// 2 against one that is lost by 1.
func verdicts() *tally {
	lost := func(x float64) (e energies) {
		for k := range e.row {
			e.row[k] = x
		}
		for k := range e.col {
			e.col[k] = x
		}
		e.all = x
		return e
	}
	t := newTally()
	put := func(it item, good, bad float64) {
		t.seen = append(t.seen, verdict{&it, lost(good), lost(bad)})
	}
	put(item{kind: contrast, dev: true, mechanism: 2, dimension: 1}, 1, 2)
	put(item{kind: contrast, dev: true, mechanism: 2, dimension: 1}, 2, 1)
	put(item{kind: contrast, mechanism: 3}, 2, 1) // not of the development half
	put(item{kind: control, dev: true}, 2, 0)
	put(item{kind: gaming, dev: true, gaming: "opposite"}, 1, 2)
	put(item{kind: rewrites, dev: true, gaming: "rewrite-detox"}, 1, 2)
	put(item{kind: rewrites, dev: true, gaming: "rewrite-reframe"}, 2, 1)
	put(item{kind: rating, dev: true, goodSide: wording{human: true}, badSide: wording{human: true}}, 2, 1)
	put(item{kind: rating, dev: true}, 1, 3)
	return t
}

func TestRowsLeftOutAreThoseOfValidate(t *testing.T) {
	got := map[string]float64{}
	for _, r := range verdicts().leftOut() {
		got[r.row] = r.value
	}
	for name, want := range map[string]float64{
		"contrast.avoidance": 0.5, "contrast.cultural": 0.5, "contrast.score": 0.5,
		"controls.alarms": 1, "gaming.all": 1, "gaming.opposite": 1,
		"rewrite-detox.direction": 1, "rewrite-reframe.direction": 0,
		"ratings.all": 0.625, "ratings.human": 0, // 2 and 1 are good, 1 and 3 are bad
	} {
		if x, ok := got[name]; !ok || x < want-1e-6 || x > want+1e-6 {
			t.Errorf("%s %v, present %v; want %v", name, x, ok, want)
		}
	}
	for _, name := range []string{"contrast.distancing", "gaming.parrot"} {
		if x, ok := got[name]; ok {
			t.Errorf("%s %v, but there is no item", name, x)
		}
	}
}

func TestRowsLeftOutAreWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "heldout.tsv")
	if err := writeLeftOut(path, []leftOut{{"a.b", 0.12345}, {"c", 1}}); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if want := "row\tvalue\na.b\t0.123\nc\t1.000\n"; err != nil || string(got) != want {
		t.Errorf("%q, error %v; want %q", got, err, want)
	}
}

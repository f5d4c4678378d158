package text

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/attune-go/attune/lexicon"
)

// What is read at a glance must be what is read byte by byte.
func TestGlanceReadsAsScanning(t *testing.T) {
	letters := []string{"a", "b", "e", "A", "Z", "m", "'", "’", ".", ",", ":", "!", "-", "_", "@", "5", " ", " ", " ", "\n", "\t", "é", "\u00A0", "\x00", "[", "`", "{"}
	r := rand.New(rand.NewPCG(1, 2))
	lex := lexicon.Default()
	plains := 0
	for range 200_000 {
		var b strings.Builder
		for b.Len() < 14 {
			w := letters[r.IntN(len(letters))]
			b.WriteString(strings.Repeat(w, 1+r.IntN(4)/3*2)) // now and then three
		}
		s := b.String()
		if classOf[s[0]] != classLower && classOf[s[0]] != classUpper {
			continue
		}
		end, _ := lineEnd(s, 0)
		p, ok := glance(s, 0)
		if !ok {
			continue
		}
		plains++
		stop, sh, ascii := scanWord(s, 0, end)
		flags := sh.flags(classOf[s[0]] == classUpper)
		if stop != p.len || sh.letters() != p.letters || flags != p.flags || sh.foreign || !ascii {
			t.Fatalf("%q is %+v at a glance, want %d %+v", s, p, stop, sh)
		}
		if f := lex.LookupKey(p.key); f != 0 && f != lex.Lookup(s[:stop]) {
			t.Fatalf("%q is form %d at a glance, want %d", s[:stop], f, lex.Lookup(s[:stop]))
		}
	}
	if plains < 10_000 {
		t.Errorf("only %d words were plain", plains)
	}
}

func TestStraightKey(t *testing.T) {
	for _, c := range []struct{ word, want string }{
		{"I’m", "i'm"}, {"Don’t", "don't"}, {"o‘clock", "o'clock"}, {"couldn’t", "couldn't"},
		{"shouldn’t", ""}, {"café’s", ""}, {"nooo’s", ""},
	} {
		var want uint64
		for i := len(c.want) - 1; i >= 0; i-- {
			want = want<<8 | uint64(c.want[i])
		}
		if got := straightKey(c.word); got != want {
			t.Errorf("key of %q is %#x, want %#x", c.word, got, want)
		}
	}
}

// A line ends at the first mark that ends lines, wherever that stands.
func TestLineEnd(t *testing.T) {
	for _, mark := range []string{"\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029"} {
		for before := range 20 {
			for _, c := range []string{"x", "\t", "~", "’", "£"} {
				line := strings.Repeat(c, before)
				if end, next := lineEnd(line+mark+"more\nthan this", 0); end != len(line) || next != len(line)+len(mark) {
					t.Errorf("%d × %q before %q: line ends at %d, the next begins at %d", before, c, mark, end, next)
				}
			}
		}
	}
	if end, next := lineEnd("no end in here", 3); end != 14 || next != 14 {
		t.Errorf("a line without an end ends at %d, the next begins at %d", end, next)
	}
}

package empathy_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/attune-go/attune/empathy"
)

// marshalled gives the bytes of a corpus.
func marshalled(t *testing.T, c *empathy.Corpus) []byte {
	t.Helper()
	b, err := c.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecodedCorpusIsTheOneThatWasEncoded(t *testing.T) {
	analyzed := []empathy.Report{
		empathy.Analyze("They gave my desk away while I was burying my dad!", "Change can be challenging."),
		empathy.Analyze("", "Hello."), // which is noted
	}
	for _, c := range []struct {
		name   string
		corpus *empathy.Corpus
	}{
		{"empty", new(empathy.Corpus)},
		{"analyzed", corpus(t, analyzed...)},
		{"invented", corpus(t, invented(500)...)},
	} {
		b := marshalled(t, c.corpus)
		got := corpus(t, invented(3)...) // which have to go
		if err := got.UnmarshalBinary(b); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !reflect.DeepEqual(got, c.corpus) {
			t.Errorf("%s: %d pairs of %q, want %d of %q", c.name, got.Pairs(), got.Signature(), c.corpus.Pairs(), c.corpus.Signature())
		}
		if n := len(b); n > 100_000 {
			t.Errorf("%s: %d bytes", c.name, n)
		}
	}
}

func TestCorporaThatWereSentMergeAsOthersDo(t *testing.T) {
	reports := invented(90)
	whole := corpus(t, reports...).Summary(50, 1)
	var merged empathy.Corpus
	for _, part := range [][]empathy.Report{reports[60:], reports[:25], reports[25:60]} {
		var sent empathy.Corpus
		if err := sent.UnmarshalBinary(marshalled(t, corpus(t, part...))); err != nil {
			t.Fatal(err)
		}
		if err := merged.Merge(&sent); err != nil {
			t.Fatal(err)
		}
	}
	if got := merged.Summary(50, 1); !reflect.DeepEqual(got, whole) {
		t.Errorf("got %v, want %v", got.Score, whole.Score)
	}
}

func TestBytesThatAreNoCorpusAreRefused(t *testing.T) {
	good := marshalled(t, corpus(t, invented(5)...))
	before := corpus(t, invented(2)...)
	refused := func(name string, b []byte) {
		t.Helper()
		c := corpus(t, invented(2)...)
		if err := c.UnmarshalBinary(b); !errors.Is(err, empathy.ErrCorpus) {
			t.Errorf("%s: error %v", name, err)
		}
		if !reflect.DeepEqual(c, before) {
			t.Errorf("%s: the corpus changed", name)
		}
	}
	for n := range good {
		refused("cut", good[:n])
	}
	refused("more behind it", append(good[:len(good):len(good)], 0))
	refused("another format", append([]byte{9}, good[1:]...))
	refused("text", []byte("once upon a time"))
	// Whatever byte is wrong, nothing panics, and what is taken can be summed up.
	for i := range good {
		for _, x := range []byte{0, 1, 0x7f, 0x80, 0xff} {
			b := append([]byte(nil), good...)
			b[i] = x
			var c empathy.Corpus
			if err := c.UnmarshalBinary(b); err == nil {
				c.Summary(1, 1)
			}
		}
	}
}

package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/attune-go/attune/lexicon"
)

// parse takes s apart and checks what holds of every document.
func parse(t testing.TB, s string) *Document {
	t.Helper()
	var d Document
	Parse(&d, lexicon.Default(), s)
	check(t, &d)
	return &d
}

// check fails where spans, sentences or matches are out of order.
func check(t testing.TB, d *Document) {
	t.Helper()
	end := 0
	for i := range d.Tokens {
		tk := &d.Tokens[i]
		start, stop := int(tk.Start), int(tk.End)
		if start < end || stop <= start || stop > len(d.Text) {
			t.Fatalf("token %d is [%d, %d) behind %d, in %q", i, start, stop, end, d.Text)
		}
		end = stop
		if !utf8.ValidString(d.In(i)) {
			t.Fatalf("token %d is not cut between characters: %q in %q", i, d.In(i), d.Text)
		}
		if tk.Kind == Word && tk.Key == 0 {
			t.Fatalf("word %q has no key", d.In(i))
		}
		if i > 0 && tk.Clause < d.Tokens[i-1].Clause {
			t.Fatalf("clause of %q goes back, in %q", d.In(i), d.Text)
		}
	}
	next := int32(0)
	for k, s := range d.Sentences {
		if s.First != next || s.Last <= s.First {
			t.Fatalf("sentence %d is [%d, %d) behind %d, in %q", k, s.First, s.Last, next, d.Text)
		}
		next = s.Last
		for i := s.First; i < s.Last; i++ {
			if int(d.Tokens[i].Sentence) != k {
				t.Fatalf("token %q of sentence %d says it is of %d, in %q", d.In(int(i)), k, d.Tokens[i].Sentence, d.Text)
			}
		}
	}
	if int(next) != len(d.Tokens) {
		t.Fatalf("sentences hold %d of %d tokens, in %q", next, len(d.Tokens), d.Text)
	}
	for _, m := range d.Matches {
		if m.Start >= m.End || m.End > d.Sentences[d.Tokens[m.Start].Sentence].Last {
			t.Fatalf("match %v [%d, %d) leaves its sentence, in %q", m.Class, m.Start, m.End, d.Text)
		}
	}
	if valid := utf8.ValidString(d.Text); valid != (d.Invalid < 0) {
		t.Fatalf("Invalid = %d for %q", d.Invalid, d.Text)
	}
}

// tokens writes a document as its tokens, sentences parted by " / ".
func tokens(d *Document) string {
	var b strings.Builder
	for i := range d.Tokens {
		if i > 0 {
			if d.Tokens[i].Sentence != d.Tokens[i-1].Sentence {
				b.WriteString(" /")
			}
			b.WriteByte(' ')
		}
		b.WriteString(d.In(i))
	}
	return b.String()
}

// where lists the tokens that are as asked.
func where(d *Document, is func(*Token) bool) string {
	var out []string
	for i := range d.Tokens {
		if is(&d.Tokens[i]) {
			out = append(out, d.In(i))
		}
	}
	return strings.Join(out, " ")
}

func flagged(f Flags) func(*Token) bool { return func(t *Token) bool { return t.Has(f) } }

func ofKind(k Kind) func(*Token) bool { return func(t *Token) bool { return t.Kind == k } }

// said lists the tokens but for punctuation that have the flag f.
func said(d *Document, f Flags) string {
	return where(d, func(t *Token) bool { return t.Kind != Punct && t.Has(f) })
}

type cutTest struct{ name, text, want string }

func runCuts(t *testing.T, tests []cutTest) {
	t.Helper()
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			if got := tokens(parse(t, c.text)); got != c.want {
				t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

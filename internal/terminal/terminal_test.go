package terminal

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWidthCountsColumns(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{
		{"", 0}, {"abc", 3}, {"é", 1}, {"e\u0301", 1}, {"日本", 4}, {"😭", 2}, {"a\x1bb", 2}, {"“x”", 3},
	} {
		if got := Width(c.in); got != c.want {
			t.Errorf("Width(%q) = %d, want %d", c.in, got, c.want)
		}
	}
}

func TestCleanLeavesOneSafeLine(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"white space", "  a\r\n\tb \u00a0c  ", "a b c"},
		{"escape sequence", "a\x1b[31mb\x07", "a[31mb"},
		{"bidirectional override", "a\u202eb\u2066c", "abc"},
		{"joiners stay", "👩\u200d🚀", "👩\u200d🚀"},
		{"NUL", "a\x00b", "ab"},
		{"broken UTF-8", "a\xffb", "a\ufffdb"},
	} {
		if got := Clean(c.in); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func TestClipCutsAtASpaceAndMarksIt(t *testing.T) {
	for _, c := range []struct {
		in   string
		cols int
		want string
	}{
		{"short", 10, "short"},
		{"exactly it", 10, "exactly it"},
		{"my manager took it", 12, "my manager…"},
		{"unbreakableword", 6, "unbre…"},
		{"日本語日本語", 6, "日本…"},
		{"a  b", 3, "a b"},
	} {
		if got := Clip(c.in, c.cols); got != c.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", c.in, c.cols, got, c.want)
		}
	}
}

func TestClipOfAHugeTextStaysWithinItsColumns(t *testing.T) {
	for _, s := range []string{strings.Repeat("a", 1<<20), strings.Repeat("e\u0301", 1<<18), strings.Repeat(" ", 1<<20), strings.Repeat("😭", 1<<18)} {
		got := Clip(s, 20)
		if Width(got) > 20 || !strings.HasSuffix(got, "…") || !utf8.ValidString(got) {
			t.Errorf("Clip of %.8q...: %q, %d columns", s, got, Width(got))
		}
	}
}

func TestWrapFillsLines(t *testing.T) {
	for _, c := range []struct {
		in   string
		cols int
		want string
	}{
		{"", 10, ""},
		{"one two three", 7, "one two|three"},
		{"one\ntwo", 7, "one two"},
		{"a unbreakable b", 5, "a|unbre|akabl|e b"},
		{"日本語", 1, "日|本|語"},
	} {
		if got := strings.Join(Wrap(c.in, c.cols), "|"); got != c.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.in, c.cols, got, c.want)
		}
	}
}

func TestEntryHangsItsLines(t *testing.T) {
	var b strings.Builder
	Entry(&b, "acts", 6, 12, "one two 日本x")
	Entry(&b, "none", 6, 12, " \n")
	if got, want := b.String(), "acts  one\n      two\n      日本x\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := Pad("日本", 6); got != "日本  " {
		t.Errorf("Pad gives %q", got)
	}
}

package text

import (
	"strings"
	"testing"
)

func TestMarkup(t *testing.T) {
	runCuts(t, []cutTest{
		{"bold and italic", "**very** *sad* __so__ _low_ ***all***", "very sad so low all"},
		{"bold over words", "I am **not all right** today.", "I am not all right today ."},
		{"struck out", "~~no~~ yes", "no yes"},
		{"heading", "## What now\nLeave.", "What now / Leave ."},
		{"not a heading", "#1 reason", "1 reason"},
		{"bullets", "- one\n* two\n+ three\n• four", "one / two / three / four"},
		{"numbers", "1. one\n2) two\n10. ten", "one / two / ten"},
		{"a year is no number of a list", "2020. What a year", "2020 . / What a year"},
		{"item goes on", "- one long\n  item here", "one long / item here"},
		{"rule", "above\n---\nbelow\n* * *\nend\n====", "above / below / end"},
		{"block quote", "> she left\n\nand I stayed", "she left / and I stayed"},
		{"inline code", "run `go test ./...` now", "run now"},
		{"double backticks", "run ``a`` now", "run now"},
		{"lone backtick", "a ` b", "a b"},
		{"fence", "before\n```go\nx := 1\n```\nafter", "before / after"},
		{"tilde fence", "before\n~~~\nx := 1\n~~~\nafter", "before / after"},
		{"fence that never closes", "before\n```\nstill here", "before / still here"},
		{"link", "see [this page](https://a.org/x_(y)?z=1) now", "see this page now"},
		{"image", "see ![a cat](cat.png) now", "see a cat now"},
		{"brackets", "[sigh] fine", "sigh fine"},
		{"table", "| a | b c |\n|---|:-:|\n| d | e |", "a / b c / d / e"},
		{"pipe", "tea | coffee", "tea coffee"},
		{"escapes", "5 \\* 3", "5 3"},
	})
}

func TestBlockFlags(t *testing.T) {
	d := parse(t, "# Head\n- item\n  more\n1. two\n\n> quoted\n> - both\nplain")
	for _, c := range []struct {
		f    Flags
		want string
	}{{Heading, "Head"}, {Bullet, "item more two both"}, {Quoted, "quoted both"}} {
		if got := where(d, flagged(c.f)); got != c.want {
			t.Errorf("%b: %s, want %s", c.f, got, c.want)
		}
	}
	for k, s := range d.Sentences {
		if s.Bullet != d.Tokens[s.First].Has(Bullet) {
			t.Errorf("sentence %d: Bullet is %v", k, s.Bullet)
		}
	}
}

func TestCodeCounts(t *testing.T) {
	if d := parse(t, "a `bc` d\n```\nxyz\n```\n"); d.Code != len("`bc`")+len("xyz") {
		t.Errorf("Code = %d", d.Code)
	}
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"see https://a.org/x?y=1.", "https://a.org/x?y=1"},
		{"(see www.foo.org)", "www.foo.org"},
		{"HTTP://A.ORG, ok", "HTTP://A.ORG"},
		{"<https://a.org>", "https://a.org"},
		{"\"https://a.org\"", "https://a.org"},
		{"“https://a.org”", "https://a.org"},
		{"https://en.wikipedia.org/wiki/Grief_(film)", "https://en.wikipedia.org/wiki/Grief_(film)"},
		{"**https://a.org**", "https://a.org"},
		{"http:// alone", ""},
		{"mail me@ex-ample.co.uk.", "me@ex-ample.co.uk"},
		{"first.last+tag@x.org", "first.last+tag@x.org"},
		{"hi @bob_2! and @Zoë’s", "@bob_2 @Zoë"},
		{"meet @ noon", ""},
		{"see example.org/help, then", "example.org/help"},
		{"tell.me now", ""},
		{"https://a.org:8080/:)", "https://a.org:8080/"},
	} {
		if got := where(parse(t, c.text), ofKind(Link)); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestHashtagsReadAsWords(t *testing.T) {
	if got, want := tokens(parse(t, "so #tired #NotOkay #1")), "so tired NotOkay 1"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestPictures(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"😀😀 👍🏽", "😀 😀 👍🏽"},
		{"👩🏽‍🚀 👨‍👩‍👧‍👦", "👩🏽‍🚀 👨‍👩‍👧‍👦"},
		{"🇩🇪🇫🇷", "🇩🇪 🇫🇷"},
		{"1️⃣ #️⃣", "1️⃣ #️⃣"},
		{"❤️ ❤ ☺️ ✅", "❤️ ❤ ☺️ ✅"},
		{"ok😀ok", "😀"},
		{"no D': no D’:", "D': D’:"},
		{":-) ;) :D <3 :'( :’(", ":-) ;) :D <3 :'( :’("},
		{"xD T_T ^_^ -_- o.O \\o/", "xD T_T ^_^ -_- o.O \\o/"},
		{"yes:) love<3 lol:D", ":) <3 :D"},
		{"(happy :))", ":)"},
		{"**:)** _:(_", ":) :("},
		{"so good :)!", ":)"},
		{"at 9:30, 10:3, f(y), note:s, **Note:** a:/b", ""},
		{"Vitamin D: take it", ""},
		{"oh no D:", "D:"},
		{"https://x.org/:D", ""},
		{">:( grr", ">:("},
		{"*hugs* you", "*hugs*"},
	} {
		if got := where(parse(t, c.text), ofKind(Emoji)); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestQuoted(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`he said "no way" to me`, "no way"},
		{"he said “no way” to me", "no way"},
		{"er sagte „nie mehr“ dazu, «jamais»", "nie mehr jamais"},
		{"he said 'no way' to me", "no way"},
		{"he said ‘no way’ to me", "no way"},
		{`"she said 'never' again", he said`, "she said never again"},
		{"the dogs' bed and the cats' food", ""},
		{"don't say it isn't", ""},
		{"the '90s and the '80s' hits", ""},
		{"'tis the parents' fault", ""},
		{`he is 5'10" and she 5'4" tall`, ""},
		{`a "slip of a mark`, ""},
		{`one "two" three "four" five`, "two four"},
		{`one "two ` + strings.Repeat("x ", maxQuote) + `" three`, ""},
		{`**"bold"** talk`, "bold"},
		{"she (\"my love\") left", "my love"},
	} {
		if got := said(parse(t, c.text), Quoted); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

package text

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"github.com/attune-go/attune/lexicon"
)

func TestWords(t *testing.T) {
	runCuts(t, []cutTest{
		{"nothing", "", ""},
		{"white space", " \t\u00A0\u3000 \n", ""},
		{"contractions", "I don't, he'll, we'd've", "I don't , he'll , we'd've"},
		{"curly contractions", "I don’t, he’ll", "I don’t , he’ll"},
		{"possessives", "Mum's and the dogs' beds", "Mum's and the dogs ' beds"},
		{"elisions", "'cause rock 'n' roll", "'cause rock 'n' roll"},
		{"curly elisions", "’cause rock ’n’ roll", "’cause rock ’n’ roll"},
		{"hyphens", "my mother-in-law", "my mother - in - law"},
		{"numbers", "3.5 or 11,400 at 9:30, 2am", "3.5 or 11,400 at 9:30 , 2am"},
		{"money", "£11,400 and $5", "£ 11,400 and $ 5"},
		{"not a number with a comma", "in 2019,then", "in 2019 , then"},
		{"initialisms", "the U.S. army at 9 a.m. sharp", "the U.S . army at 9 a.m . sharp"},
		{"a degree", "her Ph.D. thesis", "her Ph.D . thesis"},
		{"a colon between words", "and:but", "and : but"},
		{"snake case", "snake_case", "snake case"},
		{"accents", "Café naïve 'Zoë'", "Café naïve ' Zoë '"},
		{"decomposed", "Cafe\u0301 nai\u0308ve", "Cafe\u0301 nai\u0308ve"},
		{"soft hyphen", "em\u00ADpathy", "em\u00ADpathy"},
		{"mark of direction behind", "שלום\u200F עולם", "שלום עולם"},
		{"right to left", "مرحبا، كيف حالك؟", "مرحبا ، كيف حالك ؟"},
		{"hebrew with marks", "צה\"ל ג'", "צה \" ל ג '"},
		{"cyrillic", "Привет мир.", "Привет мир ."},
		{"han", "你好。", "你 好 。"},
		{"NUL parts words", "a\x00b", "a b"},
		{"invalid bytes part words", "good\xffbad \xc3", "good bad"},
		{"byte-order mark", "\uFEFFHello", "Hello"},
	})
}

func TestWordsCount(t *testing.T) {
	d := parse(t, "Two WORDS, 3 numbers é 😀 www.x.org")
	if d.Words != 5 || d.Caps != 1 {
		t.Errorf("Words = %d, Caps = %d, want 5 and 1", d.Words, d.Caps)
	}
	if d := parse(t, "don’t да"); d.Letters != 6 || d.Latin != 4 {
		t.Errorf("Letters = %d, Latin = %d, want 6 and 4", d.Letters, d.Latin)
	}
}

func TestCapitals(t *testing.T) {
	d := parse(t, "I SAID No, ÉTÉ iPhone A 3D NHS's")
	if got, want := where(d, flagged(Caps)), "SAID ÉTÉ"; got != want {
		t.Errorf("Caps: %s, want %s", got, want)
	}
	if got, want := where(d, flagged(Title)), "I SAID No ÉTÉ A NHS's"; got != want {
		t.Errorf("Title: %s, want %s", got, want)
	}
}

// TestSameForm: spellings of one word that must not matter.
func TestSameForm(t *testing.T) {
	lex := lexicon.Default()
	for _, c := range []struct{ word, form string }{
		{"HAPPY", "happy"}, {"haaappy", "happy"}, {"SOOOO", "so"}, {"noooo", "no"},
		{"don’t", "don't"}, {"DON‘T", "don't"},
		{"volcano's", "volcano"}, {"volcano’s", "volcano"}, {"volcano'll", "volcano"},
		{"sa\u00ADd", "sad"},
	} {
		d := parse(t, c.word)
		if len(d.Tokens) != 1 || lex.Name(d.Tokens[0].Form) != c.form {
			t.Errorf("%q is %s, form %q; want form %q", c.word, tokens(d), lex.Name(d.Tokens[0].Form), c.form)
		}
	}
}

func TestElongated(t *testing.T) {
	d := parse(t, "soooo SOOo nooo ééé too 1000 www good")
	if got, want := where(d, flagged(Elongated)), "soooo SOOo nooo ééé www"; got != want {
		t.Errorf("Elongated: %s, want %s", got, want)
	}
}

func TestKeys(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"grieving", "grieves", true},
		{"frobnicating", "frobnicates", true}, // no lexicon knows them
		{"Zorblatt's", "zorblatt", true},
		{"Zorblatt’s", "ZORBLATT", true},
		{"zorblatt", "zorblott", false},
		{"11,400", "11400", true},
		{"11,400", "11,401", false},
		{"blorpé", norm.NFD.String("blorpé"), true},
		{"🦙", "🦙🏽", true},
	} {
		a, b := parse(t, c.a).Tokens[0].Key, parse(t, c.b).Tokens[0].Key
		if (a == b) != c.same {
			t.Errorf("keys of %q and %q: same is %v, want %v", c.a, c.b, a == b, c.same)
		}
	}
}

func TestEnglish(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"", true},
		{"I don't know what to do about my father any more", true},
		{"Ich weiß nicht, was ich mit meinem Vater machen soll", false},
		{"Я не знаю, что мне делать", false},
		{"ok", true},
	} {
		if got := parse(t, c.text).English(); got != c.want {
			t.Errorf("English(%q) = %v", c.text, got)
		}
	}
}

func TestSays(t *testing.T) {
	for s, want := range map[string]bool{"": false, "...": false, "— ?!": false, "a": true, "7": true, "😀": true, "https://a.org": false} {
		if got := parse(t, s).Says(); got != want {
			t.Errorf("Says(%q) = %v", s, got)
		}
	}
}

func TestInvalidIsReported(t *testing.T) {
	for s, want := range map[string]int{"": -1, "fine \uFFFD": -1, "a\xff\xfe": 1, "é\xc3": 2, "\x80": 0} {
		if got := parse(t, s).Invalid; got != want {
			t.Errorf("Invalid of %q = %d, want %d", s, got, want)
		}
	}
}

func TestNeighbours(t *testing.T) {
	d := parse(t, "Well, I am - not 3 😀. No")
	for _, c := range []struct {
		word       string
		prev, next string
	}{{"Well", "", "I"}, {"I", "Well", "am"}, {"3", "not", ""}, {"No", "", ""}} {
		for i := range d.Tokens {
			if d.In(i) != c.word {
				continue
			}
			if got := d.wordAt(d.PrevWord(i)); got != c.prev {
				t.Errorf("before %q: %q, want %q", c.word, got, c.prev)
			}
			if got := d.wordAt(d.NextWord(i)); got != c.next {
				t.Errorf("behind %q: %q, want %q", c.word, got, c.next)
			}
		}
	}
}

func (d *Document) wordAt(i int) string {
	if i < 0 {
		return ""
	}
	return d.In(i)
}

func TestParseAgainForgets(t *testing.T) {
	var d Document
	lex := lexicon.Default()
	Parse(&d, lex, "\xff \"No,\" she said. I WAS never so sad! ```x")
	d.Tag(0)
	Parse(&d, lex, "A bee.")
	check(t, &d)
	if got := tokens(&d); got != "A bee ." || d.Invalid != -1 || d.Caps != 0 || d.Words != 2 || d.Code != 0 {
		t.Errorf("second text: %s, %+v", got, d)
	}
}

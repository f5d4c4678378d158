package text

import (
	"strings"
	"testing"
)

func TestSentences(t *testing.T) {
	runCuts(t, []cutTest{
		{"full stops", "I left. She stayed.", "I left . / She stayed ."},
		{"no space behind", "I left.Then I cried.", "I left . / Then I cried ."},
		{"no space, small letters", "i hate it.she left", "i hate it . / she left"},
		{"no space before I", "I know.I did.", "I know . / I did ."},
		{"a run is one mark", "What?! No!!! Oh...", "What ?! / No !!! / Oh ..."},
		{"small letters behind !", "omg! i love it", "omg ! / i love it"},
		{"title", "Dr. Smith met Mrs. Jones.", "Dr . Smith met Mrs . Jones ."},
		{"title at the end of a line", "I saw Dr.\nSmith there", "I saw Dr . Smith there"},
		{"e.g.", "Say it, e.g. to her, i.e. now.", "Say it , e.g . to her , i.e . now ."},
		{"initials", "J. R. Tolkien wrote it.", "J . R . Tolkien wrote it ."},
		{"a letter ends it", "It was plan B. We left.", "It was plan B . / We left ."},
		{"so am I", "So am I. Good.", "So am I . / Good ."},
		{"initialism inside", "The U.S. Army came.", "The U.S . Army came ."},
		{"initialism at the end", "I left the U.S. She stayed.", "I left the U.S . / She stayed ."},
		{"hour", "At 9 p.m. we ate.", "At 9 p.m . we ate ."},
		{"No. 5", "Take No. 5 today.", "Take No . 5 today ."},
		{"No.", "No. I won't.", "No . / I won't ."},
		{"etc.", "Tea, cake, etc. are out.", "Tea , cake , etc . are out ."},
		{"ellipsis inside", "I was... lost… and cold.", "I was ... lost … and cold ."},
		{"ellipsis between", "I was lost... She left… Then", "I was lost ... / She left … / Then"},
		{"ellipsis glued", "Wait...what", "Wait ... what"},
		{"emoji belongs to what it ends", "I did it! 🎉 Now rest.", "I did it ! 🎉 / Now rest ."},
		{"emoji for a full stop", "so tired 😭 My boss called", "so tired 😭 / My boss called"},
		{"emoji, then I", "haha 😂 I know", "haha 😂 I know"},
		{"emoticon behind the stop", "Thanks. :) See you", "Thanks . :) / See you"},
		{"quotation closes", "\"Go.\" He went.", "\" Go . \" / He went ."},
		{"quotation goes on", "\"Go!\" he said. \"Now.\"", "\" Go ! \" he said . / \" Now . \""},
		{"curly quotation goes on", "“Go!” he said. “Now.”", "“ Go ! ” he said . / “ Now . ”"},
		{"comma behind the quotation", "\"Why?\", she asked.", "\" Why ? \" , she asked ."},
		{"bracket closes", "(I left.) She stayed.", "( I left . ) / She stayed ."},
		{"opening quotation", "I left. \"No\" was all.", "I left . / \" No \" was all ."},
		{"decimal", "It cost 3.5. Cheap.", "It cost 3.5 . / Cheap ."},
		{"full width", "好！真的？", "好 ！ / 真 的 ？"},
		{"danda", "ठीक है। हाँ।", "ठीक है । / हाँ ।"},
		{"marks alone join what is before", "No.\n...\nYes", "No . ... / Yes"},
		{"marks alone at the start", "... and then", "... and then"},
		{"link opens one", "See this. https://a.org/x", "See this . / https://a.org/x"},
	})
}

func TestLineBreaks(t *testing.T) {
	long := "this is a line of prose that was wrapped because it is long"
	runCuts(t, []cutTest{
		{"chat", "i feel sad\nnobody cares", "i feel sad / nobody cares"},
		{"capital", "I feel sad\nNobody cares", "I feel sad / Nobody cares"},
		{"wrapped prose", long + "\nand goes on", long + " and goes on"},
		{"wrapped, bold", long + "\n**and** goes on", long + " and goes on"},
		{"comma", "hi mum,\nI am well", "hi mum , I am well"},
		{"blank line", "and so\n\nit goes", "and so / it goes"},
		{"colon", "for these reasons:\nmany", "for these reasons : / many"},
		{"CR LF", "One\r\nTwo\r\n\r\nThree", "One / Two / Three"},
		{"CR", "One\rTwo", "One / Two"},
		{"line separator", "One\u2028Two\u2029Three\u0085Four", "One / Two / Three / Four"},
		{"emoji on its own line", "Bye\n🎉\nNow", "Bye / 🎉 / Now"},
	})
}

func TestMoods(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // of each sentence: ? ! or both, . for neither
	}{
		{"Why? No! What?! Yes.", "? ! ?! ."},
		{"Why??? 😭", "?"},
		{"\"Why?\" she asked.", "."},
		{"(Really?)", "?"},
		{"Why？ Oh！ 何‽", "? ! ?!"},
		{"no stop", "."},
		{"What ?", "?"},
	} {
		var got []string
		for _, s := range parse(t, c.text).Sentences {
			m := ""
			if s.Question {
				m += "?"
			}
			if s.Exclaim {
				m += "!"
			}
			if m == "" {
				m = "."
			}
			got = append(got, m)
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q: %s, want %s", c.text, g, c.want)
		}
	}
}

func TestStrong(t *testing.T) {
	if got, want := where(parse(t, "No! No!! What?! ... ‼ Oh...!"), flagged(Strong)), "!! ?! ‼"; got != want {
		t.Errorf("Strong: %s, want %s", got, want)
	}
}

func TestOpens(t *testing.T) {
	if got, want := where(parse(t, "\"Well,\" I said. 3 days. :) Then? - no"), flagged(Opens)), "Well 3 Then no"; got != want {
		t.Errorf("Opens: %s, want %s", got, want)
	}
}

func TestClauses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"I came, I saw; I left: done", "I came , | I saw ; | I left : | done"},
		{"it is bad - really bad", "it is bad - | really bad"},
		{"a well-known man", "a well - known man"},
		{"it is bad -- or worse — I think", "it is bad -- | or worse — | I think"},
		{"he (my boss) left", "he ( | my boss ) | left"},
		{"sad but glad", "sad | but glad"},
		{"I left because he came", "I left | because he came"},
		{"bread and butter", "bread and butter"},
		{"I left and he came", "I left | and he came"},
		{"I left and she's glad", "I left | and she's glad"},
		{"no... maybe", "no ... | maybe"},
		{"one. two", "one . | two"},
	} {
		d := parse(t, c.text)
		var b strings.Builder
		for i := range d.Tokens {
			if i > 0 {
				if d.Tokens[i].Clause != d.Tokens[i-1].Clause {
					b.WriteString(" |")
				}
				b.WriteByte(' ')
			}
			b.WriteString(d.In(i))
		}
		if b.String() != c.want {
			t.Errorf("%q: %s, want %s", c.text, b.String(), c.want)
		}
	}
}

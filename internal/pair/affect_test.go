package pair

import (
	"testing"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

func affectOf(s string) Affect {
	var d text.Document
	text.Parse(&d, lexicon.Default(), s)
	return Measure(&d)
}

// neutralBand is how far from 0 a valence may lie and still be none.
const neutralBand = 0.22

func TestValenceHasTheSignOfTheSentence(t *testing.T) {
	tests := []struct {
		text string
		sign int // -1, 0, 1; 0 is within neutralBand
	}{
		// Negation and its scope.
		{"No problem, I can swap shifts with you.", 1},
		{"No worries, take all the time you need.", 1},
		{"The soup was not good.", -1},
		{"The soup was not bad.", 1},
		{"The new manager isn't bad at all.", 1},
		{"Nobody loves her.", -1},
		{"Nobody at school likes me.", -1},
		{"She is never less than kind to the patients.", 1},
		{"It is, without a doubt, the best holiday we ever had.", 1},
		{"There is no doubt that he is brilliant.", 1},
		{"I don't like the way he talks to her.", -1},
		{"I do not enjoy these meetings.", -1},
		{"He has never been happier.", 1},
		{"I have never felt so alone.", -1},
		{"I couldn't be happier with the result.", 1},
		{"It couldn't have gone worse.", -1},
		{"I can't wait to see you.", 1},
		{"There is nothing good about this plan.", -1},
		{"This is anything but funny.", -1},
		{"The repair was far from perfect.", -1},
		{"She hardly ever smiles.", -1},
		{"He stopped loving me.", -1},
		{"They have lost all hope.", -1},
		{"We had a weekend without any worries.", 1},
		{"I am not happy and not proud of it.", -1},
		{"You can't go wrong with this bakery.", 1},
		{"I have no complaints about the hotel.", 1},
		{"Not a single nice word from anyone.", -1},
		{"You will not regret it.", 1},
		{"He failed to impress anyone.", -1},
		{"The staff lacked any kindness.", -1},
		{"It was a less than pleasant flight.", -1},
		// Senses.
		{"Kindly stop shouting at my daughter.", -1},
		{"She spoke kindly to the children.", 1},
		{"Your words were so kind.", 1},
		{"What a pretty garden!", 1},
		{"That was pretty awful.", -1},
		{"That was pretty great.", 1},
		{"I miss you so much.", -1},
		{"My brother is mean to me.", -1},
		{"They were mean and cruel to him.", -1},
		{"I like you a lot.", 1},
		{"It feels like a betrayal.", -1},
		{"I hope you get well soon.", 1},
		{"The chicken was cold and the waiter rude.", -1},
		{"We are all well, thank you.", 1},
		// Contrast.
		{"The hotel was lovely, but the food made us sick.", -1},
		{"The drive was horrible, but the party was wonderful.", 1},
		{"Although the acting is poor, I loved the film.", 1},
		{"Despite the rain, we had a great day.", 1},
		{"The pictures are nice; however, the story is a boring mess.", -1},
		// Moods.
		{"I wish the food were good.", -1},
		{"If only he were kind to her.", -1},
		{"It should have been a beautiful day.", -1},
		{"The battery could be better.", -1},
		{"It could have been worse.", 1},
		{"I wish you a wonderful birthday.", 1},
		// Intensifiers that have a feeling of their own elsewhere.
		{"I'm terribly happy for you.", 1},
		{"That's awfully nice of you.", 1},
		{"The view is insanely beautiful.", 1},
		{"It's a damn good song.", 1},
		// Emoji, emoticons, chat.
		{"we got the flat 🎉🎉", 1},
		{"she left today 😭", -1},
		{"ok :(", -1},
		{"ok :)", 1},
		{"don't know yet :)", 1},
		{"this sucks", -1},
		{"smh, again", -1},
		{"woohoo!!!", 1},
		// Whole feelings in phrases.
		{"I'm over the moon.", 1},
		{"I'm at the end of my rope.", -1},
		{"He broke my heart.", -1},
		{"I could cry with joy.", 1},
		// Nothing felt.
		{"The train leaves at nine from platform four.", 0},
		{"What kind of cable do I need?", 0},
		{"Please send the file to Hope.", 0},
		{"I mean the second door on the left.", 0},
	}
	for _, tt := range tests {
		v := affectOf(tt.text).Valence
		sign := 0
		if tt.sign == 0 {
			if abs(float32(v)) > neutralBand {
				sign = 1
			}
		} else if v > 0.02 {
			sign = 1
		} else if v < -0.02 {
			sign = -1
		}
		if sign != tt.sign {
			t.Errorf("%+.2f, want sign %+d: %s", v, tt.sign, tt.text)
		}
	}
}

func TestValenceOrdersSentences(t *testing.T) {
	tests := []struct{ better, worse string }{
		{"The film was very good.", "The film was good."},
		{"The film was good.", "The film was slightly good."},
		{"The film was good.", "The film was not very good."},
		{"The film was not very good.", "The film was very bad."},
		{"I am extremely proud of you.", "I am proud of you."},
		{"I am a bit sad.", "I am very sad."},
		{"I am sad.", "I am so incredibly sad."},
		{"It hurts.", "It hurts like hell."},
		{"I love it so much.", "I love it."},
		{"That is GREAT news.", "That is great news."},
		{"This is bad.", "This is BAD."},
		{"I looove it", "I love it"},
		{"Great job!!!", "Great job"},
		{"I hate this", "I hate this!!!"},
		{"The food was good.", "The food could be better."},
		{"The food could be worse.", "The food was bad."},
		{"Not bad at all.", "Bad."},
		{"It is not the worst film.", "It is the worst film."},
		{"It is the best film.", "It is not the best film."},
		{"The second visit was less painful.", "The second visit was painful."},
		{"The second visit was pleasant.", "The second visit was less pleasant."},
		{"The room was cheap, but it was clean.", "The room was clean, but it was awful."},
		{"I love it.", "I would love it if it worked."},
		{"It was a wonderful evening.", "It should have been a wonderful evening."},
		{"He is kind.", "He is kind of rude."},
		{"You are wonderful.", "Are you wonderful?"},
		{"I am happy 😊", "I am happy 😭"},
		{"I'm fine 😊", "I'm fine 💔"},
		{"Never mind, it's fine.", "It's never fine."},
		{"I don't hate it.", "I hate it."},
		{"I love it.", "I don't love it."},
		{"She isn't angry any more.", "She is angry."},
		{"The pain is gone.", "The pain is worse."},
		{"They were always nice to us.", "They were not always nice to us."},
	}
	for _, tt := range tests {
		b, w := affectOf(tt.better).Valence, affectOf(tt.worse).Valence
		if b <= w {
			t.Errorf("%+.3f %q is not above %+.3f %q", b, tt.better, w, tt.worse)
		}
	}
}

func TestStrongestEmotion(t *testing.T) {
	tests := []struct {
		text    string
		emotion int
	}{
		{"I'm furious with him, he lied to my face.", lexicon.Anger},
		{"That sandwich was revolting, I nearly threw up.", lexicon.Disgust},
		{"I'm terrified of the operation.", lexicon.Fear},
		{"I'm scared and anxious about tomorrow.", lexicon.Fear},
		{"We are so happy, she said yes!", lexicon.Joy},
		{"Thank you, that means the world to me.", lexicon.Joy},
		{"I cried all night after the funeral.", lexicon.Sadness},
		{"He is heartbroken and lonely.", lexicon.Sadness},
		{"Wow, I did not see that coming!", lexicon.Surprise},
		{"I was astonished to hear it.", lexicon.Surprise},
	}
	for _, tt := range tests {
		a := affectOf(tt.text)
		best := 0
		for k := range a.Ekman {
			if a.Ekman[k] > a.Ekman[best] {
				best = k
			}
		}
		if best != tt.emotion {
			t.Errorf("%s, want %s: %s %.2f", lexicon.EkmanNames[best], lexicon.EkmanNames[tt.emotion], tt.text, a.Ekman)
		}
	}
}

func TestWordsHaveFineFeelings(t *testing.T) {
	tests := []struct{ text, word, coarse, fine string }{
		{"I felt humiliated.", "humiliated", "shame", "humiliation"},
		{"I am mortified.", "mortified", "shame", "humiliation"},
		{"She is devastated.", "devastated", "sadness", ""},
		{"She is livid.", "livid", "anger", "rage"},
		{"I was petrified.", "petrified", "fear", "terror"},
		{"He is heartbroken.", "heartbroken", "", ""},
		{"I'm so lonely.", "lonely", "loneliness", ""},
		{"I'm overwhelmed.", "overwhelmed", "overwhelm", ""},
		{"I am grateful.", "grateful", "gratitude", ""},
	}
	lex := lexicon.Default()
	var d text.Document
	for _, tt := range tests {
		text.Parse(&d, lex, tt.text)
		found := false
		for _, u := range Units(nil, &d) {
			if d.In(int(u.First)) != tt.word {
				continue
			}
			found = true
			if c := lex.EmotionName(u.Emotion); tt.coarse != "" && c != tt.coarse {
				t.Errorf("%q is %s, want %s", tt.word, c, tt.coarse)
			}
			if f := lex.FineName(u.Fine); tt.fine != "" && f != tt.fine {
				t.Errorf("%q is finely %s, want %s", tt.word, f, tt.fine)
			}
		}
		if !found {
			t.Errorf("no unit for %q", tt.word)
		}
	}
}

func TestNamesThatAreWordsCarryNoFeeling(t *testing.T) {
	for _, s := range []string{"Yesterday %s was furious.", "%s is furious.", "I told %s that she is happy.", "My sister %s feels sad.", "%s feels angry.", "%s made me cry."} {
		want := affectOf(replaceName(s, "Maria"))
		for _, name := range []string{"Grace", "Hope", "Joy", "Faith", "Sunny", "Mercy", "Precious", "Victor", "Will"} {
			got := affectOf(replaceName(s, name))
			if x := got.Valence - want.Valence; x > 0.01 || x < -0.01 {
				t.Errorf("valence %.3f with %s, %.3f with Maria: %s", got.Valence, name, want.Valence, s)
			}
			if x := got.Intensity - want.Intensity; x > 0.01 || x < -0.01 {
				t.Errorf("intensity %.3f with %s, %.3f with Maria: %s", got.Intensity, name, want.Intensity, s)
			}
		}
	}
	if v := affectOf("There is hope and joy.").Valence; v < 0.3 {
		t.Errorf("valence %.2f of hope and joy as words", v)
	}
}

func TestIdentityWordsCarryNoWeight(t *testing.T) {
	lex := lexicon.Default()
	n := 0
	for f := lexicon.Form(1); int(f) < lex.Len(); f++ {
		e := lex.Entry(f)
		if !e.Is(lexicon.Identity) {
			continue
		}
		n++
		if e.Induced() != (lexicon.Induced{}) || e.Valence != 0 || e.Intensity != 0 || e.Emotion != 0 {
			t.Errorf("%q carries feeling", lex.Name(f))
		}
	}
	if n < 1000 {
		t.Errorf("only %d words of identity", n)
	}
}

func replaceName(s, name string) string {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '%' {
			return s[:i] + name + s[i+2:]
		}
	}
	return s
}

package pair

import (
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// A Side is one of the two texts with what was read off it.
type Side struct {
	Doc      *text.Document
	Units    []Unit
	Affect   Affect
	Style    Style
	Feelings Feelings
	Markers  [lexicon.MarkerCount]float64
	Content  []Content // distinct content words, in order of first mention

	// Strength is, per class of cues, the chance that any cue of the class
	// means what it says: 1 less the product of (1 - strength).
	Strength [lexicon.ClassCount]float32
	// Count is how many cues of a class there are.
	Count [lexicon.ClassCount]int32

	sentences []place
	index     []int32 // open addressing over Content by key
}

// Style is how a text is written, apart from what it says.
type Style struct {
	Words        int
	Letters      int // characters of words, without those for who people are
	Common       int // how many words those are
	Sentences    int
	Person       [6]int // by lexicon.Person
	Function     [lexicon.FunctionClasses]int
	Contractions int
	Nominals     int
	Passives     int
	Agentless    int     // passives without "by"
	Formality    float64 // mean over the words that have one
	Formal       int
	Informal     int
	Concreteness float64 // mean over the words that have one
	Concrete     int     // how many have one
	Questions    int
	Exclaims     int
	Emoji        int
	Caps         int
	Loan         int // words of other languages
	Past         int // past-tense auxiliaries
	Present      int
	Modal        int
	Bullets      int
	Quoted       int // words within quotation marks
}

// A Content is a distinct content word of a side: one key, mentioned once or
// more.
type Content struct {
	Token  int32 // first mention
	Key    uint32
	Form   lexicon.Form
	Count  int32
	At     float32 // place of the first mention among the words, from 0 to 1
	Weight float32 // information, see [information]
	Rate   float32 // how often it stands in talk, per word
	Nats   float32 // information in talk, in nats over that of the commonest
}

// Read fills the side from a document.
func (s *Side) Read(d *text.Document) {
	s.Doc = d
	s.Units = Units(s.Units[:0], d)
	s.Affect = measure(d.Lexicon, s.Units, d.Words)
	s.Content = s.Content[:0]
	s.Strength, s.Count, s.Style = [lexicon.ClassCount]float32{}, [lexicon.ClassCount]int32{}, Style{}
	for _, m := range d.Matches {
		s.Count[m.Class]++
		s.Strength[m.Class] += (1 - s.Strength[m.Class]) * min(m.Strength, 1)
	}
	s.feelings()
	s.places()
	s.Markers = Markers(d, d.Lexicon.Markers)
	s.style()
	s.contents()
}

// Chance is how surely any cue of the classes means what it says, 0 to 1: one
// less the product of what is missing to certainty.
func (s *Side) Chance(classes ...lexicon.Class) float64 {
	miss := 1.0
	for _, c := range classes {
		miss *= 1 - float64(s.Strength[c])
	}
	return 1 - miss
}

func (s *Side) style() {
	d, y := s.Doc, &s.Style
	y.Words, y.Sentences, y.Caps = d.Words, len(d.Sentences), d.Caps
	var formality, concreteness float64
	for i := range d.Tokens {
		t := &d.Tokens[i]
		switch t.Kind {
		case text.Punct, text.Link:
			continue
		case text.Emoji:
			y.Emoji++
			continue
		}
		e := d.Lexicon.Entry(t.Form)
		y.Person[e.Person]++
		if !e.Is(lexicon.Identity) {
			y.Letters += letters(d.In(i))
			y.Common++
		}
		if e.Function != 0 {
			for k := range y.Function {
				if e.Function&(1<<k) != 0 {
					y.Function[k]++
				}
			}
		}
		if e.Formality != 0 {
			formality += float64(e.Formality)
			if e.Formality > 0.3 {
				y.Formal++
			} else if e.Formality < -0.3 {
				y.Informal++
			}
		}
		if e.Concreteness >= 0 {
			concreteness += float64(e.Concreteness)
			y.Concrete++
		}
		if e.Is(lexicon.Nominal) {
			y.Nominals++
		}
		if e.Is(lexicon.Loan) && !e.Is(lexicon.Stopword) && e.Zipf < 3.5 {
			y.Loan++
		}
		if t.Has(text.Quoted) {
			y.Quoted++
		}
		if contracted(d.In(i)) {
			y.Contractions++
		}
		s.verb(i, t.Form)
	}
	if y.Words > 0 {
		y.Formality = formality / float64(y.Words)
	}
	if y.Concrete > 0 {
		y.Concreteness = concreteness / float64(y.Concrete)
	}
	for _, t := range d.Sentences {
		if t.Question {
			y.Questions++
		}
		if t.Exclaim {
			y.Exclaims++
		}
		if t.Bullet {
			y.Bullets++
		}
	}
}

// letters counts the characters of a word, however they are composed.
func letters(w string) (n int) {
	for i := 0; i < len(w); i++ {
		// Continuation bytes are none, nor are combining marks, which begin so.
		if c := w[i]; c < 0x80 || c >= 0xC0 && c != 0xCC && c != 0xCD {
			n++
		}
	}
	return n
}

// contracted reports whether a word is two run together by an apostrophe.
func contracted(w string) bool {
	for i := 1; i+1 < len(w); i++ {
		if w[i] == '\'' || w[i] == 0xE2 && w[i+1] == 0x80 {
			return true
		}
	}
	return false
}

// verb counts tense and finds passives: a form of "be" or "get" and a
// participle within two words. It looks at endings, not at tags, which would
// cost more than all the rest.
func (s *Side) verb(i int, f lexicon.Form) {
	d, y := s.Doc, &s.Style
	switch d.Lexicon.Name(f) {
	case "was", "were", "had", "did", "been":
		y.Past++
	case "is", "are", "am", "i'm", "you're", "it's", "he's", "she's", "we're", "they're", "do", "does", "has", "have":
		y.Present++
	case "would", "could", "might", "may", "should", "can", "will", "must":
		y.Modal++
	}
	if !s.isBe(f) {
		return
	}
	j := d.NextWord(i)
	for step := 0; j >= 0 && step < 3; step++ {
		if participle(d.In(j)) && d.Entry(j).Emotion == 0 {
			y.Passives++
			if k := d.NextWord(j); k < 0 || d.In(k) != "by" {
				y.Agentless++
			}
			return
		}
		if e := d.Entry(j); e.Function&(lexicon.Adverb|lexicon.Negation|lexicon.Auxiliary) == 0 {
			return
		}
		j = d.NextWord(j)
	}
}

func (s *Side) isBe(f lexicon.Form) bool {
	switch s.Doc.Lexicon.Name(f) {
	case "is", "are", "was", "were", "be", "been", "being", "it's", "wasn't", "weren't", "isn't", "aren't":
		return true
	}
	return false
}

var irregularParticiples = map[string]bool{
	"taken": true, "given": true, "made": true, "done": true, "said": true, "told": true, "seen": true, "known": true,
	"found": true, "held": true, "kept": true, "left": true, "lost": true, "met": true, "paid": true, "put": true, "sent": true,
	"shown": true, "sold": true, "spent": true, "taught": true, "thought": true, "understood": true, "written": true, "broken": true,
	"chosen": true, "driven": true, "drawn": true, "forgotten": true, "heard": true, "hit": true, "hurt": true, "led": true, "let": true,
	"read": true, "set": true, "stolen": true, "thrown": true, "torn": true, "worn": true, "brought": true, "built": true, "caught": true,
	"felt": true, "fought": true, "laid": true, "meant": true, "sought": true, "struck": true, "beaten": true, "bitten": true,
}

func participle(w string) bool {
	if n := len(w); n > 4 && w[n-2] == 'e' && w[n-1] == 'd' {
		return true
	}
	return irregularParticiples[w]
}

// contents gathers the distinct content words.
func (s *Side) contents() {
	d := s.Doc
	n := 64
	for n < 2*d.Words {
		n *= 2
	}
	if cap(s.index) < n {
		s.index = make([]int32, n)
	}
	s.index = s.index[:n]
	clear(s.index)
	word := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Kind != text.Word && t.Kind != text.Number || t.Key == 0 {
			continue
		}
		word++
		e := d.Lexicon.Entry(t.Form)
		if e.Is(lexicon.Stopword) || e.Function != 0 && e.Zipf > 4 {
			continue
		}
		slot := s.slot(t.Key)
		if k := s.index[slot]; k != 0 {
			s.Content[k-1].Count++
			continue
		}
		r := rate(d.Lexicon, t.Form)
		s.Content = append(s.Content, Content{Token: int32(i), Key: t.Key, Form: t.Form, Count: 1, At: float32(word) / float32(d.Words), Weight: information(e, t), Rate: float32(r), Nats: float32(surprisal(r))})
		s.index[slot] = int32(len(s.Content))
	}
}

// slot finds where a key is, or would be, in the index.
func (s *Side) slot(key uint32) int {
	mask := uint32(len(s.index) - 1)
	i := key * 0x9E3779B1 >> 8 & mask
	for {
		k := s.index[i]
		if k == 0 || s.Content[k-1].Key == key {
			return int(i)
		}
		i = (i + 1) & mask
	}
}

// Find gives the index in Content of a key, -1 if the side doesn't have it.
func (s *Side) Find(key uint32) int { return int(s.index[s.slot(key)]) - 1 }

// unknownZipf is the frequency taken for words that the lexicon doesn't know.
const unknownZipf = 2.6

// information is the surprisal of a word in nats over that of the commonest
// content words: rare words say what a text is about.
func information(e *lexicon.Entry, t *text.Token) float32 {
	z := e.Zipf
	switch {
	case e.Is(lexicon.Identity):
		z = 4
	case t.Kind == text.Number:
		z = 3.6
	case z == 0:
		z = unknownZipf
	}
	w := (7 - z) * 0.6
	if w < 0.15 {
		w = 0.15
	}
	return w
}

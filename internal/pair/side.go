package pair

import (
	"slices"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// A Side is one of the two texts with what was read off it.
type Side struct {
	Doc      *text.Document
	Units    []Unit
	Affect   Affect
	Level    Affect // apart from how strongly feelings are put: see [Side.level]
	Style    Style
	Feelings Feelings
	Markers  [lexicon.MarkerCount]float64 // filled by [Build]: see [MeanMarkers]
	Content  []Content                    // distinct content words, in order of first mention

	// Strength is, per class of cues, the chance that any cue of the class
	// means what it says: 1 less the product of (1 - strength).
	Strength [lexicon.ClassCount]float32
	// Count is how many cues of a class there are.
	Count [lexicon.ClassCount]int32

	// Passives are where the passives stand, from the form of "be" to the
	// participle.
	Passives []Passive

	// Around holds cues of distance that are parted by a hedge.
	Around []lexicon.Match

	anyHedge  bool
	levelled  []Unit
	hedged    []bool // by token: whether it is part of a hedge
	sentences []place
	index     []int32 // open addressing over Content by key
}

// Style is how a text is written, apart from what it says. Words of hedges
// count for nothing in it: they are measured as hedges, and must not thin out
// the rest.
type Style struct {
	Words        int
	Said         int // of Words, those that are no function words and say who nobody is
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

// A Passive is a run of tokens [First, Last) that holds a passive.
type Passive struct {
	First, Last int32
	Agentless   bool // without "by"
}

// Read fills the side from a document.
func (s *Side) Read(d *text.Document) {
	s.Doc = d
	s.Units = Units(s.Units[:0], d)
	s.Affect = measure(d.Lexicon, s.Units, d.Words)
	s.Content = s.Content[:0]
	s.Strength, s.Count, s.Style = [lexicon.ClassCount]float32{}, [lexicon.ClassCount]int32{}, Style{}
	s.count(d.Matches)
	s.hedges()
	s.around()
	s.Level = s.level()
	s.feelings()
	s.places()
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

// count adds up the strength of cues.
func (s *Side) count(ms []lexicon.Match) {
	for i := range ms {
		m := &ms[i]
		if Denied(m) {
			continue
		}
		s.Count[m.Class]++
		s.Strength[m.Class] += (1 - s.Strength[m.Class]) * min(m.Strength, 1)
	}
}

// around finds the cues of distance that a hedge parts: "it was somewhat
// noted" is as official as "it was noted".
func (s *Side) around() {
	s.Around = s.Around[:0]
	if !s.anyHedge {
		return
	}
	s.Around = s.Doc.MatchWithout(s.Around, s.hedged)
	kept, k := s.Around[:0], 0
	for i := range s.Around {
		m := s.Around[i]
		if !distant(m.Class) {
			continue
		}
		for k < len(s.Doc.Matches) && s.Doc.Matches[k].Start < m.Start {
			k++
		}
		if !among(s.Doc.Matches[k:], &m) {
			kept = append(kept, m)
		}
	}
	s.Around = kept
	s.count(kept)
}

// distant reports whether a class is one of those that linguistic distancing
// is told by, hedges left aside.
func distant(c lexicon.Class) bool {
	return c >= lexicon.DisclaimerAI && c <= lexicon.DisclaimerLimits || c >= lexicon.Bureaucratic && c <= lexicon.Lecturing
}

// among reports whether a match of the same class with the same end is among
// those that start where m starts.
func among(ms []lexicon.Match, m *lexicon.Match) bool {
	for i := range ms {
		x := &ms[i]
		if x.Start != m.Start {
			return false
		}
		if x.Class == m.Class && x.End == m.End {
			return true
		}
	}
	return false
}

// leastStrength is the strength up to which a cue says nothing.
const leastStrength = 0.02

// Denied reports whether a match is of a cue that stands in its file to say
// that a shorter one within it means something else here, such as "I think
// the world of" for "I think".
func Denied(m *lexicon.Match) bool { return m.Strength <= leastStrength }

// hedges marks the tokens of hedges.
func (s *Side) hedges() {
	n := len(s.Doc.Tokens)
	s.hedged = slices.Grow(s.hedged[:0], n)[:n]
	clear(s.hedged)
	s.anyHedge = false
	for i := range s.Doc.Matches {
		m := &s.Doc.Matches[i]
		if Denied(m) {
			continue
		}
		switch m.Class {
		case lexicon.HedgeEpistemic, lexicon.HedgeApproximator, lexicon.HedgeShield, lexicon.HedgeAttribution:
			s.anyHedge = true
			for i := m.Start; i < m.End; i++ {
				s.hedged[i] = true
			}
		}
	}
}

func (s *Side) style() {
	d, y := s.Doc, &s.Style
	s.Passives = s.Passives[:0]
	y.Words, y.Sentences, y.Caps = d.Words, len(d.Sentences), d.Caps
	var formality, concreteness float64
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if s.hedged[i] {
			if t.Kind == text.Word || t.Kind == text.Number {
				y.Words--
			}
			continue
		}
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
		if !actor(d, i) && e.Function == 0 {
			y.Said++
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
		if IsLoan(d, i) {
			y.Loan++
		}
		if t.Has(text.Quoted) {
			y.Quoted++
		}
		if contracted(d.In(i)) {
			y.Contractions++
		}
		if e.Function&lexicon.Auxiliary != 0 {
			s.verb(i, t.Form)
		}
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
	switch {
	case IsPresent(d, i):
		y.Present++
	case IsModal(d, i):
		y.Modal++
	default:
		switch d.Lexicon.Name(f) {
		case "was", "were", "had", "did", "been":
			y.Past++
		}
	}
	if !isBe(d, f) {
		return
	}
	j := s.next(i)
	for step := 0; j >= 0 && step < 3; step++ {
		if participle(d.In(j)) && d.Entry(j).Emotion == 0 {
			if n := len(s.Passives); n > 0 && s.Passives[n-1].Last == int32(j)+1 {
				return // "is being cleaned" is one
			}
			k := s.next(j)
			p := Passive{First: int32(i), Last: int32(j) + 1, Agentless: k < 0 || d.In(k) != "by"}
			y.Passives++
			if p.Agentless {
				y.Agentless++
			}
			s.Passives = append(s.Passives, p)
			return
		}
		if e := d.Entry(j); e.Function&(lexicon.Adverb|lexicon.Negation|lexicon.Auxiliary) == 0 {
			return
		}
		j = s.next(j)
	}
}

// next gives the next word that is part of no hedge, -1 if there is none.
func (s *Side) next(i int) int {
	for i = s.Doc.NextWord(i); i >= 0 && s.hedged[i]; {
		i = s.Doc.NextWord(i)
	}
	return i
}

// IsLoan reports whether a token is a word of another language, and no common
// one of English.
func IsLoan(d *text.Document, i int) bool {
	e := d.Entry(i)
	return e.Is(lexicon.Loan) && !e.Is(lexicon.Stopword) && e.Zipf < 3.5
}

// IsPresent reports whether a token is an auxiliary in the present tense.
func IsPresent(d *text.Document, i int) bool {
	if d.Entry(i).Function&lexicon.Auxiliary == 0 {
		return false
	}
	switch d.Lexicon.Name(d.Tokens[i].Form) {
	case "is", "are", "am", "i'm", "you're", "it's", "he's", "she's", "we're", "they're", "do", "does", "has", "have":
		return true
	}
	return false
}

// IsModal reports whether a token is a modal verb.
func IsModal(d *text.Document, i int) bool {
	if d.Entry(i).Function&lexicon.Auxiliary == 0 {
		return false
	}
	switch d.Lexicon.Name(d.Tokens[i].Form) {
	case "would", "could", "might", "may", "should", "can", "will", "must":
		return true
	}
	return false
}

// isBe reports whether a form is one of "be".
func isBe(d *text.Document, f lexicon.Form) bool {
	switch d.Lexicon.Name(f) {
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

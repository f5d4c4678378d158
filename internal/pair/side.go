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
	Felt     []int32 // the units that are rated or name an emotion: most are not
	Affect   Affect
	Level    Affect // apart from how strongly feelings are put: see [Side.affects]
	Style    Style
	Feelings Feelings
	Markers  [lexicon.MarkerCount]float64 // filled by [Build]: see [MeanMarkers]
	Content  []Content                    // distinct content words, in order of first mention

	// Strength is, per class of cues, the chance that any cue of the class
	// means what it says: 1 less the product of (1 - strength).
	Strength [lexicon.ClassCount]float32
	// Count is how many cues of a class there are.
	Count [lexicon.ClassCount]int32

	// Agents is how many words are for those who act: third persons, kin
	// and people by their roles.
	// Lowered is how many sentences begin in lower case, and Known how many
	// words are known as words of English, figures among them.
	Agents, Lowered, Known int

	// Passives are where the passives stand, from the form of "be" to the
	// participle.
	Passives []Passive

	// Around holds cues of distance that are parted by a hedge; none are looked
	// for in the source of a reply.
	Around []lexicon.Match

	anyHedge bool

	emotions   []lexicon.Form // by emotion: its name
	emotionsOf *lexicon.Lexicon
	hedged     []bool // by token: whether it is part of a hedge
	views      []View // by token: the means it counts in
	sentences  []place
	echoes     []echoWord
	index      []indexed // open addressing over Content by key

	// Of the survey.
	words                   int     // words so far
	marks                   float64 // how marked the affect is by how it is written
	formality, concreteness float64
	functions               functionSum
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
	s.affects()
	s.Strength, s.Count = [lexicon.ClassCount]float32{}, [lexicon.ClassCount]int32{}
	s.count(d.Matches)
	s.hedges()
	s.places()
	s.survey()
	s.feelings()
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
		s.Strength[m.Class] += float32((1 - s.Strength[m.Class]) * min(m.Strength, 1))
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

// survey reads in one go all that hangs on single tokens.
func (s *Side) survey() {
	d := s.Doc
	n := len(d.Tokens)
	s.views = slices.Grow(s.views[:0], n)[:n]
	s.clearIndex()
	s.Content = slices.Grow(s.Content[:0], d.Words)
	s.Passives, s.echoes, s.Style, s.marks = s.Passives[:0], s.echoes[:0], Style{}, 0
	s.Style.Words, s.Style.Sentences, s.Style.Caps = d.Words, len(d.Sentences), d.Caps
	s.formality, s.concreteness, s.words = 0, 0, 0
	s.Agents, s.Lowered, s.Known = 0, 0, 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		s.emphasis(t)
		switch t.Kind {
		case text.Word, text.Number:
			s.word(i, t, d.Entry(i))
		case text.Emoji:
			s.emoji(i, d.Entry(i))
		default:
			s.views[i] = viewOf(s.hedged[i], false)
		}
	}
	s.finishStyle()
}

func (s *Side) emoji(i int, e *lexicon.Entry) {
	s.views[i] = viewOf(s.hedged[i], actor(e))
	if agent(e) {
		s.Agents++
	}
	if !s.hedged[i] {
		s.Style.Emoji++
	}
}

// word reads what hangs on a word or a number.
func (s *Side) word(i int, t *text.Token, e *lexicon.Entry) {
	acts, hedged := actor(e), s.hedged[i]
	s.views[i] = viewOf(hedged, acts)
	if e.Person != lexicon.NoPerson {
		s.persons(t, e)
	}
	s.tally(t, e)
	s.content(i, t, e)
	s.echo(i, t, e)
	if hedged {
		s.Style.Words--
		return
	}
	s.style(i, t, e, acts)
	if e.Verb != 0 {
		s.verb(i, e.Verb)
	}
}

// tally counts a word, part of a hedge or not.
func (s *Side) tally(t *text.Token, e *lexicon.Entry) {
	if agent(e) {
		s.Agents++
	}
	if t.Kind == text.Number {
		s.Known++
		return
	}
	if t.Form != lexicon.Unknown && !e.Is(lexicon.Loan) {
		s.Known++
	}
	if t.Flags&(text.Opens|text.Title) == text.Opens {
		s.Lowered++
	}
}

// agent reports whether a word is for those who act: a third person, kin, or
// someone by a role.
func agent(e *lexicon.Entry) bool {
	return e.Person == lexicon.Third && e.Function&lexicon.ImpersonalPronoun == 0 || e.Traits&(lexicon.Kin|lexicon.Role) != 0
}

// style counts what a word that is part of no hedge is like.
func (s *Side) style(i int, t *text.Token, e *lexicon.Entry, acts bool) {
	y := &s.Style
	y.Person[e.Person]++
	letters, contracted := int(t.End-t.Start), false
	if !t.Has(text.Letters) {
		letters, contracted = spelling(s.Doc.In(i))
	}
	if !e.Is(lexicon.Identity) {
		y.Letters += letters
		y.Common++
	}
	if contracted {
		y.Contractions++
	}
	if !acts && e.Function == 0 {
		y.Said++
	}
	s.functions.add(e.Function)
	if e.Formality != 0 {
		s.register(e.Formality)
	}
	if e.Concreteness >= 0 {
		s.concreteness += float64(e.Concreteness)
		y.Concrete++
	}
	if e.Is(lexicon.Nominal) {
		y.Nominals++
	}
	if loan(e) {
		y.Loan++
	}
	if t.Has(text.Quoted) {
		y.Quoted++
	}
}

// register counts a word or a phrase that is more formal than talk, or less.
func (s *Side) register(formality float32) {
	s.formality += float64(formality)
	switch {
	case formality > 0.3:
		s.Style.Formal++
	case formality < -0.3:
		s.Style.Informal++
	}
}

func (s *Side) finishStyle() {
	y := &s.Style
	s.functions.take(&y.Function)
	if s.Count[lexicon.FormalityTerm] > 0 {
		for i := range s.Doc.Matches {
			if m := &s.Doc.Matches[i]; m.Class == lexicon.FormalityTerm && !s.hedged[m.Start] {
				s.register(s.Doc.Lexicon.Registers[m.Row].Formality)
			}
		}
	}
	if y.Words > 0 {
		y.Formality = s.formality / float64(y.Words)
	}
	if y.Concrete > 0 {
		y.Concreteness = s.concreteness / float64(y.Concrete)
	}
	for _, t := range s.Doc.Sentences {
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

// spelling counts the characters of a word, however they are composed, and
// reports whether it is two run together by an apostrophe.
func spelling(w string) (letters int, contracted bool) {
	for i := 0; i < len(w); i++ {
		// Continuation bytes are none, nor are combining marks, which begin so.
		c := w[i]
		if c < 0x80 || c >= 0xC0 && c != 0xCC && c != 0xCD {
			letters++
		}
		if c == '\'' || c == 0xE2 && i+1 < len(w) && w[i+1] == 0x80 {
			contracted = contracted || i > 0 && i+1 < len(w)
		}
	}
	return letters, contracted
}

// verb counts tense and finds passives: a form of "be" and a participle within
// two words. It looks at forms and endings, not at tags, which would cost more
// than all the rest.
func (s *Side) verb(i int, v lexicon.Verb) {
	d, y := s.Doc, &s.Style
	switch {
	case v&lexicon.Present != 0:
		y.Present++
	case v&lexicon.Modal != 0:
		y.Modal++
	case v&lexicon.Past != 0:
		y.Past++
	}
	if v&lexicon.Be == 0 {
		return
	}
	j := s.next(i)
	for step := 0; j >= 0 && step < 3; step++ {
		if participle(d, j) && d.Entry(j).Emotion == 0 {
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
func IsLoan(d *text.Document, i int) bool { return loan(d.Entry(i)) }

func loan(e *lexicon.Entry) bool {
	return e.Is(lexicon.Loan) && !e.Is(lexicon.Stopword) && e.Zipf < 3.5
}

// IsPresent reports whether a token is an auxiliary in the present tense.
func IsPresent(d *text.Document, i int) bool { return d.Entry(i).Verb&lexicon.Present != 0 }

// IsModal reports whether a token is a modal verb.
func IsModal(d *text.Document, i int) bool { return d.Entry(i).Verb&lexicon.Modal != 0 }

// participle reports whether a token is a past participle, by its ending where
// the lexicon says nothing. No name is one: "Mohammed".
func participle(d *text.Document, i int) bool {
	e := d.Entry(i)
	if e.Verb != 0 || e.Is(lexicon.Identity) {
		return e.Verb&lexicon.Participle != 0
	}
	w := d.In(i)
	n := len(w)
	return n > 4 && w[n-2]|0x20 == 'e' && w[n-1]|0x20 == 'd'
}

// An indexed is a key with one more than its place in Content, 0 if it is free.
type indexed struct {
	key   uint32
	place int32
}

// clearIndex makes room for the content words of a document.
func (s *Side) clearIndex() {
	n := 64
	for n < 2*s.Doc.Words {
		n *= 2
	}
	if cap(s.index) < n {
		s.index = make([]indexed, n)
	}
	s.index = s.index[:n]
	clear(s.index)
}

// content gathers the distinct content words.
func (s *Side) content(i int, t *text.Token, e *lexicon.Entry) {
	if t.Key == 0 {
		return
	}
	s.words++
	if e.Is(lexicon.Stopword) || e.Function != 0 && e.Zipf > 4 {
		return
	}
	x := s.slot(t.Key)
	if x.place != 0 {
		s.Content[x.place-1].Count++
		return
	}
	n := len(s.Content)
	s.Content = s.Content[:n+1] // one a word at the most
	c := &s.Content[n]
	c.Token, c.Key, c.Form, c.Count = int32(i), t.Key, t.Form, 1
	c.At, c.Weight = float32(s.words)/float32(s.Doc.Words), information(e, t)
	*x = indexed{t.Key, int32(n + 1)}
}

// slot finds where a key is, or would be, in the index.
func (s *Side) slot(key uint32) *indexed {
	mask := uint32(len(s.index) - 1)
	i := key * 0x9E3779B1 >> 8 & mask
	for {
		if x := &s.index[i]; x.place == 0 || x.key == key {
			return x
		}
		i = (i + 1) & mask
	}
}

// Find gives the index in Content of a key, -1 if the side doesn't have it.
func (s *Side) Find(key uint32) int { return int(s.slot(key).place) - 1 }

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

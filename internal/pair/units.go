package pair

import (
	"slices"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// A Unit is one carrier of feeling in a text: a word, an emoji, a mark such as
// "!", or a phrase, with what its context makes of it.
type Unit struct {
	First, Last int32 // tokens [First, Last)
	Form        lexicon.Form
	Fine        uint16
	Emotion     uint8
	Negated     bool
	Rated       float32 // rated valence of the term in this context, unshifted
	Strength    float32 // rated intensity, 0 to 1
	Shift       float32 // factor of its context on what was rated
	Weight      float32 // factor of its context on what was induced
}

// Rules is a set of rules of composition. A text is read by all of them; only
// the ablation leaves one out at a time, to see what it is worth.
type Rules uint16

// The rules, after Polanyi & Zaenen 2006 and VADER (Hutto & Gilbert 2014).
const (
	Negation   Rules = 1 << iota // not good, nobody loves her
	Intensity                    // very, slightly, as hell
	Contrast                     // but, however, although
	Mood                         // would have been, if only, questions
	Comparison                   // less painful, better than
	Writing                      // capitals, letters drawn out
	Senses                       // a kind of thing, a kind word
	Phrases                      // over the moon
	Pictures                     // emoji and emoticons
	Repetition                   // boring, boring, boring
	AllRules   = 1<<iota - 1
)

// Factors of valence shifters: those of VADER where it has one, then moved to
// where the development sets together are told best.
const (
	negatedPleasant   = -0.6  // a rated term in the scope of a negation
	negatedUnpleasant = -0.45 // "not bad" says less than "not good"
	negatedInduced    = -0.35
	lessened          = -0.4 // "less painful"
	raised            = 1.1  // "better than"
	capsBoost         = 1.25 // a word in capitals among words that are not
	longBoost         = 1.15 // letters drawn out
	inLitotes         = 0.2  // what was induced for the words of "no problem"
	repeated          = 0.4  // the same word again
	beforeBut         = 0.5  // what a contrast takes back
	afterBut          = 1.15
	conceded          = 0.5   // "although it was cheap"
	inQuestion        = 0.7   // what is asked is not said
	inConditional     = 0.5   // what a surely conditional clause takes
	contraryToFact    = -0.45 // "if only it were", "should have been"
)

// How far the rules reach.
const (
	reach       = 3   // words an intensifier reaches over
	decay       = 0.9 // what is left of it with each word
	maxBoost    = 2.5 // of intensifiers in a row
	contrastDue = 0.6 // strength from which a contrast or concession counts
	recent      = 12  // units looked back upon for a repetition
)

// Units appends to dst the carriers of feeling of a document in order.
func Units(dst []Unit, d *text.Document) []Unit { return UnitsBy(dst, d, AllRules) }

// UnitsBy is [Units] by some of the rules only.
func UnitsBy(dst []Unit, d *text.Document, rules Rules) []Unit {
	c := composer{d: d, rules: rules, units: slices.Grow(dst, len(d.Tokens)), shout: d.Words > 3 && d.Caps*3 > d.Words*2, used: true}
	for s := range d.Sentences {
		c.sentence(&d.Sentences[s])
	}
	return c.units
}

// A composer walks a document once, word by word, and keeps what the words
// passed have to say about the next.
type composer struct {
	d     *text.Document
	rules Rules
	units []Unit
	shout bool // the whole text is in capitals
	match int  // first match that starts behind the current token

	// Of the sentence.
	first   int   // its first unit
	clause  int32 // the clause the walk is in
	phrase  int32 // end of the phrase of feeling the walk is in
	litotes int32 // end of one that holds a shifter: "could be worse"
	less    int32 // end of a comparison that takes away
	more    int32 // end of one that adds
	but     int   // first unit behind a contrast, -1
	concede int   // first unit of a concession, -1
	granted int   // first unit behind it, -1

	// Of the clause.
	negator  *lexicon.Match // the last one
	boost    float32        // factor of the intensifiers just passed
	since    int32          // words since the last of them; below 0 within it
	used     bool           // they found their word
	own      int            // unit of an intensifier of one word, -1
	previous int            // unit they go to if no word follows, -1
	mood     float32        // factor of a conditional
	moodFrom int32          // token from which it holds
}

func (c *composer) sentence(sent *text.Sentence) {
	c.first, c.clause, c.but, c.concede, c.granted = len(c.units), -1, -1, -1, -1
	c.phrase, c.litotes, c.less, c.more = 0, 0, 0, 0
	for i := sent.First; i < sent.Last; i++ {
		t := &c.d.Tokens[i]
		if t.Clause != c.clause {
			c.nextClause(t.Clause)
		}
		if c.match < len(c.d.Matches) && c.d.Matches[c.match].Start <= i {
			c.shifters(i)
		}
		switch {
		case t.Kind == text.Link:
		case t.Kind != text.Punct:
			c.unit(i, t)
		case t.Form == lexicon.Exclaim || t.Form == lexicon.Question:
			c.units = append(c.units, Unit{First: i, Last: i + 1, Form: t.Form, Weight: 1})
		}
	}
	c.settle()
	c.weigh()
	if sent.Question && c.rules&Mood != 0 {
		for i := c.first; i < len(c.units); i++ {
			c.units[i].Shift *= inQuestion
		}
	}
}

func (c *composer) nextClause(clause int32) {
	c.settle()
	c.clause, c.negator, c.mood = clause, nil, 1
	c.boost, c.since, c.own, c.previous = 1, 0, -1, -1
	if c.concede >= 0 && c.granted < 0 && c.concede < len(c.units) {
		c.granted = len(c.units)
	}
}

// shifters takes in the matches that start at token i. Those within a phrase
// of feeling are part of its rating, and those within a phrase that affirms
// shift nothing.
func (c *composer) shifters(i int32) {
	ms := c.d.Matches
	from := c.match
	for c.match < len(ms) && ms[c.match].Start <= i {
		c.match++
	}
	if c.rules&Phrases != 0 && i >= c.phrase {
		for _, m := range ms[from:c.match] {
			if m.Class == lexicon.AffectTerm {
				c.phrase = max(c.phrase, m.End)
			}
		}
	}
	for k := from; k < c.match; k++ {
		m := &ms[k]
		switch {
		case m.Class < lexicon.Negator || m.Class > lexicon.ComparativeDown:
		case m.End < c.phrase || m.End == c.phrase && m.Class != lexicon.Conditional:
			if m.Class == lexicon.Negator || m.Class == lexicon.Conditional {
				c.litotes = c.phrase
			}
		case !c.d.Affirmed(k):
			c.shift(m)
		}
	}
}

func (c *composer) shift(m *lexicon.Match) {
	several := m.End > m.Start+1
	switch m.Class {
	case lexicon.Negator:
		c.negator = m
	case lexicon.IntensifierCue, lexicon.Downtoner:
		if c.rules&Intensity != 0 {
			c.intensify(m)
		}
	case lexicon.Conditional:
		f := 1 - float32((1-inConditional)*m.Strength)
		if m.Strength >= 1 {
			f = contraryToFact
		}
		if c.rules&Mood != 0 {
			c.mood, c.moodFrom = min(c.mood, f), m.End
		}
	case lexicon.Contrast:
		if c.rules&Contrast != 0 && m.Strength >= contrastDue && len(c.units) > c.first {
			c.but = len(c.units)
		}
	case lexicon.Concession:
		if c.rules&Contrast != 0 && m.Strength >= contrastDue {
			c.concede, c.granted = len(c.units), -1
		}
	case lexicon.ComparativeDown:
		if several && c.rules&Comparison != 0 {
			c.less = max(c.less, m.End)
		}
	case lexicon.ComparativeUp:
		if several && c.rules&Comparison != 0 {
			c.more = max(c.more, m.End)
		}
	}
}

// intensify takes in an intensifier or a downtoner.
func (c *composer) intensify(m *lexicon.Match) {
	c.settle()
	c.boost = min(c.boost*m.Strength, maxBoost)
	c.since, c.used, c.own, c.previous = m.Start-m.End, false, -1, -1
	if m.End == m.Start+1 {
		c.own = len(c.units)
	}
	for k := len(c.units) - 1; k >= max(c.first, len(c.units)-reach); k-- {
		if c.units[k].Rated != 0 {
			c.previous = k
			break
		}
	}
}

// settle gives an intensifier that found no word behind it to the one before:
// "it hurts like hell", "thanks so much".
func (c *composer) settle() {
	if !c.used && c.previous >= 0 {
		c.units[c.previous].Shift *= c.boost
		c.boost = 1
	}
	c.used = true
}

// unit adds the unit of a word or emoji.
func (c *composer) unit(i int32, t *text.Token) {
	// There is room for one a token. Filled where it lies, a unit is not copied.
	n := len(c.units)
	c.units = c.units[:n+1]
	u := &c.units[n]
	*u = Unit{}
	u.First, u.Last, u.Form, u.Shift, u.Weight = i, i+1, t.Form, 1, 1
	settled := c.rate(u, i, t)
	if t.Kind != text.Emoji {
		if c.rules&Negation != 0 && !settled {
			c.negate(u, t)
		}
		c.compare(u)
		if i >= c.moodFrom {
			u.Shift *= c.mood
			u.Weight *= c.mood
		}
		if u.Rated != 0 {
			c.strengthen(u, t)
		}
	}
	if u.Rated != 0 && c.rules&Repetition != 0 && c.again(u.Form) {
		u.Shift *= repeated
	}
	c.pass()
}

// rate puts in what the term is rated in this context, and reports whether
// the context already holds the negation before it.
func (c *composer) rate(u *Unit, i int32, t *text.Token) (settled bool) {
	e := c.d.Entry(int(i))
	switch {
	case e.Is(lexicon.NameWord) && c.isName(i, t):
		u.Weight = 0
	case i < c.phrase:
		c.ratePhrase(u, i)
	case t.Kind == text.Emoji && c.rules&Pictures == 0:
		u.Weight = 0
	case e.Is(lexicon.Ambiguous) && c.rules&Senses != 0 && !e.Is(lexicon.Identity):
		var s *lexicon.Sense
		if s, settled = sense(c.d, int(i)); s == nil {
			break
		}
		u.Rated, u.Strength = s.Valence, abs(s.Valence)/4
		if s.Valence*e.Valence > 0 {
			u.Emotion, u.Fine = e.Emotion, e.Fine
		}
	default:
		u.Rated, u.Strength, u.Emotion, u.Fine = e.Valence, e.Intensity, e.Emotion, e.Fine
	}
	return settled
}

// ratePhrase puts the rating of a phrase on its first word. The others have
// none. What was induced for each stands, but where one shifts the other.
func (c *composer) ratePhrase(u *Unit, i int32) {
	ms := c.d.Matches
	for k := c.match - 1; k >= 0 && ms[k].Start == i; k-- {
		if ms[k].Class == lexicon.AffectTerm && ms[k].End == c.phrase {
			term := &c.d.Lexicon.Terms[ms[k].Row]
			u.Rated, u.Strength, u.Emotion, u.Fine, u.Last = term.Valence, term.Intensity, term.Emotion, term.Fine, c.phrase
			break
		}
	}
	if i < c.litotes {
		u.Weight *= inLitotes
	}
}

// isName reports whether a word that may be a name is one here: with a capital
// within a sentence of small letters, or where the tagger says so at its
// start. Names carry no feeling.
func (c *composer) isName(i int32, t *text.Token) bool {
	if !t.Has(text.Title) || c.shout {
		return false
	}
	if t.Has(text.Opens) {
		return c.subject(int(i))
	}
	if t.Has(text.Caps) {
		return false
	}
	j := c.d.PrevWord(int(i))
	return j < 0 || !c.d.Tokens[j].Has(text.Title) || c.d.Tokens[j].Has(text.Opens) || c.d.Entry(j).Is(lexicon.Identity)
}

// subject reports whether the first word of a sentence is a name before a
// verb, or one by itself for the tagger. The tagger takes "feels" in "Grace
// feels angry" for a noun, and "Will" for an auxiliary. Who is spoken of next
// is no verb: "Will you", "Hope the".
func (c *composer) subject(i int) bool {
	j := c.d.NextWord(i)
	if j == i+1 && c.d.Entry(j).Function&(lexicon.PersonalPronoun|lexicon.Article) != 0 {
		return false
	}
	if c.d.Tag(i) == "NNP" {
		return true
	}
	if j != i+1 {
		return false
	}
	switch c.d.Tag(j) {
	case "VBZ", "VBD", "VBN":
		return true
	case "VB":
		return c.d.Tag(i) == "MD" && !c.d.Sentences[c.d.Tokens[i].Sentence].Question
	case "NNS":
		k := c.d.NextWord(j)
		if k < 0 {
			return false
		}
		switch c.d.Tag(k) {
		case "JJ", "RB", "DT", "PRP", "PRP$", "VBN", "VBG":
			return true
		}
	}
	return false
}

// negate applies the negation a word stands under. A word within a negator of
// several words is under it too: "stopped loving", "out of hope".
func (c *composer) negate(u *Unit, t *text.Token) {
	m := c.negator
	within := m != nil && u.First > m.Start && u.First < m.End
	if !t.Has(text.Negated) && !within {
		return
	}
	surely := float32(1)
	if m != nil {
		surely = min(m.Strength, 1)
	}
	f := float32(negatedPleasant)
	if u.Rated < 0 {
		f = negatedUnpleasant
	}
	u.Negated = true
	u.Shift *= 1 + float32((f-1)*surely)
	u.Weight *= 1 + float32((negatedInduced-1)*surely)
}

// compare applies the comparison a word stands in.
func (c *composer) compare(u *Unit) {
	switch {
	case u.Rated == 0:
	case u.First < c.less && !u.Negated:
		u.Negated = true
		u.Shift *= lessened
	case u.First < c.more:
		u.Shift *= raised
	}
}

// strengthen applies the intensifiers before a rated word, and how it is
// written. An intensifier right before it has no feeling of its own:
// "terribly happy".
func (c *composer) strengthen(u *Unit, t *text.Token) {
	if c.boost != 1 && c.since >= 0 {
		f := c.boost
		if u.Negated && f > 1 {
			f = 1 / f // "not very good" says less than "not good"
		}
		u.Shift *= f
		c.used = true
		if c.since == 0 && c.own >= 0 {
			o := &c.units[c.own]
			o.Rated, o.Strength, o.Emotion, o.Fine = 0, 0, 0, 0
		}
	}
	if c.rules&Writing == 0 {
		return
	}
	if t.Has(text.Caps) && !c.shout {
		u.Shift *= capsBoost
	}
	if t.Has(text.Elongated) {
		u.Shift *= longBoost
	}
}

// again reports whether the form of the last unit was among those just passed.
func (c *composer) again(f lexicon.Form) bool {
	last := len(c.units) - 1
	for k := last - 1; k >= max(0, last-recent); k-- {
		if c.units[k].Form == f && c.units[k].Rated != 0 {
			return true
		}
	}
	return false
}

// pass moves the intensifiers on by a word.
func (c *composer) pass() {
	c.since++
	switch {
	case c.since > reach:
		c.settle()
		c.boost, c.own = 1, -1
	case c.since > 0:
		c.boost = 1 + float32((c.boost-1)*decay)
	}
}

// weigh gives what stands behind a contrast its due over what stands before,
// and a main clause its due over what it concedes.
func (c *composer) weigh() {
	if c.but >= 0 && c.but < len(c.units) {
		scaleUnits(c.units[c.first:c.but], beforeBut)
		scaleUnits(c.units[c.but:], afterBut)
	}
	if c.concede < 0 {
		return
	}
	end := c.granted
	if end < 0 {
		end = len(c.units)
	}
	scaleUnits(c.units[c.concede:end], conceded)
}

func scaleUnits(us []Unit, f float32) {
	for i := range us {
		us[i].Shift *= f
		us[i].Weight *= f
	}
}

// sense picks the reading of an ambiguous word by its context, nil where none
// fits, and reports whether a negation before it is part of that context.
func sense(d *text.Document, i int) (s *lexicon.Sense, negation bool) {
	return firstSense(d, i, d.Lexicon.Senses(d.Tokens[i].Form))
}

// firstSense picks the first of the readings that fits. The tagger, which costs
// more than all else, is asked only where its answer makes a difference.
func firstSense(d *text.Document, i int, senses []lexicon.Sense) (s *lexicon.Sense, negation bool) {
	for k := range senses {
		s := &senses[k]
		if len(s.Tags) > 0 {
			if other, negation := firstSense(d, i, senses[k+1:]); other != nil && !negation && other.Valence == s.Valence {
				return other, false
			}
		}
		switch s.Context {
		case lexicon.Always:
			return s, false
		case lexicon.Prev, lexicon.PrevTag:
			if j := d.PrevWord(i); fits(d, j, s) {
				return s, d.Entry(j).Is(lexicon.NegatorWord)
			}
		case lexicon.Next, lexicon.NextTag:
			if fits(d, d.NextWord(i), s) {
				return s, false
			}
		case lexicon.OwnTag:
			if fits(d, i, s) {
				return s, false
			}
		case lexicon.First:
			if d.Tokens[i].Has(text.Opens) {
				return s, false
			}
		case lexicon.Last:
			if d.NextWord(i) < 0 {
				return s, false
			}
		}
	}
	return nil, false
}

// fits reports whether token j, if there is one, is what a reading asks for.
func fits(d *text.Document, j int, s *lexicon.Sense) bool {
	if j < 0 {
		return false
	}
	for _, f := range s.Forms {
		if d.Tokens[j].Form == f {
			return true
		}
	}
	for _, t := range s.Tags {
		if mayBe(d, j, t) && d.Tag(j) == t {
			return true
		}
	}
	return false
}

// mayBe reports whether a token may have a tag, so that the tagger need not be
// asked for a name without a capital, or a noun or adjective that is a pronoun.
func mayBe(d *text.Document, j int, tag string) bool {
	switch tag {
	case "NNP":
		return d.Tokens[j].Has(text.Title)
	case "JJ", "NN", "NNS":
		const closed = lexicon.PersonalPronoun | lexicon.Article | lexicon.Auxiliary | lexicon.Conjunction | lexicon.Preposition
		return d.Entry(j).Function&closed == 0
	}
	return true
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

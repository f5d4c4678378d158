// Package distancing detects linguistic distancing: the response keeps the
// person at arm's length by how it is worded.
//
// The cognitive cell measures abstraction: nominalisation, passive, low
// concreteness, distant tense and deixis (construal level, Trope & Liberman
// 2010; involved and informational register, Biber 1988). The cultural cell
// measures register shift: formality, dialect, contraction, code-switching not
// met. The relational cell measures immediacy (Wiener & Mehrabian 1968; Nook,
// Schleider & Somerville 2017): address by "you" and "I", impersonal frames,
// hedges (Hyland 1998), disclaimers, official and clinical language, and how
// far the use of function words matches (Ireland & Pennebaker 2010).
package distancing

import (
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

var (
	hedges = signal.NewGroup("hedge",
		lexicon.HedgeEpistemic, lexicon.HedgeApproximator, lexicon.HedgeShield, lexicon.HedgeAttribution,
	)
	attribution  = signal.NewGroup("held at a distance", lexicon.HedgeAttribution, lexicon.HedgeShield)
	disclaimers  = signal.NewGroup("disclaimer", lexicon.DisclaimerAI, lexicon.DisclaimerProfessional, lexicon.DisclaimerLimits)
	bureaucratic = signal.NewGroup("official language", lexicon.Bureaucratic)
	corporate    = signal.NewGroup("corporate language", lexicon.Corporate)
	clinical     = signal.NewGroup("clinical language", lexicon.Clinical)
	impersonal   = signal.NewGroup("impersonal for the person", lexicon.Impersonal)
	lecturing    = signal.NewGroup("lectures", lexicon.Lecturing)
)

// Detect adds the signals of the pair.
func Detect(b *signal.Builder) {
	b.Mechanism = mechanisms.Distancing
	stake := personal(&b.Pair.Src)
	nominalised(b, stake)
	passive(b, stake)
	abstract(b, stake)
	sentences(b, stake)
	tense(b, stake)
	b.Cue("lecturing", dimensions.Cognitive, lecturing, stake)

	formality(b, stake)
	contractions(b, stake)
	dialect(b)
	tone(b, stake)

	address(b, stake)
	self(b, stake)
	density(b, "hedged", hedges, stake)
	b.Cue("attributed", dimensions.Relational, attribution, stake)
	b.Cue("disclaimer", dimensions.Relational, disclaimers, max(stake, 0.5))
	b.Cue("bureaucratic", dimensions.Relational, bureaucratic, stake)
	b.Cue("corporate", dimensions.Relational, corporate, stake)
	b.Cue("clinical", dimensions.Relational, clinical, stake)
	b.Cue("impersonal", dimensions.Relational, impersonal, stake)
	style(b, stake)
	b.Wording(stake)
}

// personal says how much the source speaks as a person: a question of fact
// or a formal letter gives little distance to be lost.
func personal(s *pair.Side) float64 {
	y := &s.Style
	me := signal.Density(float64(y.Person[lexicon.FirstSingular]+y.Person[lexicon.FirstPlural]), y.Words)
	x := 6*me + 0.6*s.Feelings.Peak + 0.15*min(3, s.Feelings.Marked) + 0.03*float64(min(y.Contractions, 5))
	x -= 0.5 * float64(s.Strength[lexicon.AskFact]) * (1 - s.Feelings.Peak)
	x -= 3 * max(0, y.Formality)
	return signal.Ramp(x, 0.1, 0.8)
}

// density is a signal of how thick cues stand.
func density(b *signal.Builder, name string, g *signal.Group, stake float64) {
	thick := func(s *pair.Side) float64 {
		n := 0
		for _, c := range g.Classes {
			n += int(s.Count[c])
		}
		return signal.Density(float64(n), s.Style.Words)
	}
	if b.Signal(name, dimensions.Relational, signal.Ramp(b.Beyond(thick), 0, 0.1), stake, 0.6) {
		b.Cues(mechanisms.Response, g)
	}
}

// rise is how much denser something is in the response.
func rise(b *signal.Builder, count func(*pair.Style) int, low, high float64) float64 {
	s, r := &b.Pair.Src.Style, &b.Pair.Resp.Style
	return signal.Ramp(signal.Density(float64(count(r)), r.Words)-signal.Density(float64(count(s)), s.Words), low, high)
}

// nominalised: acts and feelings turned into nouns.
func nominalised(b *signal.Builder, stake float64) {
	if !b.Signal("nominalised", dimensions.Cognitive, rise(b, func(y *pair.Style) int { return y.Nominals }, 0, 0.12), stake, 0.6) {
		return
	}
	d := b.Pair.Resp.Doc
	for i := range d.Tokens {
		if d.Entry(i).Is(lexicon.Nominal) && b.Pair.Src.Find(d.Tokens[i].Key) < 0 {
			b.Span(mechanisms.Response, int32(i), int32(i)+1, "nominalisation", 0.5)
		}
	}
}

func passive(b *signal.Builder, stake float64) {
	if !b.Signal("passive", dimensions.Cognitive, rise(b, func(y *pair.Style) int { return y.Passives }, 0, 0.08), stake, 0.6) {
		return
	}
	for _, x := range b.Pair.Resp.Passives {
		b.Span(mechanisms.Response, x.First, x.Last, "passive", 0.5)
	}
}

// abstract: words less concrete, and longer, than the person's.
func abstract(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src.Style, &b.Pair.Resp.Style
	enough := signal.Ramp(float64(min(s.Concrete, r.Concrete)), 2, 8)
	d := b.Pair.Resp.Doc
	if b.Signal("abstract", dimensions.Cognitive, signal.Ramp(s.Concreteness-r.Concreteness, 0, 0.3), stake*enough, 0.5) {
		b.Tokens(mechanisms.Response, "abstract word", 0.5, func(i int) bool {
			e := d.Entry(i)
			return e.Concreteness >= 0 && e.Concreteness < abstractBelow && e.Function == 0 && b.Pair.Src.Find(d.Tokens[i].Key) < 0
		})
	}
	long := func(y *pair.Style) float64 {
		return float64(y.Letters) / float64(max(y.Common, 1))
	}
	if b.Signal("long-words", dimensions.Cognitive, signal.Ramp(long(r)-long(s), 0.2, 1.6), stake, 0.6) {
		b.Tokens(mechanisms.Response, "long word", 0.5, func(i int) bool {
			t := &d.Tokens[i]
			return t.Kind == text.Word && t.End-t.Start >= longWord && !d.Entry(i).Is(lexicon.Identity) && b.Pair.Src.Find(t.Key) < 0
		})
	}
}

// What is shown of abstract and of long words.
const (
	abstractBelow = 0.3
	longWord      = 9 // letters
)

// sentences: sentences far longer than the person's.
func sentences(b *signal.Builder, stake float64) {
	mean := func(y *pair.Style) float64 { return float64(y.Words) / float64(max(y.Sentences, 1)) }
	if b.Signal("long-sentences", dimensions.Cognitive, signal.Ramp(mean(&b.Pair.Resp.Style)-mean(&b.Pair.Src.Style), 2, 18), stake, 0.5) {
		longest(b)
	}
}

// longest shows the longest sentence of the response.
func longest(b *signal.Builder) {
	d := b.Pair.Resp.Doc
	best := -1
	for k := range d.Sentences {
		if best < 0 || d.Sentences[k].Words > d.Sentences[best].Words {
			best = k
		}
	}
	if best >= 0 {
		b.Span(mechanisms.Response, d.Sentences[best].First, d.Sentences[best].Last, "long sentence", 0.5)
	}
}

// tense: the here and now of the source is told as past or as possibility.
func tense(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src.Style, &b.Pair.Resp.Style
	present := func(y *pair.Style) float64 { return signal.Density(float64(y.Present), y.Words) }
	if b.Signal("present-lost", dimensions.Cognitive, signal.Drop(min(present(s), 0.1), present(r)), stake*signal.Ramp(present(s), 0, 0.06), 0.4) {
		b.Tokens(mechanisms.Source, "told as here and now", 0.4, func(i int) bool { return pair.IsPresent(b.Pair.Src.Doc, i) })
	}
	if b.Signal("modal", dimensions.Cognitive, rise(b, func(y *pair.Style) int { return y.Modal }, 0, 0.08), stake, 0.4) {
		b.Tokens(mechanisms.Response, "as a possibility", 0.4, func(i int) bool { return pair.IsModal(b.Pair.Resp.Doc, i) })
	}
}

// formality: words more formal than the person's.
func formality(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src, &b.Pair.Resp
	if !b.Signal("formal", dimensions.Cultural, signal.Ramp(r.Style.Formality-s.Style.Formality, 0, 0.1), stake, 0.6) {
		return
	}
	for i := range r.Doc.Tokens {
		if e := r.Doc.Entry(i); e.Formality > 0.3 && s.Find(r.Doc.Tokens[i].Key) < 0 {
			b.Span(mechanisms.Response, int32(i), int32(i)+1, "formal word", float64(e.Formality))
		}
	}
}

// contractions: the person contracts, the response does not.
func contractions(b *signal.Builder, stake float64) {
	rate := func(y *pair.Style) float64 { return signal.Density(float64(y.Contractions), y.Words) }
	s, r := rate(&b.Pair.Src.Style), rate(&b.Pair.Resp.Style)
	want := min(s, 0.06)
	if !b.Pair.Rewrite {
		want = max(want, 0.02)
	}
	if b.Signal("uncontracted", dimensions.Cultural, signal.Drop(want, r), stake, 0.6) {
		uncontracted(b)
	}
}

// uncontracted shows what could have been contracted.
func uncontracted(b *signal.Builder) {
	d := b.Pair.Resp.Doc
	for j := 1; j < len(d.Tokens); j++ {
		i := j - 1
		if d.Tokens[i].Kind != text.Word || d.Tokens[j].Kind > text.Number || d.Tokens[j].Sentence != d.Tokens[i].Sentence {
			continue
		}
		if d.Entry(j).Function&(lexicon.Auxiliary|lexicon.Negation) == 0 {
			continue
		}
		first, second := d.Entry(i), d.Lexicon.Name(d.Tokens[j].Form)
		subject := first.Person == lexicon.FirstSingular || first.Person == lexicon.FirstPlural || first.Person == lexicon.Second || first.Person == lexicon.Third
		switch second {
		case "not":
			if first.Function&lexicon.Auxiliary != 0 {
				b.Span(mechanisms.Response, int32(i), int32(j)+1, "not contracted", 0.5)
			}
		case "am", "is", "are", "have", "will", "would":
			if subject && !first.Is(lexicon.Possessive) {
				b.Span(mechanisms.Response, int32(i), int32(j)+1, "not contracted", 0.5)
			}
		}
	}
}

// dialect: the variety of English, and the other languages, of the person.
func dialect(b *signal.Builder) {
	d := b.Pair.Src.Doc
	s, r := dialectMarks(d), dialectMarks(b.Pair.Resp.Doc)
	if b.Signal("dialect-unmet", dimensions.Cultural, signal.Drop(min(s, 2), r), min(1, s), 0.6) {
		for i := range d.Matches {
			if m := &d.Matches[i]; m.Class == lexicon.DialectMarker {
				b.Span(mechanisms.Source, m.Start, m.End, "the person's variety of English", 0.6)
			}
		}
	}
	ls, lr := float64(b.Pair.Src.Style.Loan), float64(b.Pair.Resp.Style.Loan)
	if b.Signal("code-switch-unmet", dimensions.Cultural, signal.Drop(min(ls, 3), lr), signal.Ramp(ls, 0, 3), 0.6) {
		b.Tokens(mechanisms.Source, "the person's other language", 0.6, func(i int) bool { return pair.IsLoan(d, i) })
	}
}

func dialectMarks(d *text.Document) (n float64) {
	for i := range d.Matches {
		if d.Matches[i].Class == lexicon.DialectMarker {
			n += 0.5
		}
	}
	return n
}

// tone: typing and register far looser than the response's, or a formal text
// that is met in a tone far looser than its own. Distance is kept by register
// in both ways (Brown & Levinson 1987): who writes a formal letter and gets a
// chummy answer was not heard either.
func tone(b *signal.Builder, stake float64) {
	s, r := loose(&b.Pair.Src), loose(&b.Pair.Resp)
	if b.Signal("casual-unmet", dimensions.Cultural, signal.Drop(min(s, 0.3), r), stake*signal.Ramp(s, 0.03, 0.15), 0.6) {
		b.Tokens(mechanisms.Source, "the person's casual tone", 0.4, informal(b.Pair.Src.Doc))
	}
	formal := signal.Ramp(b.Pair.Src.Style.Formality, 0.005, 0.04) * (1 - signal.Ramp(s, 0.02, 0.1))
	if b.Signal("over-familiar", dimensions.Cultural, signal.Ramp(r-s, 0.04, 0.2), formal, 0.6) {
		b.Tokens(mechanisms.Response, "familiar in answer to a formal text", 0.5, informal(b.Pair.Resp.Doc))
	}
}

// informal tells whether a token is an emoji or an informal word.
func informal(d *text.Document) func(i int) bool {
	return func(i int) bool { return d.Tokens[i].Kind == text.Emoji || d.Entry(i).Formality < -0.3 }
}

// loose is the share of informal words, emoji, marks of stress and sentences
// begun in lower case.
func loose(s *pair.Side) float64 {
	n := float64(s.Style.Informal) + float64(s.Style.Emoji) + 0.5*float64(s.Style.Exclaims) + 0.3*float64(s.Style.Contractions) + float64(s.Lowered)
	return signal.Density(n, s.Style.Words)
}

// address: the person is not spoken to. In a rewrite the persons of the source
// are to survive.
func address(b *signal.Builder, stake float64) {
	s, r := &b.Pair.Src.Style, &b.Pair.Resp.Style
	you := signal.Density(float64(r.Person[lexicon.Second]), r.Words)
	if !b.Pair.Rewrite {
		if b.Signal("not-addressed", dimensions.Relational, signal.Drop(0.06, you), stake, 0.7) {
			b.Sentence(mechanisms.Response, "no word to the person", 0.5, person(b.Pair.Resp.Doc, lexicon.Second))
		}
		return
	}
	theirs := signal.Density(float64(s.Person[lexicon.Second]), s.Words)
	if b.Signal("address-lost", dimensions.Relational, signal.Drop(min(theirs, 0.08), you), stake*signal.Ramp(theirs, 0, 0.03), 0.7) {
		b.Tokens(mechanisms.Source, "spoken to here", 0.5, person(b.Pair.Src.Doc, lexicon.Second))
	}
	mine := signal.Density(float64(s.Person[lexicon.FirstSingular]+s.Person[lexicon.FirstPlural]), s.Words)
	kept := signal.Density(float64(r.Person[lexicon.FirstSingular]+r.Person[lexicon.FirstPlural]), r.Words)
	third := signal.Density(float64(r.Person[lexicon.Third]), r.Words)
	if b.Signal("person-lost", dimensions.Relational, signal.Drop(min(mine, 0.1), kept), stake*signal.Ramp(mine, 0, 0.04), 0.7) {
		b.Tokens(mechanisms.Source, "who speaks here", 0.5, person(b.Pair.Src.Doc, lexicon.FirstSingular, lexicon.FirstPlural))
	}
	if b.Signal("persons-gone", dimensions.Relational, signal.Drop(min(mine+theirs, 0.12), kept+you+third), stake, 0.7) {
		b.Sentence(mechanisms.Response, "nobody in it", 0.5, person(b.Pair.Resp.Doc, lexicon.FirstSingular, lexicon.FirstPlural, lexicon.Second, lexicon.Third))
	}
}

// person tells whether a token is of some grammatical persons.
func person(d *text.Document, ps ...lexicon.Person) func(i int) bool {
	var set uint32
	for _, p := range ps {
		set |= 1 << p
	}
	return func(i int) bool { return set>>d.Entry(i).Person&1 != 0 }
}

// self: no one seems to speak: neither I nor we nor you.
func self(b *signal.Builder, stake float64) {
	if b.Pair.Rewrite {
		return
	}
	y := &b.Pair.Resp.Style
	n := y.Person[lexicon.FirstSingular] + y.Person[lexicon.FirstPlural] + y.Person[lexicon.Second]
	d := b.Pair.Resp.Doc
	if b.Signal("no-persons", dimensions.Relational, signal.Drop(0.1, signal.Density(float64(n), y.Words)), stake, 0.6) {
		b.Sentence(mechanisms.Response, "neither I nor you", 0.5, person(d, lexicon.FirstSingular, lexicon.FirstPlural, lexicon.Second))
	}
	mine := signal.Density(float64(y.Person[lexicon.FirstSingular]+y.Person[lexicon.FirstPlural]), y.Words)
	if b.Signal("no-speaker", dimensions.Relational, signal.Drop(0.03, mine), stake, 0.3) {
		b.Sentence(mechanisms.Response, "nobody speaks", 0.4, person(d, lexicon.FirstSingular, lexicon.FirstPlural))
	}
}

// style: function words used unlike the person's.
func style(b *signal.Builder, stake float64) {
	m := b.Pair.StyleMatch()
	if b.Signal("style-unmatched", dimensions.Relational, signal.Ramp(1-m, 0.15, 0.6), stake*signal.Ramp(float64(b.Pair.Src.Style.Words), 5, 25), 0.5) {
		b.Sentence(mechanisms.Response, "little words used unlike the person's", 0.3, nil)
	}
}

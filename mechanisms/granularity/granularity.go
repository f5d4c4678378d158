// Package granularity detects empathic granularity mismatch: the response is
// about the right matter at the wrong grain.
//
// The cognitive cell asks whether the salient centre of the source was taken
// up, whether specifics were made generic, and whether the person was flooded
// with detail nobody asked for. The cultural cell follows culture-specific
// items (Aixelá 1996) into the response. The relational cell looks for warmth
// that could answer anything, for the response that echoes without having
// understood or that talks of itself, and for the ask that was not met.
package granularity

import (
	"math"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

var (
	templates = signal.Group{Reason: "could answer anything", Classes: []lexicon.Class{
		lexicon.TemplateSympathy, lexicon.TemplateThanks, lexicon.TemplateValidation, lexicon.TemplateJourney, lexicon.TemplateOffer,
		lexicon.TemplatePraise, lexicon.TemplateWish, lexicon.TemplateOpening, lexicon.TemplateClose, lexicon.TemplateEnthusiasm,
	}}
	vagueTerms = signal.Group{Reason: "generic term", Classes: []lexicon.Class{
		lexicon.VagueNoun, lexicon.VaguePerson, lexicon.VaguePlace, lexicon.VagueTime, lexicon.VagueQuantity,
	}}
	vagueCulture = signal.Group{Reason: "generic for something of a culture", Classes: []lexicon.Class{lexicon.VagueCulture}}
	lecture      = signal.Group{Reason: "lectures", Classes: []lexicon.Class{lexicon.Lecturing, lexicon.ActInformation}}
	advice       = signal.Group{Reason: "advice", Classes: []lexicon.Class{lexicon.ActAdvice}}
	comfort      = signal.Group{Reason: "comfort", Classes: []lexicon.Class{lexicon.ActReaction, lexicon.ActReassurance, lexicon.ActValidation, lexicon.TemplateValidation, lexicon.TemplateSympathy}}
	verdicts     = []lexicon.Class{lexicon.VerdictWith, lexicon.VerdictAgainst, lexicon.BlameNamed, lexicon.DirectAnswer, lexicon.OwnFault}
	disclosure   = signal.Group{Reason: "tells of the responder", Classes: []lexicon.Class{lexicon.ActSelfDisclosure}}
)

// Detect adds the signals of the pair.
func Detect(b *signal.Builder) {
	b.Mechanism = mechanisms.Granularity
	c := newCoverage(b.Pair)
	c.centre(b)
	c.missed(b)
	c.generic(b)
	c.numbers(b)
	flooding(b, c)
	items(b)
	cultureGeneric(b)
	template(b, c)
	asks(b)
	echo(b)
	stuffing(b)
	hijack(b)
	vagueness(b)
	b.Wording(c.opportunity())
}

// coverage weighs the content words of the source by salience.
type coverage struct {
	pair   *pair.Pair
	weight []float64
	total  float64
	kept   float64 // weight taken up
	top    float64 // weight of the centre
	topGot float64
	median float64
}

// centreShare is how much of the total salience the centre holds.
const centreShare = 0.5

func newCoverage(p *pair.Pair) *coverage {
	c := &coverage{pair: p, weight: make([]float64, len(p.Links))}
	for i := range p.Links {
		l := &p.Links[i]
		w := float64(l.Weight) * p.Src.Salience(int(l.Token)) * math.Sqrt(float64(l.Count))
		c.weight[i] = w
		c.total += w
		c.kept += w * float64(l.Share)
	}
	c.split()
	return c
}

// split finds the centre: the weightiest words that together hold half.
func (c *coverage) split() {
	if c.total == 0 {
		return
	}
	low, high := 0.0, 0.0
	for _, w := range c.weight {
		high = math.Max(high, w)
	}
	for k := 0; k < 20; k++ { // bisect the threshold
		mid := (low + high) / 2
		if c.above(mid) > centreShare*c.total {
			low = mid
		} else {
			high = mid
		}
	}
	c.median = low
	for i, w := range c.weight {
		if w >= c.median {
			c.top += w
			c.topGot += w * float64(c.pair.Links[i].Share)
		}
	}
}

func (c *coverage) above(x float64) (sum float64) {
	for _, w := range c.weight {
		if w >= x {
			sum += w
		}
	}
	return sum
}

// opportunity grows with how much there is to take up.
func (c *coverage) opportunity() float64 { return signal.Ramp(c.total, 0.5, 5) }

func (c *coverage) lost(b *signal.Builder, reason string) {
	for i, w := range c.weight {
		if l := &c.pair.Links[i]; w >= c.median && l.Share < 0.5 {
			b.Span(mechanisms.Source, l.Token, l.Token+1, reason, w/(c.top+1e-9)*3)
		}
	}
}

// centre: the salient centre of the source is not in the response.
func (c *coverage) centre(b *signal.Builder) {
	c.lost(b, "at the centre, not taken up")
	want := 0.45
	if b.Pair.Rewrite {
		want = 0.9
	}
	b.Signal("centre-missed", dimensions.Cognitive, signal.Drop(want, c.topGot/(c.top+1e-9)), c.opportunity(), 0.7)
}

// missed: how much of the whole is gone; in a rewrite all of it counts.
func (c *coverage) missed(b *signal.Builder) {
	want := 0.35
	if b.Pair.Rewrite {
		want = 0.85
	}
	b.Signal("detail-missed", dimensions.Cognitive, signal.Drop(want, c.kept/(c.total+1e-9)), c.opportunity(), 0.6)
	// What the response says that the source gave it no word for.
	var own, all float64
	for _, x := range c.pair.Resp.Content {
		all += float64(x.Weight)
		if c.pair.Src.Find(x.Key) < 0 {
			own += float64(x.Weight)
		}
	}
	b.Signal("off-centre", dimensions.Cognitive, signal.Ramp(own/(all+1e-9), 0.3, 1), c.opportunity(), 0.5)
}

// generic: vague terms stand where specifics were.
func (c *coverage) generic(b *signal.Builder) {
	lostShare := 1 - c.kept/(c.total+1e-9)
	n := 0
	for _, k := range vagueTerms.Classes {
		n += int(b.Pair.Resp.Count[k])
	}
	src := 0
	for _, k := range vagueTerms.Classes {
		src += int(b.Pair.Src.Count[k])
	}
	rate := signal.Density(float64(n), b.Pair.Resp.Style.Words) - 0.5*signal.Density(float64(src), b.Pair.Src.Style.Words)
	b.Cues(mechanisms.Response, vagueTerms)
	c.lost(b, "specific, made generic")
	b.Signal("generalised", dimensions.Cognitive, signal.Ramp(rate, 0.02, 0.16)*(0.4+0.6*lostShare), c.opportunity(), 0.6)
}

// numbers: figures, dates and names are the plainest specifics.
func (c *coverage) numbers(b *signal.Builder) {
	var all, lost float64
	for i := range c.pair.Links {
		l := &c.pair.Links[i]
		t := &c.pair.Src.Doc.Tokens[l.Token]
		e := c.pair.Src.Doc.Lexicon.Entry(l.Form)
		if t.Kind != text.Number && !e.Is(lexicon.NumberWord) {
			continue
		}
		all++
		if l.Share < 0.5 {
			lost++
			b.Span(mechanisms.Source, l.Token, l.Token+1, "figure not kept", 0.7)
		}
	}
	opportunity := math.Min(1, all/2)
	if !b.Pair.Rewrite {
		opportunity *= 0.5
	}
	b.Signal("figures-lost", dimensions.Cognitive, lost/(all+1e-9), opportunity, 0.7)
}

// flooding: far more matter than the source gave or asked for.
func flooding(b *signal.Builder, c *coverage) {
	s, r := &b.Pair.Src, &b.Pair.Resp
	fresh := 0
	for _, x := range r.Content {
		if s.Find(x.Key) < 0 {
			fresh++
		}
	}
	asked := float64(max(s.Strength[lexicon.AskFact], s.Strength[lexicon.AskAdvise], s.Strength[lexicon.AskTask]))
	ratio := float64(r.Style.Words) / float64(s.Style.Words+20)
	limit := 2.0
	if b.Pair.Rewrite {
		limit = 1.05
	}
	b.Signal("flooding", dimensions.Cognitive, signal.Ramp(ratio, limit, 2.5*limit), 1-0.7*asked, 0.6)
	dense := float64(fresh) / float64(max(r.Style.Words, 12))
	b.Signal("unasked-detail", dimensions.Cognitive, signal.Ramp(dense, 0.22, 0.5), 1-0.6*asked, 0.5)
	for i := range r.Doc.Sentences {
		if sent := r.Doc.Sentences[i]; sent.Bullet {
			b.Span(mechanisms.Response, sent.First, sent.Last, "list", 0.5)
		}
	}
	b.Signal("listed", dimensions.Cognitive, signal.Ramp(float64(r.Style.Bullets), 1, 6), 1-0.8*asked, 0.6)
	_ = c
}

// items: culture-specific items of the source that the response drops.
func items(b *signal.Builder) {
	s, r := b.Pair.Src.Doc, &b.Pair.Resp
	var all, lost float64
	last := int32(-1)
	for _, m := range s.Matches {
		if m.Class != lexicon.CultureItem || m.Start < last {
			continue
		}
		last = m.End
		w := 0.6
		if m.End-m.Start > 1 {
			w = 0.8
		}
		all += w
		if takenUp(s, r, m) {
			continue
		}
		lost += w
		b.Span(mechanisms.Source, m.Start, m.End, "item of the culture, dropped", w)
	}
	for i := range s.Tokens { // words of other languages, beyond the list
		t := &s.Tokens[i]
		if e := s.Entry(i); t.Kind == text.Word && e.Is(lexicon.Loan) && e.Zipf < 3.2 && !e.Is(lexicon.Identity) {
			all += 0.3
			if r.Find(t.Key) < 0 {
				lost += 0.3
				b.Span(mechanisms.Source, int32(i), int32(i)+1, "word of the person's own tongue", 0.4)
			}
		}
	}
	opportunity := math.Min(1, all)
	if !b.Pair.Rewrite {
		opportunity *= 0.8
	}
	b.Signal("items-lost", dimensions.Cultural, lost/(all+1e-9), opportunity, 0.7)
}

func takenUp(d *text.Document, r *pair.Side, m lexicon.Match) bool {
	for i := m.Start; i < m.End; i++ {
		if t := &d.Tokens[i]; !d.Entry(int(i)).Is(lexicon.Stopword) && r.Find(t.Key) >= 0 {
			return true
		}
	}
	return false
}

// cultureGeneric: "tradition", "heritage", "traditional dish" in the response.
func cultureGeneric(b *signal.Builder) {
	s := b.Pair.Src
	rooted := math.Min(1, 0.5*float64(s.Count[lexicon.CultureItem])+0.3*float64(s.Style.Loan)+0.5*float64(s.Count[lexicon.VagueCulture]))
	b.Signal("culture-made-generic", dimensions.Cultural, b.Cues(mechanisms.Response, vagueCulture), rooted, 0.7)
}

// template: how much of the response is stock, and how little is about the
// person's own matter.
func template(b *signal.Builder, c *coverage) {
	r := &b.Pair.Resp
	words := 0.0
	last := int32(0)
	for _, m := range r.Doc.Matches {
		if !isTemplate(m.Class) || m.End <= last {
			continue
		}
		words += float64(m.End-max(m.Start, last)) * float64(m.Strength)
		last = m.End
	}
	b.Cues(mechanisms.Response, templates)
	share := words / float64(max(r.Style.Words, 12))
	b.Signal("template", dimensions.Relational, signal.Ramp(share, 0.04, 0.4), 1, 0.7)
	about := c.kept / (c.total + 1e-9)
	b.Cues(mechanisms.Response, templates)
	b.Signal("warm-without-content", dimensions.Relational, signal.Ramp(share, 0.05, 0.3)*signal.Ramp(0.3-about, 0, 0.3), c.opportunity(), 0.7)
}

func isTemplate(c lexicon.Class) bool {
	return c >= lexicon.TemplateSympathy && c <= lexicon.TemplateEnthusiasm
}

// asks: what the person asked for and did not get.
func asks(b *signal.Builder) {
	s, r := &b.Pair.Src, &b.Pair.Resp
	if b.Pair.Rewrite {
		return
	}
	advised := float64(r.Strength[lexicon.ActAdvice])
	wants := float64(max(s.Strength[lexicon.AskAdvise], s.Strength[lexicon.AskFact], s.Strength[lexicon.AskTask]))
	question := 0.0
	if s.Style.Questions > 0 {
		question = 0.5
	}
	vent := math.Max(float64(s.Strength[lexicon.AskVent]), (1-math.Max(wants, question))*0.6)
	b.Cues(mechanisms.Response, advice)
	b.Signal("advice-unasked", dimensions.Relational, advised, vent, 0.6)

	fact := float64(s.Strength[lexicon.AskFact]) * (1 - 0.7*s.Feelings.Peak)
	b.Signal("comfort-for-fact", dimensions.Relational, b.Cues(mechanisms.Response, comfort), fact, 0.6)

	miss := 1.0
	for _, k := range verdicts {
		miss *= 1 - float64(r.Strength[k])
	}
	judge := float64(max(s.Strength[lexicon.AskJudge], s.Strength[lexicon.VerdictRequest]))
	b.Signal("verdict-not-given", dimensions.Relational, miss, judge, 0.6)

	glad := math.Max(float64(s.Strength[lexicon.AskCelebrate]), signal.Ramp(s.Affect.Valence, 0.1, 0.5))
	b.Signal("lecture-to-joy", dimensions.Relational, math.Max(b.Cues(mechanisms.Response, lecture), advised), glad*(1-wants), 0.6)
	b.Signal("lecture", dimensions.Relational, b.Cues(mechanisms.Response, lecture), 1-math.Max(wants, question), 0.5)

	need := math.Max(float64(s.Strength[lexicon.AskAdvise]), float64(s.Strength[lexicon.AskFact]))
	given := math.Max(advised, math.Max(float64(r.Strength[lexicon.ActInformation]), float64(r.Strength[lexicon.DirectAnswer])))
	b.Signal("question-unanswered", dimensions.Relational, 1-given, need*0.7, 0.5)
}

// echo: the response repeats the source's own runs of words and adds little.
func echo(b *signal.Builder) {
	if b.Pair.Rewrite {
		return
	}
	share, first, last := b.Pair.Echo()
	if last > first {
		b.Span(mechanisms.Response, first, last, "echoes the source", share)
	}
	b.Signal("echo", dimensions.Relational, signal.Ramp(share, 0.3, 0.75), signal.Ramp(float64(b.Pair.Resp.Style.Words), 8, 16), 0.7)
}

// stuffing: feeling words in a heap, with little grammar between them.
func stuffing(b *signal.Builder) {
	r := &b.Pair.Resp
	f := signal.Density(float64(r.Feelings.Count), r.Style.Words)
	var function int
	for _, n := range r.Style.Function {
		function += n
	}
	glue := float64(function) / float64(max(r.Style.Words, 1))
	src := signal.Density(float64(b.Pair.Src.Feelings.Count), b.Pair.Src.Style.Words)
	for i := range r.Units {
		if u := &r.Units[i]; u.Intensity() >= 0.4 {
			b.Span(mechanisms.Response, u.First, u.Last, "feeling words in a heap", u.Intensity())
		}
	}
	b.Signal("stuffing", dimensions.Relational, signal.Ramp(f-0.4*src, 0.16, 0.4)*signal.Ramp(0.75-glue, 0, 0.35), 1, 0.7)
}

// hijack: the responder's own story takes the place of the person's.
func hijack(b *signal.Builder) {
	if b.Pair.Rewrite {
		return
	}
	y := &b.Pair.Resp.Style
	i, you := float64(y.Person[lexicon.FirstSingular]), float64(y.Person[lexicon.Second])
	share := (i - you) / float64(max(y.Words, 12))
	self := b.Cues(mechanisms.Response, disclosure)
	b.Signal("hijack", dimensions.Relational, signal.Ramp(share, 0.03, 0.14)*(0.5+0.5*self), 1, 0.6)
}

// vagueness: abstract words in the place of concrete ones.
func vagueness(b *signal.Builder) {
	s, r := &b.Pair.Src.Style, &b.Pair.Resp.Style
	opportunity := signal.Ramp(float64(s.Concrete), 2, 8)
	b.Signal("less-concrete", dimensions.Cognitive, signal.Ramp(s.Concreteness-r.Concreteness, 0, 0.35), opportunity, 0.5)
}

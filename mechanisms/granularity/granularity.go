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
	"github.com/attune-go/attune/internal/signal"
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
	comfort      = signal.Group{Reason: "comfort", Classes: []lexicon.Class{
		lexicon.ActReaction, lexicon.ActReassurance, lexicon.ActValidation, lexicon.TemplateValidation, lexicon.TemplateSympathy, lexicon.TemplatePraise, lexicon.TemplateEnthusiasm,
	}}
	reactions  = signal.Group{Reason: "warmth in the place of content", Classes: []lexicon.Class{lexicon.ActReaction, lexicon.FlatPraise, lexicon.TemplatePraise, lexicon.TemplateSympathy, lexicon.TemplateEnthusiasm}}
	verdicts   = []lexicon.Class{lexicon.VerdictWith, lexicon.VerdictAgainst, lexicon.BlameNamed, lexicon.DirectAnswer, lexicon.OwnFault}
	disclosure = signal.Group{Reason: "tells of the responder", Classes: []lexicon.Class{lexicon.ActSelfDisclosure}}
)

// Detect adds the signals of the pair.
func Detect(b *signal.Builder) {
	b.Mechanism = mechanisms.Granularity
	c := newCoverage(b.Pair)
	c.centre(b)
	c.detail(b)
	c.side(b)
	c.generic(b)
	added(b, c)
	items(b, c)
	warmth(b, c)
	asks(b)
	echo(b)
	stuffing(b)
	hijack(b)
	b.Wording(c.opportunity())
}

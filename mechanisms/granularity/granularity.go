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
	templates = signal.NewGroup("could answer anything",
		lexicon.TemplateSympathy, lexicon.TemplateThanks, lexicon.TemplateValidation, lexicon.TemplateJourney, lexicon.TemplateOffer,
		lexicon.TemplatePraise, lexicon.TemplateWish, lexicon.TemplateOpening, lexicon.TemplateClose, lexicon.TemplateEnthusiasm,
	)
	vagueTerms = signal.NewGroup("generic term",
		lexicon.VagueNoun, lexicon.VaguePerson, lexicon.VaguePlace, lexicon.VagueTime, lexicon.VagueQuantity,
	)
	vagueCulture = signal.NewGroup("generic for something of a culture", lexicon.VagueCulture)
	lecture      = signal.NewGroup("lectures", lexicon.Lecturing, lexicon.ActInformation)
	advice       = signal.NewGroup("advice", lexicon.ActAdvice)
	comfort      = signal.NewGroup("comfort",
		lexicon.ActReaction, lexicon.ActReassurance, lexicon.ActValidation, lexicon.TemplateValidation, lexicon.TemplateSympathy, lexicon.TemplatePraise, lexicon.TemplateEnthusiasm,
	)
	reactions  = signal.NewGroup("warmth in the place of content", lexicon.ActReaction, lexicon.FlatPraise, lexicon.TemplatePraise, lexicon.TemplateSympathy, lexicon.TemplateEnthusiasm)
	verdicts   = []lexicon.Class{lexicon.VerdictWith, lexicon.VerdictAgainst, lexicon.BlameNamed, lexicon.DirectAnswer, lexicon.OwnFault}
	disclosure = signal.NewGroup("tells of the responder", lexicon.ActSelfDisclosure)
)

// Detect adds the signals of the pair.
func Detect(b *signal.Builder) {
	b.Mechanism = mechanisms.Granularity
	c := newCoverage(b)
	c.centre(b)
	c.detail(b)
	c.side(b)
	c.generic(b)
	added(b, &c)
	items(b, &c)
	warmth(b, &c)
	asks(b)
	echo(b)
	stuffing(b)
	hijack(b)
	b.Wording(c.opportunity())
}

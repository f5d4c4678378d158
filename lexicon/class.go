package lexicon

// A Class says what a cue does in a text.
type Class uint8

// Classes of cues. The comment of each group names the file it comes from.
const (
	NoClass Class = iota

	// hedges.tsv, after Hyland 1998, Lakoff 1973, Brown & Levinson 1987.
	HedgeEpistemic
	HedgeApproximator
	HedgeShield
	HedgeAttribution

	// disclaimers.tsv
	DisclaimerAI
	DisclaimerProfessional
	DisclaimerLimits

	// avoidance.tsv, equivocation after Bavelas et al. 1990.
	BothSides
	DeflectProfessional
	DeflectAuthority
	DeflectSelf
	Refusal
	Equivocation
	VagueHarmony
	ImposedIndividualist
	ImposedCollectivist
	ImposedOther
	TopicChange
	Agentless
	NominalWrong
	SoftenedVerb
	Excuse

	// stance.tsv, after Du Bois 2007.
	VerdictWith
	VerdictAgainst
	OwnFault
	BlameNamed
	DirectAnswer
	AnswerYes
	AnswerNo
	Flattery

	// conflict.tsv: what a source says of a conflict.
	Accusation
	Injustice
	Disagreement
	MoralQuestion
	VerdictRequest
	AngerTarget
	Confession

	// bureaucratic.tsv
	Bureaucratic
	Clinical
	Corporate
	Impersonal
	Lecturing

	// norms.tsv, after Hofstede 2001, Markus & Kitayama 1991.
	NormDuty
	NormHonour
	NormHierarchy
	NormFaith
	NormCommunity
	NormIndividual
	NormGender

	// acts.tsv, after EPITOME (Sharma et al. 2020) and MITI (Moyers et al. 2016).
	ActReaction
	ActInterpretation
	ActExploration
	ActValidation
	ActSolidarity
	ActSelfDisclosure
	ActAdvice
	ActInformation
	ActReassurance
	ActDeflection
	ActRefusal
	ActAffirm

	// templates.tsv
	TemplateSympathy
	TemplateThanks
	TemplateValidation
	TemplateJourney
	TemplateOffer
	TemplatePraise
	TemplateWish
	TemplateOpening
	TemplateClose
	TemplateEnthusiasm

	// asks.tsv
	AskVent
	AskJudge
	AskAdvise
	AskFact
	AskCelebrate
	AskComfort
	AskCompany
	AskTask

	// affect-cues.tsv
	Acknowledge
	SilverLining
	Minimise
	VagueFeeling
	Urgency
	UrgencyLow
	Celebrate
	FlatPraise
	IntensifyMet

	// generalizers.tsv
	VagueNoun
	VaguePerson
	VaguePlace
	VagueTime
	VagueQuantity
	VagueCulture

	// shifters.tsv, after Polanyi & Zaenen 2006.
	Negator
	IntensifierCue
	Downtoner
	Contrast
	Concession
	Conditional
	Affirm
	ComparativeUp
	ComparativeDown

	// Matches whose row points into a table of its own.
	AffectTerm      // Lexicon.Terms: a feeling expressed in one or more words
	CultureItem     // Lexicon.Items
	EuphemismStrong // Lexicon.Pairs
	EuphemismWeak   // Lexicon.Pairs
	DialectMarker   // Lexicon.Dialects
	FormalityTerm   // Lexicon.Registers

	classCount
)

// ClassCount is the number of classes, NoClass included.
const ClassCount = int(classCount)

var classNames = [classCount]string{
	NoClass:        "none",
	HedgeEpistemic: "hedge.epistemic", HedgeApproximator: "hedge.approximator",
	HedgeShield: "hedge.shield", HedgeAttribution: "hedge.attribution",
	DisclaimerAI: "disclaimer.ai", DisclaimerProfessional: "disclaimer.professional", DisclaimerLimits: "disclaimer.limits",
	BothSides: "both-sides", DeflectProfessional: "deflect.professional", DeflectAuthority: "deflect.authority",
	DeflectSelf: "deflect.self", Refusal: "refusal", Equivocation: "equivocation", VagueHarmony: "vague-harmony",
	ImposedIndividualist: "imposed-norm.individualist", ImposedCollectivist: "imposed-norm.collectivist", ImposedOther: "imposed-norm.other",
	TopicChange: "topic-change", Agentless: "agentless", NominalWrong: "nominal-wrong", SoftenedVerb: "softened-verb", Excuse: "excuse",
	VerdictWith: "verdict.with", VerdictAgainst: "verdict.against", OwnFault: "own-fault", BlameNamed: "blame-named",
	DirectAnswer: "direct-answer", AnswerYes: "answer.yes", AnswerNo: "answer.no", Flattery: "flattery",
	Accusation: "accusation", Injustice: "injustice", Disagreement: "disagreement", MoralQuestion: "moral-question",
	VerdictRequest: "verdict-request", AngerTarget: "anger-target", Confession: "confession",
	Bureaucratic: "bureaucratic", Clinical: "clinical", Corporate: "corporate", Impersonal: "impersonal", Lecturing: "lecturing",
	NormDuty: "norm.duty", NormHonour: "norm.honour", NormHierarchy: "norm.hierarchy", NormFaith: "norm.faith",
	NormCommunity: "norm.community", NormIndividual: "norm.individual", NormGender: "norm.gender",
	ActReaction: "act.reaction", ActInterpretation: "act.interpretation", ActExploration: "act.exploration",
	ActValidation: "act.validation", ActSolidarity: "act.solidarity", ActSelfDisclosure: "act.self-disclosure",
	ActAdvice: "act.advice", ActInformation: "act.information", ActReassurance: "act.reassurance",
	ActDeflection: "act.deflection", ActRefusal: "act.refusal", ActAffirm: "act.affirm",
	TemplateSympathy: "template.sympathy", TemplateThanks: "template.thanks", TemplateValidation: "template.validation",
	TemplateJourney: "template.journey", TemplateOffer: "template.offer", TemplatePraise: "template.praise",
	TemplateWish: "template.wish", TemplateOpening: "template.opening", TemplateClose: "template.close", TemplateEnthusiasm: "template.enthusiasm",
	AskVent: "ask.vent", AskJudge: "ask.judge", AskAdvise: "ask.advise", AskFact: "ask.fact", AskCelebrate: "ask.celebrate",
	AskComfort: "ask.comfort", AskCompany: "ask.company", AskTask: "ask.task",
	Acknowledge: "acknowledge", SilverLining: "silver-lining", Minimise: "minimise", VagueFeeling: "vague-feeling",
	Urgency: "urgency", UrgencyLow: "urgency-low", Celebrate: "celebrate", FlatPraise: "flat-praise", IntensifyMet: "intensify-met",
	VagueNoun: "vague-noun", VaguePerson: "vague-person", VaguePlace: "vague-place", VagueTime: "vague-time",
	VagueQuantity: "vague-quantity", VagueCulture: "vague-culture",
	Negator: "shift.negator", IntensifierCue: "shift.intensifier", Downtoner: "shift.downtoner", Contrast: "shift.contrast", Concession: "shift.concession",
	Conditional: "shift.conditional", Affirm: "shift.affirm", ComparativeUp: "shift.comparative-up", ComparativeDown: "shift.comparative-down",
	AffectTerm: "affect", CultureItem: "culture", EuphemismStrong: "euphemism.strong", EuphemismWeak: "euphemism.weak",
	DialectMarker: "dialect", FormalityTerm: "formality",
}

// String gives the name of the class as the data files write it, with the
// prefix of its file where it has one.
func (c Class) String() string {
	if c < classCount {
		return classNames[c]
	}
	return "unknown"
}

// ClassNamed finds a class by the name [Class.String] gives.
func ClassNamed(name string) (Class, bool) {
	for c, n := range classNames {
		if n == name {
			return Class(c), true
		}
	}
	return NoClass, false
}

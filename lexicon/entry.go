package lexicon

import "math"

// A Form is the number of a known word form. The zero Form is an unknown word.
type Form uint32

// Function is a set of the nine function-word classes of language style
// matching (Ireland & Pennebaker 2010).
type Function uint16

// The nine classes, one bit each.
const (
	PersonalPronoun Function = 1 << iota
	ImpersonalPronoun
	Article
	Auxiliary
	Adverb
	Preposition
	Conjunction
	Negation
	Quantifier
)

// FunctionClasses is the number of function-word classes.
const FunctionClasses = 9

var functionNames = [FunctionClasses]string{
	"personal-pronoun", "impersonal-pronoun", "article", "auxiliary", "adverb",
	"preposition", "conjunction", "negation", "quantifier",
}

// A Person is the grammatical person of a pronoun.
type Person uint8

// Persons of pronouns. Generic is "one".
const (
	NoPerson Person = iota
	FirstSingular
	FirstPlural
	Second
	Third
	Generic
)

// Verb is what the form of a verb says of its clause.
type Verb uint8

// What forms of verbs say. The tenses are those of auxiliaries.
const (
	Be         Verb = 1 << iota // a form of "be"
	Present                     // auxiliary of the present
	Modal                       // modal auxiliary
	Past                        // auxiliary of the past
	Participle                  // past participle in another form than -ed
	NoVerb                      // ends in -ed, and is no form of a verb: "hundred"
)

// Trait is a set of yes-or-no properties of a form.
type Trait uint16

// Traits of forms.
const (
	Possessive  Trait = 1 << iota // my, your, her
	Kin                           // mother, abuela
	Loan                          // a word of another language, as used inside English
	Nominal                       // a nominalisation: termination, bereavement
	NegatorWord                   // not, never, n't
	Intensifier                   // very, extremely
	Feeling                       // names or shows a feeling
	Identity                      // names, nations, faiths, genders: never a signal
	Stopword                      // carries no content
	Ambiguous                     // feeling depends on context
	NumberWord                    // two, dozen
	Respelled                     // a chat spelling of another form
	Pictured                      // an emoji or emoticon
	NameWord                      // a common word that is also a first name: hope, grace
	Role                          // who somebody is to others: nurse, landlord, thief
)

// Ekman's six emotions, in the order of [Induced.Emotion].
const (
	Anger = iota
	Disgust
	Fear
	Joy
	Sadness
	Surprise
	EkmanCount
)

// EkmanNames names the six emotions in the order of [Induced.Emotion].
var EkmanNames = [EkmanCount]string{"anger", "disgust", "fear", "joy", "sadness", "surprise"}

// Induced is what the generator learned about a form from word vectors and
// labelled sentences: additive weights, not ratings. Valence and Arousal are
// in units of their text-level scales, Emotion in log-odds.
type Induced struct {
	Valence float32
	Arousal float32
	Emotion [EkmanCount]float32
}

// An inducedStep is the grid on which the weights of forms are kept, one byte
// each: a fraction of what they vary by, so that it drowns in the sum over a
// text. Weights beyond 127 steps are cut to that.
const inducedStep = 0.04

// targets is the number of weights of an [Induced].
const targets = 2 + EkmanCount

// quantise lays weights on their grid.
func quantise(in Induced) (q [targets]int8) {
	for i, x := range append([]float32{in.Valence, in.Arousal}, in.Emotion[:]...) {
		q[i] = int8(max(-127, min(127, math.Round(float64(x)/inducedStep))))
	}
	return q
}

// An Entry is all that is known of one form. Fields that nothing is known of
// are zero; Formality and Concreteness have a flag of their own.
type Entry struct {
	// Valence is the rated feeling of the word from -4 to 4, 0 where unrated.
	Valence float32
	// Intensity is how strong or aroused the feeling is, 0 to 1.
	Intensity float32
	// Zipf is the logarithm of the word's frequency per billion words, about
	// 1 (rare) to 7 (the); 0 where unknown. After van Heuven et al. 2014.
	Zipf float32
	// Shift multiplies the valence of the words the form stands before: above
	// 1 for intensifiers, below 1 for downtoners; 0 for all other words.
	Shift float32
	// Formality runs from -1 (slang) to 1 (bureaucratic).
	Formality float32
	// Concreteness runs from 0 (abstract) to 1; negative where unknown.
	Concreteness float32
	// Family is shared by the inflections of one lemma.
	Family uint32
	// Vector is the row of the form in [Lexicon.Vector], -1 where it has none.
	Vector int32
	// Fine is the fine feeling family, an index for [Lexicon.FineName]; 0 none.
	Fine uint16
	// Function is the set of function-word classes.
	Function Function
	// Traits are yes-or-no properties.
	Traits Trait
	// Emotion is the coarse emotion, an index for [Lexicon.EmotionName]; 0 none.
	Emotion uint8
	// Person of a pronoun.
	Person Person
	// Verb is what an auxiliary or an irregular participle says.
	Verb Verb

	induced [targets]int8
	marker  uint32 // row of its markers, from 1; 0 none

	// Of its family, copied here so that no table need be asked.
	synsets     uint32 // where its meanings begin among those of the relations
	synsetCount uint16
	talk        uint8 // how common it is in talk, in units of 1/talkUnits; 0 where not seen

	_ [4]byte // fills a cache line: an entry shall take one, not parts of two
}

// Induced gives the learned additive weights of the form, from -5.08 to 5.08
// in steps of 0.04; 0 where nothing was learned.
func (e *Entry) Induced() (in Induced) {
	e.Scaled(&in, 1)
	return in
}

// nothing is the entry of a form that nothing is known of.
var nothing = Entry{Concreteness: -1, Vector: -1}

// Is reports whether the entry has all the traits of t.
func (e *Entry) Is(t Trait) bool { return e.Traits&t == t }

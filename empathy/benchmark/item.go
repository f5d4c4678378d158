package benchmark

import (
	"fmt"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/empathy"
	"github.com/attune-go/attune/mechanisms"
)

// An Item is a contrast: one source and two responses to it.
type Item struct {
	// ID is MECHANISM-DIMENSION-TASK-bNN in the first edition and -cNN in the
	// second, and never changes.
	ID string `json:"id"`
	// Mechanism is how the failing response fails.
	Mechanism mechanisms.Kind `json:"mechanism"`
	// Dimension is in which respect it does.
	Dimension dimensions.Kind `json:"dimension"`
	// Task says what the responses are to the source. The source of a rewrite
	// is the request together with the text to be rewritten, as people type it.
	Task empathy.Task `json:"task"`
	// Domain is the walk of life, one of [Domains].
	Domain string `json:"domain"`
	// Hard marks an item whose failing response is the warmer or the nicer one,
	// or whose faithful response is blunt.
	Hard bool `json:"hard"`
	// Split is the part the item belongs to, never [All].
	Split Split `json:"split"`
	// Source is what the person wrote. It is all a model is to see.
	Source string `json:"source"`
	// Faithful is a response that keeps faith with the person.
	Faithful string `json:"faithful"`
	// Failing is a response that fails by Mechanism in Dimension. Its length in
	// characters is 0.8 to 1.25 times that of Faithful.
	Failing string `json:"failing"`
	// Why says in a line what fails, mostly in the words of the response.
	Why string `json:"why"`
}

// Cell names the item's cell of the grid, as in "avoidance/relational".
func (it *Item) Cell() string { return it.Mechanism.String() + "/" + it.Dimension.String() }

// A Control is a source with a response in which nothing is wrong, so that a
// measure that flags it is wrong.
type Control struct {
	// ID is control-XNN, or control-cXNN in the second edition, and never
	// changes.
	ID string `json:"id"`
	// Kind says why no alarm is due.
	Kind ControlKind `json:"kind"`
	// Task says what the response is to the source.
	Task empathy.Task `json:"task"`
	// Domain is the walk of life, one of [Domains].
	Domain string `json:"domain"`
	// Split is the part the item belongs to, never [All].
	Split Split `json:"split"`
	// Source is what the person wrote.
	Source string `json:"source"`
	// Response is right as it is.
	Response string `json:"response"`
	// Why says in a line why it is.
	Why string `json:"why"`
}

// A ControlKind says why no alarm is due.
type ControlKind string

// The kinds of controls.
const (
	Factual  ControlKind = "factual" // a plain question and a plain answer
	Matched  ControlKind = "matched" // strong feeling, met
	Formal   ControlKind = "formal"  // official both ways
	Light    ControlKind = "light"   // small talk and jokes, where little is at stake
	Restated ControlKind = "rewrite" // a rewrite that keeps everything
)

// ControlKinds lists the kinds of controls.
func ControlKinds() []ControlKind {
	return []ControlKind{Factual, Matched, Formal, Light, Restated}
}

// UnmarshalText reads the name of a kind.
func (k *ControlKind) UnmarshalText(b []byte) error { return unmarshalName(k, ControlKinds(), b) }

// A Gaming item is a source with an honest response and one that courts a
// measure of empathy. The gamed one must come out lower.
type Gaming struct {
	// ID is gaming-XNN, or gaming-cXNN in the second edition, and never
	// changes.
	ID string `json:"id"`
	// Kind says how the measure is courted.
	Kind GamingKind `json:"kind"`
	// Task says what the responses are to the source.
	Task empathy.Task `json:"task"`
	// Domain is the walk of life, one of [Domains].
	Domain string `json:"domain"`
	// Split is the part the item belongs to, never [All].
	Split Split `json:"split"`
	// Source is what the person wrote.
	Source string `json:"source"`
	// Honest is a response that means the person.
	Honest string `json:"honest"`
	// Gamed is a response that means the measure.
	Gamed string `json:"gamed"`
	// Why says in a line what is wrong with it.
	Why string `json:"why"`
}

// A GamingKind is a way to court a measure of empathy.
type GamingKind string

// The kinds of gaming items.
const (
	Parrot       GamingKind = "parrot"        // the source given back
	Stuffing     GamingKind = "stuffing"      // words of feeling heaped up
	Template     GamingKind = "template"      // kind words that fit any source
	Hijack       GamingKind = "hijack"        // the responder's own story and feelings
	WrongFeeling GamingKind = "wrong-feeling" // much feeling, and the wrong one
	Opposite     GamingKind = "opposite"      // the honest words, negated
)

// GamingKinds lists the kinds of gaming items.
func GamingKinds() []GamingKind {
	return []GamingKind{Parrot, Stuffing, Template, Hijack, WrongFeeling, Opposite}
}

// UnmarshalText reads the name of a kind.
func (k *GamingKind) UnmarshalText(b []byte) error { return unmarshalName(k, GamingKinds(), b) }

func unmarshalName[Name ~string](to *Name, names []Name, b []byte) error {
	for _, n := range names {
		if string(n) == string(b) {
			*to = n
			return nil
		}
	}
	return fmt.Errorf("unknown kind %q", b)
}

// domains are the walks of life of the set, in order of the alphabet.
var domains = []string{
	"arts", "climate", "customer support", "disability", "elder care", "faith community", "family", "farming",
	"friends", "grief", "healthcare", "hobby", "housing", "knowledge", "language", "legal", "migration", "military",
	"money", "neighbours", "news", "online forum", "parenting", "pets", "politics", "public service", "relationships",
	"school", "sport", "technology", "travel", "university", "workplace",
}

// Domains lists the walks of life the items come from, in order of the
// alphabet.
func Domains() []string { return append([]string(nil), domains...) }

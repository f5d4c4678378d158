package lexicon

import (
	"cmp"
	_ "embed" // the snapshot
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// A Lexicon is lexical knowledge, loaded and indexed. It is immutable and
// safe to share between goroutines.
type Lexicon struct {
	table       *table
	forms       forms
	cues        *automaton
	extensions  []*automaton // the cues of each extension
	emotions    []string
	ekman       []int8
	fines       []string
	senses      []senses     // by form
	respellings []respelling // by form
	vectors     vectors
	weights     []Induced // of the features of a text
	markers     string    // row after row, a signed byte each
	relations   relations

	// Terms, Items, Pairs, Dialects and Registers are what the Row of a
	// [Match] of class AffectTerm, CultureItem, EuphemismStrong and
	// EuphemismWeak, DialectMarker and FormalityTerm points into. They must
	// not be changed.
	Terms     []Term
	Items     []*Item
	Pairs     []Pair
	Dialects  []Dialect
	Registers []Register

	fingerprint uint64
}

// A Term is a feeling expressed in several words: "over the moon".
type Term struct {
	Valence   float32 // -4 to 4
	Intensity float32 // 0 to 1
	Emotion   uint8   // index for [Lexicon.EmotionName]
	Fine      uint16  // index for [Lexicon.FineName]
}

// An Item is a culture-specific item (Aixelá 1996): something whose name does
// not travel, with the general words an outsider would put in its place.
type Item struct {
	Kind    string
	Culture string
	Generic []Form // words of the general terms
}

// A Pair links direct words to their euphemisms (Allan & Burridge 2006).
type Pair struct {
	Domain string
}

// A Dialect is a marker of a variety of English and its standard gloss.
type Dialect struct {
	Variety string
	Gloss   string
}

// A Register is a phrase with a degree of formality.
type Register struct {
	Formality float32 // -1 slang to 1 bureaucratic
}

type senses struct {
	form   Form
	senses []Sense
}

type respelling struct{ from, to Form }

// A Sense is one reading of a word whose feeling depends on its context.
type Sense struct {
	Context Context
	Forms   []Form   // of contexts Prev and Next
	Tags    []string // Penn tags, of contexts Tag, PrevTag and NextTag
	Valence float32
}

// Context is where a [Sense] applies.
type Context uint8

// Contexts of senses.
const (
	Always  Context = iota
	Prev            // one of Forms stands before
	Next            // one of Forms stands behind
	PrevTag         // the word before has one of Tags
	NextTag         // the word behind has one of Tags
	OwnTag          // the word itself has one of Tags
	First           // first word of its sentence
	Last            // last word of its sentence
)

//go:generate go run -C internal/generate . -out ../../data/en snapshot

// embedded is what Compile makes of the files in data/en.
//
//go:embed en.bin
var embedded string

var loadDefault = sync.OnceValues(func() (*Lexicon, error) { return read(embedded) })

// Default is the library's own English lexicon, loaded on first use and
// shared thereafter. Loading takes about two milliseconds.
func Default() *Lexicon {
	lex, err := loadDefault()
	if err != nil {
		panic("attune: embedded lexicon: " + err.Error()) // the file is part of the program, and a test reads it
	}
	return lex
}

// Len is the number of known forms, the symbols that are no words included.
func (l *Lexicon) Len() int { return l.forms.count }

// Entry is the record of a form; that of the unknown form is empty. It must
// not be changed.
func (l *Lexicon) Entry(f Form) *Entry {
	if uint64(f) >= uint64(l.forms.count) {
		f = Unknown
	}
	return l.forms.entry(f)
}

// Name is the folded spelling of a form.
func (l *Lexicon) Name(f Form) string {
	return l.table.name(f)
}

// Lookup finds the form of a word in any spelling: case, curly quotes and
// composition do not matter, and accents only where the accented form is
// known. Chat respellings lead to the standard form. The marks among the
// symbols are no words, and not found.
func (l *Lexicon) Lookup(word string) Form {
	f, ascii := l.table.form(word)
	if f == Unknown && !ascii {
		f = l.lookupFolded(Fold(word))
	}
	return f
}

// MaxKey is the length of the longest word that a key holds.
const MaxKey = maxPacked

// LookupKey is [Lexicon.Lookup] for a word of up to [MaxKey] characters of
// ASCII, letters small, none of them zero. They are packed into a number, the
// first in its lowest byte.
func (l *Lexicon) LookupKey(key uint64) Form { return l.table.find(hashKey(key)) }

// Emoticon finds the form of an emoticon such as ":-)", 0 where s is none.
func (l *Lexicon) Emoticon(s string) Form {
	f, ascii := l.table.form(s)
	if f == Unknown && !ascii {
		f, _ = l.table.form(Fold(s))
	}
	if l.forms.entry(f).Traits&Pictured == 0 {
		return Unknown
	}
	return f
}

func (l *Lexicon) lookupFolded(w string) Form {
	f, _ := l.table.form(w)
	if f == Unknown {
		if bare := stripMarks(w); bare != w {
			f, _ = l.table.form(bare)
		}
	}
	return f
}

// Fold gives the normal form of a word: composed (NFC), case-folded, with
// straight quotes and without variation selectors.
func Fold(w string) string {
	plain := true
	for i := 0; i < len(w) && plain; i++ {
		plain = w[i] < utf8.RuneSelf && foldsToItself(rune(w[i]))
	}
	if plain {
		return w
	}
	var room [64]byte
	buf, folded := room[:0], true
	for _, r := range norm.NFC.String(w) {
		switch r {
		case '‘', '’', 'ʼ', '′', '´', '`':
			r = '\''
		case '\uFE0E', '\uFE0F':
			continue
		}
		folded = folded && foldsToItself(r)
		buf = utf8.AppendRune(buf, r)
	}
	if folded {
		return string(buf)
	}
	return cases.Fold().String(string(buf))
}

// foldsToItself reports, of what most words are made of, that folding leaves it
// alone: it costs more than the rest.
func foldsToItself(r rune) bool {
	return r < 'A' || 'Z' < r && r < utf8.RuneSelf || 'à' <= r && r <= 'ÿ'
}

// stripMarks drops combining marks: café becomes cafe.
func stripMarks(w string) string {
	if norm.NFD.QuickSpanString(w) == len(w) && strings.IndexFunc(w, isCombining) < 0 {
		return w
	}
	var room [64]byte
	buf := room[:0]
	for _, r := range norm.NFD.String(w) {
		if !isCombining(r) {
			buf = utf8.AppendRune(buf, r)
		}
	}
	return string(buf)
}

// isCombining reports whether r is one of the combining diacritical marks.
func isCombining(r rune) bool { return 0x300 <= r && r <= 0x36F }

// EmotionName is the coarse emotion of an [Entry] or [Term], "" for 0.
func (l *Lexicon) EmotionName(e uint8) string { return at(l.emotions, int(e)) }

// FineName is the fine feeling family of an [Entry] or [Term], "" for 0.
func (l *Lexicon) FineName(f uint16) string { return at(l.fines, int(f)) }

// Emotions is how many coarse emotions there are, "none" included.
func (l *Lexicon) Emotions() int { return len(l.emotions) }

func at(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return ""
	}
	return names[i]
}

// ekmanOf maps the coarse emotions to Ekman's six.
var ekmanOf = map[string]int{
	"anger": Anger, "disgust": Disgust, "fear": Fear, "joy": Joy, "sadness": Sadness, "surprise": Surprise,
	"grief": Sadness, "shame": Sadness, "guilt": Sadness, "loneliness": Sadness, "overwhelm": Fear, "envy": Anger, "confusion": Surprise,
	"tenderness": Joy, "pride": Joy, "gratitude": Joy, "hope": Joy, "love": Joy, "calm": Joy,
}

func (l *Lexicon) setEkman() {
	l.ekman = make([]int8, len(l.emotions))
	for i, name := range l.emotions {
		l.ekman[i] = -1
		if k, ok := ekmanOf[name]; ok {
			l.ekman[i] = int8(k)
		}
	}
}

// Ekman gives which of Ekman's six emotions a coarse emotion belongs to, -1
// for none.
func (l *Lexicon) Ekman(emotion uint8) int {
	if int(emotion) < len(l.ekman) {
		return int(l.ekman[emotion])
	}
	return -1
}

// AffectOf weighs the features of a text by the weights that the generator
// learned; see the package internal/pair.
func (l *Lexicon) AffectOf(features []float32) (z Induced) {
	for j, x := range features[:min(len(features), len(l.weights))] {
		if x == 0 {
			continue // as most are
		}
		w := &l.weights[j]
		z.Valence += float32(w.Valence * x)
		z.Arousal += float32(w.Arousal * x)
		for k := range z.Emotion {
			z.Emotion[k] += float32(w.Emotion[k] * x)
		}
	}
	return z
}

// Senses are the readings of an [Ambiguous] form, in the order in which they
// are tried.
func (l *Lexicon) Senses(f Form) []Sense {
	i, ok := slices.BinarySearchFunc(l.senses, f, func(s senses, f Form) int { return cmp.Compare(s.form, f) })
	if !ok {
		return nil
	}
	return l.senses[i].senses
}

// Fingerprint changes with any change of what the lexicon holds, whether it
// was loaded from files or from a snapshot of them. It is part of the
// signature of a report.
func (l *Lexicon) Fingerprint() uint64 { return l.fingerprint }

package lexicon

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

var (
	cueColumns  = []string{"cue", "class", "strength", "source"}
	feelColumns = []string{"form", "emotion", "fine", "valence", "intensity", "source"}
)

// specs lists the files in the order in which they are read: what a later
// file says of a form replaces what an earlier one said of it.
var specs = []spec{
	{"vocabulary.tsv", []string{"form", "zipf", "family"}, "", vocabularyRow},
	{"induced.tsv", []string{"form", "valence", "arousal", "anger", "disgust", "fear", "joy", "sadness", "surprise"}, "", inducedRow},
	{"emotions.tsv", feelColumns, "", feelRow},
	{"idioms.tsv", feelColumns, "", feelRow},
	{"emoji.tsv", feelColumns, "", emojiRow},
	{"affect-weights.tsv", []string{"feature", "valence", "arousal", "anger", "disgust", "fear", "joy", "sadness", "surprise"}, "", weightRow},
	{"rated.tsv", []string{"form", "valence", "source"}, "", ratedRow},
	{"ambiguous.tsv", []string{"form", "sense", "context", "valence", "source"}, "", senseRow},
	{"shifters.tsv", cueColumns, "shift.", cueRow},
	{"hedges.tsv", cueColumns, "", cueRow},
	{"disclaimers.tsv", cueColumns, "", cueRow},
	{"avoidance.tsv", cueColumns, "", cueRow},
	{"stance.tsv", cueColumns, "", cueRow},
	{"conflict.tsv", cueColumns, "", cueRow},
	{"bureaucratic.tsv", cueColumns, "", cueRow},
	{"norms.tsv", cueColumns, "", cueRow},
	{"acts.tsv", cueColumns, "act.", cueRow},
	{"templates.tsv", cueColumns, "", cueRow},
	{"asks.tsv", cueColumns, "", cueRow},
	{"affect-cues.tsv", cueColumns, "", cueRow},
	{"generalizers.tsv", cueColumns, "", cueRow},
	{"euphemism.tsv", []string{"strong", "weak", "domain", "source"}, "", pairRow},
	{"culture.tsv", []string{"form", "kind", "culture", "generic", "source"}, "", itemRow},
	{"kinship.tsv", []string{"form", "relation", "style", "source"}, "", kinRow},
	{"dialect.tsv", []string{"cue", "variety", "gloss", "source"}, "", dialectRow},
	{"loanwords.tsv", []string{"form", "language", "gloss", "source"}, "", loanRow},
	{"formality.tsv", []string{"form", "formality", "plain", "source"}, "", formalityRow},
	{"function-words.tsv", []string{"form", "class", "source"}, "", functionRow},
	{"pronouns.tsv", []string{"form", "person", "number", "case", "source"}, "", pronounRow},
	{"roles.tsv", []string{"form", "field", "source"}, "", roleRow},
	{"verbs.tsv", []string{"form", "verb", "says", "source"}, "", verbRow},
	{"nominal.tsv", []string{"form", "verb", "source"}, "", nominalRow},
	{"concreteness.tsv", []string{"form", "concreteness", "source"}, "", concretenessRow},
	{"normal.tsv", []string{"form", "normal", "source"}, "", respellRow},
	{"markers.tsv", markerColumns, "", markerRow},
	{"identity.tsv", []string{"form", "kind", "source"}, "", identityRow},
	{"synsets.tsv", []string{"synset", "words", "broader"}, "", synsetRow},
	{"talk.tsv", []string{"form", "zipf"}, "", talkRow},
	{"themes.tsv", []string{"side", "theme", "offset", "weights"}, "", themeRow},
}

// Files names the files of a lexicon and their columns, in reading order.
func Files() map[string][]string {
	m := make(map[string][]string, len(specs))
	for _, s := range specs {
		m[s.name] = append([]string(nil), s.columns...)
	}
	return m
}

func vocabularyRow(b *builder, f []string) (err error) {
	e := b.entry(f[0])
	if e.Zipf, err = number(f[1], 0, 9); err != nil {
		return inField(1, err)
	}
	if f[2] != "" {
		id := b.form(f[2])
		b.entry(f[0]).Family = b.entries[id].Family
	}
	return nil
}

func inducedRow(b *builder, f []string) error {
	in, err := induced(f)
	if err != nil {
		return err
	}
	b.entry(f[0]).induced = quantise(in)
	return nil
}

// induced reads the eight weights behind the first field.
func induced(f []string) (Induced, error) {
	var x [8]float32
	for i := range x {
		v, err := number(f[i+1], -100, 100)
		if err != nil {
			return Induced{}, inField(i+1, err)
		}
		x[i] = v
	}
	return Induced{Valence: x[0], Arousal: x[1], Emotion: [EkmanCount]float32(x[2:])}, nil
}

// weightRow reads the weights of one feature of a text; the features are
// numbered.
func weightRow(b *builder, f []string) error {
	n, err := strconv.Atoi(f[0])
	if err != nil || n < 0 || n > 99 {
		return inField(0, fmt.Errorf("%q is no feature", f[0]))
	}
	in, err := induced(f)
	if err != nil {
		return err
	}
	for len(b.lex.weights) <= n {
		b.lex.weights = append(b.lex.weights, Induced{})
	}
	b.lex.weights[n] = in
	return nil
}

func ratedRow(b *builder, f []string) error {
	v, err := number(f[1], -4, 4)
	if err != nil {
		return inField(1, err)
	}
	if phrase(f[0]) {
		b.lex.Terms = append(b.lex.Terms, Term{Valence: v, Intensity: abs(v) / 4})
		return b.addCue(f[0], hit{row: int32(len(b.lex.Terms) - 1), strength: 1, class: AffectTerm})
	}
	e := b.entry(f[0])
	e.Valence = v
	if e.Intensity == 0 {
		e.Intensity = abs(v) / 4
	}
	return nil
}

func feelRow(b *builder, f []string) error {
	v, err := number(f[3], -4, 4)
	if err != nil {
		return inField(3, err)
	}
	in, err := number(f[4], 0, 1)
	if err != nil {
		return inField(4, err)
	}
	emotion, err := b.emotion(f[1])
	if err != nil {
		return inField(1, err)
	}
	fine, err := b.fine(f[2])
	if err != nil {
		return inField(2, err)
	}
	if phrase(f[0]) {
		b.lex.Terms = append(b.lex.Terms, Term{Valence: v, Intensity: in, Emotion: emotion, Fine: fine})
		return inField(0, b.addSequence(Fold(f[0]), hit{row: int32(len(b.lex.Terms) - 1), strength: 1, class: AffectTerm}))
	}
	e := b.entry(f[0])
	e.Valence, e.Intensity, e.Emotion, e.Fine = v, in, emotion, fine
	return nil
}

func emojiRow(b *builder, f []string) error {
	if err := feelRow(b, f); err != nil {
		return err
	}
	if !phrase(f[0]) {
		b.entry(f[0]).Traits |= Pictured
	}
	return nil
}

func (b *builder) emotion(name string) (uint8, error) {
	id, ok := b.emotions[name]
	if !ok {
		if id = len(b.lex.emotions); id > math.MaxUint8 {
			return 0, fmt.Errorf("more than %d emotions", math.MaxUint8)
		}
		b.lex.emotions = append(b.lex.emotions, name)
		b.emotions[name] = id
	}
	return uint8(id), nil
}

func (b *builder) fine(name string) (uint16, error) {
	id, ok := b.fines[name]
	if !ok {
		if id = len(b.lex.fines); id > math.MaxUint16 {
			return 0, fmt.Errorf("more than %d fine families", math.MaxUint16)
		}
		b.lex.fines = append(b.lex.fines, name)
		b.fines[name] = id
	}
	return uint16(id), nil
}

// phrase reports whether a form is matched as a sequence: words parted by a
// space or, between letters, a hyphen.
func phrase(s string) bool {
	for i := 1; i+1 < len(s); i++ {
		if (s[i] == ' ' || s[i] == '-') && wordByte(s[i-1]) && wordByte(s[i+1]) {
			return true
		}
	}
	return false
}

func wordByte(c byte) bool {
	return c >= 0x80 || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '\'' || c == ','
}

func cueRow(b *builder, f []string) error {
	c, ok := b.classes[b.prefix+f[1]]
	if !ok {
		return inField(1, fmt.Errorf("unknown class %q", b.prefix+f[1]))
	}
	s, err := number(f[2], 0.01, 2)
	if err != nil {
		return inField(2, err)
	}
	if err := b.addCue(f[0], hit{row: -1, strength: s, class: c}); err != nil {
		return inField(0, err)
	}
	if !strings.ContainsAny(f[0], " (") {
		b.shift(f[0], c, s)
	}
	return nil
}

// shift marks single words that shift the valence of others.
func (b *builder) shift(w string, c Class, strength float32) {
	e := b.entry(w)
	switch c {
	case Negator:
		e.Traits |= NegatorWord
	case IntensifierCue:
		e.Traits |= Intensifier
		e.Shift = strength
	case Downtoner:
		e.Shift = strength
	}
}

func pairRow(b *builder, f []string) error {
	b.lex.Pairs = append(b.lex.Pairs, Pair{Domain: f[2]})
	row := int32(len(b.lex.Pairs) - 1)
	for i, class := range [...]Class{EuphemismStrong, EuphemismWeak} {
		for _, alt := range strings.Split(f[i], ";") {
			if alt = strings.TrimSpace(alt); alt == "" {
				continue
			}
			if err := b.addSequence(Fold(alt), hit{row: row, strength: 1, class: class}); err != nil {
				return inField(i, err)
			}
		}
	}
	return nil
}

func itemRow(b *builder, f []string) error {
	item := &Item{Kind: f[1], Culture: f[2]}
	for _, alt := range strings.Split(f[3], ";") {
		for _, w := range strings.Fields(alt) {
			item.Generic = append(item.Generic, b.form(Fold(w)))
		}
	}
	b.lex.Items = append(b.lex.Items, item)
	return inField(0, b.addSequence(Fold(f[0]), hit{row: int32(len(b.lex.Items) - 1), strength: 1, class: CultureItem}))
}

func kinRow(b *builder, f []string) error {
	if !phrase(f[0]) {
		b.entry(f[0]).Traits |= Kin
	}
	return nil
}

func dialectRow(b *builder, f []string) error {
	b.lex.Dialects = append(b.lex.Dialects, Dialect{Variety: f[1], Gloss: f[2]})
	return inField(0, b.addCue(f[0], hit{row: int32(len(b.lex.Dialects) - 1), strength: 1, class: DialectMarker}))
}

func loanRow(b *builder, f []string) error {
	if !phrase(f[0]) {
		b.entry(f[0]).Traits |= Loan
	}
	return nil
}

func formalityRow(b *builder, f []string) error {
	x, err := number(f[1], -1, 1)
	if err != nil {
		return inField(1, err)
	}
	if phrase(f[0]) {
		b.lex.Registers = append(b.lex.Registers, Register{Formality: x})
		return inField(0, b.addSequence(Fold(f[0]), hit{row: int32(len(b.lex.Registers) - 1), strength: 1, class: FormalityTerm}))
	}
	b.entry(f[0]).Formality = x
	return nil
}

func functionRow(b *builder, f []string) error {
	for i, n := range functionNames {
		if n == f[1] {
			b.entry(f[0]).Function |= 1 << i
			return nil
		}
	}
	return inField(1, fmt.Errorf("unknown class %q", f[1]))
}

func pronounRow(b *builder, f []string) error {
	e := b.entry(f[0])
	switch {
	case f[1] == "1" && f[2] == "p":
		e.Person = FirstPlural
	case f[1] == "1":
		e.Person = FirstSingular
	case f[1] == "2":
		e.Person = Second
	case f[1] == "3":
		e.Person = Third
	case f[1] == "generic":
		e.Person = Generic
	default:
		return inField(1, fmt.Errorf("unknown person %q", f[1]))
	}
	if strings.HasPrefix(f[3], "poss") {
		e.Traits |= Possessive
	}
	return nil
}

func roleRow(b *builder, f []string) error {
	if !phrase(f[0]) {
		b.entry(f[0]).Traits |= Role
	}
	return nil
}

// verbNames are what the third column of verbs.tsv may say.
var verbNames = map[string]Verb{"present": Present, "modal": Modal, "past": Past, "participle": Participle, "no-verb": NoVerb, "": 0}

func verbRow(b *builder, f []string) error {
	v, ok := verbNames[f[2]]
	switch {
	case !ok:
		return inField(2, fmt.Errorf("unknown form %q", f[2]))
	case f[1] == "be":
		v |= Be
	}
	b.entry(f[0]).Verb = v
	return nil
}

func nominalRow(b *builder, f []string) error {
	if !phrase(f[0]) {
		b.entry(f[0]).Traits |= Nominal
	}
	return nil
}

func concretenessRow(b *builder, f []string) error {
	x, err := number(f[1], 0, 1)
	if err != nil {
		return inField(1, err)
	}
	if !phrase(f[0]) {
		b.entry(f[0]).Concreteness = x
	}
	return nil
}

func respellRow(b *builder, f []string) error {
	from := b.form(Fold(f[0]))
	to := b.form(Fold(f[1]))
	b.respell[from] = to
	b.entries[from].Traits |= Respelled
	return nil
}

// nameWord is the kind of the names that are words as well. Only where one is
// written can it be told which of the two it is, so it keeps what it means.
const nameWord = "name-word"

// pronounOblique is the kind of him, her, his and hers.
const pronounOblique = "pronoun-oblique"

// identityRow marks words for who people are; whatever was rated or induced
// for them is taken back, so that they can carry no signal.
func identityRow(b *builder, f []string) error {
	e := b.entry(f[0])
	if f[1] == nameWord {
		e.Traits |= NameWord
		return nil
	}
	group := b.entries[b.form("\x00"+f[1])].Family
	e = b.entry(f[0]) // the group may have moved the table
	if f[1] == pronounOblique {
		e.Traits |= Possessive // "her" is both him and his: neither may differ from it
	}
	e.Traits = e.Traits&^(Loan|Nominal|Feeling|Ambiguous) | Identity
	e.Family, e.Vector = group, -1
	e.Formality, e.Concreteness, e.Zipf = 0, -1, 0
	e.Valence, e.Intensity, e.Emotion, e.Fine, e.induced, e.marker = 0, 0, 0, 0, [targets]int8{}, 0
	return nil
}

var contexts = map[string]Context{
	"prev": Prev, "next": Next, "prevpos": PrevTag, "nextpos": NextTag, "tag": OwnTag, "first": First, "last": Last, "default": Always,
}

func senseRow(b *builder, f []string) error {
	v, err := number(f[3], -4, 4)
	if err != nil {
		return inField(3, err)
	}
	name, args, _ := strings.Cut(f[2], ":")
	ctx, ok := contexts[name]
	if !ok {
		return inField(2, fmt.Errorf("unknown context %q", name))
	}
	s := Sense{Context: ctx, Valence: v}
	for _, a := range strings.Split(args, "|") {
		switch {
		case a == "":
		case ctx == Prev || ctx == Next:
			s.Forms = append(s.Forms, b.form(Fold(a)))
		default:
			s.Tags = append(s.Tags, a)
		}
	}
	form := b.form(Fold(f[0]))
	b.entries[form].Traits |= Ambiguous
	b.addSense(form, s)
	return nil
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

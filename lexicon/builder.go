package lexicon

import (
	"encoding/binary"
	"fmt"
	"hash"
	"hash/fnv"
	"maps"
	"slices"
)

// builder gathers the rows of all files in a lexicon that is not yet whole.
type builder struct {
	lex       *Lexicon
	base      *Lexicon // that is extended, nil where there is none
	entries   []Entry
	names     []string // by form
	known     map[string]Form
	markers   []byte // row after row
	cues      *trie
	senses    map[Form][]Sense
	resensed  map[Form]bool // forms whose senses this file system tells
	respell   map[Form]Form
	relations *relationBuilder // nil until a row tells of some
	prefix    string           // of class names in the file that is being read
	classes   map[string]Class
	emotions  map[string]int
	fines     map[string]int
	path      []Symbol // of the cue that is being read
	sum       hash.Hash64
	full      bool // more forms than fit
}

// newBuilder starts from a lexicon, or from nothing where base is nil.
func newBuilder(base *Lexicon) *builder {
	b := &builder{
		base: base, known: map[string]Form{}, cues: newTrie(), senses: map[Form][]Sense{}, resensed: map[Form]bool{}, respell: map[Form]Form{},
		classes: make(map[string]Class, ClassCount), emotions: map[string]int{}, fines: map[string]int{}, sum: fnv.New64a(),
	}
	for c := NoClass + 1; c < AffectTerm; c++ {
		b.classes[classNames[c]] = c
	}
	if base != nil {
		b.start(base)
		return b
	}
	b.entries, b.names = []Entry{nothing}, []string{""}
	b.lex = &Lexicon{emotions: []string{""}, fines: []string{""}}
	for s := Unknown + 1; s < firstForm; s++ {
		b.form(symbolNames[s])
	}
	return b
}

// start copies what rows may change; names and numbers that stay are shared.
func (b *builder) start(base *Lexicon) {
	lex := *base
	b.entries = base.forms.all()
	b.names, b.known = make([]string, 0, base.Len()), make(map[string]Form, base.Len())
	for f := range Form(base.Len()) {
		b.names = append(b.names, base.Name(f))
		b.known[base.Name(f)] = f
	}
	lex.emotions, lex.fines = slices.Clip(lex.emotions), slices.Clip(lex.fines)
	lex.weights, b.markers = slices.Clone(lex.weights), []byte(lex.markers)
	lex.Terms, lex.Items, lex.Pairs = slices.Clip(lex.Terms), slices.Clip(lex.Items), slices.Clip(lex.Pairs)
	lex.Dialects, lex.Registers = slices.Clip(lex.Dialects), slices.Clip(lex.Registers)
	b.lex = &lex
	for i, n := range lex.emotions[1:] {
		b.emotions[n] = i + 1
	}
	for i, n := range lex.fines[1:] {
		b.fines[n] = i + 1
	}
	for _, s := range lex.senses {
		b.senses[s.form] = s.senses
	}
	for _, r := range lex.respellings {
		b.respell[r.from] = r.to
	}
	binary.Write(b.sum, binary.LittleEndian, lex.fingerprint)
}

// form interns a folded word.
func (b *builder) form(w string) Form {
	if w == "" {
		return Unknown
	}
	f, ok := b.known[w]
	if ok {
		return f
	}
	if len(b.names) == maxForms {
		b.full = true
		return Unknown
	}
	f = Form(len(b.names))
	e := nothing
	e.Family = uint32(f)
	b.names, b.entries, b.known[w] = append(b.names, w), append(b.entries, e), f
	return f
}

// entry is the record of a word in any spelling, until the next form is made.
func (b *builder) entry(w string) *Entry { return &b.entries[b.form(Fold(w))] }

// addSense adds a reading of a form. What a file system says of a form takes
// the place of what earlier ones said, since the first reading that applies
// decides.
func (b *builder) addSense(f Form, s Sense) {
	if !b.resensed[f] {
		b.resensed[f] = true
		b.senses[f] = nil
	}
	b.senses[f] = append(b.senses[f], s)
}

// finish derives what depends on several files.
func (b *builder) finish() error {
	if b.full {
		return fmt.Errorf("more than %d forms", maxForms)
	}
	if len(b.cues.hits) > maxNodes {
		return fmt.Errorf("cues of more than %d steps", maxNodes)
	}
	for i := range b.entries {
		e := &b.entries[i]
		e.Traits &^= Feeling | Stopword
		if e.Valence > 0.8 || e.Valence < -0.8 || e.Emotion != 0 {
			if e.Traits&Identity == 0 && e.Function == 0 {
				e.Traits |= Feeling
			}
		}
		if e.Function&(PersonalPronoun|ImpersonalPronoun|Article|Auxiliary|Preposition|Conjunction|Negation) != 0 {
			e.Traits |= Stopword
		}
		if e.Traits&Identity != 0 {
			e.Vector = -1
		}
	}
	shared := 0
	if b.base != nil {
		shared = len(b.base.Items)
	}
	for _, it := range b.lex.Items[shared:] {
		it.Generic = slices.DeleteFunc(it.Generic, func(f Form) bool { return b.entries[f].Traits&Stopword != 0 })
	}
	b.lex.markers = string(b.markers)
	b.lex.senses, b.lex.respellings = b.flatSenses(), b.flatRespellings()
	return nil
}

func (b *builder) flatSenses() []senses {
	var out []senses
	for _, f := range slices.Sorted(maps.Keys(b.senses)) {
		out = append(out, senses{f, b.senses[f]})
	}
	return out
}

func (b *builder) flatRespellings() []respelling {
	var out []respelling
	for _, f := range slices.Sorted(maps.Keys(b.respell)) {
		out = append(out, respelling{f, b.respell[f]})
	}
	return out
}

// standsFor gives the form that the word of a form is looked up as: that which
// a respelling stands for, and none of a mark.
func (b *builder) standsFor(f Form) Form {
	switch {
	case f < firstForm:
		return Unknown
	case b.entries[f].Traits&Respelled != 0:
		return b.respell[f]
	}
	return f
}

// extension gives the lexicon that was started from a base, its new cues in
// an automaton of their own.
func (b *builder) extension() (*Lexicon, error) {
	same := make([]Form, len(b.names))
	for i := range same {
		same[i] = Form(i)
	}
	a, laid := decodeCues(string(encodeCues(b.cues.minimise(same))))
	t, placed := decodeTable(string(encodeTable(b.names, b.standsFor)))
	if !laid || !placed {
		return nil, ErrSnapshot
	}
	lex := b.lex
	lex.table = t
	lex.extensions = append(slices.Clip(lex.extensions), a)
	if b.relations != nil {
		lex.relations = b.relations.freeze(func(f uint32) uint32 { return f })
	}
	lex.forms.set(b.entries, &lex.relations)
	lex.setEkman()
	lex.fingerprint = b.sum.Sum64()
	return lex, nil
}

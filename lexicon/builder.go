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
		base: base, cues: newTrie(), senses: map[Form][]Sense{}, resensed: map[Form]bool{}, respell: map[Form]Form{},
		classes: make(map[string]Class, ClassCount), emotions: map[string]int{}, fines: map[string]int{}, sum: fnv.New64a(),
	}
	for c := NoClass + 1; c < AffectTerm; c++ {
		b.classes[classNames[c]] = c
	}
	if base != nil {
		b.start(base)
		return b
	}
	b.entries = []Entry{nothing}
	b.lex = &Lexicon{table: newTable(), emotions: []string{""}, fines: []string{""}}
	for s := Unknown + 1; s < firstForm; s++ {
		b.form(symbolNames[s])
	}
	return b
}

// start copies what rows may change; names and numbers that stay are shared.
func (b *builder) start(base *Lexicon) {
	lex := *base
	t := *base.table
	t.short, t.heads, t.links, t.more = slices.Clone(t.short), slices.Clone(t.heads), slices.Clone(t.links), slices.Clip(t.more)
	lex.table, b.entries = &t, base.forms.all()
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
	f, ok := b.lex.table.intern(w)
	if !ok {
		b.full = true
		return Unknown
	}
	for int(f) >= len(b.entries) {
		e := nothing
		e.Family = uint32(len(b.entries))
		b.entries = append(b.entries, e)
	}
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

// extension gives the lexicon that was started from a base, its new cues in
// an automaton of their own.
func (b *builder) extension() (*Lexicon, error) {
	lex := b.lex
	a, err := b.automaton()
	if err != nil {
		return nil, err
	}
	lex.extensions = append(slices.Clip(lex.extensions), a)
	if b.relations != nil {
		lex.relations = b.relations.freeze(func(f uint32) uint32 { return f })
	}
	lex.forms.set(b.entries, &lex.relations)
	lex.setEkman()
	lex.fingerprint = b.sum.Sum64()
	return lex, nil
}

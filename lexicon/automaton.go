package lexicon

// A Symbol is one step of a text as cues see it: a form, or one of the marks
// below. Hyphens, quotation marks and mark-up are no symbols.
type Symbol = Form

// Symbols that are no words. They are numbered below every real form.
const (
	Unknown  Symbol = iota // a word that the lexicon does not know
	Number                 // digits
	Start                  // the start of a sentence
	Stop                   // the end of a sentence with neither ? nor !
	Question               // ?
	Exclaim                // !
	Comma                  // a comma
	Break                  // any other punctuation
	Emoji                  // an emoji or emoticon that the lexicon does not know

	symAny  // _
	symGap  // ~
	symEnd  // $
	symFeel // <feel>
	symPoss // <poss>
	symNum  // <num>
	symInt  // <int>
	symKin  // <kin>

	firstForm
)

var symbolNames = [firstForm]string{
	Unknown: "", Number: "\x00number", Start: "^", Stop: "\x00stop", Question: "?", Exclaim: "!", Comma: ",", Break: "\x00break", Emoji: "\x00emoji",
	symAny: "_", symGap: "~", symEnd: "$", symFeel: "<feel>", symPoss: "<poss>", symNum: "<num>", symInt: "<int>", symKin: "<kin>",
}

// maxGap is how many words ~ may stand for.
const maxGap = 3

// A Match is one cue found in a sequence of symbols.
type Match struct {
	Start, End int32   // symbols [Start, End)
	Row        int32   // row in the table the class points to, else -1
	Strength   float32 // how surely the cue means its class, 0 to 1; a factor for shifters
	Class      Class
}

type hit struct {
	row      int32
	strength float32
	class    Class
	next     int32 // another hit that ends at the same node, 0 none
}

// automaton is a trie over symbols. Its edges lie in one hash table, so that
// a step costs one probe whatever the fan-out.
type automaton struct {
	keys  []uint64 // node<<32 | symbol, 0 is free
	next  []uint32
	count int
	first []int32 // per node: its first hit, 0 none
	wild  []uint8 // per node: which wildcards lead on
	hits  []hit
}

// Bits of wild, by kind of wildcard.
const (
	wildAny = 1 << iota
	wildGap
	wildEnd
	wildFeel
	wildPoss
	wildNum
	wildInt
	wildKin
)

func newAutomaton(size int) *automaton {
	n := 1024
	for n < size*2 {
		n *= 2
	}
	return &automaton{keys: make([]uint64, n), next: make([]uint32, n), first: make([]int32, 1, size), wild: make([]uint8, 1, size), hits: make([]hit, 1, size)}
}

func slotOf(key uint64, mask uint64) uint64 { return (key * 0x9E3779B97F4A7C15) >> 20 & mask }

func (a *automaton) edge(node uint32, s Symbol) uint32 {
	key := uint64(node)<<32 | uint64(s)
	mask := uint64(len(a.keys) - 1)
	for i := slotOf(key, mask); ; i = (i + 1) & mask {
		if a.keys[i] == key {
			return a.next[i]
		}
		if a.keys[i] == 0 {
			return 0
		}
	}
}

func (a *automaton) extend(node uint32, s Symbol) uint32 {
	if n := a.edge(node, s); n != 0 {
		return n
	}
	if (a.count+1)*2 > len(a.keys) {
		a.grow()
	}
	n := uint32(len(a.first))
	a.first = append(a.first, 0)
	a.wild = append(a.wild, 0)
	a.put(uint64(node)<<32|uint64(s), n)
	if s >= symAny && s <= symKin {
		a.wild[node] |= 1 << (s - symAny)
	}
	return n
}

func (a *automaton) put(key uint64, n uint32) {
	mask := uint64(len(a.keys) - 1)
	i := slotOf(key, mask)
	for a.keys[i] != 0 {
		i = (i + 1) & mask
	}
	a.keys[i], a.next[i] = key, n
	a.count++
}

func (a *automaton) grow() {
	keys, next := a.keys, a.next
	a.keys, a.next, a.count = make([]uint64, 2*len(keys)), make([]uint32, 2*len(keys)), 0
	for i, k := range keys {
		if k != 0 {
			a.put(k, next[i])
		}
	}
}

// add makes the path of one expanded cue end in h. A later row for the same
// path and class takes the place of the earlier one.
func (a *automaton) add(path []Symbol, h hit) {
	node := uint32(0)
	for _, s := range path {
		node = a.extend(node, s)
	}
	for i := a.first[node]; i != 0; i = a.hits[i].next {
		if a.hits[i].class == h.class && (a.hits[i].row < 0 || a.hits[i].row == h.row) {
			h.next = a.hits[i].next
			a.hits[i] = h
			return
		}
	}
	h.next = a.first[node]
	a.first[node] = int32(len(a.hits))
	a.hits = append(a.hits, h)
}

// matcher walks the automaton over one sequence of symbols.
type matcher struct {
	lex   *Lexicon
	syms  []Symbol
	start int
	out   []Match
	base  int               // out[base:] are the matches of this start
	until [ClassCount]int32 // per class: how far its matches reach
}

// Match appends to dst the cues found in syms, ordered by start. Of two
// matches of one class where one lies within the other, the longer is kept.
func (l *Lexicon) Match(dst []Match, syms []Symbol) []Match {
	m := matcher{lex: l, syms: syms, out: dst}
	rootWild := l.cues.wild[0]
	for i, s := range syms {
		e := &l.entries[s]
		if e.Traits&StartsCue == 0 && l.slots(s, e)&rootWild == 0 {
			continue
		}
		m.start, m.base = i, len(m.out)
		m.walk(0, i)
		m.settle()
	}
	return m.out
}

// slots gives the wildcards of a cue that the symbol can fill.
func (l *Lexicon) slots(s Symbol, e *Entry) uint8 {
	var w uint8
	switch {
	case s == Number:
		w = wildNum | wildAny
	case s == Unknown:
		w = wildAny
	case s >= firstForm:
		w = wildAny
		if e.Traits&(Feeling|Possessive|Intensifier|Kin|NumberWord) != 0 {
			if e.Traits&Feeling != 0 {
				w |= wildFeel
			}
			if e.Traits&Possessive != 0 {
				w |= wildPoss
			}
			if e.Traits&Intensifier != 0 {
				w |= wildInt
			}
			if e.Traits&Kin != 0 {
				w |= wildKin
			}
			if e.Traits&NumberWord != 0 {
				w |= wildNum
			}
		}
	case s == Stop || s == Question || s == Exclaim:
		w = wildEnd
	}
	return w
}

func (m *matcher) walk(node uint32, pos int) {
	a := m.lex.cues
	for h := a.first[node]; h != 0; h = a.hits[h].next {
		x := &a.hits[h]
		m.out = append(m.out, Match{Start: int32(m.start), End: int32(pos), Row: x.row, Strength: x.strength, Class: x.class})
	}
	if pos >= len(m.syms) {
		return
	}
	s := m.syms[pos]
	if s != Unknown {
		if n := a.edge(node, s); n != 0 {
			m.walk(n, pos+1)
		}
	}
	w := a.wild[node]
	if w == 0 {
		return
	}
	fits := m.lex.slots(s, &m.lex.entries[s]) & w
	for k := symAny; k <= symKin; k++ {
		if fits&(1<<(k-symAny)) != 0 {
			m.walk(a.edge(node, k), pos+1)
		}
	}
	if w&wildGap != 0 {
		m.gap(a.edge(node, symGap), pos)
	}
}

// gap goes on behind a ~: after none to maxGap words, commas aside.
func (m *matcher) gap(node uint32, pos int) {
	words := 0
	for {
		m.walk(node, pos)
		if pos >= len(m.syms) {
			return
		}
		switch s := m.syms[pos]; {
		case s == Comma:
		case s == Unknown || s == Number || s >= firstForm:
			if words++; words > maxGap {
				return
			}
		default:
			return
		}
		pos++
	}
}

// settle keeps, of the matches of one start, the longest of each class and
// row table, and drops those that an earlier match covers.
func (m *matcher) settle() {
	kept := m.out[:m.base]
	for i, x := range m.out[m.base:] {
		if x.End <= m.until[x.Class] || longer(m.out[m.base:], i) {
			continue
		}
		kept = append(kept, x)
	}
	for _, x := range kept[m.base:] {
		m.until[x.Class] = max(m.until[x.Class], x.End)
	}
	m.out = kept
}

// longer reports whether another match of the same class outdoes ms[i].
func longer(ms []Match, i int) bool {
	for j, y := range ms {
		if y.Class != ms[i].Class || j == i {
			continue
		}
		if y.End > ms[i].End || y.End == ms[i].End && (y.Row == ms[i].Row && (y.Strength > ms[i].Strength || y.Strength == ms[i].Strength && j < i)) {
			return true
		}
	}
	return false
}

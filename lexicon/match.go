package lexicon

import "math/bits"

// maxGap is how many words ~ may stand for. As many commas and one more may
// stand between them.
const maxGap = 3

// A Match is one cue found in a sequence of symbols.
type Match struct {
	Start, End int32   // symbols [Start, End)
	Row        int32   // row in the table the class points to, else -1
	Strength   float32 // how surely the cue means its class, 0 to 1; a factor for shifters
	Class      Class
}

// matcher walks the automata over one sequence of symbols.
type matcher struct {
	*automaton
	slots string // by form
	syms  []Symbol
	first int // where the matches start
	out   []Match
	base  int               // out[base:] are the matches of this start
	until [ClassCount]int32 // per class: how far its matches reach
}

// Match appends to dst the cues found in syms, ordered by start. Of two
// matches of one class where one lies within the other, the longer is kept.
// Of a cue of the lexicon and one of an extension over the same symbols, that
// of the extension is kept.
func (l *Lexicon) Match(dst []Match, syms []Symbol) []Match {
	m := matcher{slots: l.forms.slots, syms: syms, out: dst}
	for from := 0; from < len(syms); from += lot {
		may := m.candidates(l.cues, from)
		for _, a := range l.extensions {
			may |= m.candidates(a, from)
		}
		for ; may != 0; may &= may - 1 {
			i := from + bits.TrailingZeros64(may)
			m.first, m.base, m.automaton = i, len(m.out), l.cues
			m.match(i)
			for _, a := range l.extensions {
				m.extend(a, i)
			}
			if len(m.out) > m.base {
				m.settle()
			}
		}
	}
	return m.out
}

// lot is how many symbols are looked over at a time.
const lot = 64

// candidates looks over a lot of symbols and gives a bit for each at which a
// cue may start: it holds one by itself, or goes on with the symbol behind it,
// or fills a slot. No step hangs on what another finds, so that the processor
// takes many at a time.
func (m *matcher) candidates(a *automaton, from int) (may uint64) {
	syms := m.syms[from:min(from+lot, len(m.syms))]
	for k, s := range syms {
		next := Unknown
		if from+k+1 < len(m.syms) {
			next = m.syms[from+k+1]
		}
		b := a.startAt(s)
		sign := uint64(b.ends()) | uint64(b.wild()&(m.fits(next)|slotGap)) | a.pairBit(b.to(), next) | uint64(a.nodes[0].wild&m.fits(s))
		with := may | 1<<k
		if sign != 0 {
			may = with
		}
	}
	return may
}

// match adds the matches that start at pos.
func (m *matcher) match(pos int) {
	if to := m.startAt(m.syms[pos]).to(); to != 0 {
		m.follow(to, pos+1)
	}
	root := &m.nodes[0]
	if fits := m.fits(m.syms[pos]) & root.wild; fits != 0 {
		m.fill(root, fits, pos)
	}
}

// fits gives the slots that a symbol can fill.
func (m *matcher) fits(s Symbol) slots {
	if uint64(s) >= uint64(len(m.slots)) {
		s = Unknown
	}
	return slots(m.slots[s])
}

// extend adds the matches of the automaton of an extension, in the place of
// those that say the same of the same symbols.
func (m *matcher) extend(a *automaton, pos int) {
	from := len(m.out)
	m.automaton = a
	m.match(pos)
	if from == m.base || from == len(m.out) {
		return
	}
	kept := m.out[:m.base]
	for i, x := range m.out[m.base:] {
		if m.base+i >= from || !outsaid(m.out[from:], x) {
			kept = append(kept, x)
		}
	}
	m.out = kept
}

func outsaid(ms []Match, x Match) bool {
	for _, y := range ms {
		if y.Class == x.Class && y.End == x.End && sole(x.Class) {
			return true
		}
	}
	return false
}

// follow goes on from where an edge led, with the symbol at pos.
func (m *matcher) follow(to uint32, pos int) {
	for to < m.leaf {
		n := &m.nodes[to]
		if n.hits != 0 {
			m.emit(n.hits, pos)
		}
		if pos >= len(m.syms) {
			return
		}
		to = m.leads(to, n, m.syms[pos])
		if n.wild != 0 {
			if to != 0 {
				m.follow(to, pos+1)
			}
			if fits := m.fits(m.syms[pos]) & n.wild; fits != 0 {
				m.fill(n, fits, pos)
			}
			if n.wild&slotGap != 0 {
				m.gap(m.slot(n, slotGap), pos)
			}
			return
		}
		if to == 0 {
			return
		}
		pos++
	}
	m.emit(to-m.leaf, pos)
}

// fill goes on from n by its slots that the symbol at pos can fill.
func (m *matcher) fill(n *node, fits slots, pos int) {
	for ; fits != 0; fits &= fits - 1 {
		m.follow(m.slot(n, fits&-fits), pos+1)
	}
}

// gap goes on behind a ~.
func (m *matcher) gap(to uint32, pos int) {
	words, commas := 0, 0
	for {
		m.follow(to, pos)
		if pos >= len(m.syms) {
			return
		}
		switch s := m.syms[pos]; {
		case s == Comma:
			if commas++; commas > maxGap+1 {
				return
			}
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

// emit notes the hits of a cue that ends before pos.
func (m *matcher) emit(h uint32, pos int) {
	for {
		x := m.hit(h)
		m.out = append(m.out, Match{Start: int32(m.first), End: int32(pos), Row: x.row, Strength: x.strength, Class: x.class})
		if x.last {
			return
		}
		h++
	}
}

// settle keeps, of the matches of one start, the longest of each class, and
// drops those that an earlier match covers.
func (m *matcher) settle() {
	ms := m.out[m.base:]
	kept := m.out[:m.base]
	if len(ms) == 1 {
		if x := &ms[0]; x.End > m.until[x.Class] {
			m.until[x.Class] = x.End
		} else {
			m.out = kept
		}
		return
	}
	for i, x := range ms {
		if x.End > m.until[x.Class] && !outdone(ms, i) {
			kept = append(kept, x)
		}
	}
	for _, x := range kept[m.base:] {
		m.until[x.Class] = max(m.until[x.Class], x.End)
	}
	m.out = kept
}

// outdone reports whether another match of the same class is longer than
// ms[i], or says the same more strongly.
func outdone(ms []Match, i int) bool {
	x := &ms[i]
	for j := range ms {
		y := &ms[j]
		switch {
		case y.Class != x.Class || j == i || y.End < x.End:
		case y.End > x.End:
			return true
		case y.Row == x.Row && (y.Strength > x.Strength || y.Strength == x.Strength && j < i):
			return true
		}
	}
	return false
}

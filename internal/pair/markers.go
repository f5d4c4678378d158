package pair

import (
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// markerOffset is added to the number of words, so that one word in a short
// text is not everything.
const markerOffset = 8

// A View is a set of the means that a word counts in. Each row of the grid has
// one of its own, which leaves out the words that are its matter in another
// way: a mean over all words would thin out with every word that is added.
type View uint8

// The views: those of the rows in their order, and that of all else.
const (
	AttenuationView View = 1 << iota
	GranularityView      // without the content words of the source: [Pair.Taken]
	AvoidanceView        // without those who act, and forms of "be"
	DistancingView       // without hedges
	PlainView
)

// views gives the view of each column of the markers.
var views = [lexicon.MarkerCount]int{0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 0}

const viewCount = 5

// A Marked is a word that counts among the markers.
type Marked struct {
	Form lexicon.Form
	View View
}

// Mark lists the words of a side that count among the markers, each with the
// means it counts in.
func (s *Side) Mark(dst []Marked) []Marked {
	d := s.Doc
	for i := range d.Tokens {
		t := &d.Tokens[i]
		f := MarkerForm(d, t)
		if t.Kind == text.Punct && f == lexicon.Unknown {
			continue
		}
		dst = append(dst, Marked{f, s.View(i)})
	}
	return dst
}

// View gives the means that token i counts in, what is taken from the other
// side left aside.
func (s *Side) View(i int) View {
	v := AttenuationView | GranularityView | PlainView
	if !s.hedged[i] {
		v |= DistancingView
	}
	if !actor(s.Doc, i) {
		v |= AvoidanceView
	}
	return v
}

// mark gives the means of the markers of both sides. What a response takes
// from the source is no wording of its own, whatever it is: deleting such a
// word changes nothing.
func (p *Pair) mark() {
	p.marked = p.MarkSource(p.marked[:0])
	p.Src.Markers = MeanMarkers(p.marked, p.Src.Doc.Lexicon.Markers)
	p.marked = p.MarkResponse(p.marked[:0])
	p.Resp.Markers = MeanMarkers(p.marked, p.Resp.Doc.Lexicon.Markers)
}

// MarkSource is [Side.Mark] for the source. In a rewrite, which is measured by
// its difference to the source, the content words count on neither side.
func (p *Pair) MarkSource(dst []Marked) []Marked {
	if p.Rewrite {
		return p.own(dst, &p.Src)
	}
	return p.Src.Mark(dst)
}

// MarkResponse is [Side.Mark] for the response.
func (p *Pair) MarkResponse(dst []Marked) []Marked { return p.own(dst, &p.Resp) }

func (p *Pair) own(dst []Marked, s *Side) []Marked {
	n := len(dst)
	dst = s.Mark(dst)
	for i := range s.Doc.Tokens {
		t := &s.Doc.Tokens[i]
		if t.Kind == text.Punct && MarkerForm(s.Doc, t) == lexicon.Unknown {
			continue
		}
		if p.Taken(t) {
			dst[n].View &^= GranularityView
		}
		n++
	}
	return dst
}

// MeanMarkers gives the mean of the induced markers over marked words, each
// column over the words of its view: see [lexicon.MarkerRow].
func MeanMarkers(ws []Marked, of func(lexicon.Form) *lexicon.MarkerRow) (m [lexicon.MarkerCount]float64) {
	var sum [lexicon.MarkerCount]int32
	var n [viewCount]int
	for _, w := range ws {
		for k := range n {
			n[k] += int(w.View >> k & 1)
		}
		if row := of(w.Form); row != nil {
			for k, v := range row {
				sum[k] += int32(v) * int32(w.View>>views[k]&1)
			}
		}
	}
	for k, v := range sum {
		m[k] = float64(v) / lexicon.MarkerScale / float64(n[views[k]]+markerOffset)
	}
	return m
}

// actor reports whether a word is one of those that come or go when who did
// something is left out: pronouns, kin, names, articles, and forms of
// "be". What is done to me changes "me" to "I".
func actor(d *text.Document, i int) bool {
	e := d.Entry(i)
	return e.Person == lexicon.Third || e.Is(lexicon.Kin) || e.Is(lexicon.Identity) || e.Function&(lexicon.PersonalPronoun|lexicon.Article) != 0 ||
		e.Function&lexicon.Auxiliary != 0 && isBe(d, d.Tokens[i].Form)
}

// Taken reports whether a token of either side is a content word of the
// source.
func (p *Pair) Taken(t *text.Token) bool {
	return (t.Kind == text.Word || t.Kind == text.Number) && t.Key != 0 && p.Src.Find(t.Key) >= 0
}

// MarkerForm is the form that a token counts as among markers: exclamation
// and question marks count as words.
func MarkerForm(d *text.Document, t *text.Token) lexicon.Form {
	if t.Kind != text.Punct {
		return t.Form
	}
	switch d.Text[t.Start] {
	case '!':
		return lexicon.Exclaim
	case '?':
		return lexicon.Question
	}
	return lexicon.Unknown
}

package pair

import (
	"github.com/attune-go/attune/internal/lanes"
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

// columnViews gives the view of each column of the markers.
var columnViews = [lexicon.MarkerCount]uint8{0, 1, 2, 3, 4, 4, 4, 4, 0}

const viewCount = 5

// A Marked is a word that counts among the markers.
type Marked struct {
	Token int32
	Form  lexicon.Form
	View  View
	row   *lexicon.MarkerRow // nil if it has none
}

// A Wording is a word of the response whose markers are worth showing in some
// rows of the grid: the bits of Rows.
type Wording struct {
	Token   int32
	Rows    View
	Markers *lexicon.MarkerRow
}

// MarkerShown is the least marker that is worth showing.
const MarkerShown = 3 * lexicon.MarkerScale

// shownRows gives the rows of the grid in which a word is worth showing, of those
// in whose means it counts.
func shownRows(row *lexicon.MarkerRow, v View) View {
	const grid = AttenuationView | GranularityView | AvoidanceView | DistancingView
	return View(atLeast(lanes.Eight(row[:8]), MarkerShown)) & v & grid
}

// atLeast gives a bit for each of eight values that is n or more; n is above 0.
func atLeast(x uint64, n int8) uint64 {
	const tops, ones = 0x8080808080808080, 0x0101010101010101
	low := x &^ tops
	return lanes.TopBits((low + (0x80-uint64(n))*ones) &^ x)
}

// mark gives the means of the markers of both sides. What a response takes
// from the source is no wording of its own, whatever it is: deleting such a
// word changes nothing.
func (p *Pair) mark() {
	p.marked = p.MarkSource(p.marked[:0])
	for _, w := range p.marked {
		p.sum.add(w.View, w.row)
	}
	p.Src.Markers = p.sum.means()

	p.marked = p.MarkResponse(p.marked[:0])
	p.Wordings, p.Fresh = p.Wordings[:0], 0
	for _, w := range p.marked {
		p.sum.add(w.View, w.row)
		if p.Resp.Doc.Tokens[w.Token].Kind > text.Number {
			continue
		}
		if w.row != nil {
			if rows := shownRows(w.row, w.View|GranularityView); rows != 0 { // as if nothing were taken from the source
				p.Wordings = append(p.Wordings, Wording{w.Token, rows, w.row})
			}
		}
		if w.View&GranularityView != 0 {
			p.Fresh++
		}
	}
	p.Resp.Markers = p.sum.means()
}

// MarkSource appends to dst the words of the source that count among the
// markers, each with the means it counts in. In a rewrite, which is measured by
// its difference to the source, the content words count on neither side.
func (p *Pair) MarkSource(dst []Marked) []Marked {
	if p.Rewrite {
		return p.Src.mark(dst, p)
	}
	return p.Src.Mark(dst)
}

// MarkResponse is MarkSource for the response.
func (p *Pair) MarkResponse(dst []Marked) []Marked { return p.Resp.mark(dst, p) }

// Mark is [Pair.MarkSource] for a text by itself.
func (s *Side) Mark(dst []Marked) []Marked { return s.mark(dst, nil) }

// mark lists the words that count among the markers. Those that are taken in
// p, if there is one, have their means without [GranularityView].
func (s *Side) mark(dst []Marked, p *Pair) []Marked {
	d := s.Doc
	for i := range d.Tokens {
		t := &d.Tokens[i]
		f, e := t.Form, d.Entry(i)
		if t.Kind == text.Punct {
			if f = MarkerForm(d, t); f == lexicon.Unknown {
				continue
			}
			e = d.Lexicon.Entry(f)
		}
		v := s.views[i]
		if p != nil && p.Taken(t) {
			v &^= GranularityView
		}
		dst = append(dst, Marked{int32(i), f, v, d.Lexicon.MarkersOf(e)})
	}
	return dst
}

// MeanMarkers gives the mean of the induced markers over marked words, each
// column over the words of its view: see [lexicon.MarkerRow].
func MeanMarkers(ws []Marked, of func(lexicon.Form) *lexicon.MarkerRow) [lexicon.MarkerCount]float64 {
	var sum markerSum
	for _, w := range ws {
		sum.add(w.View, of(w.Form))
	}
	return sum.means()
}

// viewOf gives the means that a word counts in, what is taken from the other
// side left aside.
func viewOf(hedged, acts bool) View {
	v := AttenuationView | GranularityView | PlainView
	if !hedged {
		v |= DistancingView
	}
	if !acts {
		v |= AvoidanceView
	}
	return v
}

// actor reports whether a word is one of those that come or go when who did
// something is left out: pronouns, kin, roles, names, articles, and forms of
// "be". What is done to me changes "me" to "I".
func actor(e *lexicon.Entry) bool {
	return e.Person == lexicon.Third || e.Traits&(lexicon.Kin|lexicon.Role|lexicon.Identity) != 0 || e.Function&(lexicon.PersonalPronoun|lexicon.Article) != 0 || e.Verb&lexicon.Be != 0
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

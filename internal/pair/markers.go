package pair

import (
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// markerOffset is added to the number of words, so that one word in a short
// text is not everything.
const markerOffset = 8

// Markers gives the mean of the induced markers over the words of a document:
// see [lexicon.MarkerRow].
func Markers(d *text.Document, of func(lexicon.Form) *lexicon.MarkerRow) [lexicon.MarkerCount]float64 {
	return meanMarkers(d, of, func(*text.Token) bool { return false })
}

// meanMarkers is the mean over the words that are not to be left out.
func meanMarkers(d *text.Document, of func(lexicon.Form) *lexicon.MarkerRow, out func(*text.Token) bool) (m [lexicon.MarkerCount]float64) {
	var sum [lexicon.MarkerCount]int32
	n := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Kind == text.Punct && d.Text[t.Start] != '!' && d.Text[t.Start] != '?' || out(t) {
			continue
		}
		n++
		if row := of(MarkerForm(d, t)); row != nil {
			for k, v := range row {
				sum[k] += int32(v)
			}
		}
	}
	for k, v := range sum {
		m[k] = float64(v) / lexicon.MarkerScale / float64(n+markerOffset)
	}
	return m
}

// Own gives the mean of the induced markers over the words of a side that are
// no content words of the source: what a response takes from the source is no
// wording of its own, whatever it is. Deleting such a word changes nothing.
func (p *Pair) Own(s *Side) [lexicon.MarkerCount]float64 {
	return meanMarkers(s.Doc, s.Doc.Lexicon.Markers, p.Taken)
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

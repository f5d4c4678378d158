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
func Markers(d *text.Document, of func(lexicon.Form) *lexicon.MarkerRow) (m [lexicon.MarkerCount]float64) {
	var sum [lexicon.MarkerCount]int32
	n := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Kind == text.Punct && d.Text[t.Start] != '!' && d.Text[t.Start] != '?' {
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

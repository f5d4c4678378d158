package signal

import (
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// What the mean marker of a response is measured between: at 0 lie faithful
// responses, at 1 failing ones. A part of what the source's own words carry is
// taken off, since a rewrite cannot but repeat them.
const (
	markerLow    = 0
	markerHigh   = 1.5
	SourcePart   = 0.3
	markerShown  = 3 * lexicon.MarkerScale
	InterceptDiv = 64 // units of the intercept row
)

// Wording adds, for each dimension, the signal of the induced markers: words
// and turns that failing responses have more often than faithful ones.
func (b *Builder) Wording(stake float64) {
	src, resp := &b.Pair.Src, &b.Pair.Resp
	base := resp.Doc.Lexicon.Markers(lexicon.Start)
	if base == nil {
		base = &lexicon.MarkerRow{}
	}
	for _, d := range dimensions.Kinds() {
		cell := int(b.Mechanism)*dimensions.Count + int(d)
		v := MarkerSeverity(src.Markers[cell], resp.Markers[cell], float64(base[cell])/InterceptDiv)
		if v > 0 {
			b.markerEvidence(resp, cell)
		}
		b.Signal(WordingName(d), d, v, stake, 0.5)
	}
}

// WordingName is the name of the signal of the markers in a dimension.
func WordingName(d dimensions.Kind) string { return "wording-" + d.String() }

// MarkerSeverity turns mean markers of source and response into a severity.
func MarkerSeverity(src, resp, base float64) float64 {
	return Ramp(resp-SourcePart*src+base, markerLow, markerHigh)
}

func (b *Builder) markerEvidence(s *pair.Side, cell int) {
	for i := range s.Doc.Tokens {
		m := s.Doc.Lexicon.Markers(pair.MarkerForm(s.Doc, &s.Doc.Tokens[i]))
		if m != nil && m[cell] >= markerShown && Words(&s.Doc.Tokens[i]) {
			b.Span(mechanisms.Response, int32(i), int32(i)+1, "wording that often goes with it", float64(m[cell])/127)
		}
	}
}

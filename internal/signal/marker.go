package signal

import (
	"slices"

	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// What the mean marker of a response is measured between: at 0 lie faithful
// responses, at 1 failing ones. In replies a part of what the source's own
// words carry is taken off.
const (
	markerLow    = 0
	markerHigh   = 1.5
	SourcePart   = 0.3
	InterceptDiv = 64 // units of the intercept row
)

// Wording adds the signals of the induced markers: words and turns that failing
// responses have more often than faithful ones. Words tell the mechanism, not the
// dimension: the signals of the three are alike, and show the same words.
func (b *Builder) Wording(stake float64) {
	src, resp := &b.Pair.Src, &b.Pair.Resp
	stake *= 0.25 + 0.75*Told(src)
	base := resp.Doc.Lexicon.Markers(lexicon.Start)
	if base == nil {
		base = &lexicon.MarkerRow{}
	}
	row := b.Mechanism
	v := MarkerSeverity(src.Markers[row], resp.Markers[row], float64(base[row])/InterceptDiv, b.Pair.Rewrite)
	var words []mechanisms.Evidence
	for _, d := range dimensions.Kinds() {
		if !b.Signal(WordingName(d), d, v, stake, 0.5) {
			continue
		}
		most := b.most
		if words == nil {
			b.most = maxEvidence
			b.markerEvidence()
			words = b.Signals[b.open].Evidence
		}
		b.Signals[b.open].Evidence = slices.Clip(words[:min(most, len(words))])
	}
}

// WordingName is the name of the signal of the markers in a dimension.
func WordingName(d dimensions.Kind) string { return wordingNames[d] }

var wordingNames = [dimensions.Count]string{"wording-cognitive", "wording-cultural", "wording-relational"}

// MarkerSeverity turns mean markers of source and response into a severity.
// In a rewrite only the difference to the source counts.
func MarkerSeverity(src, resp, base float64, rewrite bool) float64 {
	if rewrite {
		return Ramp(resp-src, markerLow, markerHigh)
	}
	return Ramp(resp-SourcePart*src+base, markerLow, markerHigh)
}

// wordingReasons say what the wording is typical of.
var wordingReasons = [mechanisms.Count]string{
	"typical of feeling made less", "typical of missing what mattered", "typical of evading the conflict", "typical of keeping a distance",
}

// markerEvidence shows the words that weigh most.
func (b *Builder) markerEvidence() {
	row := b.Mechanism
	for _, w := range b.Pair.Wordings {
		if w.Rows>>row&1 == 0 {
			continue
		}
		if weight := float64(w.Markers[row]) / 127; b.wants(weight) {
			b.Span(mechanisms.Response, w.Token, w.Token+1, wordingReasons[b.Mechanism], weight)
		}
	}
	if len(b.evidence) == b.from {
		b.Sentence(mechanisms.Response, wordingReasons[b.Mechanism], 0.3, nil)
	}
}

// Told says how much the person told, from 0 for a line to 1 for a story: the
// more there is, the more a response can lose of it; the less there is, the
// more plain warmth is all that can be asked.
func Told(s *pair.Side) float64 { return Ramp(float64(s.Style.Words), 10, 30) }

// Milder is the name of the signal learned from texts and their mild rewrites.
const Milder = "milder-wording"

// MilderThan turns the means of the marker of mild rewrites into a severity.
func MilderThan(src, resp float64) float64 { return Ramp(resp-src, 0, 1) }

// MilderWording adds how far the wording of a rewrite has gone from sharp to
// mild, as learned from detoxified and positively reframed texts (Logacheva et
// al. 2022, Ziems et al. 2022).
func (b *Builder) MilderWording(stake float64) {
	if !b.Pair.Rewrite {
		return
	}
	v := MilderThan(b.Pair.Src.Markers[lexicon.MarkerRestated], b.Pair.Resp.Markers[lexicon.MarkerRestated])
	if b.Signal(Milder, dimensions.Relational, v, stake, 0.5) {
		s := &b.Pair.Src
		b.Tokens(mechanisms.Source, "sharper than the response", 0.5, func(i int) bool {
			m := s.Doc.Lexicon.Markers(s.Doc.Tokens[i].Form)
			return m != nil && m[lexicon.MarkerRestated] <= -pair.MarkerShown && b.Pair.Resp.Find(s.Doc.Tokens[i].Key) < 0
		})
	}
}

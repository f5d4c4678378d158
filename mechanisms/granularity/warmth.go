package granularity

import (
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/lexicon"
	"github.com/attune-go/attune/mechanisms"
)

// warmth: feeling that could answer anything in the place of the person's own
// matter.
func warmth(b *signal.Builder, c *coverage) {
	share := b.Beyond(func(s *pair.Side) float64 { return stock(b, s) })
	if b.Signal("template", dimensions.Relational, signal.Ramp(share, 0, 4), 1, 0.7) {
		showFree(b, templates)
	}

	got := c.topGot / (c.top + 1e-9)
	empty := signal.Drop(centreDueReply, got)
	reaction := free(b, reactions)
	if b.Signal("warm-without-content", dimensions.Relational, reaction*(0.3+0.7*empty), c.opportunity(), 0.7) {
		showFree(b, reactions)
	}
	beyond := b.Beyond(func(s *pair.Side) float64 { return pleasantness(b, s) })
	if b.Signal("pleasant-beyond", dimensions.Relational, signal.Ramp(beyond, 0, 0.6), c.opportunity(), 0.5) {
		pleasant(b, &b.Pair.Resp, func(u *pair.Unit, x float64) {
			b.Span(mechanisms.Response, u.First, u.Last, "pleasant, whatever was said", x)
		})
	}
}

// stock counts, by sentence, the words in stock phrases.
func stock(b *signal.Builder, s *pair.Side) float64 {
	words := 0.0
	last := int32(0)
	for i := range s.Doc.Matches {
		m := &s.Doc.Matches[i]
		if isTemplate(m.Class) && m.End > last && !(s == &b.Pair.Resp && holdsTaken(b, s.Doc, m.Start, m.End)) {
			words += float64(m.End-max(m.Start, last)) * float64(m.Strength)
			last = m.End
		}
	}
	return words / float64(len(s.Doc.Sentences)+1)
}

// pleasantness sums, by sentence, the pleasant words of a side.
func pleasantness(b *signal.Builder, s *pair.Side) (sum float64) {
	pleasant(b, s, func(_ *pair.Unit, x float64) { sum += x })
	return sum / float64(len(s.Doc.Sentences)+1)
}

// pleasant goes through the pleasant words of a side that are no content words
// of the source, with their strength as they stand alone: it gave no cause for
// them.
func pleasant(b *signal.Builder, s *pair.Side, fn func(*pair.Unit, float64)) {
	for _, i := range s.Felt {
		u := &s.Units[i]
		if u.Rated <= 0 || u.Negated || holdsTaken(b, s.Doc, u.First, u.Last) || s.Doc.Entry(int(u.First)).Is(lexicon.Identity) {
			continue
		}
		fn(u, float64(max(u.Strength, u.Rated/4)))
	}
}

func isTemplate(c lexicon.Class) bool {
	return c >= lexicon.TemplateSympathy && c <= lexicon.TemplateEnthusiasm
}

// echo: the response repeats the source's own runs of words and adds little.
func echo(b *signal.Builder) {
	if b.Pair.Rewrite {
		return
	}
	share, first, last := b.Pair.Echo()
	if b.Signal("echo", dimensions.Relational, signal.Ramp(share, 0.4, 0.8), signal.Ramp(float64(b.Pair.Resp.Style.Words), 8, 16), 0.7) {
		b.Span(mechanisms.Response, first, last, "echoes the source", share)
	}
}

// stuffing: feeling words in a heap, with little grammar between them.
func stuffing(b *signal.Builder) {
	r := &b.Pair.Resp
	f := signal.Density(float64(r.Feelings.Count), r.Style.Words)
	var function int
	for _, n := range r.Style.Function {
		function += n
	}
	glue := float64(function) / float64(max(r.Style.Words, 1))
	part := 0.4
	if b.Pair.Rewrite {
		part = 1
	}
	f -= part * signal.Density(float64(b.Pair.Src.Feelings.Count), b.Pair.Src.Style.Words)
	if !b.Signal("stuffing", dimensions.Relational, signal.Ramp(f, 0.16, 0.4)*signal.Ramp(0.75-glue, 0, 0.35), 1, 0.7) {
		return
	}
	for _, i := range r.Felt {
		if u := &r.Units[i]; u.Intensity() >= 0.4 {
			b.Span(mechanisms.Response, u.First, u.Last, "feeling words in a heap", u.Intensity())
		}
	}
}

// hijack: the responder's own story takes the place of the person's.
func hijack(b *signal.Builder) {
	if b.Pair.Rewrite {
		return
	}
	y := &b.Pair.Resp.Style
	i, you := float64(y.Person[lexicon.FirstSingular]), float64(y.Person[lexicon.Second])
	share := (i - you) / float64(max(y.Words, 12))
	self := free(b, disclosure)
	if b.Signal("hijack", dimensions.Relational, signal.Ramp(share, 0.03, 0.14)*(0.5+0.5*self), 1, 0.6) {
		showFree(b, disclosure)
	}
}

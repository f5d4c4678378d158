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
	b.Cues(mechanisms.Response, templates)
	share := b.Beyond(stock(&b.Pair.Resp), stock(&b.Pair.Src))
	b.Signal("template", dimensions.Relational, signal.Ramp(share, 0, 4), 1, 0.7)

	got := c.topGot / (c.top + 1e-9)
	empty := signal.Drop(centreDueReply, got)
	reaction := b.Cues(mechanisms.Response, reactions)
	b.Signal("warm-without-content", dimensions.Relational, reaction*(0.3+0.7*empty), c.opportunity(), 0.7)
	b.Signal("pleasant-beyond", dimensions.Relational, signal.Ramp(pleasant(b), 0, 0.6), c.opportunity(), 0.5)
}

// stock counts, by sentence, the words in stock phrases.
func stock(s *pair.Side) float64 {
	words := 0.0
	last := int32(0)
	for _, m := range s.Doc.Matches {
		if isTemplate(m.Class) && m.End > last {
			words += float64(m.End-max(m.Start, last)) * float64(m.Strength)
			last = m.End
		}
	}
	return words / float64(len(s.Doc.Sentences)+1)
}

// pleasant sums, by sentence, the pleasant words that the source gave no
// cause for.
func pleasant(b *signal.Builder) float64 {
	s, r := &b.Pair.Src, &b.Pair.Resp
	var sum float64
	for i := range r.Units {
		u := &r.Units[i]
		t := &r.Doc.Tokens[u.First]
		if u.Rated*u.Shift <= 0 || s.Find(t.Key) >= 0 || r.Doc.Entry(int(u.First)).Is(lexicon.Identity) {
			continue
		}
		x := u.Intensity()
		sum += x
		b.Span(mechanisms.Response, u.First, u.Last, "pleasant, whatever was said", x)
	}
	return sum / float64(len(r.Doc.Sentences)+1)
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
	if last > first {
		b.Span(mechanisms.Response, first, last, "echoes the source", share)
	}
	b.Signal("echo", dimensions.Relational, signal.Ramp(share, 0.3, 0.75), signal.Ramp(float64(b.Pair.Resp.Style.Words), 8, 16), 0.7)
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
	for i := range r.Units {
		if u := &r.Units[i]; u.Intensity() >= 0.4 {
			b.Span(mechanisms.Response, u.First, u.Last, "feeling words in a heap", u.Intensity())
		}
	}
	b.Signal("stuffing", dimensions.Relational, signal.Ramp(f, 0.16, 0.4)*signal.Ramp(0.75-glue, 0, 0.35), 1, 0.7)
}

// hijack: the responder's own story takes the place of the person's.
func hijack(b *signal.Builder) {
	if b.Pair.Rewrite {
		return
	}
	y := &b.Pair.Resp.Style
	i, you := float64(y.Person[lexicon.FirstSingular]), float64(y.Person[lexicon.Second])
	share := (i - you) / float64(max(y.Words, 12))
	self := b.Cues(mechanisms.Response, disclosure)
	b.Signal("hijack", dimensions.Relational, signal.Ramp(share, 0.03, 0.14)*(0.5+0.5*self), 1, 0.6)
}

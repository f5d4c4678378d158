package granularity

import (
	"github.com/attune-go/attune/dimensions"
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/internal/signal"
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// An ask is what the person wants of the reply; each is the chance that they
// want it.
type ask struct {
	vent    float64 // to be heard
	judge   float64 // a verdict
	know    float64 // a fact
	advice  float64 // what to do
	rejoice float64 // to have a joy shared
}

// Chances where no cue says what is wanted.
const (
	questionOpen = 0.5 // a question asks for something
	ventOpen     = 0.6 // who asks for nothing wants to be heard
)

func read(s *pair.Side) ask {
	a := ask{
		judge:  s.Chance(lexicon.AskJudge, lexicon.VerdictRequest),
		know:   s.Chance(lexicon.AskFact),
		advice: s.Chance(lexicon.AskAdvise, lexicon.AskTask),
	}
	open := max(a.know, a.advice, a.judge)
	if s.Style.Questions > 0 {
		open = max(open, questionOpen)
	}
	a.vent = max(float64(s.Strength[lexicon.AskVent]), ventOpen*(1-open))
	a.rejoice = max(float64(s.Strength[lexicon.AskCelebrate]), signal.Ramp(s.Affect.Valence, 0.1, 0.5)) * (1 - max(a.know, a.advice))
	return a
}

// asks: what the person asked for and did not get, or got unasked.
func asks(b *signal.Builder) {
	if b.Pair.Rewrite {
		return
	}
	r := &b.Pair.Resp
	a := read(&b.Pair.Src)
	advised := free(b, advice)
	if b.Signal("advice-unasked", dimensions.Relational, advised, a.vent, 0.6) {
		showFree(b, advice)
	}

	verdict := r.Chance(verdicts...)
	b.Signal("verdict-not-given", dimensions.Relational, 1-verdict, a.judge, 0.6)

	// Comfort is no answer to one who asked for a fact or a verdict.
	plain := max(a.know*(1-0.7*b.Pair.Src.Feelings.Peak), a.judge)
	if b.Signal("comfort-for-fact", dimensions.Relational, free(b, comfort)*(1-verdict), plain, 0.6) {
		showFree(b, comfort)
	}

	told := max(r.Chance(lexicon.ActInformation, lexicon.DirectAnswer), figures(b.Pair))
	b.Signal("question-unanswered", dimensions.Relational, 1-max(told, advised*a.advice), max(a.know, 0.7*a.advice), 0.5)

	lectured := free(b, lecture)
	if b.Signal("lecture-to-joy", dimensions.Relational, max(lectured, advised), a.rejoice, 0.6) {
		showFree(b, lecture)
	}
	if b.Signal("lecture", dimensions.Relational, lectured, a.vent, 0.5) {
		showFree(b, lecture)
	}
}

// figures is the chance that the response states facts, by the figures in it
// that the source did not have.
func figures(p *pair.Pair) float64 {
	for i := range p.Resp.Content {
		x := &p.Resp.Content[i]
		if p.Resp.Doc.Tokens[x.Token].Kind == text.Number && p.Src.Find(x.Key) < 0 {
			return 0.7
		}
	}
	return 0
}

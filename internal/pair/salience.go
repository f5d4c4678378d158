package pair

import (
	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// How much more the last word of a text weighs than the first: tellers lead up
// to their point (end weight, Quirk et al. 1985).
const (
	startWeight = 0.4
	endWeight   = 2.0
)

// Salience is how much weight the place of a content word gives to what it
// says, about 1: more towards the end, in the sentence where the feeling is, in one
// of the writer's own, in the one that asks, for names and for what is
// stressed.
func (s *Side) Salience(c *Content) float64 {
	t := &s.Doc.Tokens[c.Token]
	sent := &s.sentences[t.Sentence]
	w := 1 + 0.5*sent.feeling + sent.own + sent.asks
	if t.Has(text.Title) && !t.Has(text.Opens) {
		w += 0.3
	}
	if t.Has(text.Caps) || t.Has(text.Quoted) {
		w += 0.3
	}
	if t.Kind == text.Number {
		w += 0.1
	}
	at := float64(c.At)
	return w * (startWeight + endWeight*at*at*at)
}

// place is what a sentence gives to its words.
type place struct {
	feeling float64 // its strongest feeling
	own     float64 // spoken of the writer
	asks    float64 // asks something, or ends the text
}

// ownWeight is what a word of the first person adds to its sentence.
const ownWeight = 0.2

// places reads the sentences; the units and what is felt must be there.
func (s *Side) places() {
	d := s.Doc
	s.sentences = s.sentences[:0]
	for i := range d.Sentences {
		sent := d.Sentences[i]
		var p place
		if sent.Question {
			p.asks = 0.3
		}
		if i == len(d.Sentences)-1 && i > 0 {
			p.asks += 0.1
		}
		s.sentences = append(s.sentences, p)
	}
	for _, i := range s.Felt {
		u := &s.Units[i]
		p := &s.sentences[d.Tokens[u.First].Sentence]
		p.feeling = max(p.feeling, u.Intensity())
	}
}

// persons notes the sentences that are spoken of the writer.
func (s *Side) persons(t *text.Token, e *lexicon.Entry) {
	if e.Person == lexicon.FirstSingular || e.Person == lexicon.FirstPlural {
		s.sentences[t.Sentence].own = ownWeight
	}
}

// echoRun is the shortest run of words that counts as echoed.
const echoRun = 4

// Echo gives the share of the response's words that stand in runs of at least
// echoRun words taken from the source, pronouns flipped or not, and the
// longest such run as tokens of the response.
func (p *Pair) Echo() (share float64, first, last int32) {
	src, resp := p.Src.echoes, p.Resp.echoes
	if len(resp) < echoRun || len(src) < echoRun {
		return 0, 0, 0
	}
	p.runs.reset(len(src))
	h := uint64(0)
	for i := range src {
		if h = nextRun(h, src, i); i >= echoRun-1 {
			p.runs.add(max(h, 1))
		}
	}
	covered, until, start := 0, 0, 0
	h = 0
	for k := range resp {
		i := k - (echoRun - 1)
		if h = nextRun(h, resp, k); i < 0 || !p.runs.has(max(h, 1)) {
			continue
		}
		if i > until {
			start = i
		}
		covered += i + echoRun - max(i, until)
		until = i + echoRun
		if n := resp[until-1].token + 1 - resp[start].token; n > last-first {
			first, last = resp[start].token, resp[until-1].token+1
		}
	}
	return float64(covered) / float64(len(resp)), first, last
}

// maxEcho bounds how many words of a text are looked at for echoes.
const maxEcho = 4000

type echoWord struct {
	key   uint32
	token int32
}

// echo lists a word by its key, with first and second person made one, since
// an echo turns them.
func (s *Side) echo(i int, t *text.Token, e *lexicon.Entry) {
	if len(s.echoes) == maxEcho {
		return
	}
	k := t.Key
	if e.Person >= lexicon.FirstSingular && e.Person <= lexicon.Second {
		k = 1
		if e.Is(lexicon.Possessive) {
			k = 2
		}
	}
	s.echoes = append(s.echoes, echoWord{k, int32(i)})
}

// nextRun gives the hash of the run of words that ends with word i by that of
// the run before (Karp and Rabin 1987).
func nextRun(h uint64, ws []echoWord, i int) uint64 {
	const base = 0x9E3779B97F4A7C15
	const first = base * base * base & (1<<64 - 1) // what the first word of a run is multiplied by
	if i >= echoRun {
		h -= uint64(ws[i-echoRun].key) * first
	}
	return h*base + uint64(ws[i].key)
}

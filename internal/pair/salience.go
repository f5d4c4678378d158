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

// places reads the sentences; the units must be there.
func (s *Side) places() {
	d := s.Doc
	s.sentences = s.sentences[:0]
	for i := range d.Sentences {
		sent := d.Sentences[i]
		var p place
		for j := sent.First; j < sent.Last; j++ {
			switch d.Entry(int(j)).Person {
			case lexicon.FirstSingular, lexicon.FirstPlural:
				p.own = 0.2
			}
		}
		if sent.Question {
			p.asks = 0.3
		}
		if i == len(d.Sentences)-1 && i > 0 {
			p.asks += 0.1
		}
		s.sentences = append(s.sentences, p)
	}
	for i := range s.Units {
		u := &s.Units[i]
		p := &s.sentences[d.Tokens[u.First].Sentence]
		p.feeling = max(p.feeling, u.Intensity())
	}
}

// echoRun is the shortest run of words that counts as echoed.
const echoRun = 4

// Echo gives the share of the response's words that stand in runs of at least
// echoRun words taken from the source, pronouns flipped or not, and the
// longest such run as tokens of the response.
func (p *Pair) Echo() (share float64, first, last int32) {
	src := keys(p.echoSrc[:0], p.Src.Doc)
	resp := keys(p.echoResp[:0], p.Resp.Doc)
	p.echoSrc, p.echoResp = src, resp
	if len(resp) < echoRun || len(src) < echoRun {
		return 0, 0, 0
	}
	if p.runs == nil {
		p.runs = make(map[uint64]struct{}, len(src))
	}
	clear(p.runs)
	for i := 0; i+echoRun <= len(src); i++ {
		p.runs[runHash(src[i:])] = struct{}{}
	}
	covered, until, start := 0, 0, 0
	for i := 0; i+echoRun <= len(resp); i++ {
		if _, ok := p.runs[runHash(resp[i:])]; !ok {
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

// keys lists the words by key, with first and second person made one, since
// an echo turns them.
func keys(dst []echoWord, d *text.Document) []echoWord {
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if t.Kind != text.Word && t.Kind != text.Number {
			continue
		}
		k := t.Key
		switch e := d.Entry(i); {
		case e.Person == lexicon.FirstSingular || e.Person == lexicon.FirstPlural || e.Person == lexicon.Second:
			k = 1
			if e.Is(lexicon.Possessive) {
				k = 2
			}
		}
		if dst = append(dst, echoWord{k, int32(i)}); len(dst) == maxEcho {
			break
		}
	}
	return dst
}

func runHash(w []echoWord) uint64 {
	h := uint64(14695981039346656037)
	for _, x := range w[:echoRun] {
		h = (h ^ uint64(x.key)) * 1099511628211
	}
	return h
}

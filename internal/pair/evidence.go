package pair

import (
	"math"
	"slices"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// What speaks for a response being the answer to this source and no other.
const (
	Uptake    = iota // words of the source taken up, as a likelihood ratio
	Return           // the same the other way: words of the response that the source explains
	Phrasing         // runs of content words in common
	Rewording        // share of the source's information kept or said in other words
	Theme            // themes of the response that go with those of the source
	Accord           // cosine of the emotions
	Length           // of the response, which makes chance matches likelier
	EvidenceCount
)

// EvidenceNames names the parts of [Evidence].
var EvidenceNames = [EvidenceCount]string{"uptake", "return", "phrasing", "rewording", "theme", "accord", "length"}

// Evidence is how much of each speaks for the response being an answer to the
// source.
type Evidence [EvidenceCount]float64

// coefficients turn evidence into log odds. They were learned by the step
// "alignment" of lexicon/internal/generate from the pairs of EPITOME (Sharma
// et al. 2020), counsel-chat and the replies of Welivita & Pu (2024), each
// source with its own response and with others of its set.
var coefficients = Evidence{
	Uptake: 1.290, Return: 1.656, Phrasing: 1.245, Rewording: 2.507, Theme: 0.506, Accord: 0.621, Length: -0.307,
}

// intercept goes with the coefficients.
const intercept = -1.149

// Alignment is the log odds, at even chances before, that the response answers
// this source and not another.
func (e Evidence) Alignment() float64 {
	z := intercept
	for k, x := range e {
		z += coefficients[k] * x
	}
	return z
}

// Evidence gathers what speaks for the response answering this source. A side
// without content words says nothing. No signal is made of it, so that [Build]
// leaves it to who asks.
func (p *Pair) Evidence() (e Evidence) {
	src, resp := &p.Src, &p.Resp
	if len(src.Content) == 0 || len(resp.Content) == 0 {
		return e
	}
	e[Uptake] = uptake(src, resp)
	e[Return] = uptake(resp, src)
	e[Phrasing] = float64(p.phrases())
	e[Rewording] = p.rewording()
	e[Theme] = p.theme()
	e[Accord] = accord(&src.Affect, &resp.Affect)
	e[Length] = math.Log(float64(resp.Style.Words) + 1)
	return e
}

// Constants of the likelihood ratio.
const (
	takenUp   = 0.10  // chance that a text takes up a given word of another's
	takenMost = 0.6   // at most, of a word said over and over
	floorRate = 0.002 // chance of a word in any text, beside its frequency
	talkRate  = 1.2   // how much commoner content words are once a topic is set
	fullReply = 50    // words of a text that can take up all it would
	fade      = 90    // words after which a mention is less likely to be taken up
	insist    = 0.7   // what the logarithm of further mentions adds
)

// uptake is the logarithm of the likelihood ratio of which words of a stand in
// b, under the hypotheses that b answers a, and that it does not: given how
// common each is in talk, how often a says it and how early, and how long b
// is. It is scaled by the root of the number of words, since they are not
// independent.
func uptake(a, b *Side) float64 {
	words := float64(b.Style.Words)
	reach := min(1, 0.5+words/(2*fullReply))
	var sum float64
	for i := range a.Content {
		c := &a.Content[i]
		rate, _ := talk(a.Doc.Lexicon, c.Form)
		chance := 1 - math.Exp(-words*talkRate*float64(rate)) + floorRate
		early := max(0.6, 1.3-float64(c.At)*float64(a.Style.Words)/fade)
		taken := min(takenMost, takenUp*math.Sqrt(float64(c.Count))*reach*early)
		here := taken + (1-taken)*chance
		if k := b.Find(c.Key); k >= 0 {
			x := math.Log(here / chance)
			if n := b.Content[k].Count; n > 1 {
				x *= 1 + insist*math.Log(float64(n))
			}
			sum += x
		} else {
			sum += math.Log((1 - here) / (1 - chance))
		}
	}
	return sum / math.Sqrt(float64(len(a.Content)+1))
}

// numberTalk is the frequency taken for figures, as [lexicon.Lexicon.Talk].
const numberTalk float64 = 3.2

// talk gives how often a word stands in talk, per word, and its information, in
// nats over that of the commonest.
func talk(lex *lexicon.Lexicon, f lexicon.Form) (rate, nats float32) {
	z := numberTalk
	if f != lexicon.Number {
		z = lex.Talk(f)
	}
	perWord := math.Pow(10, z-9)
	return float32(perWord), float32(max(0.1, -math.Log(perWord)-5))
}

// maxPhrases is how many common runs count.
const maxPhrases = 3

// phrases counts the pairs of content words that follow each other in both
// texts, with nothing but function words between, as far as they count.
func (p *Pair) phrases() int {
	p.runs.reset(min(len(p.Src.Doc.Tokens), maxEcho))
	p.Src.neighbours(func(k uint64) bool {
		p.runs.add(k)
		return true
	})
	var found [maxPhrases]uint64
	n := 0
	p.Resp.neighbours(func(k uint64) bool {
		if p.runs.has(k) && !slices.Contains(found[:n], k) {
			found[n] = k
			n++
		}
		return n < maxPhrases
	})
	return n
}

// neighbours goes through the pairs of content words of a side that no
// punctuation parts, as long as fn wants more.
func (s *Side) neighbours(fn func(uint64) bool) {
	var last uint32
	for i := range s.Doc.Tokens[:min(len(s.Doc.Tokens), maxEcho)] {
		t := &s.Doc.Tokens[i]
		switch {
		case t.Kind == text.Punct:
			last = 0
		case t.Key == 0 || s.Find(t.Key) < 0:
		default:
			if last != 0 && !fn(uint64(last)<<32|uint64(t.Key)) {
				return
			}
			last = t.Key
		}
	}
}

// rewordOffset is added to the information of the source, so that one word of
// a short source is not everything.
const rewordOffset = 3

func (p *Pair) rewording() float64 {
	var kept, all float64
	for i := range p.Links {
		l := &p.Links[i]
		_, nats := talk(p.Src.Doc.Lexicon, l.Form)
		w := float64(nats)
		all += w
		kept += w * float64(l.Share)
	}
	return kept / (all + rewordOffset)
}

// maxDim is the longest word vector that is read.
const maxDim = 128

// theme is how well the themes of the response go with those of the source, by
// canonical correlation (Hotelling 1936) of their mean word vectors.
func (p *Pair) theme() float64 {
	lex := p.Src.Doc.Lexicon
	d := lex.Dimensions()
	if d == 0 || d > maxDim {
		return 0
	}
	var a, b [maxDim]float32
	if !p.Src.Mean(a[:d]) || !p.Resp.Mean(b[:d]) {
		return 0
	}
	p.themesSrc = lex.Themes(p.themesSrc[:0], lexicon.OfSource, a[:d])
	p.themesResp = lex.Themes(p.themesResp[:0], lexicon.OfResponse, b[:d])
	var s float64
	for k := range min(len(p.themesSrc), len(p.themesResp)) {
		s += p.themesSrc[k] * p.themesResp[k]
	}
	return s
}

// Mean fills v with the mean vector of the content words, weighted by
// information and of unit length. It reports false where no word has one.
func (s *Side) Mean(v []float32) bool {
	lex := s.Doc.Lexicon
	for i := range s.Content {
		if c := &s.Content[i]; c.Form != lexicon.Unknown {
			_, nats := talk(lex, c.Form)
			lex.Vector(v, c.Form, nats)
		}
	}
	var norm float64
	for _, x := range v {
		norm += float64(x) * float64(x)
	}
	if norm == 0 {
		return false
	}
	scale := float32(1 / math.Sqrt(norm))
	for k := range v {
		v[k] *= scale
	}
	return true
}

// accordBase is about the mean of an emotion's intensity.
const accordBase = 0.2

// accord is the cosine of the emotions of two texts about their mean.
func accord(a, b *Affect) float64 {
	var ab, aa, bb float64
	for k := range a.Ekman {
		x, y := a.Ekman[k]-accordBase, b.Ekman[k]-accordBase
		ab += x * y
		aa += x * x
		bb += y * y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

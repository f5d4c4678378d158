package pair

import (
	"math"
	"math/bits"

	"github.com/attune-go/attune/lexicon"
)

// Fate is what became of a unit of the source in the response.
type Fate uint8

// Fates.
const (
	Missed Fate = iota
	Generalised
	Reworded
	Kept
)

// A Link is a content word of the source with its fate.
type Link struct {
	Content
	Fate  Fate
	To    int32   // token of the response, -1 if missed
	Share float32 // how much of it is kept, 0 to 1
}

// Similarity of word vectors from which a word counts as said in other words,
// and from which as fully so.
const (
	similarFrom = 0.6
	similarFull = 0.9
	// maxSource and maxResponse bound what is compared by vector, so that cost
	// stays linear.
	maxSource   = 48
	maxResponse = 192
	// maxHamming is how many signs may differ of two vectors worth comparing.
	maxHamming = 24
)

// align finds the fate of every content word of the source.
func (p *Pair) align() {
	p.Links = p.Links[:0]
	src, resp := &p.Src, &p.Resp
	open := 0
	for _, c := range src.Content {
		l := Link{Content: c, To: -1}
		if k := resp.Find(c.Key); k >= 0 {
			l.Fate, l.To, l.Share = Kept, resp.Content[k].Token, 1
		} else if open < maxSource {
			open++
			p.nearest(&l)
		}
		p.Links = append(p.Links, l)
	}
	p.Alignment = p.alignment()
}

// nearest looks for the response word nearest in meaning.
func (p *Pair) nearest(l *Link) {
	lex := p.Src.Doc.Lexicon
	sig, ok := lex.Sign(l.Form)
	if !ok {
		return
	}
	best, at := similarFrom, int32(-1)
	n := min(len(p.Resp.Content), maxResponse)
	for k := range p.Resp.Content[:n] {
		c := &p.Resp.Content[k]
		other, ok := lex.Sign(c.Form)
		if !ok || bits.OnesCount64(sig^other) > maxHamming {
			continue
		}
		if s := lex.Similarity(l.Form, c.Form); s > best {
			best, at = s, c.Token
		}
	}
	if at >= 0 {
		l.Fate, l.To = Reworded, at
		l.Share = float32(math.Min(1, best/similarFull)) * 0.8
	}
}

// Constants of the likelihood ratio.
const (
	takenUp   = 0.12  // chance that a response takes up a given word of its source
	floorRate = 0.002 // chance of a word in any response, beside its frequency
	topicRate = 5     // how much commoner than in all English content words are in such talk
)

// alignment says how plainly the response answers this source and not
// another: the likelihood ratio of its words under the two hypotheses, given
// how common each word is and how long the response, the cosine of the words
// weighted by information, and for short sources that of the mean vectors.
func (p *Pair) alignment() float64 {
	if len(p.Links) == 0 || len(p.Resp.Content) == 0 {
		return 0
	}
	var both, src, resp, ratio float64
	words := float64(p.Resp.Style.Words)
	for i := range p.Links {
		l := &p.Links[i]
		w := float64(l.Weight) * float64(l.Weight)
		src += w * float64(l.Count)
		chance := 1 - math.Exp(-words*topicRate*math.Pow(10, p.zipf(l)-9)) + floorRate
		here := takenUp + (1-takenUp)*chance
		if l.Fate == Kept {
			both += w * math.Sqrt(float64(l.Count))
			ratio += math.Log(here / chance)
		} else {
			ratio += math.Log((1 - here) / (1 - chance))
		}
	}
	for i := range p.Resp.Content {
		c := &p.Resp.Content[i]
		resp += float64(c.Weight) * float64(c.Weight) * float64(c.Count)
	}
	scale := 1 / math.Sqrt(float64(len(p.Links)+1))
	return 4*both/math.Sqrt(src*resp) + scale*(ratio+2*p.centroid())
}

func (p *Pair) zipf(l *Link) float64 {
	if z := p.Src.Doc.Lexicon.Entry(l.Form).Zipf; z != 0 {
		return float64(z)
	}
	return unknownZipf
}

// centroid is the cosine of the weighted mean vectors of the two sides.
func (p *Pair) centroid() float64 {
	lex := p.Src.Doc.Lexicon
	d := lex.Dimensions()
	if d == 0 || d > maxDim {
		return 0
	}
	var a, b [maxDim]float32
	mean(lex, a[:d], p.Src.Content)
	mean(lex, b[:d], p.Resp.Content)
	var ab, aa, bb float64
	for k := 0; k < d; k++ {
		ab += float64(a[k] * b[k])
		aa += float64(a[k] * a[k])
		bb += float64(b[k] * b[k])
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

const maxDim = 128

func mean(lex *lexicon.Lexicon, sum []float32, cs []Content) {
	for i := range cs {
		if cs[i].Form != 0 {
			lex.Vector(sum, cs[i].Form, cs[i].Weight)
		}
	}
}

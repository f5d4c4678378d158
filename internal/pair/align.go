package pair

import (
	"math/bits"

	"github.com/attune-go/attune/lexicon"
)

// Fate is what became of a unit of the source in the response.
type Fate uint8

// Fates, from the worst to the best.
const (
	Missed      Fate = iota
	Generalised      // a broader term stands for it: "a relative" for "my cousin"
	Reworded         // said in other words
	Kept             // the word or an inflection of it
)

// String names the fate in a word.
func (f Fate) String() string { return [...]string{"missed", "generalised", "reworded", "kept"}[f] }

// A Link is a content word of the source with its fate.
type Link struct {
	Content
	Fate  Fate
	To    int32   // token of the response, -1 if missed
	Share float32 // how much of it is kept, 0 to 1
}

// What a fate keeps of a unit. Words alike by vector keep more the more alike
// they are, from similarFrom; a broader term keeps that there was something of
// the kind.
const (
	similarFrom   = 0.6
	similarFull   = 0.9
	rewordedShare = 0.8
	broaderShare  = 0.35
	broaderStep   = 0.1 // less for each step further up
)

// Bounds on what is compared beyond exact matches, so that cost stays linear.
const (
	maxSource   = 48
	maxResponse = 192
	// maxHamming is how many signs may differ of two vectors worth comparing.
	maxHamming = 24
	maxSenses  = 6 // of a word
)

// align finds the fate of every content word of the source.
func (p *Pair) align() {
	p.Links = p.Links[:0]
	src, resp := &p.Src, &p.Resp
	p.index()
	open := 0
	for _, c := range src.Content {
		l := Link{Content: c, To: -1}
		if k := resp.Find(c.Key); k >= 0 {
			l.Fate, l.To, l.Share = Kept, resp.Content[k].Token, 1
		} else if open < maxSource {
			open++
			senses := p.Src.Doc.Lexicon.Synsets(l.Form)
			p.synonym(&l, senses)
			p.broader(&l, senses)
			p.nearest(&l)
		}
		p.Links = append(p.Links, l)
	}
	p.items()
}

// index lists the meanings of the response and the signs of its vectors.
func (p *Pair) index() {
	lex := p.Resp.Doc.Lexicon
	n := min(len(p.Resp.Content), maxResponse)
	p.meanings.reset(n * maxSenses)
	p.signs = p.signs[:0]
	for k := range p.Resp.Content[:n] {
		f := p.Resp.Content[k].Form
		sign, ok := lex.Sign(f)
		if !ok {
			sign = 0
		}
		p.signs = append(p.signs, sign)
		senses := lex.Synsets(f)
		for _, s := range senses[:min(len(senses), maxSenses)] {
			p.meanings.add(s, int32(k))
		}
	}
}

// meanings leads synsets to the first content word that has them: open
// addressing, kept from pair to pair.
type meanings struct {
	synsets []int32 // one more than the number, 0 is free
	words   []int32
}

func (m *meanings) reset(most int) {
	n := 64
	for n < 2*most {
		n *= 2
	}
	if cap(m.synsets) < n {
		m.synsets, m.words = make([]int32, n), make([]int32, n)
	}
	m.synsets, m.words = m.synsets[:n], m.words[:n]
	clear(m.synsets)
}

// slot finds where a synset is, or would be.
func (m *meanings) slot(s int32) int {
	mask := uint32(len(m.synsets) - 1)
	i := uint32(s) * 0x9E3779B1 >> 8 & mask
	for m.synsets[i] != 0 && m.synsets[i] != s+1 {
		i = (i + 1) & mask
	}
	return int(i)
}

func (m *meanings) add(s, word int32) {
	if i := m.slot(s); m.synsets[i] == 0 {
		m.synsets[i], m.words[i] = s+1, word
	}
}

func (m *meanings) find(s int32) (word int32, ok bool) {
	i := m.slot(s)
	return m.words[i], m.synsets[i] != 0
}

// synonym looks for a word of the response that can mean the same.
func (p *Pair) synonym(l *Link, senses []int32) {
	for _, s := range senses[:min(len(senses), maxSenses)] {
		if k, ok := p.meanings.find(s); ok {
			l.reach(Reworded, p.Resp.Content[k].Token, rewordedShare)
			return
		}
	}
}

// reach gives the link a fate unless it has a better one.
func (l *Link) reach(f Fate, to int32, share float32) {
	if share > l.Share {
		l.Fate, l.To, l.Share = f, to, share
	}
}

// nearest looks for the response word nearest in meaning by vector, or by the
// similarity that the user gave.
func (p *Pair) nearest(l *Link) {
	if l.Share >= rewordedShare { // no likeness keeps more
		return
	}
	best, at := similarFrom, -1
	if p.Similar != nil {
		word := p.Src.Doc.In(int(l.Token))
		for k := range p.signs {
			if s := p.Similar(word, p.Resp.Doc.In(int(p.Resp.Content[k].Token))); s > best {
				best, at = s, k
			}
		}
	} else {
		best, at = p.nearestVector(l)
	}
	if at >= 0 && p.Resp.Content[at].Token != l.To { // a broader term is near in meaning too
		l.reach(Reworded, p.Resp.Content[at].Token, rewordedShare*float32(min(1, best/similarFull)))
	}
}

func (p *Pair) nearestVector(l *Link) (best float64, at int) {
	lex := p.Src.Doc.Lexicon
	best, at = similarFrom, -1
	sign, ok := lex.Sign(l.Form)
	if !ok {
		return best, at
	}
	for k, other := range p.signs {
		if other == 0 || bits.OnesCount64(sign^other) > maxHamming {
			continue
		}
		if s := lex.Similarity(l.Form, p.Resp.Content[k].Form); s > best {
			best, at = s, k
		}
	}
	return best, at
}

// broader looks for a word of the response that is more general, and that the
// source did not say itself.
func (p *Pair) broader(l *Link, senses []int32) {
	if l.Share > 0 {
		return
	}
	lex := p.Src.Doc.Lexicon
	var chain [4]int32
	for _, s := range senses[:min(len(senses), 2)] {
		for step, up := range lex.Broader(chain[:0], s) {
			if k, ok := p.meanings.find(up); ok && p.Src.Find(p.Resp.Content[k].Key) < 0 {
				l.reach(Generalised, p.Resp.Content[k].Token, broaderShare-float32(broaderStep*float32(step)))
				break
			}
		}
	}
}

// items marks the words of a culture-specific item of which only a general
// term is left.
func (p *Pair) items() {
	lex := p.Src.Doc.Lexicon
	for _, m := range p.Src.Doc.Matches {
		if m.Class != lexicon.CultureItem {
			continue
		}
		to := p.general(lex.Items[m.Row].Generic)
		if to < 0 {
			continue
		}
		for i := range p.Links {
			if l := &p.Links[i]; m.Start <= l.Token && l.Token < m.End {
				l.reach(Generalised, to, broaderShare)
			}
		}
	}
}

// general gives the token of the response that is one of the general terms and
// that the source does not have, -1 if none is.
func (p *Pair) general(terms []lexicon.Form) int32 {
	for _, f := range terms {
		key := p.Resp.Doc.Lexicon.Entry(f).Family
		if k := p.Resp.Find(key); k >= 0 && p.Src.Find(key) < 0 {
			return p.Resp.Content[k].Token
		}
	}
	return -1
}

// Package pair brings two documents together: how each feels, what each does,
// and what became of the words of the source in the response. It is computed
// once; every detector reads it.
package pair

import "github.com/attune-go/attune/internal/text"

// A Pair is a source and a response. It may be built again; its buffers are
// used anew.
type Pair struct {
	Src, Resp Side
	Rewrite   bool
	Links     []Link // the content words of the source with their fate

	// Similar, if not nil, tells in place of the lexicon's word vectors how
	// alike two words are, from 0 to 1; from 0.6 on, one counts as said in
	// other words by the other.
	Similar func(a, b string) float64

	// Wordings are the words of the response that have markers, and Fresh is
	// how many of its words are no content words of the source.
	Wordings []Wording
	Fresh    int

	marked                []Marked
	sum                   markerSum
	runs                  keySet
	meanings              meanings // of the response
	signs                 []uint64 // of the vectors of the response's content words
	themesSrc, themesResp []float64
}

// Build fills p from two parsed documents.
func Build(p *Pair, src, resp *text.Document, rewrite bool) {
	p.Rewrite = rewrite
	p.Src.Read(src)
	p.Resp.Read(resp)
	p.Resp.around()
	if p.Src.Around = p.Src.Around[:0]; rewrite {
		p.Src.around() // of a reply, the distance is not measured by that of its source
	}
	p.mark()
	p.align()
}

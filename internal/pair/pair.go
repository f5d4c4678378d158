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
	Links     []Link  // the content words of the source with their fate
	Alignment float64 // how plainly the response answers this source and no other; unbounded, 0 where neither says

	echoSrc, echoResp []echoWord
	runs              map[uint64]struct{}
}

// Build fills p from two parsed documents.
func Build(p *Pair, src, resp *text.Document, rewrite bool) {
	p.Rewrite = rewrite
	p.Src.Read(src)
	p.Resp.Read(resp)
	p.align()
}

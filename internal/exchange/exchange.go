// Package exchange makes real-looking pairs of a source and a response for
// benchmarks, out of the written contrast set. Measured on one text over and
// over, code looks faster than it is: its branches and tables are learned by
// heart. So there are many pairs of each size, and no text twice.
package exchange

import (
	"strings"

	"github.com/attune-go/attune/empathy/benchmark"
)

// A Pair is a source and a response.
type Pair struct{ Source, Response string }

// Len is the length of the two texts in bytes.
func (p Pair) Len() int { return len(p.Source) + len(p.Response) }

// A Size names how long the pairs of a set are.
type Size struct {
	Name string
	// Bytes are in a pair at the least, both texts together.
	Bytes int
}

// Sizes are those of a short chat, of a message with its answer, and of a
// long talk.
func Sizes() []Size { return []Size{{"chat", 0}, {"1KB", 1 << 10}, {"20KB", 20 << 10}} }

// Pairs gives pairs of a size: items of the contrast set, the shorter ones end
// to end.
func (s Size) Pairs() (pairs []Pair) {
	var src, resp []string
	length := 0
	for _, it := range benchmark.Items(benchmark.All) {
		src, resp = append(src, it.Source), append(resp, it.Failing)
		if length += len(it.Source) + len(it.Failing); length < s.Bytes {
			continue
		}
		pairs = append(pairs, Pair{strings.Join(src, "\n\n"), strings.Join(resp, "\n\n")})
		src, resp, length = nil, nil, 0
	}
	return pairs
}

// Bytes is the mean length of pairs.
func Bytes(pairs []Pair) int64 {
	n := 0
	for _, p := range pairs {
		n += p.Len()
	}
	return int64(n / max(len(pairs), 1))
}

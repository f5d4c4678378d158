// Package sample holds a dozen pairs to try attune on: replies and rewrites
// from several walks of life, some that keep faith and some that fail in one
// way or another. They were written for it; nobody in them is real.
package sample

import (
	_ "embed"
	"strings"
)

// Name is what the pairs are called where a file would have its name.
const Name = "sample.jsonl"

//go:embed pairs.jsonl
var pairs string

// Pairs reads the pairs as JSONL with the fields id, task, domain, source and
// response.
func Pairs() *strings.Reader { return strings.NewReader(pairs) }

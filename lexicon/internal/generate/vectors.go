package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// dominant is how many leading components are taken out of the vectors: they
// carry frequency, not meaning (Mu & Viswanath 2018).
const dominant = 2

// reduce writes the word vectors of the commonest words of the vocabulary:
// centred, without their dominant components, projected on the next principal
// components, of unit length, one byte a dimension.
func reduce(c config) error {
	emb, err := loadEmbeddings(c)
	if err != nil {
		return err
	}
	words, err := vectorWords(c, emb)
	if err != nil {
		return err
	}
	x := mat.NewDense(len(words), gloveDim, nil)
	for i, w := range words {
		for k, v := range emb.rows[emb.index[w]] {
			x.Set(i, k, float64(v))
		}
	}
	basis, mean := principal(x)
	data := make([]byte, 0, len(words)*c.dim)
	row := make([]float64, c.dim)
	for i := range words {
		var norm float64
		for d := range row {
			row[d] = 0
			for k := 0; k < gloveDim; k++ {
				row[d] += (x.At(i, k) - mean[k]) * basis.At(k, gloveDim-1-dominant-d)
			}
			norm += row[d] * row[d]
		}
		norm = math.Sqrt(norm)
		for _, v := range row {
			data = append(data, byte(int8(math.Round(v/norm*127))))
		}
	}
	if err := os.WriteFile(filepath.Join(c.out, "vectors.bin"), data, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.out, "vectors.txt"), []byte(strings.Join(words, "\n")+"\n"), 0o644)
}

// principal gives the eigenvectors of the covariance, the largest last.
func principal(x *mat.Dense) (*mat.Dense, []float64) {
	n, d := x.Dims()
	mean := make([]float64, d)
	for i := 0; i < n; i++ {
		for k := range mean {
			mean[k] += x.At(i, k) / float64(n)
		}
	}
	cov := mat.NewSymDense(d, nil)
	for i := 0; i < n; i++ {
		for a := 0; a < d; a++ {
			for b := a; b < d; b++ {
				cov.SetSym(a, b, cov.At(a, b)+(x.At(i, a)-mean[a])*(x.At(i, b)-mean[b]))
			}
		}
	}
	var eig mat.EigenSym
	eig.Factorize(cov, true)
	var basis mat.Dense
	eig.VectorsTo(&basis)
	return &basis, mean
}

// vectorWords picks the commonest content words of the vocabulary.
func vectorWords(c config, emb *embeddings) ([]string, error) {
	var words []string
	first := true
	err := eachLine(filepath.Join(c.out, "vocabulary.tsv"), func(line string) {
		w, _, _ := strings.Cut(line, "\t")
		if _, ok := emb.index[w]; ok && !first {
			words = append(words, w)
		}
		first = false
	})
	if err != nil {
		return nil, fmt.Errorf("run the step vocabulary first: %w", err)
	}
	sort.Slice(words, func(i, j int) bool { return emb.index[words[i]] < emb.index[words[j]] })
	words = words[:min(len(words), c.rows)]
	sort.Strings(words)
	return words, nil
}

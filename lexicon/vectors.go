package lexicon

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"
)

// vectors are quantised word vectors: unit length, one signed byte a
// dimension, row after row.
type vectors struct {
	dim   int
	data  string
	signs []uint64
}

// Names of the two files of the word vectors: one form a line, and the rows
// in the same order, one signed byte a dimension.
const (
	vectorForms = "vectors.txt"
	vectorRows  = "vectors.bin"
)

func (b *builder) readVectors(fsys fs.FS) error {
	names, err := fs.ReadFile(fsys, vectorForms)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read lexicon: %w", err)
	}
	rows, err := fs.ReadFile(fsys, vectorRows)
	if err != nil {
		return fmt.Errorf("read lexicon: %w", err)
	}
	n := strings.Count(string(names), "\n")
	if n == 0 || len(rows)%n != 0 {
		return &RowError{vectorRows, 0, "", fmt.Errorf("%d bytes are no whole number of rows for %d forms", len(rows), n)}
	}
	b.lex.vectors = vectors{dim: len(rows) / n, data: string(rows)}
	b.lex.vectors.sign()
	for rest, i := string(names), int32(0); rest != ""; i++ {
		var w string
		w, rest, _ = strings.Cut(rest, "\n")
		b.entry(w).Vector = i
	}
	return nil
}

// sign keeps the signs of the first 64 dimensions of each row.
func (v *vectors) sign() {
	v.signs = make([]uint64, len(v.data)/v.dim)
	for i := range v.signs {
		row := v.data[i*v.dim : (i+1)*v.dim]
		for k := 0; k < min(64, v.dim); k++ {
			v.signs[i] |= uint64(row[k]>>7) << k
		}
	}
}

// Similarity is the cosine of the word vectors of two forms, from -1 to 1; 1
// for the same form, 0 where one has no vector.
func (l *Lexicon) Similarity(a, b Form) float64 {
	if a == b {
		return 1
	}
	i, j := l.entries[a].Vector, l.entries[b].Vector
	if i < 0 || j < 0 {
		return 0
	}
	d := l.vectors.dim
	return dot(l.vectors.data[int(i)*d:int(i+1)*d], l.vectors.data[int(j)*d:int(j+1)*d])
}

func dot(u, v string) float64 {
	var s int32
	v = v[:len(u)]
	for k := 0; k < len(u); k++ {
		s += int32(int8(u[k])) * int32(int8(v[k]))
	}
	return math.Max(-1, math.Min(1, float64(s)/(127*127)))
}

// Dimensions is the length of the word vectors, 0 where there are none.
func (l *Lexicon) Dimensions() int { return l.vectors.dim }

// Vector adds weight times the unit vector of a form to sum, which must have
// length [Lexicon.Dimensions], and reports whether the form has one.
func (l *Lexicon) Vector(sum []float32, f Form, weight float32) bool {
	i := l.entries[f].Vector
	if i < 0 {
		return false
	}
	d := l.vectors.dim
	row := l.vectors.data[int(i)*d : int(i+1)*d]
	for k := range sum {
		sum[k] += weight / 127 * float32(int8(row[k]))
	}
	return true
}

// Sign gives the signs of the first 64 dimensions of a form's vector, a quick
// hint at similarity: the more signs differ, the less alike two words are. It
// reports false for a form without a vector.
func (l *Lexicon) Sign(f Form) (uint64, bool) {
	i := l.entries[f].Vector
	if i < 0 {
		return 0, false
	}
	return l.vectors.signs[i], true
}

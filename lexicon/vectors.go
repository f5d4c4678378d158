package lexicon

import (
	"bytes"
	"fmt"
	"io/fs"

	"github.com/attune-go/attune/internal/lanes"
)

// vectors are quantised word vectors: unit length, one signed byte a
// dimension, row after row.
type vectors struct {
	dim  int
	rows string
}

// Names of the two files of the word vectors: one form a line, and the rows
// in the same order, one signed byte a dimension.
const (
	vectorForms = "vectors.txt"
	vectorRows  = "vectors.bin"
)

// readVectors reads the word vectors of a file system, if it has any. They
// take the place of all earlier ones, for vectors compare only with their
// like.
func (b *builder) readVectors(fsys fs.FS) error {
	names, err := readFile(fsys, vectorForms)
	if names == nil {
		return err
	}
	rows, err := fs.ReadFile(fsys, vectorRows)
	if err != nil {
		return fmt.Errorf("read lexicon: %w", err)
	}
	n := bytes.Count(names, []byte{'\n'})
	if n == 0 || len(rows) == 0 || len(rows)%n != 0 {
		return &RowError{vectorRows, 0, "", fmt.Errorf("%d bytes are no whole number of rows for %d forms", len(rows), n)}
	}
	b.note(vectorForms, names)
	b.note(vectorRows, rows)
	b.lex.vectors = vectors{dim: len(rows) / n, rows: string(rows)}
	for i := range b.entries {
		b.entries[i].Vector = -1
	}
	for i := range int32(n) {
		w, rest, _ := bytes.Cut(names, []byte{'\n'})
		names = rest
		if Fold(string(w)) == "" {
			return &RowError{vectorForms, int(i) + 1, "", errNoForm}
		}
		b.entry(string(w)).Vector = i
	}
	return nil
}

// row gives the vector of a form, "" where it has none.
func (l *Lexicon) row(f Form) string { return l.vectors.row(l.Entry(f).Vector) }

// row gives the vector of a row, "" for -1.
func (v *vectors) row(i int32) string {
	if i < 0 {
		return ""
	}
	return v.rows[int(i)*v.dim:][:v.dim]
}

// Similarity is the cosine of the word vectors of two forms, from -1 to 1; 1
// for the same form, 0 where one has no vector.
func (l *Lexicon) Similarity(a, b Form) float64 {
	if a == b {
		return 1
	}
	u, v := l.row(a), l.row(b)
	if u == "" || v == "" {
		return 0
	}
	return dot(u, v)
}

func dot(u, v string) float64 {
	var s int32
	v = v[:len(u)]
	for k := 0; k < len(u); k++ {
		s += int32(int8(u[k])) * int32(int8(v[k]))
	}
	return max(-1, min(1, float64(s)/(127*127)))
}

// Dimensions is the length of the word vectors, 0 where there are none.
func (l *Lexicon) Dimensions() int { return l.vectors.dim }

// Vector adds weight times the unit vector of a form to sum, which must have
// length [Lexicon.Dimensions], and reports whether the form has one.
func (l *Lexicon) Vector(sum []float32, f Form, weight float32) bool {
	row := l.row(f)
	if row == "" {
		return false
	}
	sum = sum[:len(row)]
	unit := weight / 127
	for k := range sum {
		sum[k] += float32(unit * float32(int8(row[k])))
	}
	return true
}

// Sign gives the signs of the first 64 dimensions of a form's vector, a quick
// hint at similarity: the more signs differ, the less alike two words are. It
// reports false for a form without a vector.
func (l *Lexicon) Sign(f Form) (uint64, bool) {
	row := l.row(f)
	if row == "" {
		return 0, false
	}
	var sign uint64
	k := 0
	for ; k+8 <= min(64, len(row)); k += 8 {
		sign |= lanes.TopBits(fixed64(row[k:])) << k
	}
	for ; k < min(64, len(row)); k++ {
		sign |= uint64(row[k]>>7) << k
	}
	return sign, true
}

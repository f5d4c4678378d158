package empathy

// A Similarity tells how alike in meaning two words are, from 0 to 1: 0.6 is
// the least for one to count as said in other words by the other, and from 0.9
// on it counts as fully so. What lies outside, or is no number, counts as the
// nearer end or as 0.
//
// It is asked for words of the source that the response does not have, each
// against words of the response, as the texts spell them: at most 48 by 192
// times a pair. It must give the same for the same words, and be safe for use
// by several goroutines.
type Similarity = func(a, b string) float64

// WithSimilarity puts a similarity of the user's, such as one from word
// embeddings, in the place of that of the lexicon's vectors. Synonyms and
// broader terms of the lexicon count as before. A nil similarity is that of
// the lexicon. The signature of the reports says that there is one, but not
// which: compare only reports made with the same.
func WithSimilarity(s Similarity) Option {
	return func(a *Analyzer) error {
		a.similar = s
		return nil
	}
}

// Package text turns a string into a [Document]: words, sentences, clauses,
// quotations, mark-up and cues, all as spans of bytes of the string given.
//
// Nothing is rewritten before it is cut, so text[t.Start:t.End] is always what
// a token speaks of. What must not matter to a measure is folded away in the
// record beside the span: case, curly quotes, composition, letters drawn out
// ("sooooo"), chat spelling. Mark-up that carries no words (bold, headings,
// bullets, links' targets, code) is left out of the tokens.
//
// Word boundaries are those of Unicode (UAX 29), except that underscores part
// words as the mark-up they are, that times hold together (9:30), and that a
// full stop between two words ("done.Then") ends a sentence rather than
// joining them.
//
// A sentence ends at terminal punctuation, and takes the closing quotation
// marks, brackets and emoji behind it along. It also ends at blank lines, list
// items, headings and table cells, and where chat breaks a line. Whether "."
// and "…" end one depends on the word before (abbreviations, initials) and on
// the word behind. Clauses are the shallow kind that scope needs: they end at
// commas, colons, brackets and dashes, and before conjunctions that open one.
//
// The work is one pass over the bytes and one over the tokens, and grows in
// proportion to the input whatever that holds.
package text

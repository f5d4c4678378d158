// Package text turns a string into a [Document]: words, sentences, clauses,
// quotations, mark-up and cues, all as spans of bytes of the string given.
//
// Nothing is rewritten before it is cut, so text[t.Start:t.End] is always what
// a token speaks of. What must not matter to a measure is folded away in the
// record beside the span: case, curly quotes, composition, letters drawn out
// ("sooooo"), chat spelling. Mark-up that carries no words (bold, headings,
// bullets, code fences) is left out of the tokens.
//
// Word boundaries are those of Unicode (UAX 29). Sentences end at terminal
// punctuation, at blank lines and list items, and where chat breaks a line.
package text

package text

import (
	"github.com/jdkato/prose/v3/tag"

	"github.com/attune-go/attune/lexicon"
)

// Kind is what a token is.
type Kind uint8

// Kinds of tokens.
const (
	Word Kind = iota
	Number
	Punct
	Emoji // emoji and emoticons
	Link  // URLs, e-mail addresses, @mentions
)

// Flags are what is special about a token.
type Flags uint16

// Flags of tokens.
const (
	Caps      Flags = 1 << iota // all capitals, two letters or more
	Title                       // capital first letter
	Elongated                   // letters drawn out
	Quoted                      // within quotation marks or a quoted block
	Heading                     // in a heading
	Bullet                      // in a list item
	Opens                       // first word of its sentence
	Negated                     // in the scope of a negation
	Strong                      // exclamation or question marks in a row
	Letters                     // a word of letters of ASCII alone
)

// A Token is a word, number, emoji or piece of punctuation.
type Token struct {
	Start, End int32        // bytes
	Form       lexicon.Form // of punctuation what cues see of it, 0 where they see nothing
	Key        uint32       // the same for inflections of a word, never 0 for words
	Sentence   int32        // index
	Clause     int32        // index
	Flags      Flags
	Kind       Kind
}

// Has reports whether the token has all the flags of f.
func (t *Token) Has(f Flags) bool { return t.Flags&f == f }

// A Sentence is a run of tokens.
type Sentence struct {
	First, Last int32 // tokens [First, Last)
	Words       int32 // how many of them are not punctuation
	Question    bool
	Exclaim     bool
	Bullet      bool
}

// A Document is a text taken apart. It may be parsed into again; see [Parse].
type Document struct {
	Text      string
	Lexicon   *lexicon.Lexicon
	Tokens    []Token
	Sentences []Sentence
	Matches   []lexicon.Match // Start and End are tokens here
	Words     int             // words and numbers
	Caps      int             // words in capitals
	Invalid   int             // position of the first byte that is not UTF-8, -1 if there is none
	Letters   int             // letters of words
	Latin     int             // those of them of the Latin script
	Code      int             // bytes in code

	entries []*lexicon.Entry // of the tokens
	symbols []lexicon.Symbol
	index   []int32 // token of each symbol
	quotes  []int32 // tokens that are quotation marks
	rare    rareWords
	tags    []string
	tagging []tag.Token // working memory of Tag
}

// Span is the text of a run of tokens.
func (d *Document) Span(first, last int32) (start, end int) {
	if first >= last || int(last) > len(d.Tokens) {
		return 0, 0
	}
	return int(d.Tokens[first].Start), int(d.Tokens[last-1].End)
}

// Entry is the lexicon's record of a token.
func (d *Document) Entry(i int) *lexicon.Entry { return d.entries[i] }

// In is the text of token i.
func (d *Document) In(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// NextWord gives the word or number behind token i within its sentence, -1 if
// there is none.
func (d *Document) NextWord(i int) int { return d.step(i, 1) }

// PrevWord gives the word or number before token i within its sentence, -1 if
// there is none.
func (d *Document) PrevWord(i int) int { return d.step(i, -1) }

func (d *Document) step(i, by int) int {
	s := d.Tokens[i].Sentence
	for j := i + by; j >= 0 && j < len(d.Tokens) && d.Tokens[j].Sentence == s; j += by {
		if k := d.Tokens[j].Kind; k == Word || k == Number {
			return j
		}
	}
	return -1
}

// Says reports whether the document holds anything to measure: a word, a
// number or an emoji.
func (d *Document) Says() bool {
	for i := range d.Tokens {
		if d.Tokens[i].Kind <= Emoji && d.Tokens[i].Kind != Punct {
			return true
		}
	}
	return false
}

// Texts of fewer words are not judged by language. Of more words, a share must
// be English function words, or most must be common English words at all: an
// appeal or a list has few of the former.
const (
	minLanguage   = 8
	functionShare = 0.25
	commonShare   = 0.5
	commonZipf    = 3
)

// English reports whether the document looks like English: mostly Latin
// letters, and the words that an English text has.
func (d *Document) English() bool {
	if d.Letters > 0 && d.Latin*2 < d.Letters {
		return false
	}
	if d.Words < minLanguage {
		return true
	}
	words := float64(d.Words)
	function, common := 0.0, 0.0
	for _, e := range d.entries {
		if e.Is(lexicon.Loan) {
			continue
		}
		if e.Function != 0 {
			function++
		}
		if e.Zipf >= commonZipf {
			common++
		}
		if function >= functionShare*words || common >= commonShare*words {
			return true
		}
	}
	return false
}

// Package lexicon holds what attune knows about words: how they feel, what
// they do in discourse, which culture they belong to and how common they are.
//
// # Forms
//
// A form is a word as it is written, folded to lower case with straight
// quotes. Every form gets a number, a [Form], and one record, an [Entry], that
// gathers all that is known of the word by itself: affect, function-word
// classes, frequency, formality, word vector. A text is looked up once, word
// by word; everything after that reads the record.
//
// # Cues
//
// Much of stance lives in several words: "on the other hand", "you did nothing
// wrong", "at your earliest convenience". Such a cue is a pattern over forms
// with a [Class] and a strength. All cues of all files are matched together in
// one pass over the forms of a text by [Lexicon.Match].
//
// # Files
//
// Knowledge is data: tab-separated files with a header line, read by [Load]
// from any [io/fs.FS]. The files of the library itself are those of [Data];
// [Default] loads them once. To extend them, lay a file system with your own
// files over it:
//
//	lex, err := lexicon.Load(lexicon.Data(), os.DirFS("my-lexicon"))
//
// A later file system adds rows; a row that speaks of a form already known
// replaces what an earlier one said. A row that cannot be read is reported as
// a [RowError] naming file, line and field, and nothing is loaded.
//
// # Cue syntax
//
// A cue is written in lower case with single spaces. (a|b|) is alternation, an
// empty branch makes it optional, and it may stand inside a word:
// sound(|s|ed). _ is any one word, ~ is none to three words. ^ and $ are the
// start and the end of a sentence, a last ? or ! says that the sentence ends
// so. <feel>, <poss>, <num>, <int> and <kin> are any word of feeling, any
// possessive, number, intensifier and term of kinship. Hyphens count as
// spaces.
package lexicon

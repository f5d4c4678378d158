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
// Knowledge is data: tab-separated files with a header line, named by [Files].
// Those of the library lie in data/en of this directory, with the source of
// each row; [Default] is what they hold. To add to it or to differ from it,
// lay a file system with your own files over it:
//
//	lex, err := lexicon.Default().Extend(os.DirFS("my-lexicon"))
//
// A later file adds rows; a row that speaks of a form already known replaces
// what an earlier one said, and so does a cue that was already a cue of its
// class. [Load] makes a lexicon of files alone, such as one of another
// language. A row that cannot be read is reported as a [RowError] naming file,
// line and field, and nothing is loaded.
//
// # Snapshots
//
// Files are written for people; reading them takes most of a second. A program
// embeds what [Compile] makes of them: names hashed in one pass, equal ends of
// cues shared, entries read when they are first asked for, all of it a few
// megabytes that [ReadSnapshot] takes up in milliseconds. A lexicon is the same
// in every number whether it comes from files or from their snapshot, and so
// is its [Lexicon.Fingerprint]. After a change of the files, go generate makes
// the snapshot of the library anew; a test says so where it was forgotten.
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

package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/attune-go/attune/lexicon"
)

// ending is what the last terminal punctuation of the open sentence amounts
// to. What is doubtful is settled by the token that comes next.
type ending uint8

const (
	goesOn      ending = iota
	ended              // ends the sentence
	endedSaid          // ends it within a quotation: "Stop!" she said
	trails             // an ellipsis: ends it before a capital
	abbreviated        // ends it before a capitalised word that names nothing
	numbered           // ends it before anything but a number: "No. 5"
)

// glued marks tokens with no white space before them. Mark-up in between does
// not count, so that bold text reads as plain text does.
const glued Flags = 1 << 15

// ellipsis marks "..." and "…".
const ellipsis Flags = 1 << 14

// breaksAt reports whether the line break before text[pos:end] parts
// sentences: not behind a comma or dash, nor where a long line plainly goes on
// in small letters.
func (sc *scanner) breaksAt(pos, end int) bool {
	n := len(sc.d.Tokens)
	if n == sc.first || sc.ending == ended || sc.ending == endedSaid {
		return true
	}
	if last := &sc.d.Tokens[n-1]; last.Kind == Punct {
		r, _ := utf8.DecodeRuneInString(sc.d.Text[last.Start:])
		switch r {
		case ',', ';', '-', '(', '—', '–':
			return false
		case '.':
			return sc.ending != goesOn && sc.ending != abbreviated && !(sc.wrapped && lowerAt(sc.d.Text[pos:end]))
		case ':':
			return true
		}
	}
	return !sc.wrapped || !lowerAt(sc.d.Text[pos:end])
}

// lowerAt reports whether the first letter of a line, behind quotation marks
// and mark-up, is a small one.
func lowerAt(line string) bool {
	for _, r := range line {
		switch {
		case unicode.IsLetter(r):
			return unicode.IsLower(r)
		case r == '*' || r == '_' || r == '~' || r == '[' || r == '(' || isQuote(r):
		default:
			return false
		}
	}
	return false
}

// token makes a token with the flags of its line. Which sentence it belongs to
// is settled when it is put.
func (sc *scanner) token(pos, end int, kind Kind) Token {
	flags := sc.flags
	if !sc.gap {
		flags |= glued
	}
	return Token{Start: int32(pos), End: int32(end), Kind: kind, Flags: flags}
}

// put appends a token with its entry to the open sentence.
func (sc *scanner) put(t *Token, e *lexicon.Entry) *Token {
	d := sc.d
	if sc.dash {
		sc.dash = false
		if last := len(d.Tokens) - 1; t.Flags&glued == 0 && last >= sc.first {
			// A hyphen between spaces is a dash.
			d.Tokens[last].Form, d.entries[last] = lexicon.Break, sc.lex.Entry(lexicon.Break)
			sc.clause++
		}
	}
	sc.gap = false
	if t.Kind != Punct {
		sc.content = true
		sc.cur.Words++
	}
	// Field by field: to copy the whole would wait for the fields to be stored.
	d.Tokens = append(d.Tokens, Token{
		Start: t.Start, End: t.End, Form: t.Form, Key: t.Key, Sentence: int32(len(d.Sentences)), Clause: sc.clause, Flags: t.Flags, Kind: t.Kind,
	})
	d.entries = append(d.entries, e)
	return &d.Tokens[len(d.Tokens)-1]
}

// addWord adds one word or number.
func (sc *scanner) addWord(pos, end int, sh shape, ascii bool) {
	d := sc.d
	r, _ := utf8.DecodeRuneInString(d.Text[pos:])
	kind := Word
	if unicode.IsDigit(r) {
		kind = Number
	}
	t := sc.token(pos, end, kind)
	t.Flags |= sh.flags(isCapital(r))
	sc.identify(&t, ascii)
	sc.addSpelled(&t, sc.lex.Entry(t.Form), r, sh.letters(), sh.foreign)
}

// addSpelled adds a word, identified, with its entry and its letters; r is its
// first character.
func (sc *scanner) addSpelled(t *Token, e *lexicon.Entry, r rune, letters int, foreign bool) {
	d := sc.d
	if e.Is(lexicon.Pictured) && e.Function == 0 && t.Kind == Word {
		sc.addPicture(int(t.Start), int(t.End), t.Form) // "xD", "uwu"
		return
	}
	if letters == int(t.End-t.Start) { // others take more than a byte
		t.Flags |= Letters
	}
	d.Letters += letters
	if !foreign {
		d.Latin += letters
	}
	sc.addKnown(t, e, r)
}

// addElided adds a word whose front an apostrophe took: 'cause.
func (sc *scanner) addElided(pos, end int, f lexicon.Form) {
	t := sc.token(pos, end, Word)
	e := sc.lex.Entry(f)
	t.Form, t.Key = f, e.Family
	sc.addKnown(&t, e, 'x')
	for _, c := range []byte(sc.d.Text[pos:end]) {
		if k := classOf[c]; k == classLower || k == classUpper {
			sc.d.Letters++
			sc.d.Latin++
		}
	}
}

// addKnown adds a word with its entry; r is its first character.
func (sc *scanner) addKnown(t *Token, e *lexicon.Entry, r rune) {
	d := sc.d
	if sc.endsBefore(t, e, r) {
		sc.closeSentence()
	}
	sc.ending = goesOn
	sc.cur.Question, sc.cur.Exclaim = false, false
	sc.openClause(t, e)
	if !sc.opened {
		t.Flags |= Opens
		sc.opened = true
	}
	d.Words++
	if t.Flags&Caps != 0 {
		d.Caps++
	}
	sc.put(t, e)
}

// endsBefore decides whether a word that begins with r opens a sentence.
func (sc *scanner) endsBefore(t *Token, e *lexicon.Entry, r rune) bool {
	switch sc.ending {
	case goesOn:
		// Chat ends sentences with emoji: "so tired 😭 My boss called".
		n := len(sc.d.Tokens)
		return n > sc.first && sc.d.Tokens[n-1].Kind == Emoji && t.Flags&Title != 0 && e.Function != 0 && !isI(sc.lex.Name(t.Form))
	case ended:
		return true
	case endedSaid:
		return !unicode.IsLower(r) || isI(sc.lex.Name(t.Form))
	case trails:
		return !unicode.IsLower(r)
	case abbreviated:
		initial := t.End-t.Start == 1 && r != 'I' && r != 'A' // "J. R. Smith"
		return t.Flags&Title != 0 && e.Function != 0 && !initial
	}
	return t.Kind != Number // numbered
}

// openClause starts a clause before a conjunction that opens one, and before
// the subject behind one that may: "and I".
func (sc *scanner) openClause(t *Token, e *lexicon.Entry) {
	n := len(sc.d.Tokens)
	switch {
	case n == sc.first:
	case e.Function&lexicon.Conjunction != 0:
		if opensClause(sc.lex.Name(t.Form)) {
			sc.clause++
		}
	case e.Function&lexicon.PersonalPronoun != 0 && e.Traits&lexicon.Possessive == 0 && isSubject(sc.lex.Name(t.Form)):
		if last := &sc.d.Tokens[n-1]; last.Kind == Word && coordinates(sc.lex.Name(last.Form)) {
			sc.clause++
			last.Clause = sc.clause
		}
	}
}

func opensClause(conjunction string) bool {
	switch conjunction {
	case "but", "because", "although", "though", "unless", "until", "while", "whilst", "whereas", "when", "whenever", "if", "however", "cos", "cuz", "coz", "'cause", "tho":
		return true
	}
	return false
}

func coordinates(conjunction string) bool {
	switch conjunction {
	case "and", "or", "so", "plus", "then", "yet":
		return true
	}
	return false
}

// isSubject reports whether a personal pronoun, with or without a verb
// contracted onto it, stands as a subject.
func isSubject(pronoun string) bool {
	for i := 0; i < len(pronoun); i++ {
		if pronoun[i] == '\'' {
			pronoun = pronoun[:i]
			break
		}
	}
	switch pronoun {
	case "i", "we", "you", "he", "she", "they", "it":
		return true
	}
	return false
}

// isI reports whether a pronoun is "I", whose capital says nothing, with or
// without a verb contracted onto it.
func isI(pronoun string) bool {
	return pronoun == "i" || len(pronoun) > 1 && pronoun[:2] == "i'"
}

// addPicture adds an emoji or emoticon; f is 0 where the lexicon has none. It
// stays with the sentence whose end it decorates.
func (sc *scanner) addPicture(pos, end int, f lexicon.Form) {
	t := sc.token(pos, end, Emoji)
	t.Form, t.Key = f, keyBit|uint32(f)
	if f == 0 {
		t.Form, t.Key = lexicon.Emoji, hashKey(baseEmoji(sc.d.Text[pos:end]))
	}
	sc.put(&t, sc.lex.Entry(t.Form))
}

// addLink adds a URL, address or mention.
func (sc *scanner) addLink(pos, end int) {
	if sc.ending == ended || sc.ending == endedSaid {
		sc.closeSentence()
	}
	sc.ending = goesOn
	sc.cur.Question, sc.cur.Exclaim = false, false
	t := sc.token(pos, end, Link)
	sc.put(&t, sc.lex.Entry(lexicon.Unknown))
}

// addPunct adds a mark that ends no sentence.
func (sc *scanner) addPunct(pos, end int, f lexicon.Form, r rune) *Token {
	t := sc.token(pos, end, Punct)
	t.Form = f
	switch sc.ending {
	case ended, endedSaid:
		switch r {
		case ')', ']', '}', '）', '/', '%':
			// closes what the sentence opened
		case ',', ';', ':', '—', '–':
			if t.Flags&glued != 0 {
				sc.ending = goesOn // "Why?", she asked
				break
			}
			sc.closeSentence()
		default:
			sc.closeSentence()
		}
	case abbreviated, numbered:
		sc.ending = goesOn
	}
	return sc.put(&t, sc.lex.Entry(t.Form))
}

// addQuote adds a quotation mark. Behind a full stop and glued to it, it ends
// a quotation; else it opens a new sentence.
func (sc *scanner) addQuote(pos, end int, r rune) {
	t := sc.token(pos, end, Punct)
	switch sc.ending {
	case ended, endedSaid:
		if t.Flags&glued != 0 {
			sc.ending = endedSaid
		} else {
			sc.closeSentence()
		}
	}
	sc.d.quotes = append(sc.d.quotes, int32(len(sc.d.Tokens)))
	sc.put(&t, sc.lex.Entry(t.Form))
}

// addTerminal adds a run of . ! ? … and judges whether it ends the sentence.
func (sc *scanner) addTerminal(pos, end int, moods uint8, strong bool) {
	t := sc.token(pos, end, Punct)
	if strong {
		t.Flags |= Strong
	}
	ask, shout := moods&moodAsk != 0, moods&moodShout != 0
	sc.cur.Question = sc.cur.Question || ask
	sc.cur.Exclaim = sc.cur.Exclaim || shout
	switch {
	case ask:
		t.Form = lexicon.Question
	case shout:
		t.Form = lexicon.Exclaim
	default:
		t.Form = lexicon.Stop
	}
	how := ended
	switch {
	case ask || shout:
	case moods&moodTrail != 0:
		how = trails
		t.Form = lexicon.Break
		t.Flags |= ellipsis
	default:
		how = sc.fullStop(&t)
	}
	if how > sc.ending || how == ended || sc.ending > endedSaid {
		sc.ending = how
	}
	sc.put(&t, sc.lex.Entry(t.Form))
	if how == trails {
		sc.clause++
	}
}

// fullStop judges a single full stop by the word it stands behind.
func (sc *scanner) fullStop(stop *Token) ending {
	n := len(sc.d.Tokens) - 1
	if n < sc.first || stop.Flags&glued == 0 || sc.d.Tokens[n].Kind != Word {
		return ended
	}
	w := &sc.d.Tokens[n]
	return endingBehind(sc.d.Text[w.Start:w.End])
}

// closeSentence closes the open sentence, if it holds any token. Punctuation
// by itself belongs to the sentence before it.
func (sc *scanner) closeSentence() {
	d, s := sc.d, sc.cur
	n := len(d.Tokens)
	if n > sc.first {
		s.First, s.Last = int32(sc.first), int32(n)
		s.Bullet = d.Tokens[sc.first].Flags&Bullet != 0
		if sc.content || len(d.Sentences) == 0 {
			d.Sentences = append(d.Sentences, s)
		} else {
			prev := &d.Sentences[len(d.Sentences)-1]
			prev.Last = s.Last
			prev.Question, prev.Exclaim = prev.Question || s.Question, prev.Exclaim || s.Exclaim
			for i := sc.first; i < n; i++ {
				d.Tokens[i].Sentence--
			}
		}
		sc.clause++
	}
	sc.first, sc.cur, sc.content, sc.opened, sc.ending, sc.dash = n, Sentence{}, false, false, goesOn, false
}

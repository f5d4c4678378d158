package text

import "strings"

// endingBehind judges a full stop glued to the word w: the end of the
// sentence, or part of an abbreviation.
func endingBehind(w string) ending {
	if !mayAbbreviate(w) {
		return ended
	}
	if len(w) == 1 && classOf[w[0]] == classUpper && w != "I" {
		return abbreviated // an initial
	}
	if e, ok := abbreviations[strings.ToLower(w)]; ok {
		return e
	}
	if strings.IndexByte(w, '.') > 0 {
		return abbreviated // U.S., p.m.
	}
	return ended
}

// mayAbbreviate reports whether w is short and of ASCII letters and full stops.
func mayAbbreviate(w string) bool {
	if len(w) > maxAbbreviation {
		return false
	}
	for i := 0; i < len(w); i++ {
		if c := classOf[w[i]]; c != classLower && c != classUpper && w[i] != '.' {
			return false
		}
	}
	return true
}

// maxAbbreviation is the length of the longest abbreviation.
const maxAbbreviation = 7

// abbreviations are the words whose full stop need not end a sentence: never
// does behind a title (goesOn), does before a capitalised function word
// (abbreviated), or before anything but a number (numbered).
var abbreviations = map[string]ending{
	"mr": goesOn, "mrs": goesOn, "ms": goesOn, "mx": goesOn, "dr": goesOn, "prof": goesOn, "rev": goesOn, "fr": goesOn, "sr": goesOn,
	"st": goesOn, "gen": goesOn, "capt": goesOn, "lt": goesOn, "col": goesOn, "sgt": goesOn, "hon": goesOn, "gov": goesOn, "sen": goesOn,
	"e.g": goesOn, "i.e": goesOn, "eg": goesOn, "ie": goesOn, "cf": goesOn, "viz": goesOn, "vs": goesOn,
	"etc": abbreviated, "jr": abbreviated, "inc": abbreviated, "ltd": abbreviated, "corp": abbreviated, "dept": abbreviated, "govt": abbreviated,
	"approx": abbreviated, "est": abbreviated, "esp": abbreviated, "ave": abbreviated, "blvd": abbreviated, "tel": abbreviated, "ph.d": abbreviated,
	"jan": abbreviated, "feb": abbreviated, "aug": abbreviated, "sept": abbreviated, "oct": abbreviated, "nov": abbreviated, "dec": abbreviated,
	"no": numbered, "nos": numbered, "vol": numbered, "pp": numbered, "fig": numbered, "ch": numbered,
}

package main

import (
	"encoding/json"
	"errors"
	"hash/fnv"
	"io/fs"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A sample is one labelled text of the development sets.
type sample struct {
	text   string
	target [targets]float64 // NaN where the set does not label it
	set    int
	fold   int // of the cross-validation; texts of one origin share it
}

// What is induced, in the order of the columns of induced.tsv.
const (
	valence = iota
	arousal
	anger
	disgust
	fear
	joy
	sadness
	surprise
	targets
)

var targetNames = [targets]string{"valence", "arousal", "anger", "disgust", "fear", "joy", "sadness", "surprise"}

// ekman groups the 27 emotions of GoEmotions (Demszky et al. 2020) as its
// authors do.
var ekman = map[string]int{
	"anger": anger, "annoyance": anger, "disapproval": anger,
	"disgust": disgust,
	"fear":    fear, "nervousness": fear,
	"joy": joy, "amusement": joy, "approval": joy, "excitement": joy, "gratitude": joy, "love": joy, "optimism": joy,
	"relief": joy, "pride": joy, "admiration": joy, "desire": joy, "caring": joy,
	"sadness": sadness, "disappointment": sadness, "embarrassment": sadness, "grief": sadness, "remorse": sadness,
	"surprise": surprise, "realization": surprise, "confusion": surprise, "curiosity": surprise,
}

// setNames are the sets that words are learned from. The last two are weak
// labels of valence: the polarity of the emotions, and which side of a
// rewrite is the kinder one.
var setNames = []string{"affect-tweets", "affect-movies", "affect-products", "affect-editorials", "affect-emobank", "emotions", "rewrite-detox", "rewrite-reframe"}

// Sets with labels of their own.
const (
	emobankSet = 4
	emotionSet = 5
)

func loadSets(dir string) ([]sample, error) {
	var out []sample
	for set, name := range setNames {
		err := eachLine(filepath.Join(dir, name+".jsonl"), func(line string) {
			var row struct {
				ID, Text, Source, Response string
				Valence, Arousal           *float64
				Emotions                   []string
			}
			if json.Unmarshal([]byte(line), &row) != nil {
				return
			}
			s := sample{text: row.Text, set: set, fold: foldOf(row.ID, row.Text)}
			for k := range s.target {
				s.target[k] = math.NaN()
			}
			if row.Valence != nil {
				s.target[valence] = *row.Valence
			}
			if row.Arousal != nil {
				s.target[arousal] = *row.Arousal
			}
			if row.Emotions != nil {
				label(&s, row.Emotions)
			}
			if row.Response == "" {
				out = append(out, s)
				return
			}
			for side, text := range []string{row.Source, row.Response} {
				s.text = text
				s.target[valence] = float64(2*side - 1)
				out = append(out, s)
			}
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return out, nil
}

// part is what the name of a text adds to that of the document it is from.
var part = regexp.MustCompile(`(_\d+){1,2}$`)

// foldOf puts texts of one document into one fold, and where texts have no
// document those that differ in nothing but case and punctuation.
func foldOf(id, text string) int {
	origin := part.ReplaceAllString(id, "")
	if origin == id || origin == "SemEval" { // headlines of many papers
		origin = strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, text)
		if origin == "" {
			origin = id
		}
	}
	h := fnv.New32a()
	h.Write([]byte(origin))
	return int(h.Sum32() >> 8 % folds)
}

func label(s *sample, emotions []string) {
	for k := anger; k < targets; k++ {
		s.target[k] = 0
	}
	s.target[valence] = 0
	for _, e := range emotions {
		k, ok := ekman[e]
		if !ok {
			continue
		}
		s.target[k] = 1
		switch k {
		case joy:
			s.target[valence] = 1
		case anger, disgust, fear, sadness:
			s.target[valence] = -1
		}
	}
}

// computed are the files that the induction makes, and must not read.
var computed = []string{"induced.tsv", "affect-weights.tsv"}

// without hides files.
type without struct {
	fs.FS
	names []string
}

func (w without) Open(name string) (fs.File, error) {
	if slices.Contains(w.names, name) {
		return nil, fs.ErrNotExist
	}
	return w.FS.Open(name)
}

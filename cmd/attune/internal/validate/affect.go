package validate

import (
	"github.com/attune-go/attune/internal/pair"
	"github.com/attune-go/attune/lexicon"
)

// affectItem is a text with how it was rated.
type affectItem struct {
	Text    string  `json:"text"`
	Valence float64 `json:"valence"`
	Arousal float64 `json:"arousal"` // of emobank only
}

// affectSet measures the signed affect of a set's texts.
func affectSet(name string) func(*measurer, string) ([]figure, error) {
	return func(m *measurer, path string) ([]figure, error) {
		items, affects, err := affectsOf(m, path, "text", "valence")
		if err != nil {
			return nil, err
		}
		return []figure{valence(name, items, affects)}, nil
	}
}

// emobank measures signed affect and its intensity.
func emobank(m *measurer, path string) ([]figure, error) {
	const name = "affect-emobank"
	items, affects, err := affectsOf(m, path, "text", "valence", "arousal")
	if err != nil {
		return nil, err
	}
	intensity, arousal := make([]float64, len(items)), make([]float64, len(items))
	for i := range items {
		intensity[i], arousal[i] = affects[i].Intensity, items[i].Arousal
	}
	return []figure{
		valence(name, items, affects),
		{name + ".intensity", "pearson", len(items), pearson(intensity, arousal)},
	}, nil
}

func affectsOf(m *measurer, path string, required ...string) ([]affectItem, []pair.Affect, error) {
	items, err := load[affectItem](path, required...)
	if err != nil {
		return nil, nil, err
	}
	affects, err := each(m, items, func(it *affectItem) pair.Affect { return m.affect(it.Text) })
	return items, affects, err
}

func valence(set string, items []affectItem, affects []pair.Affect) figure {
	measured, said := make([]float64, len(items)), make([]float64, len(items))
	for i := range items {
		measured[i], said[i] = affects[i].Valence, items[i].Valence
	}
	return figure{set + ".valence", "pearson", len(items), pearson(measured, said)}
}

// ekman sorts the names of GoEmotions into Ekman's six, in the order of
// [lexicon.EkmanNames], as its authors do (Demszky et al. 2020).
var ekman = [lexicon.EkmanCount][]string{
	{"anger", "annoyance", "disapproval"},
	{"disgust"},
	{"fear", "nervousness"},
	{"joy", "amusement", "approval", "excitement", "gratitude", "love", "optimism", "relief", "pride", "admiration", "desire", "caring"},
	{"sadness", "disappointment", "embarrassment", "grief", "remorse"},
	{"surprise", "realization", "confusion", "curiosity"},
}

// emotionItem is a text with the names of the emotions people found in it.
type emotionItem struct {
	Text     string   `json:"text"`
	Emotions []string `json:"emotions"`
}

// emotions measures the intensities of the six emotions.
func emotions(m *measurer, path string) ([]figure, error) {
	items, err := load[emotionItem](path, "text", "emotions")
	if err != nil {
		return nil, err
	}
	affects, err := each(m, items, func(it *emotionItem) pair.Affect { return m.affect(it.Text) })
	if err != nil {
		return nil, err
	}
	group := map[string]int{}
	for g, names := range ekman {
		for _, n := range names {
			group[n] = g
		}
	}
	aucs := make([]metric, lexicon.EkmanCount)
	for g := range aucs {
		cases := make([]ranked, len(items))
		for i := range items {
			cases[i] = ranked{score: affects[i].Ekman[g], item: i}
			for _, name := range items[i].Emotions {
				if at, ok := group[name]; ok && at == g {
					cases[i].positive = true
				}
			}
		}
		aucs[g] = auc(cases)
	}
	return []figure{{"emotions.ekman", "auc", len(items), average(aucs)}}, nil
}

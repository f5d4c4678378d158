package pair

import (
	"math"

	"github.com/attune-go/attune/internal/text"
	"github.com/attune-go/attune/lexicon"
)

// An Affect is the feeling of one text.
type Affect struct {
	Valence   float64                     // -1 to 1, 0 neutral
	Intensity float64                     // arousal, 0 to 1
	Ekman     [lexicon.EkmanCount]float64 // of anger, disgust, fear, joy, sadness, surprise, 0 to 1
}

// The features of a text beside the induced weights of its forms. They are
// few, so that their weights can be read: see affect-weights.tsv.
const (
	featRated    = iota // shifted rated valence, by length
	featStrength        // rated intensity, by length
	featConst
	featLength
	featScale
	featEkman  // six: rated terms of each emotion, by length
	featSquash = featEkman + lexicon.EkmanCount
	// Features is the number of features.
	Features = featSquash + 1
)

// squash is the normalising constant of VADER (Hutto & Gilbert 2014).
const squash = 15

// LengthScale is what sums over a text of so many words are multiplied by:
// between sum and mean, since long texts say more but not in proportion.
func LengthScale(words int) float64 { return 1 / math.Sqrt(float64(words)+3) }

// Featurize adds the features of a text to dst, which has length Features.
func Featurize(dst []float32, lex *lexicon.Lexicon, us []Unit, words int) {
	scale := float32(LengthScale(words))
	var sum float64
	for i := range us {
		u := &us[i]
		dst[featRated] += u.Rated * u.Shift * scale
		dst[featStrength] += u.Strength * scale
		sum += float64(u.Rated * u.Shift)
		if k := lex.Ekman(u.Emotion); k >= 0 && !u.Negated {
			dst[featEkman+k] += scale * (0.5 + u.Strength)
		}
	}
	dst[featConst] = 1
	dst[featLength] = float32(math.Log1p(float64(words))) / 3
	dst[featScale] = scale
	dst[featSquash] = float32(sum / math.Sqrt(sum*sum+squash))
}

// measure gives the affect of the units of a document.
func measure(lex *lexicon.Lexicon, us []Unit, words int) Affect {
	var feats [Features]float32
	Featurize(feats[:], lex, us, words)
	scale := float32(LengthScale(words))
	z := lex.AffectOf(feats[:])
	for i := range us {
		in := &lex.Entry(us[i].Form).Induced
		w := us[i].Weight * scale
		z.Valence += in.Valence * w
		z.Arousal += in.Arousal * w
		for k := range z.Emotion {
			z.Emotion[k] += in.Emotion[k] * w
		}
	}
	a := Affect{Valence: math.Tanh(0.6 * float64(z.Valence)), Intensity: logistic(float64(z.Arousal))}
	for k := range a.Ekman {
		a.Ekman[k] = logistic(float64(z.Emotion[k]) - 1)
	}
	return a
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// Measure gives the affect of a document.
func Measure(d *text.Document) Affect {
	return measure(d.Lexicon, Units(nil, d), d.Words)
}

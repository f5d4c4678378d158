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
// few, so that their weights can be read: see affect-weights.tsv. All but the
// first two say how the rated terms add up: people do not add, they take in
// the strongest term and the balance, the more so the shorter the text.
const (
	featRated    = iota // shifted rated valence, by length
	featStrength        // rated intensity, by length
	featConst
	featLength
	featScale
	featSquash   // the sum, squashed
	featDense    // the squashed sum, by length
	featPeak     // most pleasant term
	featTrough   // most unpleasant term
	featMean     // mean over the rated terms
	featEmphasis // exclamation marks, with the sign of the sum
	featEkman    // six: rated terms of each emotion, by length
	// Features is the number of features.
	Features = featEkman + lexicon.EkmanCount
)

// squash is the normalising constant of VADER (Hutto & Gilbert 2014), and
// firm that of the sign of a sum, which needs less to be sure.
const (
	squash = 15
	firm   = 4
)

// maxExclaims is how many exclamation marks in a text add to each other.
const maxExclaims = 3

// LengthScale is what sums over a text of so many words are multiplied by:
// between sum and mean, since long texts say more but not in proportion.
func LengthScale(words int) float64 { return math.Pow(float64(words)+3, -0.4) }

// Featurize adds the features of a text to dst, which has length Features.
func Featurize(dst []float32, lex *lexicon.Lexicon, us []Unit, words int) {
	f := featurizer{dst: dst, lex: lex, scale: float32(LengthScale(words))}
	for i := range us {
		f.add(&us[i])
	}
	f.finish(words)
}

// A featurizer gathers the features of a text, unit by unit.
type featurizer struct {
	dst   []float32
	lex   *lexicon.Lexicon
	scale float32

	sum, count, exclaims, peak, trough float64
}

func (f *featurizer) add(u *Unit) {
	if u.Form == lexicon.Exclaim {
		f.exclaims = min(f.exclaims+1, maxExclaims)
		return
	}
	f.dst[featStrength] += float32(u.Strength * f.scale)
	if u.Emotion != 0 && !u.Negated {
		if k := f.lex.Ekman(u.Emotion); k >= 0 {
			f.dst[featEkman+k] += float32(f.scale * (0.5 + u.Strength))
		}
	}
	if x := float64(u.Rated * u.Shift); x != 0 {
		f.sum += x
		f.count++
		f.peak, f.trough = max(f.peak, x), min(f.trough, x)
	}
}

func (f *featurizer) finish(words int) {
	dst := f.dst
	dst[featRated] = float32(f.sum) * f.scale
	dst[featConst] = 1
	dst[featLength] = float32(math.Log1p(float64(words))) / 3
	dst[featScale] = f.scale
	dst[featSquash] = float32(squashed(f.sum, squash))
	dst[featDense] = dst[featSquash] * f.scale
	dst[featPeak] = float32(f.peak) / 2
	dst[featTrough] = float32(f.trough) / 2
	dst[featMean] = float32(f.sum / max(f.count, 1))
	dst[featEmphasis] = float32(f.exclaims * squashed(f.sum, firm))
}

// squashed brings a sum into -1 to 1.
func squashed(x, c float64) float64 { return x / math.Sqrt(x*x+c) }

// measure gives the affect of the units of a document.
func measure(lex *lexicon.Lexicon, us []Unit, words int) Affect {
	var feats [Features]float32
	Featurize(feats[:], lex, us, words)
	scale := float32(LengthScale(words))
	z := lex.AffectOf(feats[:])
	var in lexicon.Induced
	for i := range us {
		lex.Entry(us[i].Form).Scaled(&in, us[i].Weight*scale)
		z.Add(&in)
	}
	return rescaled(&z)
}

// rescaled brings sums over a text to the scales of an [Affect].
func rescaled(z *lexicon.Induced) Affect {
	a := Affect{Valence: ValenceOf(float64(z.Valence)), Intensity: logistic(float64(z.Arousal))}
	for k := range a.Ekman {
		a.Ekman[k] = logistic(float64(z.Emotion[k]) - 1)
	}
	return a
}

// ValenceOf brings the weighted sum of a text, in standard deviations of the
// labelled texts, to the scale of [Affect]: people stop short of the ends of
// a scale long before words do.
func ValenceOf(z float64) float64 { return math.Tanh(0.6 * z) }

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// Measure gives the affect of a document.
func Measure(d *text.Document) Affect {
	return measure(d.Lexicon, Units(nil, d), d.Words)
}

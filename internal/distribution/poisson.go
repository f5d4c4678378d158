package distribution

import (
	"math"
	"math/rand/v2"
)

// poisson draws from a Poisson distribution. gonum's would do, but brings
// linear algebra into every program that scores a text.
type poisson struct {
	mean, none        float64 // none is the chance of 0
	a, b, alpha, sure float64 // of the transformed rejection
	log               float64 // of the mean
}

// smallMean is below what mean the distribution is walked from 0 on.
const smallMean = 10

func newPoisson(mean float64) poisson {
	p := poisson{mean: mean, none: math.Exp(-mean)}
	if mean >= smallMean {
		p.b = 0.931 + 2.53*math.Sqrt(mean)
		p.a = -0.059 + 0.02483*p.b
		p.alpha = 1.1239 + 1.1328/(p.b-3.4)
		p.sure = 0.9277 - 3.6224/(p.b-2)
		p.log = math.Log(mean)
	}
	return p
}

func (p *poisson) draw(rng *rand.Rand) float64 {
	if p.mean < smallMean {
		return p.walk(rng.Float64())
	}
	return p.reject(rng)
}

// walk gives the number up to which the chances add up to u. The bound, which
// no chance that a float64 holds lies beyond, ends the walk where they add up
// to a little less than 1.
func (p *poisson) walk(u float64) float64 {
	k, chance := 0.0, p.none
	for u > chance && k < 200 {
		u -= chance
		k++
		chance *= p.mean / k
	}
	return k
}

// reject is algorithm PTRS of Hörmann 1993, "The transformed rejection method
// for generating Poisson random variables". Nine draws of ten need no
// logarithm.
func (p *poisson) reject(rng *rand.Rand) float64 {
	for {
		u, v := rng.Float64()-0.5, rng.Float64()
		us := 0.5 - math.Abs(u)
		k := math.Floor((2*p.a/us+p.b)*u + p.mean + 0.43)
		switch {
		case us >= 0.07 && v <= p.sure:
			return k
		case k < 0, us < 0.013 && v > us:
			continue
		}
		fact, _ := math.Lgamma(k + 1)
		if math.Log(v*p.alpha/(p.a/(us*us)+p.b)) <= k*p.log-p.mean-fact {
			return k
		}
	}
}

package main

import (
	"math"
	"math/rand/v2"
)

// Settings of the fit, chosen on items left out.
const (
	folds   = 5
	rate    = 0.02
	penalty = 0.002 // on the distance of a logarithm from where it starts
	shrink  = 0.7   // on what a signal adds to its row, see [itemSet.rises]
	start   = 0.25

	// How small and large logarithms of weights get. A share may not get so
	// large: the score is to say what the rows say.
	least, most, mostShare = -6, 2, 1.5
)

// model holds the logarithms of the weights: those of replies, of rewrites,
// then the scales of the three columns and of the whole, then the shares of the
// weights of replies that count in the whole. Logarithms keep the weights
// positive.
type model struct {
	theta   []float64
	signals int
}

func newModel(signals int) *model {
	m := &model{theta: make([]float64, 3*signals+4), signals: signals}
	for i := range 2 * signals {
		m.theta[i] = math.Log(start)
	}
	for k := 0; k < 3; k++ {
		m.theta[2*signals+k] = math.Log(0.7)
	}
	m.theta[2*signals+3] = math.Log(0.4)
	return m
}

func (m *model) weight(task, i int) float64 { return math.Exp(m.theta[task*m.signals+i]) }
func (m *model) scale(k int) float64        { return math.Exp(m.theta[2*m.signals+k]) }

// share is what of the weight of a signal counts in the whole. Rewrites have no
// shares: people rated none.
func (m *model) share(task, i int) float64 {
	if task != 0 {
		return 1
	}
	return math.Exp(m.theta[m.shares()+i])
}

// shares is where the shares begin.
func (m *model) shares() int { return 2*m.signals + 4 }

// limit is the largest value of a logarithm.
func (m *model) limit(j int) float64 {
	if j >= m.shares() {
		return mostShare
	}
	return most
}

// What stands in the place of a mechanism for what counts in the score alone.
const (
	whole     = -1 - iota // adds to the mechanisms
	moderator             // divides them, see [mechanisms.Weights.Overall]
)

// energies are the sums over rows, columns, cells and all, and what the last is
// made of.
type energies struct {
	row  [4]float64
	col  [3]float64
	cell [4][3]float64
	all  float64

	mechanisms, factor, beside float64
}

func (m *model) energies(vs []value, task int) (e energies) {
	e.factor = 1
	for _, v := range vs {
		x := m.weight(task, v.signal) * v.x
		switch v.mechanism {
		case moderator:
			e.factor = 1 / (1 + x)
		case whole:
			e.beside += x
		default:
			e.row[v.mechanism] += x
			e.col[v.dimension] += x
			e.cell[v.mechanism][v.dimension] += x
			e.mechanisms += x * m.share(task, v.signal)
		}
	}
	for k := range e.col {
		e.col[k] *= m.scale(k)
	}
	e.all = m.scale(3) * e.sum()
	return e
}

// sum is what counts in the score, before its scale.
func (e *energies) sum() float64 { return e.mechanisms*e.factor + e.beside }

func saturate(e float64) float64 { return e * e / (1 + e*e) }

func slope(e float64) float64 { d := 1 + e*e; return 2 * e / (d * d) }

// grad is the derivative of the loss by the energies.
type grads energies

// back carries the derivative by the energies e to the weights' logarithms.
func (m *model) back(vs []value, task int, e *energies, g *grads, out []float64) {
	var cols [3]float64
	for _, v := range vs {
		i := task*m.signals + v.signal
		x := m.weight(task, v.signal) * v.x
		d := g.all * m.scale(3)
		switch v.mechanism {
		case moderator:
			d *= -e.mechanisms * e.factor * e.factor
		case whole:
		default:
			d *= m.share(task, v.signal) * e.factor
			if task == 0 {
				out[m.shares()+v.signal] += d * x
			}
			d += g.row[v.mechanism] + g.col[v.dimension]*m.scale(v.dimension)
			cols[v.dimension] += x
		}
		out[i] += d * x
	}
	for k := range cols {
		out[2*m.signals+k] += g.col[k] * m.scale(k) * cols[k]
	}
	out[2*m.signals+3] += g.all * m.scale(3) * e.sum()
}

// rank adds the gradient of log(1+exp(-(bad-good)/width)) for two saturated
// energies.
func rank(good, bad, width, weight float64) (dGood, dBad float64) {
	z := (saturate(bad) - saturate(good)) / width
	s := weight / width / (1 + math.Exp(z))
	return s * slope(good), -s * slope(bad)
}

// order is [rank] of two energies by their logarithms: ratings are of all kinds
// of sources, and it is the order of their scores that counts, not how far
// apart they are.
func order(good, bad, width, weight float64) (dGood, dBad float64) {
	const floor = 0.03
	z := math.Log((bad+floor)/(good+floor)) / width
	s := weight / width / (1 + math.Exp(z))
	return s / (good + floor), -s / (bad + floor)
}

// bound adds the gradient of a squared hinge that wants the severity at most
// (sign 1) or at least (sign -1) at limit.
func bound(e, limit, sign, weight float64) float64 {
	over := sign * (saturate(e) - limit)
	if over <= 0 {
		return 0
	}
	return sign * 2 * weight * over * slope(e)
}

// Weights of the parts of the loss.
const (
	rowLoss      = 3.0
	colLoss      = 9.0
	allLoss      = 14.0
	specificLoss = 6.0
	alarmLoss    = 300.0
	flagLoss     = 16.0
	wholeLoss    = 20.0
	gamingLoss   = 80.0
	ratingLoss   = 20.0
	restatedLoss = 16.0
	width        = 0.15
	ratio        = 0.5
)

func (m *model) step(it *item, out []float64) {
	good, bad := m.energies(it.good, it.task), m.energies(it.bad, it.task)
	var g, b grads
	switch it.kind {
	case contrast:
		add(&g.row[it.mechanism], &b.row[it.mechanism], good.row[it.mechanism], bad.row[it.mechanism], rowLoss)
		add(&g.col[it.dimension], &b.col[it.dimension], good.col[it.dimension], bad.col[it.dimension], colLoss)
		add(&g.all, &b.all, good.all, bad.all, allLoss)
		specific(it, &good, &bad, &g, &b)
		b.row[it.mechanism] += bound(bad.row[it.mechanism], 0.55, -1, flagLoss)
		b.all += bound(bad.all, 0.55, -1, wholeLoss)
		g.all += bound(good.all, 0.3, 1, wholeLoss)
		for k := range g.row {
			g.row[k] += bound(good.row[k], 0.4, 1, flagLoss)
		}
	case control:
		for k := range g.row {
			g.row[k] += bound(good.row[k], 0.31, 1, alarmLoss)
		}
		g.all += bound(good.all, 0.4, 1, wholeLoss)
	case gaming:
		add(&g.all, &b.all, good.all, bad.all, gamingLoss)
	case rating:
		g.all, b.all = order(good.all, bad.all, ratio, ratingLoss)
	case rewrites:
		add(&g.row[0], &b.row[0], good.row[0], bad.row[0], restatedLoss)
	}
	m.back(it.good, it.task, &good, &g, out)
	m.back(it.bad, it.task, &bad, &b, out)
}

func add(g, b *float64, good, bad, weight float64) {
	dg, db := rank(good, bad, width, weight)
	*g += dg
	*b += db
}

// specific wants the rise of the named mechanism to be the largest: a softmax
// over the rises of the severities.
func specific(it *item, good, bad *energies, g, b *grads) {
	var p [4]float64
	var sum float64
	for k := range p {
		p[k] = math.Exp((saturate(bad.row[k]) - saturate(good.row[k])) / width)
		sum += p[k]
	}
	for k := range p {
		d := p[k] / sum
		if k == it.mechanism {
			d--
		}
		d *= specificLoss / width
		b.row[k] += d * slope(bad.row[k])
		g.row[k] -= d * slope(good.row[k])
	}
}

// train fits the model on the items that use allows, by Adam (Kingma & Ba
// 2015) on all of them at once.
func train(set *itemSet, use func(*item) bool, steps int) *model {
	m := newModel(len(set.names))
	first, second := make([]float64, len(m.theta)), make([]float64, len(m.theta))
	grad := make([]float64, len(m.theta))
	prior := append([]float64(nil), m.theta...)
	rises := set.rises(use)
	rng := rand.New(rand.NewPCG(7, 7))
	for t := 1; t <= steps; t++ {
		clear(grad)
		n := 0.0
		for _, it := range set.all {
			if use(it) && (it.kind < rating || rng.IntN(3) == 0) {
				m.step(it, grad)
				n++
			}
		}
		for j := range grad {
			gr := grad[j]/n + penalty*(m.theta[j]-prior[j])
			if j < len(rises) {
				added := math.Exp(m.theta[j]) * rises[j]
				gr += 2 * shrink * added * added
			}
			first[j] = 0.9*first[j] + 0.1*gr
			second[j] = 0.999*second[j] + 0.001*gr*gr
			a := first[j] / (1 - math.Pow(0.9, float64(t)))
			v := second[j] / (1 - math.Pow(0.999, float64(t)))
			m.theta[j] -= rate * a / (math.Sqrt(v) + 1e-8)
			m.theta[j] = math.Max(least, math.Min(m.limit(j), m.theta[j]))
		}
	}
	return m
}

// rises gives, for each weight of a signal, how much the signal rises from
// faithful to failing responses, as the root of the mean square. A weight is
// held down by what it adds, so that a signal that stands in every text has to
// tell more than one that is rarely there.
func (s *itemSet) rises(use func(*item) bool) []float64 {
	squares := make([]float64, 2*len(s.names))
	n := 0.0
	for _, it := range s.all {
		if it.kind != contrast || !use(it) {
			continue
		}
		n++
		rise := make([]float64, len(s.names))
		for _, v := range it.bad {
			rise[v.signal] += v.x
		}
		for _, v := range it.good {
			rise[v.signal] -= v.x
		}
		for k, x := range rise {
			squares[it.task*len(s.names)+k] += x * x
		}
	}
	for k, x := range squares {
		squares[k] = math.Sqrt(x / n)
	}
	return squares
}

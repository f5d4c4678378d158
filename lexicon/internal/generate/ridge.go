package main

import "math"

// A design is a sparse matrix with a dense block: for each text the weighted
// forms it holds, and dense features that were computed from them.
type design struct {
	index  [][]int32
	value  [][]float32
	dense  [][]float32
	sparse int // columns of the sparse block
	width  int // of the dense block
}

// apply gives the prediction of row t.
func (d *design) apply(t int, theta []float64) (y float64) {
	for k, j := range d.index[t] {
		y += float64(d.value[t][k]) * theta[j]
	}
	tail := theta[d.sparse:]
	for k, v := range d.dense[t] {
		y += float64(v) * tail[k]
	}
	return y
}

func (d *design) accumulate(t int, r float64, grad []float64) {
	for k, j := range d.index[t] {
		grad[j] += float64(d.value[t][k]) * r
	}
	tail := grad[d.sparse:]
	for k, v := range d.dense[t] {
		tail[k] += float64(v) * r
	}
}

// ridge minimises sum w (y - z.theta)^2 + sum penalty theta^2 over the rows
// with a weight, by conjugate gradients.
func (d *design) ridge(y, w, penalty []float64, steps int) []float64 {
	n := d.sparse + d.width
	theta := make([]float64, n)
	r := make([]float64, n)
	for t := range y {
		if w[t] != 0 {
			d.accumulate(t, w[t]*y[t], r)
		}
	}
	// Jacobi preconditioner.
	diag := append([]float64(nil), penalty...)
	for t := range y {
		if w[t] == 0 {
			continue
		}
		for k, j := range d.index[t] {
			v := float64(d.value[t][k])
			diag[j] += w[t] * v * v
		}
		for k, v := range d.dense[t] {
			diag[d.sparse+k] += w[t] * float64(v) * float64(v)
		}
	}
	z := make([]float64, n)
	p := make([]float64, n)
	ap := make([]float64, n)
	var rz float64
	for j := range r {
		z[j] = r[j] / diag[j]
		p[j] = z[j]
		rz += r[j] * z[j]
	}
	start := rz
	for it := 0; it < steps && rz > 1e-8*start; it++ {
		for j := range ap {
			ap[j] = penalty[j] * p[j]
		}
		for t := range y {
			if w[t] != 0 {
				d.accumulate(t, w[t]*d.apply(t, p), ap)
			}
		}
		var pap float64
		for j := range p {
			pap += p[j] * ap[j]
		}
		a := rz / pap
		var next float64
		for j := range p {
			theta[j] += a * p[j]
			r[j] -= a * ap[j]
			z[j] = r[j] / diag[j]
			next += r[j] * z[j]
		}
		b := next / rz
		rz = next
		for j := range p {
			p[j] = z[j] + b*p[j]
		}
	}
	return theta
}

func pearson(a, b []float64) float64 {
	var ma, mb float64
	n := float64(len(a))
	for i := range a {
		ma += a[i] / n
		mb += b[i] / n
	}
	var sab, saa, sbb float64
	for i := range a {
		sab += (a[i] - ma) * (b[i] - mb)
		saa += (a[i] - ma) * (a[i] - ma)
		sbb += (b[i] - mb) * (b[i] - mb)
	}
	return sab / math.Sqrt(saa*sbb)
}

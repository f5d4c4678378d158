package pair

import "math"

// StyleMatch is language style matching: the mean over the nine function-word
// classes of 1 - |a-b| / (a+b+0.0001), with a and b the shares of the class in
// the two texts in percent (Ireland & Pennebaker 2010). 0 to 1.
func (p *Pair) StyleMatch() float64 {
	s, r := &p.Src.Style, &p.Resp.Style
	if s.Words == 0 || r.Words == 0 {
		return 1
	}
	var sum float64
	for k := range s.Function {
		a := 100 * float64(s.Function[k]) / float64(s.Words)
		b := 100 * float64(r.Function[k]) / float64(r.Words)
		sum += 1 - math.Abs(a-b)/(a+b+0.0001)
	}
	return sum / float64(len(s.Function))
}

package distribution

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// ErrMalformed says that bytes are not those of a distribution.
var ErrMalformed = errors.New("malformed distribution")

// most is how many values an encoded distribution may hold: no sum of so many
// is too large for its integer.
const most = math.MaxInt64 / int64(unit)

// Append appends the distribution to b, in a form that [Distribution.Decode]
// reads: only bins that hold something, so that few values take few bytes.
func (d *Distribution) Append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(d.filled())))
	last := 0
	for i, bin := range d.bins {
		if bin.n > 0 {
			b = binary.AppendUvarint(b, uint64(i-last))
			b = binary.AppendUvarint(b, uint64(bin.n))
			b = binary.AppendVarint(b, bin.sum)
			last = i
		}
	}
	return b
}

// Decode reads a distribution in the place of the values there are. It fails
// with [ErrMalformed] where a bin holds what cannot be in it, and with the
// error of r; the distribution is undefined then.
func (d *Distribution) Decode(r io.ByteReader) error {
	*d = Distribution{}
	left, err := binary.ReadUvarint(r)
	if err != nil {
		return err
	}
	if left > count {
		return fmt.Errorf("%w: %d bins", ErrMalformed, left)
	}
	at := 0
	for first := true; left > 0; first, left = false, left-1 {
		step, err := binary.ReadUvarint(r)
		if err != nil {
			return err
		}
		if step >= uint64(count-at) || step == 0 && !first {
			return fmt.Errorf("%w: %d bins behind bin %d", ErrMalformed, step, at)
		}
		at += int(step)
		if err := d.decodeBin(r, at); err != nil {
			return err
		}
	}
	return nil
}

// decodeBin reads one bin and counts it in.
func (d *Distribution) decodeBin(r io.ByteReader, at int) error {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return err
	}
	sum, err := binary.ReadVarint(r)
	if err != nil {
		return err
	}
	if n == 0 || n > uint64(most-d.n) {
		return fmt.Errorf("%w: %d values in bin %d", ErrMalformed, n, at)
	}
	low := int64(at)*width - unit
	high := min(low+width-1, unit)
	if sum < low*int64(n) || sum > high*int64(n) {
		return fmt.Errorf("%w: %d values that add up to %d in bin %d", ErrMalformed, n, sum, at)
	}
	d.grow()
	d.bins[at] = bin{int64(n), sum}
	d.n += int64(n)
	d.sum += sum
	return nil
}

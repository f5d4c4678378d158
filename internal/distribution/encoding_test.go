package distribution

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"reflect"
	"testing"
)

func TestDecodeGivesWhatWasAppended(t *testing.T) {
	for _, d := range []*Distribution{of(), of(0), of(-1, 1), of(1, 1, 1), of(sample(3000, 6, 0.2)...)} {
		r := bytes.NewReader(append(d.Append(nil), "rest"...))
		got := of(0.5) // which has to go
		if err := got.Decode(r); err != nil || !reflect.DeepEqual(got, d) {
			t.Errorf("%d values of mean %v: got %d of mean %v, error %v", d.N(), d.Mean(), got.N(), got.Mean(), err)
		}
		if rest, _ := io.ReadAll(r); string(rest) != "rest" {
			t.Errorf("%d values: %q is left", d.N(), rest)
		}
	}
}

func TestDecodeRefusesWhatIsNoDistribution(t *testing.T) {
	encode := func(bins uint64, parts ...int64) []byte {
		b := binary.AppendUvarint(nil, bins)
		for i, p := range parts {
			if i%3 == 2 {
				b = binary.AppendVarint(b, p)
			} else {
				b = binary.AppendUvarint(b, uint64(p))
			}
		}
		return b
	}
	for _, c := range []struct {
		name string
		b    []byte
		err  error
	}{
		{"nothing", nil, io.EOF},
		{"too few bins", encode(2, 1000, 1, 0), io.EOF},
		{"cut within a number", []byte{0x80}, io.ErrUnexpectedEOF},
		{"too many bins", encode(count + 1), ErrMalformed},
		{"a bin beyond the last", encode(1, count, 1, unit), ErrMalformed},
		{"a bin far beyond the last", encode(1, math.MaxInt64, 1, unit), ErrMalformed},
		{"a bin twice", encode(2, 1000, 1, 0, 0, 1, 0), ErrMalformed},
		{"no values", encode(1, 1000, 0, 0), ErrMalformed},
		{"more values than a sum can hold", encode(1, 2000, math.MaxInt64, 0), ErrMalformed},
		{"more values in two bins than a sum can hold", encode(2, 1000, most, 0, 1, 1, width), ErrMalformed},
		{"a sum below the bin", encode(1, 1000, 2, -1), ErrMalformed},
		{"a sum above the bin", encode(1, 1000, 2, 2*width), ErrMalformed},
		{"a sum above 1", encode(1, count-1, 1, unit+1), ErrMalformed},
	} {
		if err := new(Distribution).Decode(bytes.NewReader(c.b)); !errors.Is(err, c.err) {
			t.Errorf("%s: error %v, want %v", c.name, err, c.err)
		}
	}
}

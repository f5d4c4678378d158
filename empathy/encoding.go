package empathy

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// corpusFormat is the first byte of an encoded corpus. It changes with the
// form of what follows.
const corpusFormat = 1

// ErrCorpus says that bytes are not those of a [Corpus].
var ErrCorpus = errors.New("not an encoded corpus")

// MarshalBinary encodes the corpus, to be kept or to be sent to where it is
// merged with others: less than half a megabyte, whatever the number of
// reports, and little for few. The error is always nil.
func (c *Corpus) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// AppendBinary appends what [Corpus.MarshalBinary] gives to b.
func (c *Corpus) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, corpusFormat)
	b = binary.AppendUvarint(b, uint64(len(c.measure)))
	b = append(b, c.measure...)
	var tasks uint64
	for t, has := range c.tasks {
		if has {
			tasks |= 1 << t
		}
	}
	b = binary.AppendUvarint(b, tasks)
	b = binary.AppendUvarint(b, uint64(c.pairs))
	b = binary.AppendUvarint(b, uint64(c.noted))
	for _, t := range c.tallies() {
		b = binary.AppendUvarint(b, uint64(t.flagged))
		b = t.values.Append(b)
	}
	return b, nil
}

// UnmarshalBinary decodes what [Corpus.MarshalBinary] gave, in the place of
// what the corpus holds. It fails with [ErrCorpus] if the bytes are not those
// of a corpus, or of one that another version of this package wrote, and
// leaves the corpus as it is then.
func (c *Corpus) UnmarshalBinary(b []byte) error {
	r := bytes.NewReader(b)
	var d Corpus
	if err := d.decode(r); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return fmt.Errorf("%w: %w", ErrCorpus, err)
	}
	if r.Len() > 0 {
		return fmt.Errorf("%w: %d bytes behind it", ErrCorpus, r.Len())
	}
	*c = d
	return nil
}

func (c *Corpus) decode(r *bytes.Reader) error {
	format, err := r.ReadByte()
	if err != nil {
		return err
	}
	if format != corpusFormat {
		return fmt.Errorf("format %d, want %d", format, corpusFormat)
	}
	if err := c.decodeHead(r); err != nil {
		return err
	}
	for _, t := range c.tallies() {
		if t.flagged, err = decodeCount(r); err != nil {
			return err
		}
		if err := t.values.Decode(r); err != nil {
			return err
		}
		if n := t.values.N(); n > c.pairs || t.flagged > n {
			return fmt.Errorf("%d of %d values flagged in %d pairs", t.flagged, n, c.pairs)
		}
	}
	if n := c.score.values.N(); n != c.pairs {
		return fmt.Errorf("%d scores of %d pairs", n, c.pairs)
	}
	return nil
}

// decodeHead reads all that stands before the tallies.
func (c *Corpus) decodeHead(r *bytes.Reader) error {
	size, err := decodeCount(r)
	if err != nil {
		return err
	}
	if size > r.Len() {
		return io.ErrUnexpectedEOF
	}
	measure := make([]byte, size)
	r.Read(measure) // which is all there
	c.measure = string(measure)
	tasks, err := binary.ReadUvarint(r)
	if err != nil {
		return err
	}
	if tasks >= 1<<len(c.tasks) {
		return fmt.Errorf("unknown tasks %b", tasks)
	}
	for t := range c.tasks {
		c.tasks[t] = tasks&(1<<t) != 0
	}
	if c.pairs, err = decodeCount(r); err != nil {
		return err
	}
	if c.noted, err = decodeCount(r); err != nil {
		return err
	}
	if c.noted > c.pairs {
		return fmt.Errorf("%d of %d pairs noted", c.noted, c.pairs)
	}
	return nil
}

// decodeCount reads a number that an int holds.
func decodeCount(r io.ByteReader) (int, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return 0, err
	}
	if int(n) < 0 || uint64(int(n)) != n {
		return 0, fmt.Errorf("count of %d", n)
	}
	return int(n), nil
}

// tallies lists the tallies, in the order in which they are encoded.
func (c *Corpus) tallies() []*tally {
	all := []*tally{&c.score}
	for i := range c.rows {
		all = append(all, &c.rows[i])
	}
	for i := range c.columns {
		all = append(all, &c.columns[i])
	}
	for i := range c.grid {
		for j := range c.grid[i] {
			all = append(all, &c.grid[i][j])
		}
	}
	return all
}

package score

import (
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/attune-go/attune/cmd/attune/internal/command"
)

// patience is how long a run may take before a progress bar is shown.
const patience = time.Second

// progress shows on a terminal how much of the input was read. It stays silent
// where nobody looks, where reports fill the same screen, and in short runs.
type progress struct {
	read atomic.Int64             // bytes, counted by the reading goroutine
	bar  *progressbar.ProgressBar // nil where none is to be seen
}

func newProgress(inputs []input, std command.Streams) *progress {
	p := &progress{}
	if command.IsTerminal(std.Err) && !command.IsTerminal(std.Out) {
		p.bar = progressbar.NewOptions64(sizeOf(inputs),
			progressbar.OptionSetWriter(late{std.Err, time.Now().Add(patience)}),
			progressbar.OptionSetDescription("scoring"),
			progressbar.OptionShowBytes(true),
			progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	return p
}

// late swallows what is written before its time: the bar counts from the
// start, so that its rate is right when it shows.
type late struct {
	w    io.Writer
	from time.Time
}

func (l late) Write(b []byte) (int, error) {
	if time.Now().Before(l.from) {
		return len(b), nil
	}
	return l.w.Write(b)
}

// sizeOf adds up the sizes of the inputs, -1 if one of them has none.
func sizeOf(inputs []input) int64 {
	var total int64
	for _, in := range inputs {
		info, err := os.Stat(in.name)
		if err != nil || !info.Mode().IsRegular() {
			return -1
		}
		total += info.Size()
	}
	return total
}

// counting gives r, with what is read of it counted.
func (p *progress) counting(r io.Reader) io.Reader { return &counter{r, &p.read} }

type counter struct {
	r io.Reader
	n *atomic.Int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n.Add(int64(n))
	return n, err
}

// show brings the bar up to date. That it cannot be drawn is no reason to
// stop.
func (p *progress) show() {
	if p.bar != nil {
		_ = p.bar.Set64(p.read.Load())
	}
}

// clear takes the bar away, for a line that is printed in its place or for
// good.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

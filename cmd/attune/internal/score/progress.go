package score

import (
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/attune-go/attune/cmd/attune/internal/command"
)

// patience is how long a run may take before a progress bar is shown.
const patience = time.Second

// progress shows on a terminal how much of the input was read, and at the end
// how fast. It stays silent where nobody looks, where reports fill the same
// screen, and in short runs.
type progress struct {
	err   io.Writer
	begun time.Time
	asked bool                     // for the speed, whoever looks
	read  atomic.Int64             // bytes, counted by the reading goroutine
	bar   *progressbar.ProgressBar // nil where none is to be seen
}

func newProgress(o *options, std command.Streams) *progress {
	p := &progress{err: std.Err, begun: time.Now(), asked: o.progress}
	elsewhere := o.output != "" || o.summary || !command.IsTerminal(std.Out)
	if command.IsTerminal(std.Err) && elsewhere {
		p.bar = progressbar.NewOptions64(sizeOf(o.inputs),
			progressbar.OptionSetWriter(late{std.Err, p.begun.Add(patience)}),
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

// end takes the bar away for good, and tells how many reports were made in
// which time.
func (p *progress) end(reports int) {
	p.clear()
	took := time.Since(p.begun)
	if p.asked || p.bar != nil && took > patience {
		seconds := max(took.Seconds(), 1e-9)
		fmt.Fprintf(p.err, "%d reports in %s: %.0f a second, %.1f MB of input a second\n", reports,
			took.Round(10*time.Millisecond), float64(reports)/seconds, float64(p.read.Load())/1e6/seconds)
	}
}

// clear takes the bar away, for a line that is printed in its place.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}

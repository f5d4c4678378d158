package command

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestInterruptibleReadsToTheEnd(t *testing.T) {
	text := strings.Repeat("a line\n", 50_000)
	r := Interruptible(t.Context(), iotest.HalfReader(strings.NewReader(text)))
	if got, err := io.ReadAll(r); err != nil || string(got) != text {
		t.Errorf("%d bytes, error %v", len(got), err)
	}
	broken := errors.New("broken")
	if _, err := io.ReadAll(Interruptible(t.Context(), iotest.ErrReader(broken))); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

func TestInterruptibleEndsThoughItsReaderIsSilent(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	silent, feed := io.Pipe()
	defer feed.Close()
	r := Interruptible(ctx, silent)
	go func() {
		io.WriteString(feed, "ab")
		cancel()
	}()
	got, err := io.ReadAll(r)
	if !errors.Is(err, context.Canceled) || len(got) > 2 {
		t.Errorf("%q, error %v", got, err)
	}
}

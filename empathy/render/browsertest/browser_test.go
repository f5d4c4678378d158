package browsertest

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is the path of the browser, "" if there is none.
var chromium = sync.OnceValue(func() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
})

// A tab is a page in a browser of its own.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu     sync.Mutex
	errors []string // what the page's script has thrown
}

// look says how the page is looked at.
type look struct {
	width  int64
	scheme string // light or dark
	plain  bool   // without JavaScript
}

var desktop = look{width: 1280, scheme: "light"}

// open writes a page to a file and opens it. What the page's script throws
// fails the test.
func open(t *testing.T, page string, l look) *tab {
	t.Helper()
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.do(chromedp.EmulateViewport(l.width, 900))
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.scheme}}}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: l.plain}); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Navigate("file://" + path))
	return b
}

func newTab(t *testing.T) *tab {
	t.Helper()
	if chromium() == "" {
		t.Skip("skipped: there is no chromium")
	}
	b := &tab{t: t}
	ctx, cancel := chromedp.NewContext(context.Background(),
		chromedp.WithAllocatorOptions(chromedp.ExecPath(chromium()), chromedp.UserDataDir(t.TempDir())),
		chromedp.WithListener(b.listen))
	t.Cleanup(cancel)
	b.ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(func() {
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, e := range b.errors {
			t.Errorf("the page has thrown %s", e)
		}
	})
	return b
}

func (b *tab) listen(event any) {
	if e, ok := event.(*runtime.EventExceptionThrown); ok && e.ExceptionDetails != nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.errors = append(b.errors, e.ExceptionDetails.Text)
	}
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// eval gives the value of a JavaScript expression.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%v in %.200s", err, expression)
	}
	return v
}

// wait waits until a JavaScript expression is true.
func (b *tab) wait(expression string) {
	b.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !eval[bool](b, expression); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			b.t.Fatalf("still not so: %s", expression)
		}
	}
}

// names lists the pairs that are shown.
func (b *tab) names() string {
	b.t.Helper()
	return eval[string](b, `Array.from(document.querySelectorAll("summary bdi"), e => e.textContent).join(" ")`)
}

// squeeze takes the line ends out of a text that tests compare.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

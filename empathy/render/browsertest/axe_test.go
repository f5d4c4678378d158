package browsertest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/attune-go/attune/empathy"
)

const axeVersion = "4.14.1"

// axe is the source of axe-core. It is installed by npm into a directory that
// is gone afterwards.
var axe = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "axe-*")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	npm := exec.Command("npm", "install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix", dir, "axe-core@"+axeVersion)
	if out, err := npm.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm install: %w: %s", err, out)
	}
	source, err := os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
	return string(source), err
})

// serious lists the findings that keep somebody from reading the page.
const serious = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations
	.filter(v => v.impact === "serious" || v.impact === "critical")
	.map(v => v.id + " (" + v.impact + "): " + v.help + "\n" + v.nodes.slice(0, 3).map(n => "  " + n.html.slice(0, 160) + "\n  " + n.failureSummary).join("\n")).join("\n"))`

func TestPagesAreAccessible(t *testing.T) {
	if _, err := exec.LookPath("npm"); err != nil {
		t.Skip("skipped: there is no npm to install axe-core")
	}
	if chromium() == "" {
		t.Skip("skipped: there is no chromium")
	}
	source, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	some := pairs(12)
	some[1].Report = empathy.Analyze("", "")
	pages := map[string]string{"corpus": corpus(t, some), "empty corpus": corpus(t, nil), "pair": single(t, some[0]), "comparison": comparison(t)}
	for name, page := range pages {
		for _, l := range []look{{width: 1280, scheme: "light"}, {width: 1280, scheme: "dark"}, {width: 390, scheme: "light"}} {
			t.Run(fmt.Sprintf("%s, %s, %d", name, l.scheme, l.width), func(t *testing.T) {
				b := open(t, page, l)
				eval[bool](b, `(() => { Array.from(document.querySelectorAll("details")).slice(0, 3).forEach(d => { d.open = true; }); const m = document.querySelector("mark"); if (m) m.focus(); return true; })()`)
				b.do(chromedp.Evaluate[chromedp.Void](source))
				if found := eval[string](b, serious); found != "" {
					t.Error(found)
				}
			})
		}
	}
}

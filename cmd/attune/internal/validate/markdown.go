package validate

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/attune-go/attune/empathy/benchmark"
	"github.com/attune-go/attune/internal/terminal"
	"github.com/attune-go/attune/mechanisms"
)

//go:embed validation.md.tmpl
var validationTemplate string

var validation = template.Must(template.New("validation.md").Funcs(template.FuncMap{
	"plain": plain,
	"kinds": mechanisms.Kinds,
	"int":   func(k mechanisms.Kind) int { return int(k) },
	"shown": func() int { return shownLapses },
	"f2":    func(x float64) string { return fmt.Sprintf("%.2f", x) },
	"f3":    func(x float64) string { return fmt.Sprintf("%.3f", x) },
}).Parse(validationTemplate))

// A document is what docs/validation.md tells.
type document struct {
	*Result
	// HeldOut and Others stand beside the row of a name.
	HeldOut, Others map[string]string
	// Development counts the contrast items of the data directory, Test those
	// of attune's own test part. Development is nil where there are none.
	Development, Test *confusion
	// Own are the figures of the test part, without those of single cells.
	Own *benchmark.Figures
	// Lapses are the items of the test part that come out wrong.
	Lapses []lapses
}

// document adds to the rows of a run what they alone don't tell.
func (m *measurer) document(dir string, r *Result) (*document, error) {
	d := &document{Result: r}
	var err error
	if d.HeldOut, err = heldOut(); err != nil {
		return nil, err
	}
	if d.Others, err = others(); err != nil {
		return nil, err
	}
	items, err := loadContrasts(filepath.Join(dir, "contrast.jsonl"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, err
	default:
		if d.Development, err = m.confuse(items); err != nil {
			return nil, err
		}
	}
	if d.Test, err = m.confuse(ownItems()); err != nil {
		return nil, err
	}
	if d.Own, err = benchmark.Score(m.ctx, benchmark.Test); err != nil {
		return nil, err
	}
	d.Lapses, err = m.findLapses()
	return d, err
}

// write writes the document as markdown.
func (d *document) write(w io.Writer) error { return validation.Execute(w, d) }

// Whole leaves out the figures of single cells: they have a dozen items.
func (d *document) Whole() []benchmark.Figure {
	var whole []benchmark.Figure
	for _, f := range d.Own.Figures {
		if !strings.Contains(f.Name, "/") {
			whole = append(whole, f)
		}
	}
	return whole
}

// markdown is what has a meaning in a line of Markdown.
var markdown = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "~", `\~`, "[", `\[`, "|", `\|`, "<", "&lt;", "&", "&amp;",
)

// plain makes a text one line of Markdown that reads as the text does.
func plain(s string) string { return markdown.Replace(terminal.Clean(s)) }

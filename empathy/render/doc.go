// Package render makes a page of reports: one self-contained HTML file that
// can be mailed, archived and opened without a network.
//
// [HTML] shows one pair. A [Corpus] shows many: pairs are added one by one,
// and its page has the mean grid, the distributions and the worst pairs, which
// can be searched and filtered. A [Comparison] shows how two systems differ,
// with intervals, and the most changed pairs.
//
//	corpus := render.Corpus{Title: "Answers of the week"}
//	for result, err := range analyzer.AnalyzeAll(ctx, pairs) {
//		...
//		if err := corpus.Add(result); err != nil {
//			return err
//		}
//	}
//	err := corpus.HTML(file)
//
// # Reading a page
//
// The grid is a heat map of what was lost, mechanisms down and dimensions
// across. Each cell has its number and a word, so it can be read without
// colour and printed in grey; a cell in which the source gave nothing to lose
// says so. The two texts stand side by side. What a number rests on is marked
// in them, each mechanism with an underline of its own, and a small figure
// behind a mark leads to its reason in the list below. With a mouse the
// reasons show over the mark; with the tab key each mark can be reached, and
// its reasons are read out as its description.
//
// The order is that of the score, worst first. The first [Shown] pairs are
// plain HTML. The others come as data and are laid out when they are asked
// for, which keeps a page of thousands of pairs quick; without JavaScript the
// page has the summary and those first pairs.
//
// # What the texts may hold
//
// Anything. Texts, names and reasons are escaped by html/template or set as
// text by the page's script, and a content security policy allows no script
// but the page's own, no request and no frame. Bytes that are not UTF-8 show
// as U+FFFD. Spans that don't lie in the texts are left out.
//
// The same reports give the same bytes.
package render

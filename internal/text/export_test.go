package text

// Tagged is a token as the tagger sees it.
func Tagged(d *Document, i int) string { return d.tagged(i) }

package validate

// set is a data set and the figures that are taken from it.
type set struct {
	name    string
	measure func(m *measurer, path string) ([]figure, error)
}

// sets are those of the data README, in its order.
var sets = []set{
	{"affect-tweets", affectSet("affect-tweets")},
	{"affect-movies", affectSet("affect-movies")},
	{"affect-products", affectSet("affect-products")},
	{"affect-editorials", affectSet("affect-editorials")},
	{"affect-emobank", emobank},
	{"emotions", emotions},
	{"epitome", epitome},
	{"empathy-ratings", ratings},
	{"counsel", counsel},
	{"rewrite-detox", rewriteSet("rewrite-detox")},
	{"rewrite-reframe", rewriteSet("rewrite-reframe")},
	{"contrast", contrast},
	{"controls", controls},
	{"gaming", gaming},
}

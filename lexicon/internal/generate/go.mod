module github.com/attune-go/attune/lexicon/internal/generate

go 1.25.0

require (
	github.com/attune-go/attune v0.0.0
	github.com/jonreiter/govader v0.0.0-20250429093935-f6505c8d03cc
	github.com/kljensen/snowball v0.10.0
	gonum.org/v1/gonum v0.17.0
)

require (
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	github.com/jdkato/prose/v3 v3.2.3 // indirect
	golang.org/x/text v0.34.0 // indirect
)

replace github.com/attune-go/attune => ../../..

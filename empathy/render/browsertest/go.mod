module github.com/attune-go/attune/empathy/render/browsertest

go 1.25.0

require (
	github.com/attune-go/attune v0.0.0
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
)

require (
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/jdkato/prose/v3 v3.2.3 // indirect
	github.com/kljensen/snowball v0.10.0 // indirect
	golang.org/x/text v0.34.0 // indirect
)

replace github.com/attune-go/attune => ../../..

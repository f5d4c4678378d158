module github.com/attune-go/attune/examples/beam

go 1.25.0

replace github.com/attune-go/attune => ../..

require (
	github.com/apache/beam/sdks/v2 v2.77.0
	github.com/attune-go/attune v0.0.0-00010101000000-000000000000
)

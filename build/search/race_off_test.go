//go:build !race

package search_test

// targetMemos is the size of the corpus on which the targets must hold, targetPercent what the index may be of its text.
const (
	targetMemos   = 3000
	targetPercent = 85
)

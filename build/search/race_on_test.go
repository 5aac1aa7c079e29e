//go:build race

package search_test

// targetMemos is fewer under the race detector, which makes this sequential code ten times slower and has nothing to find.
// The fewer memos, the less they share: the index may be a little larger for its text.
const (
	targetMemos   = 800
	targetPercent = 90
)

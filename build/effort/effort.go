// Package effort says on how much a test tries a property: on a little each
// time, and on all of it where MEMO_LONG_TESTS is set, as .ci/run does.
//
// A run without it is for the minute after a change: the whole of
// `go test ./...` takes at most three minutes on two busy cores. What it leaves
// out is more of the same, never a property.
package effort

import "os"

// long tells whether all is to be tried.
func long() bool { return os.Getenv("MEMO_LONG_TESTS") != "" }

// Of gives little, or all where it is wanted.
func Of[T any](little, all T) T {
	if long() {
		return all
	}
	return little
}

// One gives a single value of a list, or all of them where they are wanted.
// It is another one at each turn: a test that counts its turns tries each value
// on something.
func One[T any](list []T, turn int) []T {
	turn %= len(list)
	return Of(list[turn:turn+1], list)
}

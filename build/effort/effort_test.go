package effort

import (
	"slices"
	"testing"
)

func TestEveryValueHasItsTurn(t *testing.T) {
	list := []string{"a", "b", "c"}
	t.Setenv("MEMO_LONG_TESTS", "")
	var tried []string
	for turn := range 4 {
		tried = append(tried, One(list, turn)...)
	}
	if !slices.Equal(tried, []string{"a", "b", "c", "a"}) || Of(1, 9) != 1 {
		t.Errorf("on little: %q", tried)
	}
	t.Setenv("MEMO_LONG_TESTS", "1")
	if !slices.Equal(One(list, 2), list) || Of(1, 9) != 9 {
		t.Error("not all is tried where it is wanted")
	}
}

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

// failures counts what would fail a test.
type failures struct {
	testing.TB
	n int
}

func (f *failures) Helper()               {}
func (f *failures) Errorf(string, ...any) { f.n++ }

// A cube is told whatever else the machine does; of a square a busy one may think well, which fails no test.
func TestLinearWorkIsToldFromMore(t *testing.T) {
	sum := 0
	loops := func(n int) {
		for i := range n {
			sum += i
		}
	}
	for name, c := range map[string]struct {
		of   func(n int) int
		want int
	}{
		"linear": {func(n int) int { return 10_000 * n }, 0},
		"cubic":  {func(n int) int { return n * n * n / 40 }, 1},
	} {
		f := &failures{}
		Linear(f, name, 500, func(n int) func() { return func() { loops(c.of(n)) } })
		if f.n != c.want {
			t.Errorf("%s: %d failures, want %d", name, f.n, c.want)
		}
	}
}

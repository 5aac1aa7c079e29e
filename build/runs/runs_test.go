package runs

import (
	"cmp"
	"math/rand"
	"slices"
	"testing"
)

// item has a place besides what it is sorted by, to see that equals stay.
type item struct{ key, place int }

func byKey(a, b item) int { return cmp.Compare(a.key, b.key) }

func sorted(list []item) []item {
	list = slices.Clone(list)
	slices.SortStableFunc(list, byKey)
	return list
}

// TestListsOfAnyRunsAreSortedStably sorts lists made of runs of all lengths,
// with equals in them.
func TestListsOfAnyRunsAreSortedStably(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 2000 {
		var list []item
		for range r.Intn(12) {
			run := make([]item, r.Intn(1<<r.Intn(8)))
			for i := range run {
				run[i].key = r.Intn(50)
			}
			list = append(list, sorted(run)...)
		}
		for i := range list {
			list[i].place = i
		}
		want := sorted(list)
		if Sort(list, byKey); !slices.Equal(list, want) {
			t.Fatalf("got %v, want %v", list, want)
		}
	}
}

// TestSortedListCostsOneComparisonEach is why the package exists.
func TestSortedListCostsOneComparisonEach(t *testing.T) {
	const n = 1000
	list := make([]int, 0, 2*n)
	for i := range n {
		list = append(list, 2*i)
	}
	calls := 0
	count := func(a, b int) int { calls++; return cmp.Compare(a, b) }
	if Sort(list, count); calls >= n {
		t.Errorf("%d comparisons for %d items in one run", calls, n)
	}
	for i := range n {
		list = append(list, 2*i+1)
	}
	calls = 0
	if Sort(list, count); calls > 4*n || !slices.IsSorted(list) {
		t.Errorf("%d comparisons for two runs of %d", calls, n)
	}
}

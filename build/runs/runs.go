// Package runs sorts lists that are sorted already for the greater part, as
// what is made from a list sorted by path mostly is: it finds the sorted runs
// and merges them.
//
// In goes a slice and an order; it is sorted in place, equals staying in the
// order they came in. One run of n costs n comparisons, r runs n log r. It
// refuses to know what it sorts.
package runs

// Sort sorts list by compare, stably. Of two neighbouring runs the smaller is
// copied away while they are merged, and runs are merged with others of about
// their size, so that a long run moves once or twice however many short ones
// follow it.
func Sort[T any](list []T, compare func(a, b T) int) {
	s := sorter[T]{list: list, compare: compare}
	for start := 0; start < len(list); {
		end := start + 1
		for end < len(list) && compare(list[end-1], list[end]) <= 0 {
			end++
		}
		s.push(end)
		start = end
	}
	for len(s.ends) > 1 {
		s.mergeLast()
	}
}

// sorter is one Sort under way: everything before the last end is in runs.
type sorter[T any] struct {
	list    []T
	compare func(a, b T) int
	ends    []int // of the runs that wait, each at least twice as long as the next
	aside   []T   // the smaller of two runs while they are merged
}

// push adds a run and merges those before it that are not much longer.
func (s *sorter[T]) push(end int) {
	s.ends = append(s.ends, end)
	for n := len(s.ends); n > 1; n = len(s.ends) {
		last, before := s.length(n-1), s.length(n-2)
		if before >= 2*last {
			return
		}
		s.mergeLast()
	}
}

func (s *sorter[T]) start(run int) int {
	if run == 0 {
		return 0
	}
	return s.ends[run-1]
}

func (s *sorter[T]) length(run int) int { return s.ends[run] - s.start(run) }

// mergeLast makes one run of the last two.
func (s *sorter[T]) mergeLast() {
	n := len(s.ends)
	from, mid, end := s.start(n-2), s.ends[n-2], s.ends[n-1]
	s.ends = append(s.ends[:n-2], end)
	if mid-from <= end-mid {
		s.mergeUp(from, mid, end)
	} else {
		s.mergeDown(from, mid, end)
	}
}

// mergeUp merges from the front; the first run is set aside.
func (s *sorter[T]) mergeUp(from, mid, end int) {
	s.aside = append(s.aside[:0], s.list[from:mid]...)
	a, to := s.aside, from
	for len(a) > 0 {
		if mid < end && s.compare(s.list[mid], a[0]) < 0 {
			s.list[to] = s.list[mid]
			mid++
		} else {
			s.list[to] = a[0]
			a = a[1:]
		}
		to++
	}
}

// mergeDown merges from the back; the second run is set aside.
func (s *sorter[T]) mergeDown(from, mid, end int) {
	s.aside = append(s.aside[:0], s.list[mid:end]...)
	b, to := s.aside, end
	for len(b) > 0 {
		to--
		if mid > from && s.compare(s.list[mid-1], b[len(b)-1]) > 0 {
			mid--
			s.list[to] = s.list[mid]
		} else {
			s.list[to] = b[len(b)-1]
			b = b[:len(b)-1]
		}
	}
}

package diag

// Nearest gives the candidate that s was probably meant to be: the one with
// the smallest edit distance, at most a third of its length; "" when none is
// near enough. Ties go to the earlier candidate.
func Nearest(s string, candidates []string) string {
	best, dist := "", 1<<30
	for _, c := range candidates {
		limit := max(1, len([]rune(c))/3)
		if d := distance([]rune(s), []rune(c)); d <= limit && d < dist {
			best, dist = c, d
		}
	}
	return best
}

// DidYouMean is Nearest as a hint, "" when nothing is near.
func DidYouMean(s string, candidates []string) string {
	if n := Nearest(s, candidates); n != "" {
		return "did you mean " + n + "?"
	}
	return ""
}

// distance is the optimal string alignment distance: insert, delete, replace
// and swap of neighbours cost one each.
func distance(a, b []rune) int {
	prev2, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

package search

// distance is the number of edits (a letter more, less or other, or two swapped) between a and b; limit+1 stands for
// anything above limit.
func distance(a, b string, limit int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > limit || len(y)-len(x) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d := min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d = min(d, before[j-2]+1)
			}
			row[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], limit+1)
}

// nearest finds the stretch of hay that is fewest edits away from needle, if it is at most limit: where it starts and
// ends. Of several, the first.
func nearest(hay, needle []rune, limit int) (start, end int, ok bool) {
	n := len(needle)
	cost, from := make([]int, n+1), make([]int, n+1)
	for i := range cost {
		cost[i] = i
	}
	best := limit + 1
	for j := 1; j <= len(hay); j++ {
		diagonal, diagonalFrom := cost[0], from[0]
		cost[0], from[0] = 0, j
		for i := 1; i <= n; i++ {
			d, f := diagonal, diagonalFrom
			if hay[j-1] != needle[i-1] {
				d++
			}
			if cost[i]+1 < d {
				d, f = cost[i]+1, from[i]
			}
			if cost[i-1]+1 < d {
				d, f = cost[i-1]+1, from[i-1]
			}
			diagonal, diagonalFrom = cost[i], from[i]
			cost[i], from[i] = d, f
		}
		if cost[n] < best {
			best, start, end = cost[n], from[n], j
		}
	}
	return start, end, best <= limit
}

package highlight

import "strings"

// Long output is shown in part, and what to show is told here and not by its height on a screen: a
// command is not cut from its answer, and nothing moves when a page has loaded.
const (
	inSight  = 20 // lines that stay in sight, about a screen of a phone
	nearby   = 8  // lines by which it may be fewer, or half as many more, to end before a command
	foldable = 8  // fewer lines than this are not worth a button
)

// foldAt gives how many of the lines of a block stay in sight, 0 for all of them. Commands are where
// the block's commands begin, the first line being 0.
func foldAt(lines int, commands []int) int {
	at := 0
	for _, n := range commands {
		if n >= inSight-nearby && n <= inSight+nearby/2 && away(n) <= away(at) {
			at = n
		}
	}
	if at == 0 {
		at = inSight
	}
	if lines-at < foldable {
		return 0
	}
	return at
}

// away tells how far from the usual number of lines n is.
func away(n int) int { return max(n-inSight, inSight-n) }

// cut divides spans behind the n-th end of a line; without such a one, or with n 0, all is head.
func cut(spans []span, n int) (head, rest []span) {
	if n == 0 {
		return spans, nil
	}
	for i, s := range spans {
		for at := 0; ; {
			end := strings.IndexByte(s.text[at:], '\n')
			if end < 0 {
				break
			}
			at += end + 1
			if n--; n > 0 {
				continue
			}
			head = append(spans[:i:i], span{s.class, s.text[:at]})
			return head, append([]span{{s.class, s.text[at:]}}, spans[i+1:]...)
		}
	}
	return spans, nil
}

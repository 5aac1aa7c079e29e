package markdown

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"memo/build/highlight"
)

// codeMark is a comment at the end of a line by which VitePress and other users
// of Shiki mark it: // [!code ++], # [!code highlight:3], <!-- [!code focus] -->.
var codeMark = regexp.MustCompile(`[ \t]*(?://|#|--|;|%|/\*|<!--|\{/\*)[ \t]*\[!code ([^\]\n]+)\][ \t]*(?:\*/\}?|-->)?[ \t]*$`)

// withMarks takes such comments out of code: lines that come or go make a diff
// of it, all others are emphasised. A comment alone on its line is about those
// that follow.
func withMarks(b highlight.Block) highlight.Block {
	if !strings.Contains(b.Code, "[!code ") {
		return b
	}
	var lines []string
	signs, diff := map[int]byte{}, false
	for line := range strings.Lines(b.Code) {
		text := strings.TrimRight(line, "\r\n")
		m := codeMark.FindStringSubmatchIndex(text)
		if m == nil {
			lines = append(lines, line)
			continue
		}
		kind, count, _ := strings.Cut(text[m[2]:m[3]], ":")
		n, err := strconv.Atoi(count)
		if n = min(n, len(b.Code)); err != nil {
			n = 1
		}
		first := len(lines)
		switch kind {
		case "++", "--":
			for i := range n {
				signs[first+i], diff = kind[0], true
			}
		case "hl", "highlight", "focus", "error", "warning":
			b.Lines = strings.TrimSpace(fmt.Sprintf("%s %d-%d", b.Lines, first+1, first+n))
		}
		if strings.TrimSpace(text[:m[0]]) != "" {
			lines = append(lines, text[:m[0]]+line[len(text):])
		}
	}
	if diff && !b.Diff {
		b.Diff = true
		for i, line := range lines {
			sign := signs[i]
			if sign == 0 {
				sign = ' '
			}
			lines[i] = string(sign) + line
		}
	}
	b.Code = strings.Join(lines, "")
	return b
}

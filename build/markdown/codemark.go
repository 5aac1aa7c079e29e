package markdown

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"memo/build/highlight"
)

// codeMark is a comment at the end of a line by which VitePress and other users
// of Shiki mark it: // [!code ++], # [!code highlight:3], <!-- [!code focus] -->,
// or Docusaurus the lines below it: // highlight-next-line.
var codeMark = regexp.MustCompile(`[ \t]*(?://|#|--|;|%|/\*|<!--|\{/\*)[ \t]*(?:\[!code ([^\]\n]+)\]|(highlight-(?:next-line|start|end)))[ \t]*(?:\*/\}?|-->)?[ \t]*$`)

// markedCode is code without such comments, and what they said.
type markedCode struct {
	lines []string
	signs map[int]byte // of lines that come or go
	start int          // line before those that are emphasised until an end is said
	hl    string       // the lines that are emphasised, as Block.Lines has them
}

// withMarks takes such comments out of code: lines that come or go make a diff
// of it, all others are emphasised.
func withMarks(b highlight.Block) highlight.Block {
	if !strings.Contains(b.Code, "[!code ") && !strings.Contains(b.Code, "highlight-") {
		return b
	}
	m := markedCode{signs: map[int]byte{}, hl: b.Lines}
	for line := range strings.Lines(b.Code) {
		m.add(line)
	}
	if len(m.signs) > 0 && !b.Diff {
		b.Diff = true
		m.sign()
	}
	b.Code, b.Lines = strings.Join(m.lines, ""), m.hl
	return b
}

// add takes a line. A comment alone on its line is about those that follow.
func (m *markedCode) add(line string) {
	text := strings.TrimRight(line, "\r\n")
	at := codeMark.FindStringSubmatchIndex(text)
	if at == nil {
		m.lines = append(m.lines, line)
		return
	}
	if at[4] >= 0 {
		m.highlight(text[at[4]:at[5]])
	} else {
		m.note(text[at[2]:at[3]])
	}
	if strings.TrimSpace(text[:at[0]]) != "" {
		m.lines = append(m.lines, text[:at[0]]+line[len(text):])
	}
}

// maxMarked is how many lines one comment is about at most.
const maxMarked = 1000

// note keeps what a comment says of the next lines: one, or as many as it counts.
func (m *markedCode) note(said string) {
	kind, count, _ := strings.Cut(said, ":")
	n, err := strconv.Atoi(count)
	if n = min(n, maxMarked); err != nil {
		n = 1
	}
	first := len(m.lines)
	switch kind {
	case "++", "--":
		for i := range n {
			m.signs[first+i] = kind[0]
		}
	case "hl", "highlight", "focus", "error", "warning":
		m.hl = strings.TrimSpace(fmt.Sprintf("%s %d-%d", m.hl, first+1, first+n))
	}
}

// highlight keeps which lines Docusaurus emphasises.
func (m *markedCode) highlight(said string) {
	switch said {
	case "highlight-next-line":
		m.note("hl")
	case "highlight-start":
		m.start = len(m.lines)
	case "highlight-end":
		if n := len(m.lines) - m.start; n > 0 {
			m.hl = strings.TrimSpace(fmt.Sprintf("%s %d-%d", m.hl, m.start+1, m.start+n))
		}
	}
}

// sign begins each line as a diff does.
func (m *markedCode) sign() {
	for i, line := range m.lines {
		sign := byte(' ')
		if s, ok := m.signs[i]; ok {
			sign = s
		}
		m.lines[i] = string(sign) + line
	}
}

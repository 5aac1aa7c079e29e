package markdown

import (
	"strings"

	"github.com/yuin/goldmark/text"
)

// widest is up to how many blanks at a line's beginning are looked at. Every
// block that is open counts them anew: a list 3,000 deep, of 9 MB, took 8 s.
const widest = 128

// wideLine stands for a line with more of them: no block begins on it, and one
// that takes it in knows it by its place in the text.
var wideLine = []byte(strings.Repeat(" ", widest) + "_\n")

// narrow is a reader that shows such lines so.
type narrow struct {
	text.Reader
	src      []byte
	from, to int // the blanks that were counted last
}

// PeekLine gives the line.
func (n *narrow) PeekLine() ([]byte, text.Segment) {
	line, segment := n.Reader.PeekLine()
	if len(line) <= widest || line[0] != ' ' {
		return line, segment
	}
	if at := segment.Start; at < n.from || at >= n.to {
		for n.from, n.to = at, at; n.src[n.to] == ' ' && n.to < segment.Stop-1; n.to++ {
		}
	}
	if n.to-segment.Start <= widest || n.src[n.to] == '\n' || n.src[n.to] == ' ' || n.src[n.to] == '\t' {
		return line, segment
	}
	return wideLine, segment
}

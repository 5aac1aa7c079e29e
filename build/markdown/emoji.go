package markdown

import (
	"bytes"

	codes "github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// emoji reads the codes that GitHub, Qiita and Slack know: :tada: is 🎉. What
// is no code stays text, and so does a code inside a word: 10:30:45, std::io::x.
type emoji struct{}

func (emoji) extend(g *grammar) {
	g.add(nil, parser.WithInlineParsers(util.Prioritized(emoji{}, 160)))
}

// maxCode is the length of the longest code with its colons.
const maxCode = 64

// Trigger gives the colon.
func (emoji) Trigger() []byte { return []byte{':'} }

// Parse reads one.
func (emoji) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	line = line[:min(len(line), maxCode)]
	n := bytes.IndexByte(line[1:], ':')
	before := block.PrecendingCharacter()
	if _, follows := parent.LastChild().(*ast.String); before == ':' && !follows || word(before) {
		return nil
	}
	if n < 1 || n+2 < len(line) && word(rune(line[n+2])) {
		return nil
	}
	known, ok := codes.Github().Get(string(line[1 : n+1]))
	if !ok || !known.IsUnicode() {
		return nil
	}
	block.Advance(n + 2)
	return ast.NewString([]byte(string(known.Unicode)))
}

package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// kramdown reads the attributes that Jekyll's Markdown and Hugo's write in
// braces: {: #id .class} on a line of its own, {:target="_blank"} behind a
// link, {: width="300"} behind a picture. Ids and the sizes of pictures count;
// how a thing looks is the theme's business. {:toc} and the list it stands
// below go, as do {::comment} … {:/comment} and other orders to kramdown.
type kramdown struct{}

func (kramdown) extend(g *grammar) {
	g.add(nil,
		parser.WithBlockParsers(util.Prioritized(attributeLines{}, 80)),
		parser.WithInlineParsers(util.Prioritized(kramdown{}, 135)))
}

const attributePattern = `(?:[#.][^\s{}#."'=<>]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}=>]+))`

var (
	attributesAlone = regexp.MustCompile(`^\{(?::\s*(?:` + attributePattern + `\s*|toc\s*|no_?toc\s*)+|\s*[.#][^\s{}#."'=<>]+(?:\s+` + attributePattern + `)*\s*)\}\s*$`)
	attributesAfter = regexp.MustCompile(`^\{:?\s*(?:` + attributePattern + `\s*)+\}`)
	kramdownOrder   = regexp.MustCompile(`^\{:(?::[a-z]+[^{}]*|/[a-z]*)\}\s*$`)
	attributeOf     = regexp.MustCompile(attributePattern)
)

// attributeLines reads what has a line to itself.
type attributeLines struct{}

// Trigger gives the brace.
func (attributeLines) Trigger() []byte { return []byte{'{'} }

// CanInterruptParagraph is true: the line follows its block at once.
func (attributeLines) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is false.
func (attributeLines) CanAcceptIndentedLine() bool { return false }

// Open reads the line.
func (attributeLines) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(line) > maxSized {
		return nil, parser.NoChildren
	}
	line = line[pos:]
	n := &attributeLine{done: true}
	switch {
	case attributesAlone.Match(line):
		n.id, n.contents = idIn(line), bytes.Contains(line, []byte("toc")) && bytes.HasPrefix(line, []byte("{:"))
	case !kramdownOrder.Match(line):
		return nil, parser.NoChildren
	case bytes.HasPrefix(line, []byte("{::comment}")):
		n.ends = []byte("{:/")
		n.done = !sheetOf(pc).later("{:/", segment.Stop)
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// Continue takes the lines of a comment.
func (attributeLines) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*attributeLine)
	if n.done {
		return parser.Close
	}
	line, _ := reader.PeekLine()
	n.done = n.closes(line)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close has nothing to do.
func (attributeLines) Close(ast.Node, text.Reader, parser.Context) {}

func idIn(attributes []byte) string {
	for _, a := range attributeOf.FindAllString(string(attributes), -1) {
		if id, ok := strings.CutPrefix(a, "#"); ok {
			return id
		}
	}
	return ""
}

// Trigger gives the brace.
func (kramdown) Trigger() []byte { return []byte{'{'} }

// Parse reads attributes behind a link, a picture or other markup; without
// kramdown's colon only behind the first two.
func (kramdown) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	line = line[:min(len(line), maxSized)]
	last := parent.LastChild()
	if last == nil || len(line) < 4 || !strings.ContainsRune(")]*_`~>", block.PrecendingCharacter()) {
		return nil
	}
	if k := last.Kind(); line[1] != ':' && k != ast.KindImage && k != ast.KindLink {
		return nil
	}
	m := attributesAfter.Find(line)
	if m == nil {
		return nil
	}
	if img, ok := last.(*ast.Image); ok {
		resize(img, string(m))
	}
	block.Advance(len(m))
	return &nothing{}
}

// resize gives a picture the size in its attributes.
func resize(img *ast.Image, attributes string) {
	for _, a := range attributeOf.FindAllString(attributes, -1) {
		name, value, _ := strings.Cut(a, "=")
		if n := pixels(strings.Trim(value, `"'`)); n > 0 && (name == "width" || name == "height") {
			img.SetAttributeString(name, n)
		}
	}
}

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
// below go, as do {::comment} … {:/comment} and other orders to kramdown, and
// *[HTML]: what an abbreviation stands for.
type kramdown struct{}

func (kramdown) extend(g *grammar) {
	g.add(nil,
		parser.WithBlockParsers(util.Prioritized(attributeLines{}, 80)),
		parser.WithInlineParsers(util.Prioritized(kramdown{}, 135), util.Prioritized(orders{}, 134)))
}

const attributePattern = `(?:[#.][^\s{}#."'=<>]+|[\w-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s"'{}=>]+))`

var (
	attributesAlone = regexp.MustCompile(`^\{(?::\s*(?:` + attributePattern + `\s*|toc\s*|no_?toc\s*)+|\s*[.#][^\s{}#."'=<>]+(?:\s+` + attributePattern + `)*\s*)\}\s*$`)
	attributesAfter = regexp.MustCompile(`^\{:?\s*(?:` + attributePattern + `\s*)+\}`)
	orderInLine     = regexp.MustCompile(`^\{:(?:/(?:comment|nomarkdown|options)?|:(comment|nomarkdown|options)[^{}]*)\}`)
	commentEnds     = regexp.MustCompile(`\{:/(?:comment)?\}`)
	kramdownOrder   = regexp.MustCompile(`^\{:(?::[a-z]+[^{}]*|/[a-z]*)\}\s*$`)
	abbreviation    = regexp.MustCompile(`^\*\[[^\[\]]+\]:[ \t]+[^*]+$`)
	attributeOf     = regexp.MustCompile(attributePattern)
)

// attributeLines reads what has a line to itself.
type attributeLines struct{}

// Trigger gives the brace, and the star of an abbreviation.
func (attributeLines) Trigger() []byte { return []byte{'{', '*'} }

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
	case line[0] == '*':
		if !abbreviation.Match(line) {
			return nil, parser.NoChildren
		}
	case attributesAlone.Match(line):
		n.box = boxIn(line)
		n.id, n.contents = idIn(line), bytes.Contains(line, []byte("toc")) && bytes.HasPrefix(line, []byte("{:"))
	case !kramdownOrder.Match(line):
		return nil, parser.NoChildren
	case bytes.HasPrefix(line, []byte("{::comment}")):
		n.ends = []byte("{:/")
		n.done = !sheetOf(pc).later("{:/", segment.Stop)
		n.from, n.to = segment.Start, segment.Stop
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
	line, segment := reader.PeekLine()
	n.done, n.to = n.closes(line), segment.Stop
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close notes where a comment stands.
func (attributeLines) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	if n := node.(*attributeLine); n.to > 0 {
		sheetOf(pc).remark(n.from, n.to)
	}
}

func idIn(attributes []byte) string {
	for _, a := range attributeOf.FindAllString(string(attributes), -1) {
		if id, ok := strings.CutPrefix(a, "#"); ok {
			return id
		}
	}
	return ""
}

// promptClass is how Jekyll's theme Chirpy makes callouts of quotations.
var promptClass = regexp.MustCompile(`\.prompt-(\w+)`)

func boxIn(attributes []byte) callout {
	if m := promptClass.FindSubmatch(attributes); m != nil {
		c, _ := spelled(string(m[1]))
		return c
	}
	return callout{}
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
		withAttributes(img, string(m))
	}
	block.Advance(len(m))
	return &nothing{}
}

// orders reads what kramdown is told in a line of text.
type orders struct{}

// Trigger gives the brace.
func (orders) Trigger() []byte { return []byte{'{'} }

// Parse reads {::nomarkdown}, {:/nomarkdown} and {::comment} … {:/comment}.
func (orders) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 4 || line[1] != ':' {
		return nil
	}
	m := orderInLine.FindSubmatchIndex(line[:min(len(line), maxSized)])
	if m == nil {
		return nil
	}
	if m[2] >= 0 && string(line[m[2]:m[3]]) == "comment" {
		end := commentEnds.FindIndex(line[m[1]:min(len(line), m[1]+maxTemplate)])
		if end == nil {
			return nil
		}
		return sheetOf(pc).takeRemark(parent, block, m[1]+end[1])
	}
	block.Advance(m[1])
	return &nothing{}
}

// withAttributes gives a picture the size in its attributes.
func withAttributes(img *ast.Image, attributes string) {
	for _, a := range attributeOf.FindAllString(attributes, -1) {
		if name, value, _ := strings.Cut(a, "="); name == "width" || name == "height" {
			resize(img, name, strings.Trim(value, `"'`))
		}
	}
}

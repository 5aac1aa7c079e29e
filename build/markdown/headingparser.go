package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// atx reads # headings; tight ones (##見出し) as well in original Markdown.
type atx struct {
	parser.BlockParser
	tight bool
}

// Open reads a heading and takes its attributes off.
func (p atx) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node == nil && p.tight {
		node, state = openTight(reader, pc)
	}
	if node != nil {
		takeAttributes(node, reader.Source())
	}
	return node, state
}

// openTight reads ##見出し. One # needs its blank: #tag is no heading.
func openTight(reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	level := 0
	for pos >= 0 && pos+level < len(line) && line[pos+level] == '#' {
		level++
	}
	title := bytes.TrimRight(line[max(0, pos)+level:], " \t\n#")
	if level < 2 || level > 6 || len(title) == 0 {
		return nil, parser.NoChildren
	}
	node := ast.NewHeading(level)
	from := segment.Start - segment.Padding + pos + level
	node.Lines().Append(text.NewSegment(from, from+len(title)))
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// setext reads underlined headings.
type setext struct{ parser.BlockParser }

// Close takes the attributes off.
func (p setext) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	if node.Parent() != nil {
		takeAttributes(node, reader.Source())
	}
}

// takeAttributes moves {#id .class} from the end of a heading into its
// attributes. Other braces are text: ## JSON の {}.
func takeAttributes(n ast.Node, src []byte) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	value := bytes.TrimRight(last.Value(src), " \t\n")
	open := bytes.LastIndexByte(value, '{')
	if open < 0 || value[len(value)-1] != '}' || open > 0 && value[open-1] == '\\' {
		return
	}
	id, class, ok := attributes(string(value[open+1 : len(value)-1]))
	if !ok {
		return
	}
	if id != "" {
		n.SetAttributeString("id", id)
	}
	if class != "" {
		n.SetAttributeString("class", class)
	}
	last.Stop = last.Start + open
	lines.Set(lines.Len()-1, last.TrimRightSpace(src))
}

// attributes reads "#id .class .class".
func attributes(t string) (id, class string, ok bool) {
	var classes []string
	for _, word := range strings.Fields(t) {
		name := word[1:]
		if name == "" || strings.ContainsAny(name, `"'<>&#={}`) {
			return "", "", false
		}
		switch word[0] {
		case '#':
			id = name
		case '.':
			classes = append(classes, name)
		default:
			return "", "", false
		}
	}
	return id, strings.Join(classes, " "), id != "" || classes != nil
}

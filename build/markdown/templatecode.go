package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"memo/build/highlight"
)

// templateCode is the code between two tags.
type templateCode struct {
	block highlight.Block
	name  string // of the tags
	done  bool
}

// codeBetween reads a tag that code follows up to the end of the pair.
func (s *sheet) codeBetween(t template, at int) (code *templateCode, ok bool) {
	code = &templateCode{name: t.name}
	switch {
	case t.closes || t.kind != shortcode && t.kind != liquidTag:
		return nil, false
	case t.name == "highlight":
		code.block.Lang = t.value("lang", "language")
		for _, word := range t.words[min(1, len(t.words)):] {
			options(&code.block, word)
			code.block.Numbers = code.block.Numbers || word == "linenos"
		}
		for key, value := range t.named {
			option(&code.block, strings.Replace(key, "mark_lines", "hl_lines", 1), value)
		}
	case t.name == "mermaid" && t.kind == shortcode:
		code.block.Lang = "mermaid"
	case (t.name == "math" || t.name == "katex") && t.kind == shortcode:
		code.block.Lang = "math"
	default:
		return nil, false
	}
	mark := "end" + t.name
	if t.kind == shortcode {
		mark = "/" + t.name
	}
	return code, s.later(mark, at+t.size)
}

// openCode begins a block of code behind a tag that ends at from.
func (s *sheet) openCode(code *templateCode, from int, reader text.Reader) (ast.Node, parser.State) {
	n := ast.NewFencedCodeBlock(nil)
	n.SetAttributeString("template", code)
	_, segment := reader.PeekLine()
	if from <= segment.Stop {
		segment.Start, segment.Padding = from, 0
		s.codeLine(n, code, segment)
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// codeLine takes a line of code, up to the tag that ends it.
func (s *sheet) codeLine(n ast.Node, code *templateCode, segment text.Segment) {
	value := segment.Value(s.body)
	for i := 0; i < len(value); i++ {
		if value[i] != '{' {
			continue
		}
		if t, ok := readTemplate(value[i:]); ok && t.closes && t.name == code.name {
			code.done = true
			segment.Stop = segment.Start - segment.Padding + i
			break
		}
	}
	if first := n.Lines().Len() == 0; !util.IsBlank(segment.Value(s.body)) || !code.done && !first {
		n.Lines().Append(segment)
	}
}

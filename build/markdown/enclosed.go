package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// enclosed is what stands between two tags of another generator, of which the
// first has a line of its own or begins one, and the last ends one:
// {{< notice tip >}} … {{< /notice >}}, <Tabs> … </Tabs>. It is a block as a
// quotation is; how deep a component is indented does not count.
type enclosed struct {
	headed
	box    callout
	boxed  bool
	begins int // where the text between the tags begins
	ends   int // where the tag stands that ends it
	indent int // of the text, -1 as long as there was none; 0 where it counts
}

// headed is a block of which the first line says what stands above its text,
// once that is parsed; nil for nothing.
type headed struct {
	ownBlock
	head ast.Node
}

func (n *headed) above() ast.Node { return n.head }

func (n *enclosed) draw(s *sheet) {
	if n.boxed {
		s.callout(n.box, n)
	} else {
		s.children(n)
	}
}

// pairTag is how a tag of a pair begins.
var pairTag = regexp.MustCompile(`(?:\{\{[<%]-?[ \t\n]*(/?)[ \t]*|<(/?))([A-Za-z][\w./-]*)`)

// slotTag is how a template of Vue says which slot it is for.
var slotTag = regexp.MustCompile(`^<template\s[^>]*?(?:#|v-slot)`)

// pairs gives, by the place of each tag that one of the same name ends or
// begins, the place of that.
func (s *sheet) pairs() map[int]int {
	if s.paired != nil {
		return s.paired
	}
	s.paired = map[int]int{}
	open := map[string][]int{}
	for _, m := range pairTag.FindAllSubmatchIndex(s.body, -1) {
		name := string(s.body[m[6]:m[7]])
		if s.body[m[0]] == '<' && (name[0] < 'A' || name[0] > 'Z') && name != "template" {
			continue
		}
		name = string(s.body[m[0]]) + name
		list := open[name]
		switch closes := m[2] < m[3] || m[4] >= 0 && m[4] < m[5]; {
		case !closes:
			open[name] = append(list, m[0])
		case len(list) > 0:
			begin := list[len(list)-1]
			open[name] = list[:len(list)-1]
			if name == "<template" && !slotTag.Match(s.body[begin:min(begin+maxTemplate, len(s.body))]) {
				continue
			}
			s.paired[begin], s.paired[m[0]] = m[0], begin
		}
	}
	return s.paired
}

// openPair begins the block of a tag that another ends at the end of a line;
// nil for what is no such pair.
func (s *sheet) openPair(t template, at int, pc parser.Context) *enclosed {
	end, ok := s.pairs()[at]
	if !ok || t.closes || t.single || t.picture() != "" || len(pc.OpenedBlocks()) >= maxDepth {
		return nil
	}
	closing, ok := s.tagAt(s.body[end:], end)
	if !ok || !s.endsLine(end+closing.size) {
		return nil
	}
	n := &enclosed{begins: at + t.size, ends: end}
	if t.kind == component {
		n.indent = -1
	}
	n.box, n.boxed = t.box()
	if n.boxed {
		n.SetAttributeString("callout", n.box)
	}
	if title := t.headline(); title == "" {
		s.passOver(t, at)
	} else if words := s.inTag(title, at, t.size); n.boxed {
		n.AppendChild(n, newTitle(words, s.body))
	} else {
		n.head = strongLine(t, title, at)
	}
	return n
}

func (s *sheet) endsLine(at int) bool {
	for ; at < len(s.body) && s.body[at] != '\n'; at++ {
		if s.body[at] != ' ' && s.body[at] != '\t' {
			return false
		}
	}
	return true
}

// Continue takes the lines up to the one with the tag at the end.
func (n *enclosed) Continue(reader text.Reader, pc parser.Context) parser.State {
	line, segment := reader.PeekLine()
	blocks := pc.OpenedBlocks()
	code := blocks[len(blocks)-1].Node.Kind() == ast.KindFencedCodeBlock
	switch w, pos := util.IndentWidth(line, reader.LineOffset()); {
	case segment.Start > n.ends && !code:
		return parser.Close
	case segment.Stop <= n.begins:
		reader.AdvanceToEOL()
		return parser.Continue | parser.NoChildren
	case segment.Start < n.begins:
		reader.Advance(n.begins - segment.Start + segment.Padding)
	case segment.Start-segment.Padding+pos == n.ends && !code:
		reader.AdvanceToEOL()
		return parser.Close
	case !util.IsBlank(line) && n.indent != 0:
		if n.indent < 0 {
			n.indent = w
		}
		reader.AdvanceAndSetPadding(util.IndentPosition(line, reader.LineOffset(), min(w, n.indent)))
	}
	return parser.Continue | parser.HasChildren
}

package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// callout is a box that stands out of the text, however it was spelled:
// > [!NOTE], :::message, :::note warn; or a details block that unfolds.
type callout struct {
	kind    string // note tip important warning caution; "" for details
	word    string // what stands for a title, "" for the kind's word
	fold    byte   // '+' open, '-' closed, 0 no fold
	details bool
	open    bool   // of details
	id      string // of details, "" for none
}

// spellings maps the names that Zenn, Qiita, GitHub, Obsidian, VitePress and
// Docusaurus give their boxes to the five kinds. A name that says more than
// its kind is shown as the title.
var spellings = map[string]callout{
	"note": {kind: "note"}, "info": {kind: "note"}, "message": {kind: "note"}, "memo": {kind: "note"},
	"todo": {kind: "note", word: "Todo"}, "abstract": {kind: "note", word: "Abstract"}, "summary": {kind: "note", word: "Summary"},
	"tldr": {kind: "note", word: "TL;DR"}, "example": {kind: "note", word: "Example"}, "quote": {kind: "note", word: "Quote"},
	"cite": {kind: "note", word: "Quote"}, "tip": {kind: "tip"}, "hint": {kind: "tip"},
	"success": {kind: "tip", word: "Success"}, "check": {kind: "tip", word: "Success"}, "done": {kind: "tip", word: "Success"},
	"important": {kind: "important"}, "question": {kind: "important", word: "Question"}, "help": {kind: "important", word: "Question"},
	"faq": {kind: "important", word: "FAQ"}, "warning": {kind: "warning"}, "warn": {kind: "warning"}, "attention": {kind: "warning"},
	"alert": {kind: "caution"}, "caution": {kind: "caution"}, "danger": {kind: "caution"}, "error": {kind: "caution"},
	"bug": {kind: "caution", word: "Bug"}, "failure": {kind: "caution", word: "Failure"}, "fail": {kind: "caution", word: "Failure"},
	"missing": {kind: "caution", word: "Missing"},
}

// title is the author's own title of a callout: its first child.
type title struct{ ownBlock }

// newTitle makes a title of a stretch of the source, nil when it is blank.
func newTitle(segment text.Segment, src []byte) *title {
	segment = segment.TrimLeftSpace(src)
	segment = segment.TrimRightSpace(src)
	if segment.IsEmpty() {
		return nil
	}
	n := &title{}
	n.Lines().Append(segment)
	n.SetPos(segment.Start)
	return n
}

func (n *title) plainText(s *sheet) string { return s.plain(n) }

// draw writes a title; what is around it knows the element. A summary is a
// button and holds no links.
func (n *title) draw(s *sheet) {
	c := calloutOf(n.Parent())
	before, after := c.titleTags()
	s.put(before)
	if c.folds() {
		s.put(s.aside(n))
	} else {
		s.children(n)
	}
	s.put(after)
}

// folds tells what is drawn as an element that unfolds.
func (c callout) folds() bool { return c.details || c.fold != 0 }

func (c callout) titleTags() (before, after string) {
	switch {
	case c.details:
		return "<summary>", "</summary>\n"
	case c.fold != 0:
		return `<summary class="kind">`, "</summary>\n"
	}
	return `<p class="kind">`, "</p>\n"
}

// calloutOf gives what n is drawn as; the zero callout for other nodes.
func calloutOf(n ast.Node) callout {
	switch c := n.(type) {
	case *container:
		return c.callout
	case *admonition:
		return c.callout
	}
	if v, ok := n.AttributeString("callout"); ok {
		return v.(callout)
	}
	return callout{}
}

// callout draws n as a box; when it has no title of its own, with the word
// for its kind.
func (s *sheet) callout(c callout, n ast.Node) {
	tag := "div"
	if c.folds() {
		tag = "details"
	}
	switch {
	case c.details:
		s.details(c)
	case c.fold == '+':
		s.put(`<details class="callout `, c.kind, `" open>`, "\n")
	case c.fold == '-':
		s.put(`<details class="callout `, c.kind, `">`, "\n")
	default:
		s.put(`<div class="callout `, c.kind, `" role="note">`, "\n")
	}
	if _, titled := n.FirstChild().(*title); !titled {
		before, after := c.titleTags()
		s.put(before)
		s.escape(s.wordOf(c))
		s.put(after)
	}
	s.children(n)
	s.put("</", tag, ">\n")
}

// details begins a block that unfolds.
func (s *sheet) details(c callout) {
	s.put(`<details class="fold"`)
	if c.id != "" {
		s.attr("id", c.id)
	}
	if c.open {
		s.put(" open")
	}
	s.put(">\n")
}

// wordOf gives what stands for a title.
func (s *sheet) wordOf(c callout) string {
	w := s.o.Words
	switch {
	case c.word != "":
		return c.word
	case c.details:
		return w.Details
	}
	switch c.kind {
	case "tip":
		return w.Tip
	case "important":
		return w.Important
	case "warning":
		return w.Warning
	case "caution":
		return w.Caution
	}
	return w.Note
}

// spelled finds a box by its name, in any case.
func spelled(name string) (callout, bool) {
	c, ok := spellings[strings.ToLower(name)]
	return c, ok
}

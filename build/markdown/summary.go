package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"memo/build/japanese"
)

// summaryColumns is the length of a summary that nobody wrote: two lines of
// full-width text in a list of memos.
const summaryColumns = 120

// summary gives what stands before <!--more-->, else the first prose, cut at
// a sentence's end.
func (s *sheet) summary(tree ast.Node) string {
	var p prose
	if s.more != nil {
		s.untilMore(&p, tree)
		return string(p.text)
	}
	s.firstProse(&p, tree)
	if len(p.text) == 0 {
		for i, b := range s.doc.Blocks { // a memo of lists only
			if b.Kind == ProseBlock && !namesCode(s.doc.Blocks[i:]) {
				return japanese.Cut(b.Text, summaryColumns)
			}
		}
		return ""
	}
	return japanese.Cut(string(p.text), summaryColumns, p.whole...)
}

// namesCode tells the name of a file on a fence: its code begins on the next line.
func namesCode(blocks []Block) bool {
	return len(blocks) > 1 && blocks[1].Kind == CodeBlock && blocks[1].Line == blocks[0].Line+1
}

// untilMore appends all prose before the mark, and tells whether it came by.
func (s *sheet) untilMore(p *prose, n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.Kind() {
		case ast.KindParagraph, ast.KindTextBlock:
			s.addProse(p, c)
		case ast.KindHeading, east.KindTable:
		default:
			if c.Type() == ast.TypeBlock && s.untilMore(p, c) {
				return true
			}
		}
		if c == s.more {
			return true
		}
	}
	return false
}

// firstProse appends paragraphs from the first on, as long as they follow
// each other and the summary is not full.
func (s *sheet) firstProse(p *prose, n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == ast.KindParagraph || c.Kind() == ast.KindTextBlock && isFlow(n, "div") {
			s.addProse(p, c)
		} else if isFlow(c, "div") {
			s.firstProse(p, c)
		} else if len(p.text) > 0 {
			return
		}
		if len(p.text) > 16*summaryColumns || japanese.Columns(string(p.text)) >= summaryColumns {
			return
		}
	}
}

// addProse appends the text of one block behind what is there.
func (s *sheet) addProse(p *prose, n ast.Node) {
	var next prose
	s.proseOf(&next, n)
	t := bytes.TrimSpace(next.text)
	if len(t) == 0 {
		return
	}
	if len(p.text) > 0 && !japaneseJoin(p.text, t) {
		p.space()
	}
	from := len(p.text) - bytes.Index(next.text, t)
	p.text = append(p.text, t...)
	for _, w := range next.whole {
		p.whole = append(p.whole, japanese.Span{From: w.From + from, To: w.To + from})
	}
}

func japaneseJoin(before, after []byte) bool {
	b, _ := utf8.DecodeLastRune(before)
	a, _ := utf8.DecodeRune(after)
	return japanese.Joins(b, a)
}

package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// htmlText is the text of an HTML block whose tags are left out.
type htmlText struct {
	ownBlock
	html, plain string // html is safe
}

// IsRaw keeps the parser off.
func (*htmlText) IsRaw() bool { return true }

func (n *htmlText) plainText(*sheet) string { return n.plain }

func (n *htmlText) draw(s *sheet) {
	if n.html != "" {
		s.put("<p>", n.html, "</p>\n")
	}
}

// blockSieve puts together what stays of the HTML blocks under one parent.
// <details> in one of them may hold the Markdown up to </details> in another.
type blockSieve struct {
	*sheet
	into   []ast.Node      // the parent and the details that are open in it
	text   strings.Builder // of the paragraph being gathered
	html   strings.Builder
	open   []string // elements open in it
	title  *strings.Builder
	hidden string // element whose content goes too
	at     int    // where the block begins
	warned bool   // of this block
}

// sieveBlocks replaces the HTML blocks among n's children.
func (s *sheet) sieveBlocks(n ast.Node) {
	var children []ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		children = append(children, c)
	}
	n.RemoveChildren(n)
	b := &blockSieve{sheet: s, into: []ast.Node{n}}
	for _, c := range children {
		if block, ok := c.(*ast.HTMLBlock); ok {
			b.block(block)
		} else {
			b.append(c)
		}
	}
	if len(b.into) > 1 {
		at := max(0, b.into[len(b.into)-1].Pos())
		s.diags.Add(s.warning(at, at+len("<details>"), "unclosed", "<details> is never closed", "</details> belongs on a line of its own"))
	}
}

func (b *blockSieve) append(n ast.Node) {
	top := b.into[len(b.into)-1]
	top.AppendChild(top, n)
}

func (b *blockSieve) block(n *ast.HTMLBlock) {
	t := b.blockText(n)
	b.at, b.warned, b.hidden = max(0, start(n)), false, ""
	for _, token := range tags(t) {
		b.token(n, token, t[token.from:token.to])
	}
	b.flush()
}

func (b *blockSieve) token(n *ast.HTMLBlock, token tag, t string) {
	if b.hidden != "" {
		if token.kind == closeTag && token.name == b.hidden {
			b.hidden = ""
		}
		return
	}
	switch {
	case token.kind == rawText:
		b.words(t)
	case token.kind == comment:
		b.noteComment(n, t)
		if b.more == ast.Node(n) { // the block itself goes: keep a mark in its place
			b.more = &htmlText{}
			b.append(b.more)
		}
	case token.name == "details":
		b.details(token)
	case token.name == "summary":
		b.summaryTag(token)
	case void[token.name]:
		b.html.WriteString("<" + token.name + ">")
		b.text.WriteByte(' ')
	case phrasing[token.name]:
		b.inline(token)
	default:
		b.drop(token, t)
	}
}

// words adds text, its references resolved.
func (b *blockSieve) words(t string) {
	plain := string(references([]byte(t)))
	if b.title != nil {
		b.title.WriteString(plain)
		return
	}
	b.text.WriteString(plain)
	b.html.Write(util.EscapeHTML([]byte(plain)))
}

func (b *blockSieve) inline(token tag) {
	switch {
	case b.title != nil:
	case token.kind == openTag:
		b.open = append(b.open, token.name)
		b.html.WriteString("<" + token.name + ">")
	case len(b.open) > 0 && b.open[len(b.open)-1] == token.name:
		b.open = b.open[:len(b.open)-1]
		b.html.WriteString("</" + token.name + ">")
	}
}

func (b *blockSieve) details(token tag) {
	b.flush()
	if token.kind == openTag {
		fold := &container{callout: callout{details: true}}
		fold.SetPos(b.at + token.from)
		b.append(fold)
		b.into = append(b.into, fold)
	} else if len(b.into) > 1 {
		b.into = b.into[:len(b.into)-1]
	}
}

// summaryTag gathers the title of the details around it.
func (b *blockSieve) summaryTag(token tag) {
	fold, ok := b.into[len(b.into)-1].(*container)
	if token.kind == openTag && ok {
		b.flush()
		b.title = &strings.Builder{}
	} else if token.kind == closeTag && b.title != nil {
		b.endTitle(fold)
	}
}

func (b *blockSieve) endTitle(fold *container) {
	if t := strings.Join(strings.Fields(b.title.String()), " "); fold != nil && t != "" {
		fold.setTitle(ast.NewString([]byte(t)))
	}
	b.title = nil
}

func (b *blockSieve) drop(token tag, t string) {
	if token.name != "" && !isElement(token.name) {
		b.words(t)
		return
	}
	b.flush()
	if hidden[token.name] && token.kind == openTag {
		b.hidden = token.name
	}
	if !b.warned && token.kind != closeTag {
		b.dropTag(b.at+token.from, t, token)
		b.warned = true
	}
}

// flush ends the paragraph.
func (b *blockSieve) flush() {
	if b.title != nil {
		fold, _ := b.into[len(b.into)-1].(*container)
		b.endTitle(fold)
	}
	for i := len(b.open) - 1; i >= 0; i-- {
		b.html.WriteString("</" + b.open[i] + ">")
	}
	if plain := strings.TrimSpace(b.text.String()); plain != "" {
		n := &htmlText{html: strings.TrimSpace(b.html.String()), plain: plain}
		n.SetPos(b.at)
		b.append(n)
	}
	b.open = nil
	b.text.Reset()
	b.html.Reset()
}

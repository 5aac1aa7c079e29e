package markdown

import (
	"bytes"
	"regexp"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// htmlToken is a piece of a text in which HTML stands: a tag, a comment, the
// words between them, or what Markdown made of the text around.
type htmlToken struct {
	kind  tokenKind
	name  string // of a tag, in lower case
	attrs []html.Attribute
	raw   string   // as written
	text  string   // what words show
	at    int      // where it begins in the body
	value int      // where the address in an href or src begins, -1 when that is not known
	part  int      // which HTML block it stands in, 0 for Markdown between them
	pair  int      // of a start tag: the index of its end tag, 0 without one
	node  ast.Node // of Markdown
}

type tokenKind uint8

const (
	wordsToken tokenKind = iota
	startTag
	endTag
	commentToken
	oddity // a processing instruction, a declaration, CDATA
	markdownNode
)

// markup is raw HTML as one text, with the way back to where it was written:
// in a quotation its lines do not follow each other.
type markup struct {
	text  []byte
	lines []line
}

// line tells that the text from one offset on stands at another of the body.
type line struct{ from, at int }

func (m *markup) add(segments *text.Segments, src []byte) {
	for i := range segments.Len() {
		m.addLine(segments.At(i), src)
	}
}

func (m *markup) addLine(segment text.Segment, src []byte) {
	m.lines = append(m.lines, line{len(m.text) + segment.Padding, segment.Start})
	m.text = append(m.text, segment.Value(src)...)
}

// at gives the place in the body of the byte at off.
func (m *markup) at(off int) int {
	i := sort.Search(len(m.lines), func(i int) bool { return m.lines[i].from > off }) - 1
	if i < 0 {
		return m.lines[0].at
	}
	return m.lines[i].at + off - m.lines[i].from
}

// htmlTokens appends what stands in m. What begins like a tag and does not end is
// text; programs tells that what follows <script> and <style> is none of it.
func (s *sheet) htmlTokens(list []htmlToken, m markup, part int, programs bool) []htmlToken {
	off := 0
	for z := html.NewTokenizer(bytes.NewReader(m.text)); z.Next() != html.ErrorToken; {
		t := htmlToken{raw: string(z.Raw()), at: m.at(off), value: -1, part: part}
		s.read(&t, z)
		if t.value >= 0 {
			t.value = s.written(m.at(off+t.value), addressOf(t.attrs))
		}
		if t.kind == startTag && !(programs && program[t.name]) {
			z.NextIsNotRawText()
		}
		if t.kind == commentToken {
			s.markupRemark(m, off, t.raw)
		}
		off += len(t.raw)
		list = append(list, t)
	}
	if rest := string(m.text[off:]); rest != "" {
		list = append(list, htmlToken{raw: rest, text: rest, at: m.at(off), part: part})
	}
	return list
}

// read fills in what the tokenizer stands at.
func (s *sheet) read(t *htmlToken, z *html.Tokenizer) {
	read := z.Token()
	switch read.Type {
	case html.TextToken:
		t.text = printable(read.Data)
	case html.StartTagToken, html.SelfClosingTagToken:
		t.kind, t.name, t.attrs = startTag, read.Data, read.Attr
		t.value = valueIn(t.raw, addressOf(t.attrs))
	case html.EndTagToken:
		t.kind, t.name = endTag, read.Data
	case html.CommentToken:
		t.kind = commentToken
		if !strings.HasPrefix(t.raw, "<!--") {
			t.kind = oddity
		}
	case html.DoctypeToken:
		t.kind = oddity
	}
}

// printable replaces the characters that HTML forbids.
func printable(t string) string { return strings.Map(permitted, t) }

func addressOf(attrs []html.Attribute) string {
	for _, a := range attrs {
		if a.Key == "href" || a.Key == "src" {
			return a.Val
		}
	}
	return ""
}

var addressKey = regexp.MustCompile(`(?i)[\s"'/](?:href|src)\s*=\s*["']?`)

// valueIn finds the address in a tag, -1 where it is written with references.
func valueIn(raw, address string) int {
	if address == "" {
		return -1
	}
	for _, m := range addressKey.FindAllStringIndex(raw, -1) {
		if strings.HasPrefix(raw[m[1]:], address) {
			return m[1]
		}
	}
	return -1
}

// written gives at when the body has address there, else -1.
func (s *sheet) written(at int, address string) int {
	if at+len(address) <= len(s.body) && s.view(s.body[at:at+len(address)]) == address {
		return at
	}
	return -1
}

// inlineTokens gives what stands among the children of a node: goldmark has
// found where each tag ends, so that all are read in one go.
func (s *sheet) inlineTokens(children []ast.Node) []htmlToken {
	var m markup
	for _, c := range children {
		if raw, ok := c.(*ast.RawHTML); ok && isTag(s.rawText(raw)) {
			m.add(raw.Segments, s.parsed)
		}
	}
	var found []htmlToken
	if len(m.text) > 0 {
		found = s.htmlTokens(nil, m, 1, false)
	}
	out := make([]htmlToken, 0, len(children))
	for _, c := range children {
		t := htmlToken{kind: markdownNode, node: c, part: 1}
		if raw, ok := c.(*ast.RawHTML); ok {
			t = htmlToken{kind: oddity, raw: s.rawText(raw), at: raw.Segments.At(0).Start}
			if isTag(t.raw) {
				t, found = found[0], found[1:]
			} else if strings.HasPrefix(t.raw, "<!--") {
				t.kind = commentToken
				s.remark(t.at, raw.Segments.At(raw.Segments.Len()-1).Stop)
			}
			t.node, t.part = c, 1
		}
		out = append(out, t)
	}
	return out
}

// isTag tells a tag from a comment, an instruction and a declaration.
func isTag(raw string) bool { return raw[1] != '!' && raw[1] != '?' }

func (s *sheet) rawText(n *ast.RawHTML) string {
	if n.Segments.Len() == 1 {
		first := n.Segments.At(0)
		return s.view(first.Value(s.parsed))
	}
	var m markup
	m.add(n.Segments, s.parsed)
	return string(m.text)
}

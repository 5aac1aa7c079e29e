package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// htmlBlocks is goldmark's parser of HTML blocks. Where HTML is not kept as it
// is, a block also ends where all that it opened is closed and a line of text
// follows, which CommonMark takes in up to the next blank line:
//
//	<h2>見出し</h2>
//	**本文** です。
//
// And <pre> or <script> that is never closed ends at a blank line, where
// CommonMark takes in the rest of the text.
type htmlBlocks struct{ parser.BlockParser }

// balance is what is known of the HTML block that is read.
type balance struct {
	node    *ast.HTMLBlock
	lines   int            // of it that were looked at
	rest    []byte         // a tag that has not ended
	open    map[string]int // start tags without an end, by name
	all     int            // of these
	endless bool           // the tag is too long
}

// Open begins a block.
func (p htmlBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	s := sheetOf(pc)
	if b, ok := node.(*ast.HTMLBlock); ok && !s.o.UnsafeHTML {
		s.balance = balance{node: b, open: map[string]int{}}
		if b.HTMLBlockType == ast.HTMLBlockType1 && !s.ends(b.Lines().At(0).Start) {
			b.HTMLBlockType = ast.HTMLBlockType7
		}
	}
	return node, state
}

// programEnd is what goldmark ends such a block with.
var programEnd = regexp.MustCompile(`(?i)</(?:script|pre|style|textarea)>`)

// ends tells whether an end tag of such a block follows.
func (s *sheet) ends(from int) bool {
	s.endless = s.endless || !programEnd.Match(s.body[from:])
	return !s.endless
}

// Continue ends a block that is whole before a line of text.
func (p htmlBlocks) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	s := sheetOf(pc)
	b := node.(*ast.HTMLBlock)
	if !s.o.UnsafeHTML && b.Lines().Len() == 1 {
		if first := b.Lines().At(0); holdsMarkdown.Match(first.Value(s.body)) {
			return parser.Close
		}
	}
	if !s.o.UnsafeHTML && b.HTMLBlockType >= ast.HTMLBlockType6 {
		line, _ := reader.PeekLine()
		if line = bytes.TrimLeft(line, " \t"); len(line) > 0 && line[0] != '<' && s.balanced(b) {
			return parser.Close
		}
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// holdsMarkdown is kramdown's way to say that Markdown follows a tag at once.
var holdsMarkdown = regexp.MustCompile(`^[ \t]*<\w+[^<>]*\smarkdown=["']?(?:1|block|span)["']?[^<>]*>\s*$`)

// longTag is the length over which a tag is taken to have no end.
const longTag = 4096

// balanced tells whether all that a block opened is closed.
func (s *sheet) balanced(n *ast.HTMLBlock) bool {
	b := &s.balance
	for lines := n.Lines(); b.lines < lines.Len(); b.lines++ {
		line := lines.At(b.lines)
		b.line(line.Value(s.body))
	}
	return b.all == 0 && len(b.rest) == 0 && !b.endless
}

func (b *balance) line(line []byte) {
	if b.endless || len(b.rest) == 0 && bytes.IndexByte(line, '<') < 0 {
		return
	}
	b.rest = append(b.rest, line...)
	done := 0
	for z := html.NewTokenizer(bytes.NewReader(b.rest)); z.Next() != html.ErrorToken; {
		raw := len(z.Raw())
		t := z.Token()
		if t.Type == html.CommentToken && !bytes.HasSuffix(b.rest[:done+raw], []byte(">")) {
			break
		}
		if t.Type == html.StartTagToken && !program[t.Data] {
			z.NextIsNotRawText()
		}
		b.count(t)
		done += raw
	}
	b.rest = append([]byte(nil), b.rest[done:]...)
	b.endless = len(b.rest) > longTag
}

func (b *balance) count(t html.Token) {
	switch {
	case rules[t.Data].role == unknown || voids[t.Data]:
	case t.Type == html.StartTagToken || t.Type == html.SelfClosingTagToken:
		b.open[t.Data]++
		b.all++
	case t.Type == html.EndTagToken && b.open[t.Data] > 0:
		b.open[t.Data]--
		b.all--
	}
}

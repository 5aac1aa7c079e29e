package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"memo/build/japanese"
)

// emphasis is *a*, **a**, _a_, ~~a~~ and ==a== where Japanese stands around
// them. CommonMark's rule takes 。 and 」 for punctuation that ends a word and
// leaves **「強調」**です as it is (commonmark-spec#650); here they are
// letters like the kanji beside them. ASCII text is read as CommonMark does.
// One ~ is no deletion, unlike GFM: 10~20、30~40 is a range.
type emphasis struct{}

func (emphasis) extend(g *grammar) {
	g.add(drawing{
		ast.KindEmphasis:       drawEmphasis,
		east.KindStrikethrough: around("<del>", "</del>"),
	}, parser.WithInlineParsers(util.Prioritized(emphasis{}, 500)))
}

// mark is ==text==.
type mark struct{ ownInline }

// delimiter is a character of which runs stand around a text.
type delimiter struct {
	char     byte
	number   int // its place among the delimiters
	min, max int // length of a run, no max when 0
	node     func(length int) ast.Node
}

var delimiters = [...]delimiter{
	{'*', 0, 1, 0, func(n int) ast.Node { return ast.NewEmphasis(n) }},
	{'_', 1, 1, 0, func(n int) ast.Node { return ast.NewEmphasis(n) }},
	{'~', 2, 2, 2, func(int) ast.Node { return east.NewStrikethrough() }},
	{'=', 3, 2, 2, func(int) ast.Node { return &mark{} }},
}

// Trigger gives the characters.
func (emphasis) Trigger() []byte { return []byte("*_~=") }

// Parse reads one run.
func (e emphasis) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	d := delimiters[bytes.IndexByte(e.Trigger(), line[0])]
	n := runLength(line)
	if n < d.min || d.max > 0 && n > d.max {
		if n > 1 {
			block.Advance(n) // no part of a longer run is one
			return ast.NewTextSegment(segment.WithStop(segment.Start + n))
		}
		return nil
	}
	before, after := neighbours(block, line, n)
	open, shuts := flanks(before, after, d.char)
	r := &run{delimiter: d, segment: segment.WithStop(segment.Start + n), length: n, opens: open, shuts: shuts}
	block.Advance(n)
	s := sheetOf(pc)
	s.runs = append(s.runs, r)
	return r
}

// neighbours gives the characters around the run of n at the reader. A
// variation selector says how the character before it looks, and is skipped.
func neighbours(block text.Reader, line []byte, n int) (before, after rune) {
	before, after = block.PrecendingCharacter(), ' '
	if n < len(line) {
		after, _ = utf8.DecodeRune(line[n:])
	}
	if before >= 0xFE00 && before <= 0xFE0F || before >= 0xE0100 && before <= 0xE01EF {
		_, segment := block.PeekLine()
		ahead := block.Source()[:max(0, segment.Start-utf8.RuneLen(before))]
		before, _ = utf8.DecodeLastRune(ahead)
	}
	return before, after
}

// flanks tells whether a run between two characters can open and close.
func flanks(before, after rune, char byte) (open, closes bool) {
	wall := func(r rune) bool { return util.IsSpaceRune(r) || util.IsPunctRune(r) } // lets a run lean on either side
	hard := func(r rune) bool { return util.IsPunctRune(r) && !japanese.IsCJK(r) }
	left := !util.IsSpaceRune(after) && (!hard(after) || wall(before) || japanese.IsCJK(before))
	right := !util.IsSpaceRune(before) && (!hard(before) || wall(after) || japanese.IsCJK(after))
	switch char {
	case '_':
		return left && (!right || util.IsPunctRune(before)), right && (!left || util.IsPunctRune(after))
	case '=':
		// a==1 && b==2 is a comparison
		return left && !word(before), right && !word(after)
	}
	return left, right
}

func word(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == '='
}

func (m *mark) draw(s *sheet) { s.around("<mark>", m, "</mark>") }

// drawEmphasis draws *a* with dots over its Japanese; Latin letters slant.
func drawEmphasis(s *sheet, n ast.Node) {
	if n.(*ast.Emphasis).Level == 2 {
		s.around("<strong>", n, "</strong>")
		return
	}
	outer := s.dotted
	s.dotted = true
	s.around("<em>", n, "</em>")
	s.dotted = outer
}

// dots writes emphasized text, the runs of Japanese apart.
func (s *sheet) dots(t string) {
	for len(t) > 0 {
		first, _ := utf8.DecodeRuneInString(t)
		cjk := japanese.IsCJK(first)
		end := strings.IndexFunc(t, func(r rune) bool { return japanese.IsCJK(r) != cjk })
		if end < 0 {
			end = len(t)
		}
		if cjk {
			s.put(`<span class="dots">`, t[:end], "</span>")
		} else {
			s.escape(t[:end])
		}
		t = t[end:]
	}
}

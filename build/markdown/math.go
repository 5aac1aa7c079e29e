package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"memo/build/highlight"
)

// math keeps the parser off $…$, $$…$$ and Qiita's $`…`$. With a script of the
// site's that draws them they are marked for it, else shown as written. 価格は $5
// から $10 is no mathematics: a formula has no blank inside its dollars and no
// letter or digit outside them.
type math struct{}

func (math) extend(g *grammar) {
	g.add(nil,
		parser.WithInlineParsers(util.Prioritized(math{}, 90)),
		parser.WithBlockParsers(util.Prioritized(mathBlock{}, 650)))
}

// formula is a formula in a line.
type formula struct {
	ownInline
	tex, written string
	display      bool
}

// formulaBlock is one that has lines of its own.
type formulaBlock struct {
	ownBlock
	done bool // the closing dollars were read
}

// IsRaw keeps the parser off.
func (*formulaBlock) IsRaw() bool { return true }

// plainText leaves the dollars out where they are out of what is seen.
func (n *formula) plainText(s *sheet) string {
	if s.o.Math {
		return n.tex
	}
	return n.written
}

// plainText is what search and summaries hold.
func (n *formulaBlock) plainText(s *sheet) string {
	tex, number := n.parts(s)
	return strings.TrimSpace(tex + " " + number)
}

// parts gives the formula without its dollars, and the number behind them.
func (n *formulaBlock) parts(s *sheet) (tex, number string) {
	tex, number, _ = cutLast(strings.TrimPrefix(strings.TrimSpace(s.lines(n)), "$$"), "$$")
	return strings.TrimSpace(tex), strings.TrimSpace(number)
}

// Trigger gives the dollar.
func (math) Trigger() []byte { return []byte{'$'} }

// Parse reads a formula in a line.
func (math) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	dollars := 1
	if bytes.HasPrefix(line, []byte("$$")) {
		dollars = 2
	}
	before := block.PrecendingCharacter()
	if word(before) || before == '$' {
		return nil
	}
	end := formulaEnd(line, dollars)
	if end < 0 {
		return nil
	}
	tex := string(line[dollars:end])
	if len(tex) > 2 && tex[0] == '`' && tex[len(tex)-1] == '`' {
		tex = tex[1 : len(tex)-1]
	}
	if strings.ContainsAny(tex, "`。、") {
		return nil
	}
	n := &formula{tex: tex, written: string(line[:end+dollars]), display: dollars == 2}
	block.Advance(end + dollars)
	return n
}

// formulaEnd gives where the closing dollars of a formula are, -1 when the
// line holds none.
func formulaEnd(line []byte, dollars int) int {
	if len(line) <= 2*dollars || util.IsSpace(line[dollars]) || line[dollars] == '$' {
		return -1
	}
	for i := dollars + 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '$':
			n := 1
			for i+n < len(line) && line[i+n] == '$' {
				n++
			}
			next := rune(' ')
			if i+n < len(line) {
				next = rune(line[i+n])
			}
			if n == dollars && !util.IsSpace(line[i-1]) && !word(next) {
				return i
			}
			return -1
		}
	}
	return -1
}

func (n *formula) draw(s *sheet) {
	if s.bare || !s.o.Math {
		s.escape(n.plainText(s))
		return
	}
	s.doc.Math = true
	if n.display {
		s.put(`<span class="math display">`)
	} else {
		s.put(`<span class="math">`)
	}
	s.escape(n.tex)
	s.put("</span>")
}

func (n *formulaBlock) draw(s *sheet) {
	if !s.o.Math {
		s.window(Code{Block: highlight.Block{Lang: "tex", Code: s.lines(n)}})
		return
	}
	s.mathDiv(n.parts(s))
}

func cutLast(t, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(t, sep); i >= 0 {
		return t[:i], t[i+len(sep):], true
	}
	return t, "", false
}

// mathDiv writes a formula for the site's script; its number is TeX's \tag.
func (s *sheet) mathDiv(tex, number string) {
	s.doc.Math = true
	if number = strings.Trim(number, "()"); number != "" {
		tex += ` \tag{` + number + `}`
	}
	s.put(`<div class="math">`)
	s.escape(tex)
	s.put("</div>\n")
}

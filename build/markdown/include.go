package markdown

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"memo/build/highlight"
)

// Code is a block of code, and where text of other files goes into it.
type Code struct {
	highlight.Block
	Includes []Include // in order
}

// Include is a place in a block's code that a part of another file takes.
type Include struct {
	From, To int    // of Code
	Ref      int    // Links[Ref] is the file
	Part     string // "": all; lines "2:5", "2", "2:" or ":5"; the name of an anchor or a region
}

// included is a part of another file with a line of its own: mdBook's
// {{#include a.rs:main}}, and VitePress's <<< @/a.ts#region{2,3} and
// <!--@include: ./a.md-->. Markdown is
// shown as the page that it is, anything else as code.
type included struct {
	ownBlock
	from, to int
	target   string
	part     string
	block    highlight.Block
}

func (n *included) draw(s *sheet) {
	ref := s.include(n.target, n.from, n.to)
	if n.part == "" && n.block == (highlight.Block{}) && markdownName(n.target) {
		s.hole(ref, Whole)
		return
	}
	if n.block.Lang == "" {
		n.block.Lang = strings.TrimPrefix(path.Ext(n.target), ".")
	}
	s.window(Code{n.block, []Include{{Ref: ref, Part: n.part}}})
}

func markdownName(target string) bool {
	ext := strings.ToLower(path.Ext(target))
	return ext == ".md" || ext == ".markdown"
}

// include notes a file that is included by what stands from one offset to another.
func (s *sheet) include(target string, from, to int) (ref int) {
	l := Link{Kind: Inclusion, Target: target, Text: target, Len: s.runes(from, to)}
	l.Line, l.Col, l.Source = s.place(from)
	return s.link(l)
}

// directives are what mdBook puts files in place of. One behind a backslash is text.
var directives = regexp.MustCompile(`(^|[^\\])(\{\{\s*#(?:include|rustdoc_include|playground|playpen)\s+([^\s{}:]+)(?::([^\s{}]*))?[^{}\n]*\}\})`)

// withIncludes finds the directives in the code of n.
func (s *sheet) withIncludes(b highlight.Block, n ast.Node) Code {
	c := Code{Block: b}
	if s.o.Dialect != "mdbook" || !strings.Contains(b.Code, "{{") {
		return c
	}
	at := max(0, start(n))
	for _, m := range directives.FindAllStringSubmatchIndex(b.Code, -1) {
		tag := b.Code[m[4]:m[5]]
		if off := bytes.Index(s.body[at:], []byte(tag)); off >= 0 {
			at += off
		}
		part := ""
		if m[8] >= 0 {
			part = b.Code[m[8]:m[9]]
		}
		c.Includes = append(c.Includes, Include{From: m[4], To: m[5], Ref: s.include(b.Code[m[6]:m[7]], at, at+len(tag)), Part: part})
	}
	return c
}

// withoutIncludes gives code as search reads it.
func (s *sheet) withoutIncludes(code string) string {
	if s.o.Dialect != "mdbook" {
		return code
	}
	return directives.ReplaceAllString(code, "$1")
}

// includes reads VitePress's lines, one of which is a comment.
type includes struct{}

func (includes) extend(g *grammar) {
	g.add(nil, parser.WithBlockParsers(util.Prioritized(includes{}, 86)))
}

// Trigger gives the sign.
func (includes) Trigger() []byte { return []byte{'<'} }

// CanInterruptParagraph is true: authors leave no blank line.
func (includes) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine is false.
func (includes) CanAcceptIndentedLine() bool { return false }

// includeLine takes one apart: path, region, what a fence says in braces, title.
var includeLine = regexp.MustCompile(`^<<<[ \t]+(@/|\./|\.\./)([^\s#{\[]+)(?:#([\w*-]+))?[ \t]*(\{[^}\n]*\})?[ \t]*(\[[^\]\n]*\])?[ \t]*\r?\n?$`)

// includeComment takes the other apart: path, region, lines.
var includeComment = regexp.MustCompile(`^<!--[ \t]*@include:[ \t]*([^\s#{}<>]+)(?:#([\w*-]+))?(?:\{(\d*),(\d*)\})?[ \t]*-->[ \t]*\r?\n?$`)

// Open takes a line.
func (includes) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	n := readInclude(line[pos:])
	if n == nil {
		return nil, parser.NoChildren
	}
	n.from = segment.Start - segment.Padding + pos
	n.to = n.from + len(bytes.TrimRight(line[pos:], "\r\n"))
	if rest, rooted := strings.CutPrefix(n.target, "@/"); rooted {
		n.target = "/" + rest
	}
	n.SetPos(n.from)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// readInclude reads a line that is one of the two, nil for any other.
func readInclude(line []byte) *included {
	if m := includeComment.FindSubmatch(line); m != nil {
		n := &included{target: string(m[1]), part: string(m[2])}
		if n.part == "" && m[3] != nil {
			n.part = string(m[3]) + ":" + string(m[4])
		}
		return n
	}
	m := includeLine.FindSubmatch(line)
	if m == nil {
		return nil
	}
	n := &included{target: string(m[1]) + string(m[2]), part: string(m[3])}
	lines := strings.Trim(string(m[4]), "{}")
	if i := strings.IndexFunc(lines, unicode.IsLetter); i >= 0 {
		n.block.Lang, n.block.Numbers = strings.CutSuffix(strings.TrimSpace(lines[i:]), ":line-numbers")
		lines = lines[:i]
	}
	n.block.Lines = lineList(lines)
	n.block.File = strings.Trim(string(m[5]), "[]")
	return n
}

// Continue ends it.
func (includes) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }

// Close has nothing to do.
func (includes) Close(ast.Node, text.Reader, parser.Context) {}

package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"memo/build/diag"
)

// sheet is what one Render writes on. Parsers find it in their context,
// drawings are handed it, so that the grammar holds nothing of any memo.
type sheet struct {
	source
	o       Options
	grammar *grammar

	buf     []byte  // HTML so far
	prose   prose   // text so far
	blocks  []draft // what search reads, so far
	holes   []hole
	bare    bool // the text is wanted as HTML without links: no holes, no ids
	heading bool // inside one: phrases are told apart
	dotted  bool // inside emphasis: Japanese is told apart
	linked  bool // inside a link: no other begins
	cell    bool // inside a cell of a table that may be broken
	quotes  int  // quotations around

	doc      Doc
	diags    diag.List
	notes    map[string]*note // definitions of footnotes by label
	runs     []*run           // of delimiters in the paragraph
	stray    int              // brackets of the paragraph that begin no link
	ticks    map[int]int      // where the paragraph's last run of backticks of each length begins
	reached  map[string]bool  // limits that were warned of
	repeated int              // bytes that references to link definitions have put in
	more     ast.Node         // the block that <!--more--> stands in or for

	shownURLs       map[string]bool // of other sites, in the text so far
	paired          map[int]int     // where the other tag of a pair stands; nil when not looked for
	raws            []int           // where {% raw %} and {% endraw %} end, in turn
	ids             map[string]bool // of the author's elements and blocks but headings
	missing         map[string]bool // what was looked for further down and is not there
	endlessPrograms int             // that begin with export and have no end

	balance balance                  // of the HTML block that is read
	endless bool                     // no end of <script> and its like follows any more
	strays  map[ast.Node][]htmlToken // end tags of blocks at the end of a paragraph
	warned  map[string]bool          // of what in HTML, by message
}

// sheet gives an empty one. Its slices are those of an earlier Render: they
// grow to the size of a memo once.
func (g *grammar) sheet() *sheet {
	s, ok := g.sheets.Get().(*sheet)
	if !ok {
		return &sheet{grammar: g}
	}
	clear(s.blocks)
	*s = sheet{grammar: g, source: source{lines: s.source.lines[:0], counts: s.counts[:0]}, buf: s.buf[:0], holes: s.holes[:0], blocks: s.blocks[:0],
		prose: prose{text: s.prose.text[:0], whole: s.prose.whole[:0]}}
	return s
}

type hole struct {
	at, ref int
	kind    Hole
}

var sheetKey = parser.NewContextKey()

// sheetOf gives the sheet of a parse.
func sheetOf(pc parser.Context) *sheet { return pc.Get(sheetKey).(*sheet) }

// put appends strings that are HTML already.
func (s *sheet) put(parts ...string) {
	for _, p := range parts {
		s.buf = append(s.buf, p...)
	}
}

// text appends Markdown text: references and escapes resolved, then escaped
// for HTML.
func (s *sheet) text(b []byte) {
	if t := s.view(unescape(b)); s.dotted {
		s.dots(t)
	} else {
		s.escape(t)
	}
}

// escape appends plain text, escaped for HTML, in text or in a value.
func (s *sheet) escape(t string) {
	start := 0
	for i := range len(t) {
		if c := t[i]; c > '>' {
			continue
		} else if c < ' ' && permitted(rune(c)) != rune(c) {
			s.put(t[start:i])
			start = i + 1
		} else if e := util.EscapeHTMLByte(c); e != nil {
			s.put(t[start:i], string(e))
			start = i + 1
		}
	}
	s.put(t[start:])
}

// attr appends one attribute.
func (s *sheet) attr(name, value string) {
	s.put(" ", name, `="`)
	s.escape(value)
	s.put(`"`)
}

// link notes l and gives its number.
func (s *sheet) link(l Link) int {
	s.doc.Links = append(s.doc.Links, l)
	return len(s.doc.Links) - 1
}

// hole leaves a place for what Links[ref] resolves to, or for Code[ref].
func (s *sheet) hole(ref int, kind Hole) { s.holes = append(s.holes, hole{len(s.buf), ref, kind}) }

// start gives the offset at which n begins, -1 when it has no text.
func start(n ast.Node) int {
	if pos := n.Pos(); pos >= 0 {
		return pos
	}
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if pos := start(c); pos >= 0 {
			return pos
		}
	}
	return -1
}

// aside renders n's children without links and ids, apart from the body.
func (s *sheet) aside(n ast.Node) string {
	buf, bare := s.buf, s.bare
	s.buf, s.bare = make([]byte, 0, 128), true
	s.children(n)
	out := string(s.buf)
	s.buf, s.bare = buf, bare
	return out
}

// children renders n's children here.
func (s *sheet) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if f := s.grammar.draws[c.Kind()]; f != nil {
			f(s, c)
		} else {
			s.children(c)
		}
	}
}

// around writes n's children between two pieces of HTML.
func (s *sheet) around(before string, n ast.Node, after string) {
	s.put(before)
	s.children(n)
	s.put(after)
}

// pieces cuts the body at its holes.
func (s *sheet) pieces() []Piece {
	out := make([]Piece, 0, 2*len(s.holes)+1)
	body := bytes.Clone(s.buf) // no more than there is: a Doc lives long
	at := 0
	for _, h := range s.holes {
		if h.at > at {
			out = append(out, Piece{HTML: body[at:h.at:h.at], Ref: -1})
		}
		out = append(out, Piece{Ref: h.ref, Hole: h.kind})
		at = h.at
	}
	if at < len(body) {
		out = append(out, Piece{HTML: body[at:], Ref: -1})
	}
	return out
}

// fill puts name into a phrase of the interface; without a phrase it is the
// name, so that no label is empty.
func fill(phrase, name string) string {
	if phrase == "" {
		return name
	}
	return strings.Replace(phrase, "%s", name, 1)
}

package markdown

import (
	"bytes"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// wiki reads [[page]], [[page#heading|text]], ![[picture.png|300]] and, as a
// link, ![[page]]. Code is read before it, and bash's [[ -f x ]] has a blank
// behind its brackets.
type wiki struct{ dialect string }

func (w wiki) extend(g *grammar) {
	g.add(nil,
		parser.WithInlineParsers(util.Prioritized(w, 150)))
}

// wikiNode is one such link.
type wikiNode struct {
	ownInline
	link     Link // without its place
	from     int  // of the target
	to       int
	picture  bool
	brackets bool // it is written with them, and no tag of a generator
}

// plainKey is a name that a language may have in such brackets.
var plainKey = regexp.MustCompile(`^[\w.-]+$`)

func (n *wikiNode) plainText(*sheet) string {
	if n.link.Text == "" && !n.picture {
		return wikiName(n.link)
	}
	return n.link.Text
}

// setsKey is the line behind one of TOML, where [[x]] alone on a line begins a
// table: who forgot the fence wrote no link.
var setsKey = regexp.MustCompile(`^[ >]*[\w.-]+[ \t]*=[ \t]*[\w"'\[{]`)

// Trigger gives the characters that begin one.
func (wiki) Trigger() []byte { return []byte{'[', '!'} }

// Parse reads one.
func (w wiki) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	from := 0
	if line[0] == '!' {
		from = 1
	}
	inner, ok := between(line[from:])
	if !ok {
		return nil
	}
	if _, defined := pc.Reference(util.ToLinkReference(inner)); defined {
		return nil
	}
	if alone := block.PrecendingCharacter() == '\n' && len(util.TrimRightSpace(line)) == len(inner)+4; alone && setsKey.Match(sheetOf(pc).body[segment.Stop:]) {
		return nil
	}
	from += 2
	end := from + len(inner) + 2
	block.Advance(end)
	content := string(inner)
	if from == 2 && w.dialect == "hatena" {
		return ast.NewTextSegment(text.NewSegment(segment.Start+from, segment.Start+end-2))
	}
	if isContents(content) {
		return &nothing{}
	}
	n := &wikiNode{brackets: true, from: segment.Start + from, to: segment.Start + from + len(inner)}
	n.read(strings.ReplaceAll(content, `\|`, "|"), from == 3)
	return n
}

// between gives what stands between [[ and ]].
func between(line []byte) ([]byte, bool) {
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil, false
	}
	n := bytes.IndexAny(line[2:], "[]\n")
	if n < 1 || !bytes.HasPrefix(line[2+n:], []byte("]]")) {
		return nil, false
	}
	inner := line[2 : 2+n]
	after := line[2+n+2:]
	if util.IsSpace(inner[0]) || inner[0] == ':' || bytes.Count(inner, []byte("`"))%2 > 0 || len(after) > 0 && (after[0] == '(' || after[0] == ']') {
		return nil, false
	}
	return inner, true
}

// pictures are the file names that ![[…]] shows; it links to others.
var pictures = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".svg": true, ".webp": true, ".avif": true, ".bmp": true}

// read takes a link apart: target#fragment|text, and for a picture a size.
func (n *wikiNode) read(content string, embed bool) {
	target, label, _ := strings.Cut(content, "|")
	target = strings.TrimSpace(target)
	n.to = min(n.to, n.from+len(target))
	label = strings.TrimSpace(label)
	n.link.Kind = Wiki
	n.link.Target, n.link.Fragment, _ = strings.Cut(target, "#")
	n.link.Fragment = strings.ReplaceAll(n.link.Fragment, "`", "") // a heading's text is without
	if embed && pictures[strings.ToLower(path.Ext(n.link.Target))] {
		n.picture, n.link.Kind = true, WikiImage
		n.link.Text, n.link.Width, n.link.Height = wikiSize(label)
		return
	}
	n.link.Text = label
}

var size = regexp.MustCompile(`(?:^|[\s|])(\d{1,5})(?:x(\d{1,5}))?$`)

// wikiSize splits "alt 100x200", "alt|300" or "300".
func wikiSize(label string) (alt string, width, height int) {
	m := size.FindStringSubmatchIndex(label)
	if m == nil {
		return label, 0, 0
	}
	width, _ = strconv.Atoi(label[m[2]:m[3]])
	if m[4] >= 0 {
		height, _ = strconv.Atoi(label[m[4]:m[5]])
	}
	return strings.TrimRight(label[:m[0]], " |"), width, height
}

func (n *wikiNode) draw(s *sheet) {
	l := n.link
	named := l.Text != ""
	l.Doubtful = n.brackets && !n.picture && !named && s.o.Dialect != "obsidian" && plainKey.MatchString(l.Target) && l.Fragment == ""
	l.Text = n.plainText(s)
	if s.bare || s.linked && !n.picture {
		s.escape(l.Text)
		return
	}
	l.Line, l.Col, l.Source = s.place(n.from)
	l.Len = s.runes(n.from, n.to)
	if n.picture {
		s.picture(l, nil, nil)
		return
	}
	ref := s.link(l)
	s.put("<a")
	s.hole(ref, Attributes)
	s.put(">")
	if named {
		s.escape(l.Text)
	} else {
		s.hole(ref, Text)
	}
	s.put("</a>")
}

// wikiName is what a link shows whose target has no title.
func wikiName(l Link) string {
	switch {
	case l.Fragment == "":
		return l.Target
	case l.Target == "":
		return l.Fragment
	}
	return l.Target + " > " + l.Fragment
}

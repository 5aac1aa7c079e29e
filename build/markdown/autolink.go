package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// autolink finds bare URLs, www. names and mail addresses. GFM wants a blank
// or one of a few signs before them, which Japanese does not write:
// 詳細はhttps://example.com/foo。を参照. goldmark's own parser, which a blank
// or the head of a line calls, cannot see that one, so this one is called by
// the colon, the dot and the @ inside and looks back.
type autolink struct{}

func (autolink) extend(g *grammar) {
	g.add(nil, parser.WithInlineParsers(util.Prioritized(autolink{}, 999)))
}

// Trigger gives the characters inside an address that tell it.
func (autolink) Trigger() []byte { return []byte{':', '.', '@'} }

// Parse looks back at the text already read for the address's head.
func (autolink) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	last, ok := parent.LastChild().(*ast.Text)
	if !ok || last.IsRaw() || last.Segment.Stop != segment.Start || breaksLine(last) {
		return nil
	}
	before := last.Segment.Value(block.Source())
	head, end := 0, 0
	kind, protocol := ast.AutoLinkType(ast.AutoLinkURL), ""
	switch line[0] {
	case ':':
		if head = schemeBefore(before, line); head > 0 {
			end = urlEnd(line, len("://"), pc)
		}
	case '.':
		if head = wwwBefore(before); head > 0 {
			end, protocol = wwwEnd(line, pc), "http"
		}
	case '@':
		if head = localBefore(before); head > 0 {
			end, kind = domainEnd(line), ast.AutoLinkEmail
		}
	}
	if end == 0 {
		return nil
	}
	from := segment.Start - head
	if last.Segment.Stop = from; last.Segment.Start == from {
		parent.RemoveChild(parent, last)
	}
	node := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(from, segment.Start+end)))
	if protocol != "" {
		node.Protocol = []byte(protocol)
	}
	node.SetPos(from)
	block.Advance(end)
	return node
}

// schemeBefore gives the length of a scheme at the end of before, when the
// colon that follows belongs to one.
func schemeBefore(before, line []byte) int {
	if !bytes.HasPrefix(line, []byte("://")) {
		return 0
	}
	for _, name := range []string{"https", "http", "ftp"} {
		if n := len(before) - len(name); n >= 0 && strings.EqualFold(string(before[n:]), name) && !wordEnds(before[:n]) {
			return len(name)
		}
	}
	return 0
}

// wordEnds tells whether b ends inside a word of ASCII.
func wordEnds(b []byte) bool {
	return len(b) > 0 && (util.IsAlphaNumeric(b[len(b)-1]) || b[len(b)-1] == '_')
}

func wwwBefore(before []byte) int {
	n := len(before) - 3
	if n < 0 || !strings.EqualFold(string(before[n:]), "www") || wordEnds(before[:n]) || n > 0 && strings.IndexByte("/.-@:", before[n-1]) >= 0 {
		return 0
	}
	return 3
}

func wwwEnd(line []byte, pc parser.Context) int {
	end := urlEnd(line, 1, pc)
	if end == 0 || !bytes.ContainsRune(hostOf(line[1:end]), '.') {
		return 0
	}
	return end
}

func hostOf(b []byte) []byte {
	if i := bytes.IndexAny(b, "/?#"); i >= 0 {
		return b[:i]
	}
	return b
}

// localBefore gives the length of a mail address's part before the @.
func localBefore(before []byte) int {
	n := len(before)
	for n > 0 && (util.IsAlphaNumeric(before[n-1]) || strings.IndexByte(".+-_", before[n-1]) >= 0) {
		n--
	}
	for n < len(before) && before[n] == '.' {
		n++
	}
	if n > 0 && (strings.IndexByte(`/:@\`, before[n-1]) >= 0) {
		return 0 // git@host in ssh://git@host is a part of something longer
	}
	return len(before) - n
}

// domainEnd gives where a mail address that has its @ at line[0] ends.
func domainEnd(line []byte) int {
	end := 1
	for end < len(line) && (util.IsAlphaNumeric(line[end]) || strings.IndexByte(".-_", line[end]) >= 0) {
		end++
	}
	for end > 1 && line[end-1] == '.' {
		end--
	}
	domain := line[1:end]
	dot := bytes.LastIndexByte(domain, '.')
	if dot <= 0 || domain[len(domain)-1] <= '9' || !isWord(domain[dot+1:]) || end < len(line) && (line[end] == ':' || line[end] == '/') {
		return 0
	}
	return end
}

// bareURL tells an autolink that was found from one in angle brackets.
func (s *sheet) bareURL(a *ast.AutoLink) bool {
	off, ok := s.offset(a.Label(s.body))
	return ok && (off == 0 || s.body[off-1] != '<') && a.AutoLinkType == ast.AutoLinkURL
}

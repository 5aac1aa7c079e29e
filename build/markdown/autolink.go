package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"memo/build/japanese"
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

// urlEnd gives where the URL ends whose host begins at from; 0 without one.
func urlEnd(line []byte, from int, pc parser.Context) int {
	host := true
	idn := from < len(line) && line[from] >= utf8.RuneSelf // 日本語.jp
	depth := [2]int{}
	end := from
	for end < len(line) {
		r, size := utf8.DecodeRune(line[end:])
		if r >= utf8.RuneSelf {
			if japanese.EndsURL(r) || host && !idn {
				break
			}
		} else if r == '*' || r == '~' || r == '=' {
			if size = runLength(line[end:]); closesRun(line[end], size, pc) {
				break
			}
		} else if endsURL(line[end:], &depth) {
			break
		} else if r == '/' || r == '?' || r == '#' {
			host = false
		}
		end += size
	}
	if end = from + trimURL(line[from:end]); end == from || !util.IsAlphaNumeric(line[from]) && !idn && line[from] != '[' {
		return 0
	}
	return end
}

// endsURL tells whether a URL stops before rest, which begins with ASCII:
// characters that no URL holds, and a bracket that was not opened in it.
func endsURL(rest []byte, depth *[2]int) bool {
	switch c := rest[0]; c {
	case '(':
		depth[0]++
	case '[':
		depth[1]++
	case ')':
		depth[0]--
		return depth[0] < 0 && (len(rest) == 1 || !util.IsAlphaNumeric(rest[1]))
	case ']':
		depth[1]--
		return depth[1] < 0
	case '<', '>', '"', '`', '\\', '^', '|':
		return true
	default:
		return c <= ' ' || c == 0x7F
	}
	return false
}

// closesRun tells whether a run of n characters * ~ or = closes what was
// opened before the URL. The delimiters looked at are bounded: nobody nests
// that many.
func closesRun(char byte, n int, pc parser.Context) bool {
	d := pc.LastDelimiter()
	for i := 0; d != nil && i < 64; i++ {
		if d.Char == char && d.CanOpen && d.Length <= n {
			return true
		}
		d = d.PreviousDelimiter
	}
	return false
}

// runLength counts how often the first character is repeated.
func runLength(b []byte) int {
	n := 1
	for n < len(b) && b[n] == b[0] {
		n++
	}
	return n
}

// trimURL leaves out the punctuation at a URL's end, as GFM does.
func trimURL(b []byte) int {
	for len(b) > 0 {
		switch b[len(b)-1] {
		case '?', '!', '.', ',', ':', '*', '_', '~', '\'', ';':
			if n := len(b); b[n-1] == ';' {
				word := n - 1
				for word > 0 && util.IsAlphaNumeric(b[word-1]) {
					word--
				}
				if word > 0 && word < n-1 && b[word-1] == '&' {
					b = b[:word-1]
					continue
				}
			}
		case ')':
			if bytes.Count(b, []byte(")")) <= bytes.Count(b, []byte("(")) {
				return len(b)
			}
		default:
			return len(b)
		}
		b = b[:len(b)-1]
	}
	return 0
}

func isWord(b []byte) bool {
	for _, c := range b {
		if !util.IsAlphaNumeric(c) {
			return false
		}
	}
	return len(b) > 0
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

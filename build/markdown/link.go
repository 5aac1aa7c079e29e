package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// link draws links: every destination is left open for the site to fill in.
type link struct{}

func (link) extend(g *grammar) {
	g.add(drawing{ast.KindLink: drawLink, ast.KindAutoLink: drawAutoLink})
}

func drawLink(s *sheet, n ast.Node) {
	l := n.(*ast.Link)
	dest := s.view(unescape(l.Destination))
	nested := s.bare || s.linked
	if nested || !allowed(dest) {
		if !nested {
			s.dropScheme(n, l.Destination, dest)
		}
		s.insideLink(n)
		return
	}
	kind := Hyperlink
	if name, ok := strings.CutPrefix(dest, byName); ok {
		kind, dest = Wiki, name
	}
	s.open(s.reference(kind, n, l.Destination, dest), dest)
	s.title(l.Title)
	s.put(">")
	s.insideLink(n)
	s.put("</a>")
}

// open begins the tag of a link to dest. One whose address a page on paper has
// shown already, as its text or behind an earlier link, is of the class url.
func (s *sheet) open(l Link, dest string) (ref int) {
	s.put("<a")
	if scheme := scheme(dest); scheme == "http" || scheme == "https" {
		if s.shownURLs[dest] || l.Text == dest || l.Text == withoutScheme(dest) {
			s.put(` class="url"`)
		}
		if s.shownURLs == nil {
			s.shownURLs = map[string]bool{}
		}
		s.shownURLs[dest] = true
	}
	ref = s.link(l)
	s.hole(ref, Attributes)
	return ref
}

// insideLink draws the text of a link, which holds no other.
func (s *sheet) insideLink(n ast.Node) {
	outer := s.linked
	s.linked = true
	s.children(n)
	s.linked = outer
}

// title writes the title attribute of a link or a picture.
func (s *sheet) title(t []byte) {
	if len(t) > 0 {
		s.put(` title="`)
		s.text(t)
		s.put(`"`)
	}
}

func drawAutoLink(s *sheet, n ast.Node) {
	a := n.(*ast.AutoLink)
	label, dest := s.label(a), s.address(a)
	nested := s.bare || s.linked
	if nested || !allowed(dest) {
		if !nested {
			s.dropScheme(n, a.Label(s.body), dest)
		}
		s.escape(label)
		return
	}
	s.open(s.reference(Hyperlink, n, a.Label(s.body), dest), dest)
	s.put(">")
	s.escape(label)
	s.put("</a>")
}

// label gives the text of an autolink. One that was found in the text has
// its character references resolved, like the text around it.
func (s *sheet) label(a *ast.AutoLink) string {
	label := a.Label(s.body)
	if bytes.IndexByte(label, '&') >= 0 && s.bareURL(a) {
		label = references(label)
	}
	return s.view(label)
}

// address gives the destination of an autolink.
func (s *sheet) address(a *ast.AutoLink) string {
	dest := s.label(a)
	if len(a.Protocol) > 0 {
		return string(a.Protocol) + "://" + dest
	}
	if a.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		return "mailto:" + dest
	}
	return dest
}

// reference describes the link of n to dest, written as raw.
func (s *sheet) reference(kind Kind, n ast.Node, raw []byte, dest string) Link {
	off, end := s.extent(n, raw)
	line, col, source := s.place(off)
	target, fragment, _ := strings.Cut(dest, "#")
	l := Link{Kind: kind, Target: target, Fragment: fragment, Line: line, Col: col, Source: source, Nearest: s.o.Dialect == "obsidian"}
	l.Len = s.runes(off, end)
	if a, ok := n.(*ast.AutoLink); ok {
		l.Text = s.label(a)
	} else {
		l.Text = s.plain(n)
	}
	return l
}

// extent gives the bytes that a link is to be shown by: its destination when
// that stands in the link, else (a reference) the link's own text.
func (s *sheet) extent(n ast.Node, raw []byte) (off, end int) {
	if off, ok := s.offset(raw); ok && !byReference(n) {
		return off, off + len(raw)
	}
	off = max(0, start(n))
	depth := 0
	for end = off; end < len(s.body); end++ {
		switch s.body[end] {
		case '\\':
			end++
		case '[':
			depth++
		case ']':
			if depth--; depth <= 0 {
				return off, end + 1
			}
		case '\n':
			return off, end
		}
	}
	return off, min(end, len(s.body))
}

// byReference tells [text][label] from [text](destination).
func byReference(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Link:
		return n.Reference != nil
	case *ast.Image:
		return n.Reference != nil
	}
	return false
}

// schemes that a link may have. Whatever else a browser understands, a memo
// has no use for, and javascript: runs.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true, "ftp": true}

// allowed tells whether dest may be linked: relative, or with a permitted
// scheme. Browsers skip control characters and blanks before and inside a
// scheme, so they do not count here either.
func allowed(dest string) bool {
	name := scheme(dest)
	return name == "" || schemes[name]
}

// scheme gives dest's scheme in lower case, "" for a relative address.
func scheme(dest string) string {
	end := strings.IndexAny(dest, ":/?#")
	if end < 0 || dest[end] != ':' {
		return ""
	}
	name := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7F {
			return -1
		}
		return r
	}, dest[:end]))
	if name == "" || name[0] < 'a' || name[0] > 'z' || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789+.-") != "" {
		return ""
	}
	return name
}

// dropScheme warns of a link that is left out.
func (s *sheet) dropScheme(n ast.Node, raw []byte, dest string) {
	off, end := s.extent(n, raw)
	s.diags.Add(s.warning(off, end, "link-scheme", "link left out: "+scheme(dest)+": is not allowed",
		"http, https, mailto, tel and ftp are"))
}

package markdown

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
)

// anchorNode is the link that an <a> is, nil for one without an address.
func (s *sheet) anchorNode(t *htmlToken) ast.Node {
	href, ok := attribute(t, "href")
	if !ok {
		return nil
	}
	n := ast.NewLink()
	n.Destination = s.destination(t, href)
	if title, _ := attribute(t, "title"); title != "" {
		n.Title = literal(printable(title))
	}
	n.SetPos(t.at)
	return n
}

// destination gives an address as Markdown has it: as it stands in the body,
// so that its place is known, where no sign of it means something else there.
func (s *sheet) destination(t *htmlToken, address string) []byte {
	if t.value >= 0 && s.written(t.value, address) >= 0 && !strings.ContainsAny(address, `\&`) {
		return s.body[t.value : t.value+len(address)]
	}
	return literal(strings.TrimSpace(printable(address)))
}

// literal escapes what Markdown would read into a text.
func literal(t string) []byte {
	return []byte(strings.NewReplacer(`\`, `\\`, "&", `\&`).Replace(t))
}

// emptyElement writes an element without content.
func (b *builder) emptyElement(t *htmlToken) {
	switch t.name {
	case "img":
		b.picture(t)
	case "br", "wbr":
		b.atom(&phraseNode{element: element{name: t.name}})
	case "hr", "col":
		if !b.makeRoom(t.name) {
			b.gap()
			return
		}
		b.endLine()
		n := &flowNode{element: b.safe(t, t.name)}
		n.id = ""
		b.append(n)
	}
}

// picture writes an <img>.
func (b *builder) picture(t *htmlToken) {
	src, _ := attribute(t, "src")
	l := ast.NewLink()
	l.Destination = b.destination(t, src)
	if title, _ := attribute(t, "title"); title != "" {
		l.Title = literal(printable(title))
	}
	n := ast.NewImage(l)
	n.SetPos(t.at)
	n.SetAttributeString("html", true)
	if alt, _ := attribute(t, "alt"); alt != "" {
		n.AppendChild(n, ast.NewString([]byte(b.collapsed(printable(alt)))))
	}
	for _, side := range []string{"width", "height"} {
		size, _ := attribute(t, side)
		resize(n, side, size)
	}
	e := b.safe(t, t.name)
	if id := b.identity(&e); id != "" {
		b.anchor(id)
	}
	b.atom(n)
}

// embed links what an element would have shown here, and tells whether there
// was something. tokens are the element with its content.
func (b *builder) embed(tokens []htmlToken) bool {
	t := &tokens[0]
	switch t.name {
	case "iframe", "video", "audio":
	default:
		return false
	}
	for i := range tokens {
		at := &tokens[i]
		if at.kind != startTag || i > 0 && at.name != "source" {
			continue
		}
		if src, _ := attribute(at, "src"); src != "" {
			return b.link(t, at, src)
		}
	}
	return false
}

// link writes a link to an address of another site, which is a card when it
// has its line to itself, or to a file of this one.
func (b *builder) link(t, at *htmlToken, src string) bool {
	title, _ := attribute(t, "title")
	title = printable(title)
	if strings.HasPrefix(src, "//") {
		src = "https:" + src
	}
	if s := scheme(src); s == "http" || s == "https" {
		from, to := t.at, t.at+len(t.raw)
		if at.value >= 0 {
			from, to = at.value, at.value+len(src)
		}
		b.atom(&embed{url: shownBy(src), from: from, to: min(to, len(b.body)), title: title})
		return true
	} else if s != "" || t.name == "iframe" {
		return false
	}
	linked := &htmlToken{raw: at.raw, at: at.at, value: at.value, attrs: []html.Attribute{{Key: "href", Val: src}}}
	n := b.anchorNode(linked)
	if title == "" {
		title = src[strings.LastIndexByte(src, '/')+1:]
	}
	n.AppendChild(n, ast.NewString([]byte(title)))
	b.atom(n)
	return true
}

// shownBy gives the page that an address for frames shows.
func shownBy(src string) string {
	u, err := url.Parse(src)
	if err != nil {
		return src
	}
	host := strings.TrimPrefix(u.Hostname(), "www.")
	id, embedded := strings.CutPrefix(u.Path, "/embed/")
	switch inner := u.Query().Get("url"); {
	case embedded && id != "" && id != "videoseries" && (host == "youtube.com" || host == "youtube-nocookie.com"):
		return "https://www.youtube.com/watch?v=" + url.QueryEscape(id)
	case (host == "hatenablog-parts.com" || host == "hatenablog.com") && strings.HasPrefix(u.Path, "/embed") && allowed(inner) && scheme(inner) != "":
		return inner
	}
	return src
}

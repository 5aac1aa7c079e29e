package markdown

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// words writes what stands between tags. Tags of template languages in it are
// what they are in any text, but in code.
func (b *builder) words(t *htmlToken) {
	if !strings.Contains(t.raw, "{") || b.find("pre", "code", "kbd", "samp") > 0 {
		b.plainWords(t)
		return
	}
	raw, done := []byte(t.raw), 0
	for i := 0; i < len(raw); i++ {
		tag, ok := b.tagAt(raw[i:], t.at+i)
		if !ok {
			continue
		}
		b.plainWords(t.cut(done, i))
		n := b.inlineTemplate(tag, t.at+i)
		if _, none := n.(*nothing); !none {
			b.atom(n)
		}
		done = i + tag.size
		i = done - 1
	}
	b.plainWords(t.cut(done, len(raw)))
}

// plainWords writes words without such tags.
func (b *builder) plainWords(t *htmlToken) {
	if b.o.Dialect == "hatena" {
		b.hatenaWords(t)
	} else {
		b.write(t.text)
	}
}

// hatenaWords writes words in which Hatena's brackets stand, as
// [f:id:…] does in a <figure>.
func (b *builder) hatenaWords(t *htmlToken) {
	rest, at := []byte(t.text), t.at
	for {
		open := bytes.IndexByte(rest, '[')
		if open < 0 {
			break
		}
		n := bytes.IndexByte(rest[open:], ']')
		if n < 0 {
			break
		}
		if node := hatenaNode(string(rest[open+1:open+n]), at+open+1); node != nil {
			b.write(string(rest[:open]))
			b.atom(node)
			rest, at = rest[open+n+1:], at+open+n+1
			continue
		}
		b.write(string(rest[:open+1]))
		rest, at = rest[open+1:], at+open+1
	}
	b.write(string(rest))
}

// cut gives a piece of words.
func (t *htmlToken) cut(from, to int) *htmlToken {
	raw := t.raw[from:to]
	return &htmlToken{raw: raw, text: printable(html.UnescapeString(raw)), at: t.at + from, part: t.part}
}

// quietTags makes tags of template languages in HTML such that its tokenizer
// sees no tag of HTML in them: {{<x>}} is as good as {{%x%}}, and what stands
// in a comment of Liquid becomes blanks. All of it stays where it is.
func (s *sheet) quietTags(m markup) {
	b := m.text
	for i := 0; i < len(b); i++ {
		if b[i] != '{' {
			continue
		}
		t, ok := readTemplate(b[i:])
		switch {
		case !ok:
		case t.kind == shortcode && b[i+2] == '<':
			b[i+2], b[i+t.size-3] = '%', '%'
			i += t.size - 1
		case t.kind == liquidTag && t.name == "comment" && !t.closes && s.o.Dialect == "jekyll":
			s.markupRemark(m, i, string(b[i:i+t.size+commentEnd(b[i+t.size:])]))
			comment := b[i : i+t.size+commentEnd(b[i+t.size:])]
			for j, c := range comment {
				if c != '\n' {
					comment[j] = ' '
				}
			}
			i += len(comment) - 1
		}
	}
}

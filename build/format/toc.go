package format

import (
	"html"
	"html/template"
	"strings"

	"memo/build/markdown"
)

// toc is the table of contents: H2 and H3 as nested lists. Without a wish of
// the author's it takes two headings to be worth showing.
func toc(outline []markdown.Heading, wish *bool) template.HTML {
	var shown []markdown.Heading
	for _, h := range outline {
		if h.Level <= 3 {
			shown = append(shown, h)
		}
	}
	if wish != nil && !*wish || len(shown) == 0 || wish == nil && len(shown) < 2 {
		return ""
	}
	var b strings.Builder
	b.Grow(128 * len(shown))
	level := 0
	for _, h := range shown {
		level = descend(&b, level, h.Level)
		b.WriteString(`<li><a href="#`)
		b.WriteString(html.EscapeString(h.ID))
		b.WriteString(`">`)
		b.WriteString(h.HTML)
		b.WriteString("</a>")
	}
	descend(&b, level, 0)
	return template.HTML(b.String())
}

// descend opens and closes lists on the way from an entry of one level (0,
// 2 or 3) to the next. An H3 before any H2 stands in the outer list.
func descend(b *strings.Builder, from, to int) int {
	switch {
	case from == 0 && to == 0:
	case from == 0:
		b.WriteString("<ol>")
		return 2
	case from == 2 && to == 3:
		b.WriteString("<ol>")
		return 3
	case from == 3 && to == 0:
		b.WriteString("</li></ol></li></ol>")
	case from == 2 && to == 0:
		b.WriteString("</li></ol>")
	case from == 3 && to == 2:
		b.WriteString("</li></ol></li>")
	default:
		b.WriteString("</li>")
	}
	return to
}

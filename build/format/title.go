package format

import (
	"html"
	"html/template"
	"strings"

	"memo/build/japanese"
)

// phrases is text as HTML in which a line may break between phrases, and not
// at a blank that is only an ornament. A class names each width at which that
// takes more lines than plain text does: there the style sheet lets it be.
func phrases(s string) template.HTML {
	var b strings.Builder
	b.Grow(2 * len(s))
	loose := japanese.Loose(s)
	if loose != "" {
		b.WriteString(`<span class="` + loose + `">`)
	}
	for i, p := range japanese.Phrases(s) {
		if i > 0 {
			b.WriteString("<wbr>")
		}
		at := 0
		for _, h := range japanese.Held(p) {
			b.WriteString(html.EscapeString(p[at:h.From]))
			b.WriteString(`<span class="hold">`)
			b.WriteString(html.EscapeString(p[h.From:h.To]))
			b.WriteString("</span>")
			at = h.To
		}
		b.WriteString(html.EscapeString(p[at:]))
	}
	if loose != "" {
		b.WriteString("</span>")
	}
	return template.HTML(b.String())
}

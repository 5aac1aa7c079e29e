package page

import (
	"regexp"
	"strings"

	"memo/build/decode"
	"memo/build/diag"
)

// placeholder is a value that a program was to fill in when it made a memo of
// the template: Obsidian's {{title}}, Templater's <% tp.date.now() %>, Hugo's
// {{ .Date }}.
var placeholder = regexp.MustCompile(`^\s*(\{\{.*\}\}|<%.*%>)\s*$`)

func isPlaceholder(v decode.Value) bool {
	return v.Kind == decode.String && placeholder.MatchString(v.Text)
}

// template makes a draft of a page whose title or date is a placeholder: it
// is there to be copied, and not to be read.
func (b *block) template() {
	for _, name := range []string{"title", "date", "publish_date", "lastmod"} {
		if k := b.doc.Get(name); k != nil && isPlaceholder(k.Value) {
			b.front.Draft = true
			b.Report(diag.Warning, name, "template", "a placeholder, so the page is taken for a template and left out: "+strings.TrimSpace(k.Value.Text), "")
			return
		}
	}
}

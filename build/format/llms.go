package format

import (
	"bytes"
	"context"
	"strings"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

const llmsOut = "llms.txt"

// LLMs makes llms.txt: the site as a list of its memos in Markdown, for
// programs that would rather read those than HTML (https://llmstxt.org/).
func LLMs(s *site.Site, t *theme.Theme, o Options) []output.Output {
	v := newViews(s, t, o)
	return []output.Output{{Path: llmsOut, ContentType: output.ContentType(llmsOut), List: true,
		Render: func(context.Context) ([]byte, diag.List) { return v.llms(), nil }}}
}

func (v *views) llms() []byte {
	var b bytes.Buffer
	b.WriteString("# " + oneLine(v.Options.Title) + "\n")
	if v.Options.Description != "" {
		b.WriteString("\n> " + oneLine(v.Options.Description) + "\n")
	}
	for _, s := range v.Sections {
		v.mentions(&b, s.Title, s.Entries)
	}
	v.mentions(&b, v.theme.Word("pages"), v.Top)
	return b.Bytes()
}

// mentions lists entries under a heading; labelled ones are left out.
func (v *views) mentions(b *bytes.Buffer, heading string, entries []*site.Entry) {
	begun := false
	for _, e := range entries {
		if e.Label != "" {
			continue
		}
		if !begun {
			b.WriteString("\n## " + oneLine(heading) + "\n\n")
			begun = true
		}
		b.WriteString("- [" + linkText(e.Title) + "](" + v.absolute(v.at(markdownOut(e))) + ")")
		if s := summary(e); s != "" {
			b.WriteString(": " + oneLine(s))
		}
		b.WriteByte('\n')
	}
}

// oneLine takes line breaks out.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// linkText is text that may stand between the brackets of a link.
func linkText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(oneLine(s))
}

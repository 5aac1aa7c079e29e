package format

import (
	"bytes"
	"context"
	"path"
	"strings"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// Markdown publishes each entry's text as it was written, without comments, beside its page,
// for people and programs that would rather read that. The title stands
// above, and links lead where the page's own lead.
func Markdown(s *site.Site, t *theme.Theme, o Options) []output.Output {
	v := newViews(s, t, o)
	out := make([]output.Output, 0, len(s.ByOut))
	for _, e := range s.ByOut {
		out = append(out, output.Output{Path: markdownOut(e), ContentType: "text/markdown; charset=utf-8",
			Render: func(context.Context) ([]byte, diag.List) { return v.markdown(e), nil },
			Remake: func(_ context.Context, old string) (string, []byte, diag.List) {
				return v.remake(e, old, nil, "markdown", func() ([]byte, diag.List) { return v.markdown(e), nil })
			}})
	}
	return out
}

// markdownOut is the output path of an entry's alternate: index.md beside
// index.html.
func markdownOut(e *site.Entry) string { return strings.TrimSuffix(e.Out, path.Ext(e.Out)) + ".md" }

func (v *views) markdown(e *site.Entry) []byte {
	var b bytes.Buffer
	text := bytes.TrimSpace(v.published(e))
	if title := "# " + oneLine(e.Title); !bytes.HasPrefix(text, []byte(title+"\n")) {
		b.WriteString(title + "\n\n")
	}
	b.Write(text)
	b.WriteByte('\n')
	return b.Bytes()
}

package format

import (
	"context"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// Assets publishes the theme's style sheets, scripts and pictures under names
// that hold a hash of their content.
func Assets(_ *site.Site, t *theme.Theme, _ Options) []output.Output {
	var out []output.Output
	for _, a := range t.Assets {
		out = append(out, output.Output{Path: a.Path, ContentType: output.ContentType(a.Path), Immutable: true, Key: a.Path,
			Render: func(context.Context) ([]byte, diag.List) { return a.Bytes, nil }})
	}
	return out
}

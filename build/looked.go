package build

import (
	"io"
	"path"
	"strings"

	"memo/build/diag"
	"memo/build/page"
	"memo/build/site"
	"memo/build/source"
)

// fileKey is all that decides what is seen in a file.
type fileKey struct {
	hash [32]byte
	name string
}

// looked is what was seen in a file that is published as it is.
type looked struct {
	width, height int        // of a picture, in CSS pixels
	hidden        bool       // it says of itself that it is a draft
	secrets       *diag.List // in it, without its name; nil for none
}

// resources gives the facts of the files that are published as they are.
// Pictures are measured once for each content.
func (s *Session) resources(files []source.File) []site.Resource {
	var out []site.Resource
	for i := range files {
		f := &files[i]
		if source.IsText(f.Path) {
			continue
		}
		key := fileKey{f.Hash, path.Base(f.Path)}
		d, ok := s.looked[key]
		if !ok {
			d.width, d.height = source.Dimensions(*f)
			d.hidden = unpublished(*f)
			d.secrets = secretsOf(*f)
			if d != (looked{}) || opens(*f) {
				s.looked[key] = d
			}
		}
		out = append(out, site.Resource{Path: f.Path, Width: d.width, Height: d.height, Hidden: d.hidden, Linked: f.Linked, Read: f.Read})
	}
	return out
}

// unpublished reads the start of a page of another tool, or of a book's
// settings, for what it says of being a draft.
func unpublished(f source.File) bool {
	if !mayBeText(strings.ToLower(path.Base(f.Path))) {
		return false
	}
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer func() { _ = r.Close() }()
	b, err := io.ReadAll(io.LimitReader(r, 64<<10))
	return err == nil && page.Unpublished(f.Path, b)
}

// mayBeText tells the name of a page of another tool, or of a memo put aside:
// a.md.old, a.md.1, a.draft, and one without an extension.
func mayBeText(name string) bool {
	switch path.Ext(name) {
	case ".html", ".htm", ".adoc", ".asciidoc", ".org", ".rst", ".mdx", ".txt", ".yaml", ".yml",
		".qmd", ".rmd", ".ipynb", ".text", ".mdwn", ".draft", ".old", ".bak", ".orig", "":
		return true
	}
	return strings.Contains(name, ".md.") || strings.Contains(name, ".markdown.") || strings.HasSuffix(name, "~")
}

// opens tells whether a file is still there. What cannot be opened (a folder
// renamed since the scan) has no size today, but the same bytes may come back.
func opens(f source.File) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	_ = r.Close()
	return true
}

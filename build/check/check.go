// Package check finds what is doubtful in a site that can be built: what its
// author would mend, and no reader is told.
//
// In go a *site.Site and a moment; out come diagnostics with their places,
// all of them warnings. What is wrong with a single link or file has been found
// while the site was put together; here is what only shows in the whole, or is
// no mistake of Markdown's. It refuses to know what is published of it, and
// what its findings mean for a run.
package check

import (
	"cmp"
	"fmt"
	"time"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/output"
	"memo/build/site"
)

// Options say when a memo is old.
type Options struct {
	Now        time.Time
	StaleAfter site.Age // zero: never
}

// Site looks at every published page.
func Site(st *site.Site, o Options) (found diag.List) {
	pages := pagesOf(st)
	for _, e := range pages {
		found = append(found, headings(e)...)
		found = append(found, pictures(e)...)
		found = append(found, ages(e, o)...)
	}
	found = append(found, titles(pages)...)
	found = append(found, spellings(st.Tags)...)
	return append(found, orphans(pages)...)
}

// pagesOf gives the pages that an author wrote, the texts of lists among them.
func pagesOf(st *site.Site) []*site.Entry {
	pages := append([]*site.Entry{}, st.ByOut...)
	if st.Home.File != "" && st.At(st.Home.Out) == st.Home {
		pages = append(pages, st.Home)
	}
	for _, s := range st.Sections {
		if s.Index != nil {
			pages = append(pages, s.Index)
		}
	}
	for _, e := range st.Texts {
		pages = append(pages, e)
	}
	return pages
}

// headings reports those that stand more than one level below the one before.
func headings(e *site.Entry) (found diag.List) {
	for _, h := range e.Doc.Outline {
		if h.Skips {
			found.Add(warning(diag.Pos{File: e.File, Line: h.Line, Col: 1}, "heading-skip",
				"a heading skips a level below the one before it", "write it with fewer #: who listens to the page goes by the levels"))
		}
	}
	return found
}

// pictures reports those without a text for who does not see them.
func pictures(e *site.Entry) (found diag.List) {
	for _, l := range e.Doc.Links {
		if l.Kind != markdown.Image || l.Text != "" {
			continue
		}
		d := warning(diag.Pos{File: e.File, Line: l.Line, Col: l.Col}, "no-alt", "a picture without a text in its place", "![what it shows]("+l.Target+")")
		d.Source, d.Len = l.Source, l.Len
		found.Add(d)
	}
	return found
}

// ages reports memos that nobody has looked at for long, and a date of the last
// look that cannot be.
func ages(e *site.Entry, o Options) (found diag.List) {
	if v := e.Front.Verified; v.After(o.Now) {
		found.Add(at(e, "verified", "verified-later", "verified is a day that is still to come", "write the day on which it was last tried"))
	}
	if from, ever := o.StaleAfter.From(e.Touched()); e.Memo && ever && !o.Now.Before(from) {
		found.Add(at(e, "verified", "stale", "neither changed nor verified for longer than stale_after", "see whether it still holds, and write verified: "+o.Now.Format(time.DateOnly)))
	}
	return found
}

// at is a warning at a key of a page's front matter, or at its top.
func at(e *site.Entry, key, code, message, hint string) diag.Diagnostic {
	d, ok := e.Front.At[key]
	if !ok {
		d.Pos = diag.Pos{File: e.File, Line: 1}
	}
	d.Severity, d.Code, d.Message, d.Hint = diag.Warning, code, message, hint
	return d
}

func warning(pos diag.Pos, code, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{Pos: pos, Severity: diag.Warning, Code: code, Message: message, Hint: hint}
}

// TooMany reports a site of more files than some hosts take.
func TooMany(files, most int) (found diag.List) {
	if files > most {
		found.Add(warning(diag.Pos{}, "too-many-files", fmt.Sprintf("the site has %d files, and some hosts take no more than %d", files, most), "fewer tags make fewer pages"))
	}
	return found
}

// TooLarge reports a page of more bytes than a reader should have to load.
func TooLarge(page output.Output, size, most int) (found diag.List) {
	if size > most {
		found.Add(warning(diag.Pos{File: cmp.Or(page.Source, page.Path), Line: 1}, "large-page", fmt.Sprintf("the page is larger than %d kB", most/1000), "make two of it"))
	}
	return found
}

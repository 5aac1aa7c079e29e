package build

import (
	"slices"

	"memo/build/diag"
	"memo/build/page"
	"memo/build/site"
)

// assemble gives the site of the parsed pages and what is wrong with it. When
// the run is to keep going, pages and files with an error are left out of it, and
// so are those that assembling finds an error in; out holds their names.
func (s *Session) assemble(in Inputs) (st *site.Site, found diag.List, out map[string]bool) {
	pages := make([]*page.Page, len(s.pages))
	for i, p := range s.pages {
		pages[i] = p.page
		found = append(found, p.found...)
	}
	out = map[string]bool{}
	if in.KeepGoing { // what could not be read as a file is out already
		for _, d := range errorsOf(in.found) {
			if in.holds(d.File) {
				out[d.File] = true
			}
		}
	}
	resources := slices.DeleteFunc(s.resources(in.Content.Files), func(r site.Resource) bool {
		return isBook(r.Path) && dialect(in) == "zenn" && !r.Hidden // which hides the book
	})
	drop := func(list diag.List) {
		if in.KeepGoing {
			pages = withoutErrors(pages, list, out, func(p *page.Page) string { return p.File })
			resources = withoutErrors(resources, list, out, func(r site.Resource) string { return in.prefix() + r.Path })
		}
	}
	drop(found)
	o := siteOptions(in)
	for {
		st, list := site.Assemble(pages, resources, o)
		list = append(list, s.guard(in, st)...)
		n := len(pages) + len(resources)
		if drop(list); len(pages)+len(resources) == n {
			return st, append(found, list...), out
		}
		found = append(found, errorsOf(list)...)
	}
}

// withoutErrors gives those that no error of the list is about, and adds the
// names of the others to out.
func withoutErrors[T any](all []T, list diag.List, out map[string]bool, name func(T) string) []T {
	bad := map[string]bool{}
	for _, d := range errorsOf(list) {
		bad[d.File] = true
	}
	return slices.DeleteFunc(slices.Clone(all), func(one T) bool {
		if bad[name(one)] {
			out[name(one)] = true
		}
		return bad[name(one)]
	})
}

func errorsOf(list diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
}

// Blocked tells whether something wrong stands in the way of publishing: an
// error of anything but the pages that are left out.
func (r *Result) Blocked() bool {
	return slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && !r.leftOut[d.File] })
}

// OnlyPagesFail tells whether every error is about a file of content/, so that
// a run that keeps going would publish the others.
func (r *Result) OnlyPagesFail() bool {
	return !slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && !r.inContent(d.File) })
}

// LeftOut is the number of files that are left out because of an error.
func (r *Result) LeftOut() int { return len(r.leftOut) }

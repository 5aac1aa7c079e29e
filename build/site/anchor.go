package site

import (
	"bytes"
	"html"

	"memo/build/diag"
	"memo/build/japanese"
	"memo/build/markdown"
	"memo/build/page"
)

// anchors is what a fragment can mean in a page. Each map is made when first
// asked for, so that a memo with as many links into itself as headings is not
// read once for each of them.
type anchors struct {
	ids    map[string]int32 // id of a heading -> index in the outline
	alike  map[string]int32 // folded id or text of a heading -> index in the outline
	others map[string]bool  // every id in the HTML, escaped
}

// anchor settles the fragment of a link to a page: a heading's id, or in a
// wiki link its text; or any other id in the page's HTML.
func (a *assembly) anchor(e *Entry, i int, r *page.Ref, out *Resolved) {
	to := out.Entry
	in := a.anchorsOf(to)
	if h := in.heading(to.Doc.Outline, r.Fragment); h != nil {
		out.URL += "#" + page.Escape(h.ID)
		if h.Text != "" {
			out.Title += " > " + h.Text
		}
		if h.Text != "" && r.Way == page.Here {
			out.Title = h.Text
		}
		return
	}
	if japanese.HeadingID(r.Fragment) == japanese.HeadingID(to.Title) {
		return // the heading that became the page's title: its top
	}
	out.URL += "#" + page.Escape(r.Fragment)
	if in.hasID(to.Doc.Body, r.Fragment) || r.Fragment == "top" {
		return
	}
	a.complain(e, i, "broken-anchor", "no heading #"+r.Fragment+" in "+to.File, a.nearAnchor(to, r.Fragment))
}

func (a *assembly) anchorsOf(e *Entry) *anchors {
	if a.look.anchors == nil {
		a.look.anchors = map[*Entry]*anchors{}
	}
	in := a.look.anchors[e]
	if in == nil {
		in = &anchors{}
		a.look.anchors[e] = in
	}
	return in
}

// nearAnchor guesses which heading a broken fragment meant.
func (a *assembly) nearAnchor(to *Entry, fragment string) string {
	if a.look.compared >= patience {
		return ""
	}
	ids := make([]string, 0, len(to.Doc.Outline))
	for _, h := range to.Doc.Outline {
		ids = append(ids, h.ID)
	}
	a.look.compared += len(ids)
	return diag.DidYouMean(fragment, ids)
}

// heading finds the heading that a fragment means: by id, else by id without
// regard to case, else by text; nil for none.
func (in *anchors) heading(outline []markdown.Heading, fragment string) *markdown.Heading {
	if in.ids == nil {
		in.ids = make(map[string]int32, len(outline))
		for i := range outline {
			putFirst(in.ids, outline[i].ID, i)
		}
	}
	if i, ok := in.ids[fragment]; ok {
		return &outline[i]
	}
	if in.alike == nil {
		in.alike = make(map[string]int32, 2*len(outline))
		for i := range outline {
			putFirst(in.alike, japanese.Fold(outline[i].ID), i)
			putFirst(in.alike, japanese.Fold(outline[i].Text), i)
		}
	}
	if i, ok := in.alike[japanese.Fold(fragment)]; ok {
		return &outline[i]
	}
	return nil
}

func putFirst(m map[string]int32, key string, i int) {
	if _, known := m[key]; !known {
		m[key] = int32(i)
	}
}

// hasID looks for an id that is not a heading's: a footnote's, one given by
// an attribute, one in raw HTML.
func (in *anchors) hasID(body []markdown.Piece, id string) bool {
	if in.others == nil {
		in.others = map[string]bool{}
		for _, piece := range body {
			rest, found := piece.HTML, piece.Ref < 0
			for found {
				var value []byte
				_, rest, found = bytes.Cut(rest, []byte(` id="`))
				value, rest, _ = bytes.Cut(rest, []byte(`"`))
				if found {
					in.others[string(value)] = true
				}
			}
		}
	}
	return in.others[html.EscapeString(id)]
}

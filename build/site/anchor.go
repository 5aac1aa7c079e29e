package site

import (
	"bytes"
	"html"
	"strings"
	"unicode"

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
	read   map[string]int32 // and what of it is read aloud; -1 where that is of several headings
	others map[string]bool  // every id in the HTML, escaped
}

// anchor settles the fragment of a link to a page: a heading's id, or in a
// wiki link its text; or any other id in the page's HTML.
func (a *assembly) anchor(e *Entry, i int, r *page.Ref, out *Resolved) {
	to := out.Entry
	in := a.anchorsOf(to)
	h := in.heading(to.Doc.Outline, r.Fragment)
	if h == nil && japanese.HeadingID(r.Fragment) == japanese.HeadingID(to.Title) {
		return // the heading that became the page's title: its top
	}
	own := h == nil && (in.hasID(to.Doc.Body, r.Fragment) || r.Fragment == "top")
	if h == nil && !own {
		h = in.spoken(to.Doc.Outline, r.Fragment)
	}
	if h == nil {
		out.URL += "#" + page.Escape(r.Fragment)
		if !own {
			a.complain(e, i, "broken-anchor", "no heading #"+r.Fragment+" in "+to.File, a.nearAnchor(to, r.Fragment))
		}
		return
	}
	out.URL += "#" + page.Escape(h.ID)
	if h.Text != "" {
		out.Title += " > " + h.Text
	}
	if h.Text != "" && r.Way == page.Here {
		out.Title = h.Text
	}
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

// spoken finds the only heading that reads like a fragment, whatever its tool
// makes of signs: Zenn keeps ①, ： and 【】 in an id, mdBook doubles dashes.
func (in *anchors) spoken(outline []markdown.Heading, fragment string) *markdown.Heading {
	if in.read == nil {
		in.read = make(map[string]int32, 2*len(outline))
		for i := range outline {
			for _, name := range [...]string{outline[i].Text, outline[i].ID} {
				key := letters(name)
				if first, known := in.read[key]; known && (first < 0 || outline[first].Text != outline[i].Text) {
					in.read[key] = -1
				} else if !known {
					in.read[key] = int32(i)
				}
			}
		}
	}
	key := letters(fragment)
	if i, ok := in.read[key]; ok && i >= 0 && key != "" {
		return &outline[i]
	}
	return nil
}

// letters is what is read of a text: letters and numbers, also ① and Ⅳ.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, japanese.Fold(text))
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

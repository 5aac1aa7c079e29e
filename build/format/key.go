package format

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"hash"

	"memo/build/diag"
	"memo/build/markdown"
	"memo/build/site"
	"memo/build/theme"
)

// remake draws an output that is made of an entry's text and a view, unless the
// key of these is old. A view holds all that a layout reads of a site; what pages
// have of the site itself comes apart, in of, to be named once for all of them.
func (v *views) remake(e *site.Entry, old string, of *theme.SiteView, view any, draw func() ([]byte, diag.List)) (string, []byte, diag.List) {
	key := v.key(e, of, view)
	if key != "" && key == old {
		return key, nil, nil
	}
	b, found := draw()
	return key, b, found
}

// key names what a page is made of: the program, the theme and the settings;
// the file; where its links lead; and the view. It is "" where that cannot be
// told: of a page that shows others' text, and of a view that JSON cannot hold.
func (v *views) key(e *site.Entry, of *theme.SiteView, view any) string {
	if v.o.Made == "" || e.Page == nil {
		return ""
	}
	h := sha256.New()
	h.Write([]byte(v.o.Made))
	h.Write(e.Hash[:])
	out := json.NewEncoder(h)
	err := out.Encode([]string{e.File, e.Title})
	for i := range e.Links {
		l := &e.Links[i]
		if e.Doc.Links[i].Kind == markdown.Inclusion {
			return ""
		}
		if err == nil {
			err = out.Encode([]any{l.URL, l.Title, l.External, l.Width, l.Height})
		}
	}
	if of != nil && err == nil {
		err = v.siteKey(h, of)
	}
	if err == nil {
		err = out.Encode(view)
	}
	if err != nil {
		return ""
	}
	return base64.RawStdEncoding.EncodeToString(h.Sum(nil)[:18])
}

// siteKey hashes a view of the site, which is the same for all pages under one
// item of the navigation.
func (v *views) siteKey(h hash.Hash, of *theme.SiteView) error {
	known, ok := v.siteKeys.Load(of)
	if !ok {
		b, err := json.Marshal(of)
		if err != nil {
			return err
		}
		known = sha256.Sum256(b)
		v.siteKeys.Store(of, known)
	}
	sum := known.([sha256.Size]byte)
	h.Write(sum[:])
	return nil
}

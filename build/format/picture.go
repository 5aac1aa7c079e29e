package format

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strings"

	"memo/build/diag"
	"memo/build/japanese"
	"memo/build/og"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// picture is what stands for a page where its address is shared.
type picture struct {
	url           string // absolute, "" for none
	width, height int    // 0: not known
}

// Pictures draws one for each entry that has none of its author's. The name
// holds a hash of all that is drawn, so that the picture of a memo that
// changes its title is fetched anew.
func Pictures(s *site.Site, t *theme.Theme, o Options) []output.Output {
	if o.Draw == nil {
		return nil
	}
	v := newViews(s, t, o)
	var out []output.Output
	taken := map[string]bool{}
	for _, e := range s.Entries {
		card := v.card(e)
		p := v.cardOut(card)
		if e.Front.Image != "" || taken[p] {
			continue
		}
		taken[p] = true
		out = append(out, output.Output{Path: p, ContentType: output.ContentType(p), Immutable: true, Key: p,
			Render: func(context.Context) ([]byte, diag.List) {
				b, err := o.Draw(card)
				if err != nil {
					return nil, diag.List{{Severity: diag.Error, Code: "og-image", Message: err.Error()}}
				}
				return b, nil
			}})
	}
	return out
}

func (v *views) card(e *site.Entry) og.Card {
	c := og.Card{Title: japanese.Phrases(e.Title), Site: v.Options.Title}
	for _, t := range e.Tags {
		c.Tags = append(c.Tags, t.Name)
	}
	return c
}

// cardOut is the output path of a drawn card.
func (v *views) cardOut(c og.Card) string {
	all := []string{v.o.DrawKey, c.Site, strings.Join(c.Title, ""), strings.Join(c.Tags, "\x01")}
	sum := sha256.Sum256([]byte(strings.Join(all, "\x00")))
	return "_memo/og/" + hex.EncodeToString(sum[:8]) + ".png"
}

// pictureOf is the author's picture of an entry, else the one that is drawn,
// else the theme's.
func (v *views) pictureOf(e *site.Entry) picture {
	switch {
	case e.Front.Image != "":
		return v.named(e)
	case v.o.Draw != nil:
		return picture{v.absolute(v.at(v.cardOut(v.card(e)))), og.Width, og.Height}
	}
	return v.common()
}

// common is the theme's picture for pages without one of their own.
func (v *views) common() picture {
	if u := v.theme.AssetURL("og.png"); u != "" {
		return picture{v.absolute(u), og.Width, og.Height}
	}
	return picture{}
}

// named is the picture that an entry's front matter names: a URL, or a file
// beside the memo, or one from content's root. A file that is not there
// gives none.
func (v *views) named(e *site.Entry) picture {
	name := e.Front.Image
	if strings.Contains(name, "://") {
		return picture{url: name}
	}
	for _, p := range []string{path.Join(path.Dir(e.Path), name), strings.TrimPrefix(path.Clean("/"+name), "/")} {
		if r, ok := v.resources[p]; ok {
			return picture{v.absolute(v.at(r.Out)), r.Width, r.Height}
		}
	}
	return picture{}
}

package format

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
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
	for _, e := range s.ByOut {
		card := v.card(e)
		p := v.cardOut(card)
		if e.Image.URL != "" || taken[p] {
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
	return output.Own + "og/" + hex.EncodeToString(sum[:8]) + ".png"
}

// pictureOf is the author's picture of an entry, else the one that is drawn,
// else the theme's.
func (v *views) pictureOf(e *site.Entry) picture {
	if e.Image.URL != "" {
		return v.named(e)
	}
	if v.o.Draw != nil {
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

// named is the picture that an entry's front matter names, if it is there.
func (v *views) named(e *site.Entry) picture {
	p := picture{e.Image.URL, e.Image.Width, e.Image.Height}
	if p.url != "" && !e.Image.External {
		p.url = v.absolute(p.url)
	}
	return p
}

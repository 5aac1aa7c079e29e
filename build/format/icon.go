package format

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"image/png"
	"path"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// Output paths of icons and of what says so to phones. A file of the author's
// takes the place of each.
const (
	iconOut     = "favicon.ico"
	drawnOut    = "icon.svg"
	touchOut    = "apple-touch-icon.png"
	manifestOut = "manifest.webmanifest"
)

// icons are the URLs of a site's icon: for tabs, and for the home screen of a
// phone. "" is none.
type icons struct{ tab, touch string }

// icons gives the author's own, of which one is enough: another one of the
// theme's beside it would be another site's. Else they are the theme's.
func (v *views) icons() icons {
	own := func(name string) string {
		if v.File(name) == nil {
			return ""
		}
		return v.at(name)
	}
	if tab := cmp.Or(own(drawnOut), own(iconOut), own(touchOut)); tab != "" {
		return icons{tab, own(touchOut)}
	}
	return icons{v.theme.AssetURL("icon.svg"), v.theme.AssetURL("icon.png")}
}

// Icon is the theme's icon at the address that browsers and crawlers ask for
// without being told.
func Icon(s *site.Site, t *theme.Theme, o Options) []output.Output {
	picture := t.Asset("icon.png")
	if picture == nil || newViews(s, t, o).icons().touch != picture.URL {
		return nil
	}
	return []output.Output{{Path: iconOut, ContentType: output.ContentType(iconOut), Key: picture.Path,
		Render: func(context.Context) ([]byte, diag.List) { return ico(picture.Bytes) }}}
}

// ico wraps a PNG as an icon file: a directory of one entry, then the picture.
// https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
func ico(picture []byte) ([]byte, diag.List) {
	size, err := png.DecodeConfig(bytes.NewReader(picture))
	if err != nil || size.Width > 256 || size.Height > 256 {
		return nil, diag.List{{Severity: diag.Error, Code: "bad-icon", Message: "icon.png of the theme is no PNG of at most 256 x 256"}}
	}
	var b bytes.Buffer
	put := func(values ...any) {
		for _, x := range values {
			_ = binary.Write(&b, binary.LittleEndian, x) // to memory
		}
	}
	const directory, one = 6, 16
	put(uint16(0), uint16(1), uint16(1))                                         // an icon, one picture
	put(uint8(size.Width), uint8(size.Height), uint16(0), uint16(1), uint16(32)) // 256 is 0
	put(uint32(len(picture)), uint32(directory+one), picture)
	return b.Bytes(), nil
}

// manifest is what a phone reads when the site is put on its home screen.
type manifest struct {
	Name        string       `json:"name"`
	Description string       `json:"description,omitempty"`
	Language    string       `json:"lang"`
	Start       string       `json:"start_url"`
	Scope       string       `json:"scope"`
	Display     string       `json:"display"`
	Theme       string       `json:"theme_color,omitempty"`
	Background  string       `json:"background_color,omitempty"`
	Icons       []phonesIcon `json:"icons,omitempty"`
}

type phonesIcon struct {
	Source string `json:"src"`
	Sizes  string `json:"sizes,omitempty"`
	Type   string `json:"type"`
}

// Manifest makes the web manifest.
func Manifest(s *site.Site, t *theme.Theme, o Options) []output.Output {
	if s.File(manifestOut) != nil {
		return nil
	}
	v := newViews(s, t, o)
	return []output.Output{{Path: manifestOut, ContentType: output.ContentType(manifestOut),
		Render: func(context.Context) ([]byte, diag.List) { return v.manifest(), nil }}}
}

func (v *views) manifest() []byte {
	light, _ := v.theme.Background()
	m := manifest{Name: v.Options.Title, Description: v.Options.Description, Language: v.Options.Language,
		Start: v.prefix, Scope: v.prefix, Display: "minimal-ui", Theme: light, Background: light}
	shown := v.icons()
	for _, u := range []string{shown.tab, shown.touch} {
		if u == "" {
			continue
		}
		i := phonesIcon{Source: u, Type: output.ContentType(u)}
		if path.Ext(u) == ".svg" {
			i.Sizes = "any"
		}
		m.Icons = append(m.Icons, i)
	}
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		panic("format: a manifest of plain strings cannot fail: " + err.Error())
	}
	return append(b, '\n')
}

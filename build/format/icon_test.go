package format

import (
	"bytes"
	"encoding/json"
	"image/png"
	"maps"
	"slices"
	"strings"
	"testing"

	"memo/build/site"
)

// iconed publishes the test site with the default theme and files at the top
// of content/.
func iconed(t *testing.T, own ...string) (files map[string]string, home string) {
	t.Helper()
	s := assemble(t, "https://host/notes/", false)
	for _, name := range own {
		s.Resources = append(s.Resources, site.Resource{Path: name, Out: name})
	}
	slices.SortFunc(s.Resources, func(a, b site.Resource) int { return strings.Compare(a.Path, b.Path) })
	files = publish(t, Outputs(s, themeFrom(t, defaultTheme(), "/notes/"), options()))
	for _, name := range own {
		if _, twice := files[name]; twice {
			t.Errorf("%s is the author's and memo's", name)
		}
		files[name] = "the author's"
	}
	return files, files["index.html"]
}

func TestIconsOfTheThemeAreAtTheirUsualAddresses(t *testing.T) {
	files, home := iconed(t)
	icon := []byte(files["favicon.ico"])
	if !bytes.HasPrefix(icon, []byte{0, 0, 1, 0, 1, 0, 180, 180}) || int(icon[18]) != 22 {
		t.Fatalf("no icon: % x", icon[:min(22, len(icon))])
	}
	picture, err := png.Decode(bytes.NewReader(icon[22:]))
	if err != nil || picture.Bounds().Dx() != 180 || picture.Bounds().Dy() != 180 {
		t.Errorf("no picture of 180 x 180 in it: %v", err)
	}
	if _, _, _, opaque := picture.At(0, 0).RGBA(); opaque != 0xffff {
		t.Error("a phone would put black behind its corners")
	}
	for _, want := range []string{`<link rel="icon" href="/notes/_memo/icon.`, `<link rel="apple-touch-icon" href="/notes/_memo/icon.`, `<link rel="manifest" href="/notes/manifest.webmanifest">`} {
		if !strings.Contains(home, want) {
			t.Errorf("not in the page: %s", want)
		}
	}
}

func TestManifestLeadsIntoTheSite(t *testing.T) {
	for _, own := range [][]string{nil, {"apple-touch-icon.png", "icon.svg"}} {
		files, _ := iconed(t, own...)
		var m manifest
		if err := json.Unmarshal([]byte(files[manifestOut]), &m); err != nil {
			t.Fatal(err)
		}
		if m.Name != "覚え書き" || m.Start != "/notes/" || m.Scope != "/notes/" || m.Theme != "#fff" || len(m.Icons) != 2 {
			t.Errorf("%+v", m)
		}
		for _, i := range m.Icons {
			if !resolves(files, "/notes/", i.Source) || !strings.HasPrefix(i.Type, "image/") || own != nil && strings.Contains(i.Source, "_memo") {
				t.Errorf("icon %+v", i)
			}
		}
	}
}

func TestFilesOfTheAuthorsWinOverMemos(t *testing.T) {
	for own, want := range map[string]string{
		"icon.svg":                        `rel="icon" href="/notes/icon.svg"`,
		"favicon.ico":                     `rel="icon" href="/notes/favicon.ico"`,
		"apple-touch-icon.png":            `rel="apple-touch-icon" href="/notes/apple-touch-icon.png"`,
		"favicon.ico icon.svg":            `rel="icon" href="/notes/icon.svg"`,
		"manifest.webmanifest robots.txt": `rel="manifest" href="/notes/manifest.webmanifest"`,
	} {
		files, home := iconed(t, strings.Fields(own)...)
		if !strings.Contains(home, want) {
			t.Errorf("%s: not in the page: %s", own, want)
		}
		if other := strings.Contains(home, "/_memo/icon."); other == strings.Contains(want, "icon\"") {
			t.Errorf("%s: the theme's icon is linked: %v", own, other)
		}
		if _, there := files["favicon.ico"]; there != strings.Contains(own, "favicon.ico") && strings.Contains(own, "icon") {
			t.Errorf("%s: %v", own, slices.Sorted(maps.Keys(files)))
		}
	}
}

// Package theme holds layouts and assets, and turns views into HTML.
//
// In go layered file systems (the site's files over the theme's over the
// embedded default) and closed views; out come pages and fingerprinted
// assets. A mistake in a template is a diagnostic with the template's own
// place. It refuses to know pages, sites and where output goes: view.go is
// the whole of what a layout can see.
//
// A theme is a folder:
//
//	theme.toml              name, and the words of the interface by language
//	layouts/base.html       the skeleton; it calls {{template "main" .}}
//	layouts/memo.html …     one for each kind of page: {{define "main"}}…{{end}}
//	layouts/partials/*.html shared by all layouts
//	assets/*                style sheets, scripts, pictures
//
// Everything is read and parsed once, by Load; what a page costs after that
// is the number of actions its layout executes, about a microsecond each, so
// that parts which many pages share are drawn once (see fragment.go).
package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"memo/build/diag"
)

// Layer is one folder of theme files with its name in diagnostics:
// "themes/paper".
type Layer struct {
	Name string
	FS   fs.FS
}

// Options is everything besides the files that a theme depends on; comparable.
type Options struct {
	Language string // of the words: "ja"; a word it lacks is taken from "en"
	Prefix   string // path of the base URL: "/" or "/notes/"
	Code     string // style sheet for the colours of code, in place of the theme's own; "": these
}

// Theme is a loaded theme. It is never written again but for caches, and is
// safe for concurrent use.
type Theme struct {
	Name   string
	Assets []Asset // by output path

	words   words
	urls    map[string]string // asset name -> URL
	layouts map[string]*layout
	broken  diag.List // what is wrong with layouts that are not there for it
	hash    string

	buffers sync.Pool // of *bytes.Buffer, that pages are drawn into
}

// Load reads a theme: layers in the order of precedence, the site's own
// first, the embedded default last. A file of an earlier layer takes the
// place of the file of the same path in later ones; the tables of theme.toml
// are merged. A layer whose folder does not exist is empty. The error is the
// world's (a file that cannot be read); the author's mistakes are in the list.
func Load(layers []Layer, o Options) (*Theme, diag.List, error) {
	files, err := read(layers)
	if err != nil {
		return nil, nil, err
	}
	files.colour(o.Code)
	t := &Theme{hash: digest(files, o)}
	var list diag.List
	t.Name, t.words = readWords(files.manifests, o.Language, &list)
	t.Assets, t.urls = makeAssets(files.assets, o.Prefix, &list)
	t.layouts = t.parseLayouts(files.layouts, t.funcs(o), &t.broken)
	list = append(list, t.broken...)
	return t, list, nil
}

// Render draws a page: layout is a name without folder and extension
// ("memo"), view the view that belongs to it. With an error in the list the
// bytes are nil.
func (t *Theme) Render(layout string, view any) ([]byte, diag.List) {
	l := t.layouts[layout]
	if l == nil && t.broken != nil {
		return nil, t.broken
	}
	if l == nil {
		names := slices.Sorted(maps.Keys(t.layouts))
		return nil, diag.List{{Severity: diag.Error, Code: "template", Hint: diag.DidYouMean(layout, names),
			Message: "the theme has no layout layouts/" + layout + ".html"}}
	}
	b, ok := t.buffers.Get().(*bytes.Buffer)
	if !ok {
		b = new(bytes.Buffer)
	}
	defer t.buffers.Put(b)
	b.Reset()
	if err := l.set.ExecuteTemplate(b, l.entry, view); err != nil {
		return nil, diag.List{l.files.mistake(err)}
	}
	return bytes.Clone(b.Bytes()), nil
}

// Word gives a word of the interface in the theme's language; a key that no
// language has is given back as it is.
func (t *Theme) Word(key string) string {
	if w, ok := t.words.find(key); ok {
		return w
	}
	return key
}

// AssetURL gives the URL of a file of assets/, "" when the theme has none.
func (t *Theme) AssetURL(name string) string { return t.urls[name] }

// Asset gives a file of assets/ by its name, nil when the theme has none.
func (t *Theme) Asset(name string) *Asset {
	if i := slices.IndexFunc(t.Assets, func(a Asset) bool { return a.Name == name }); i >= 0 {
		return &t.Assets[i]
	}
	return nil
}

// background is how the main style sheet says what pages lie on.
var background = regexp.MustCompile(`--bg:\s*light-dark\(([^,()]+),([^,()]+)\)`)

// Background gives what pages lie on by day and by night, as style sheets write
// it; "" when the theme's does not say so.
func (t *Theme) Background() (light, dark string) {
	if sheet := t.Asset("main.css"); sheet != nil {
		if m := background.FindSubmatch(sheet.Bytes); m != nil {
			return strings.TrimSpace(string(m[1])), strings.TrimSpace(string(m[2]))
		}
	}
	return "", ""
}

// Hash names everything a page depends on besides its view.
func (t *Theme) Hash() string { return t.hash }

// Sources lists the files that take part in a layout, as diagnostics name
// them, in order; nil when there is no such layout.
func (t *Theme) Sources(layout string) []string {
	l := t.layouts[layout]
	if l == nil {
		return nil
	}
	var names []string
	for name := range reachable(l.set, l.entry) {
		if tpl := l.set.Lookup(name); tpl != nil && tpl.Tree != nil {
			names = append(names, l.files[tpl.Tree.ParseName].name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func digest(f files, o Options) string {
	h := sha256.New()
	for _, m := range f.manifests {
		h.Write(m.data)
	}
	for _, set := range []sources{f.layouts, f.assets} {
		for _, path := range slices.Sorted(maps.Keys(set)) {
			sum := sha256.Sum256(set[path].data)
			h.Write([]byte(path + "\x00" + set[path].name + "\x00"))
			h.Write(sum[:])
		}
	}
	h.Write([]byte(strings.Join([]string{o.Language, o.Prefix, o.Code}, "\x00")))
	return hex.EncodeToString(h.Sum(nil)[:16])
}

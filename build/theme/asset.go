package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"memo/build/diag"
	"memo/build/filename"
	"memo/build/output"
)

// Asset is a published file of assets/. Its name holds a hash of its
// content, so that it may be kept by browsers for ever.
type Asset struct {
	Name  string // under assets/: "main.css"
	Path  string // output path: "_memo/main.1a2b3c4d.css"
	URL   string // path from the host's root, prefix included
	Bytes []byte
}

// reference is how a style sheet or a script names another asset, wherever a
// URL may stand: url(asset:icon.svg), new Worker("asset:worker.js").
var reference = regexp.MustCompile("([\"'`(])asset:([\\w./-]+)")

// inclusion is how a style sheet takes another one in whole:
// @import "asset:_code.css";
var inclusion = regexp.MustCompile(`@import\s+["']asset:([\w./-]+)["']\s*;`)

// assetry publishes assets in the order of their references, because the
// hash of an asset depends on the names of those it refers to.
type assetry struct {
	files  sources
	prefix string
	done   map[string]*Asset
	list   *diag.List
}

// makeAssets publishes every file of assets/ but those whose name begins
// with '_': these are only there to be taken in by others. URLs by name.
func makeAssets(files sources, prefix string, list *diag.List) ([]Asset, map[string]string) {
	a := &assetry{files: files, prefix: prefix, done: map[string]*Asset{}, list: list}
	var out []Asset
	urls := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		if made := a.publish(name, nil); made != nil {
			out = append(out, *made)
			urls[name] = made.URL
		}
	}
	slices.SortFunc(out, func(x, y Asset) int { return strings.Compare(x.Path, y.Path) })
	return out, urls
}

// colour puts rules for code behind the main style sheet. The theme's own
// stand in a cascade layer, which rules outside of layers win over.
func (f *files) colour(rules string) {
	if s, ok := f.assets["main.css"]; ok && rules != "" {
		s.data = slices.Concat(s.data, []byte("\n"), []byte(rules))
		f.assets["main.css"] = s
	}
}

// publish makes one asset; within lists the assets that are waiting for it.
func (a *assetry) publish(name string, within []string) *Asset {
	if made, ok := a.done[name]; ok {
		return made
	}
	a.done[name] = nil // a mistake is told once
	data := a.files[name].data
	if ext := path.Ext(name); ext == ".css" || ext == ".js" {
		data = a.link(name, a.include(name, data, nil), append(slices.Clone(within), name))
		data = a.minify(name, data)
	}
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	out := output.Own + filename.Path(strings.TrimSuffix(name, ext)+"."+hex.EncodeToString(sum[:4])+ext)
	made := &Asset{Name: name, Path: out, URL: a.prefix + out, Bytes: data}
	a.done[name] = made
	return made
}

// include puts the style sheets that data takes in where it names them.
func (a *assetry) include(name string, data []byte, within []string) []byte {
	if path.Ext(name) != ".css" {
		return data
	}
	within = append(slices.Clone(within), name)
	return inclusion.ReplaceAllFunc(data, func(m []byte) []byte {
		target := string(inclusion.FindSubmatch(m)[1])
		if !a.usable(name, target, within) {
			return nil
		}
		return a.include(target, a.files[target].data, within)
	})
}

// link puts URLs in for references to other assets.
func (a *assetry) link(name string, data []byte, within []string) []byte {
	return reference.ReplaceAllFunc(data, func(m []byte) []byte {
		target := string(reference.FindSubmatch(m)[2])
		if !a.usable(name, target, within) {
			return m
		}
		if made := a.publish(target, within); made != nil {
			return append([]byte{m[0]}, made.URL...)
		}
		return m
	})
}

// usable tells whether name may refer to target: it exists and does not wait
// for name itself. Else it says so where target stands.
func (a *assetry) usable(name, target string, within []string) bool {
	message, hint := "", ""
	if _, ok := a.files[target]; !ok {
		message = "no asset is called " + target
		hint = diag.DidYouMean(target, slices.Sorted(maps.Keys(a.files)))
	} else if slices.Contains(within, target) {
		message = "assets refer to each other in a circle: " + strings.Join(append(slices.Clone(within), target), " > ")
	} else {
		return true
	}
	s := a.files[name]
	at := bytes.Index(s.data, []byte("asset:"+target))
	a.list.Add(diag.NewText(s.name, s.data).At(at, len("asset:"+target), diag.Error, "asset", message, hint))
	return false
}

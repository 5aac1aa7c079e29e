package build

import (
	"strings"

	"memo/build/config"
	"memo/build/decode"
	"memo/build/page"
	"memo/build/site"
)

// postsDir is where Jekyll keeps posts.
const postsDir = "_posts"

// permalinks gives the permalinks of another tool's settings, as memo.toml has
// them for a section, so that addresses stay as they are. What is in one that
// memo does not know leaves it out.
func (w Workspace) permalinks(there foreignFiles) map[string]string {
	all := map[string]string{}
	add := func(section, permalink string) {
		if p, err := config.Permalink(permalink); err == nil {
			all[section] = p
		}
	}
	if jekyll, is := there[jekyllFile]; is {
		if w.isDir(postsDir) {
			add(postsDir, ofJekyll(textAt(jekyll, []string{"permalink"})))
		}
		for name := range collections(jekyll) {
			permalink := textAt(jekyll, []string{"collections", name, "permalink"})
			if permalink == "" {
				permalink = "/:collection/:path.html"
			}
			add("_"+name, ofJekyll(strings.NewReplacer(":collection", name, ":name", ":slug").Replace(permalink)))
		}
	}
	for _, s := range foreignSettings {
		if s.baseURL == "baseURL" { // Hugo's
			of := at(there[s.file], "permalinks")
			for _, k := range append(at(of, "page").Keys, of.Keys...) {
				if k.Value.Kind == decode.String { // the rest is for lists of terms
					add(k.Name, ofHugo(k.Value.Text))
				}
			}
		}
	}
	return all
}

// ofJekyll gives a permalink of Jekyll's in the words of memo's.
func ofJekyll(permalink string) string {
	const day = "/:categories/:year/:month/:day/:title"
	switch permalink {
	case "", "date":
		permalink = day + ".html"
	case "pretty":
		permalink = day + "/"
	case "none":
		permalink = "/:categories/:title.html"
	}
	return strings.NewReplacer(":title", ":slug", ":output_ext", ".html").Replace(permalink)
}

// ofHugo gives a permalink of Hugo's in the words of memo's.
func ofHugo(permalink string) string {
	return strings.NewReplacer(":slugorfilename", ":slug", ":slugorcontentbasename", ":slug", ":filename", ":slug", ":contentbasename", ":slug").Replace(permalink)
}

// collections gives the collections that Jekyll's settings make pages of, by
// name; a list of names makes none.
func collections(jekyll decode.Value) map[string]bool {
	names := map[string]bool{}
	for _, k := range at(jekyll, "collections").Keys {
		if out := at(k.Value, "output"); out.Kind == decode.Bool && out.Bool {
			names[k.Name] = true
		}
	}
	return names
}

// followPermalinks lays the sections out that memo.toml leaves to the tool.
func followPermalinks(o *site.Options, in Inputs) {
	if d := dialect(in); d != "jekyll" && d != "hugo" {
		return
	}
	said := map[string]bool{}
	for name := range o.Sections {
		said[page.FolderSlug(name)] = true
	}
	for name, permalink := range in.permalinks {
		if !said[page.FolderSlug(name)] {
			o.Sections[name] = site.Layout{Permalink: permalink}
		}
	}
}

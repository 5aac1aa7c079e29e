package build

import (
	"io/fs"
	"slices"

	"memo/build/source"
)

// StaticDir is where Hugo, Zola and Docusaurus keep what they publish as it is,
// at the top of a site.
const StaticDir = "static"

// staticSigns are the settings of Hugo and Zola.
var staticSigns = []string{"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json"}

// static gives the folder of which the files are published as if they lay at
// the top of the memos' folder; "" where there is none.
func (w Workspace) static(folder string) string {
	if folder == ContentDir && slices.ContainsFunc(staticSigns, w.has) && w.isDir(StaticDir) {
		return StaticDir
	}
	return w.docsStatic(folder)
}

// files gives the memos' folder, with the one of static files under it.
func (w Workspace) files(in Inputs) (fs.FS, error) {
	content, err := fs.Sub(w.Root, in.Folder)
	if err != nil || in.static == "" {
		return content, err
	}
	static, err := fs.Sub(w.Root, in.static)
	return source.Layers(content, static), err
}

package build

import (
	"io/fs"
	"slices"

	"memo/build/source"
)

// StaticDir is where Hugo and Zola keep what they publish as it is, at the top
// of a site.
const StaticDir = "static"

// staticSigns are their settings.
var staticSigns = []string{"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json"}

// hasStatic tells whether the files of static/ are published as if they lay
// among the memos.
func (w Workspace) hasStatic(folder string) bool {
	return folder == ContentDir && w.isDir(StaticDir) && slices.ContainsFunc(staticSigns, w.has)
}

// files gives the memos' folder, with static/ under it.
func (w Workspace) files(in Inputs) (fs.FS, error) {
	content, err := fs.Sub(w.Root, in.Folder)
	if err != nil || !in.static {
		return content, err
	}
	static, err := fs.Sub(w.Root, StaticDir)
	return source.Layers(content, static), err
}

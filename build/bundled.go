package build

import (
	"fmt"
	"path"

	"memo/build/source"
)

// ofBundle is why Hugo makes no page of a text.
const ofBundle = "a part of the page that its folder is"

// bundled gives the texts that lie in the folder of a page (x/index.md), of
// which Hugo makes no pages: their template may show them, or nobody does.
func (in Inputs) bundled() (files []string) {
	if dialect(in) != "hugo" {
		return nil
	}
	pages := map[string]bool{}
	for _, f := range in.Content.Files {
		if dir, base := path.Split(f.Path); dir != "" && source.IsText(f.Path) && source.Stem(base) == "index" {
			pages[path.Clean(dir)] = true
		}
	}
	for _, f := range in.Content.Files {
		at := source.Stem(f.Path)
		if path.Base(at) == "index" { // stands for its folder
			at = path.Dir(at)
		}
		if source.IsText(f.Path) && inside(pages, path.Dir(at)) && !source.Excluding(in.Config.Exclude).TakesBack(f.Path) {
			files = append(files, f.Path)
		}
	}
	return files
}

// inside tells whether a folder, or one around it, is one of these.
func inside(folders map[string]bool, dir string) bool {
	for ; dir != here; dir = path.Dir(dir) {
		if folders[dir] {
			return true
		}
	}
	return false
}

// bundledNotice says which texts are left out because Hugo makes no pages of them.
func bundledNotice(in Inputs) Notice {
	files := in.bundled()
	if len(files) == 0 {
		return Notice{}
	}
	return Notice{fmt.Sprintf("texts beside an index.md, of which Hugo makes no pages, and not published: %d (%s)", len(files), few(files)),
		fmt.Sprintf("exclude = [%q] in memo.toml publishes one like any other", "!/"+files[0])}
}

package build

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"memo/build/decode"
	"memo/build/disk"
)

// ContentDir and ThemesDir are the folders of a site that a Build reads.
// Without a content/ the memos are where ContentFolder finds them.
const (
	ContentDir = "content"
	ThemesDir  = "themes"
	here       = "." // the site's own folder
)

// FolderSigns are the files that ContentFolder looks at.
func FolderSigns() []string {
	return slices.Concat([]string{settingsFile, "book.toml", mkdocsFile, "qiita.config.json"}, vitepressFiles, docusaurus, astro)
}

// ContentFolder gives the folder that the memos of a site are in: content/,
// else the one that the settings of another tool name, else the site's own. It
// is false for a folder that is no site: it has neither content/ nor memo.toml.
func (w Workspace) ContentFolder() (dir string, ok bool) {
	if w.isDir(ContentDir) {
		return ContentDir, true
	}
	ok = w.has(settingsFile) || w.Preset != nil
	for _, dir := range []string{w.said("book.toml", decode.TOML, "src", "book", "src"), w.said(mkdocsFile, decode.YAML, docsDir, "docs_dir")} {
		if dir = path.Clean(dir); dir != here && w.isDir(dir) {
			return dir, ok
		}
	}
	if w.has("qiita.config.json") && w.isDir("public") {
		return "public", ok
	}
	return cmp.Or(w.docsFolder(), here), ok
}

// said gives a value of another tool's settings: preset where they leave it
// out, "" where there are none.
func (w Workspace) said(file string, f decode.Format, preset string, way ...string) string {
	v, ok := w.foreign(file, f)
	if !ok {
		return ""
	}
	return cmp.Or(textAt(v, way), preset)
}

func (w Workspace) has(name string) bool {
	_, err := fs.Stat(w.Root, name)
	return err == nil
}

func (w Workspace) isDir(name string) bool {
	info, err := fs.Stat(w.Root, name)
	return err == nil && info.IsDir()
}

// OutputMarker is the file by which a folder is known that memo made.
const OutputMarker = disk.MarkerPath

// outputs are the folders that a site is published in where memo.toml names
// none. The second is for those whose public/ is somebody else's.
var outputs = [...]string{"public", "_site"}

// output gives the folder that the site is published in, as memo.toml has it
// or, with a notice, where there is room.
func (w Workspace) output(in Inputs) (dir string, moved Notice) {
	if _, set := in.Config.At["output"]; set || !w.taken(outputs[0], in.Folder) {
		return in.Config.Output, Notice{}
	}
	return outputs[1], Notice{outputs[0] + "/ holds what memo did not write; the site goes into " + outputs[1] + "/",
		fmt.Sprintf("output = %q in memo.toml says so for good, any other folder overrules it", outputs[1])}
}

// taken tells whether a folder holds something that memo did not make. Dot
// files do not count: they keep the folder in git.
func (w Workspace) taken(dir, content string) bool {
	if dir == content {
		return true
	}
	entries, err := fs.ReadDir(w.Root, dir)
	return err == nil && !w.made(dir) &&
		slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !strings.HasPrefix(e.Name(), ".") })
}

// made tells whether a folder is a site that memo wrote.
func (w Workspace) made(dir string) bool {
	return dir != "" && (w.has(dir+"/"+OutputMarker) || w.Wrote != nil && w.Wrote(dir))
}

// prefix is what stands before the names of the memos' files in diagnostics.
func (in Inputs) prefix() string {
	if in.Folder == here {
		return ""
	}
	return in.Folder + "/"
}

// holds tells whether a file, as diagnostics name it, is one of the memos' folder.
func (in Inputs) holds(file string) bool {
	if in.Folder == here {
		return file != "" && file != settingsFile && !path.IsAbs(file) && !strings.HasPrefix(file, ThemesDir+"/")
	}
	return strings.HasPrefix(file, in.Folder+"/")
}

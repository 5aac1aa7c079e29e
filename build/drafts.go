package build

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"memo/build/page"
	"memo/build/site"
	"memo/build/source"
)

// keepsDrafts tells the folders of drafts that are to be published like any:
// those that the list of what stays out takes back.
func keepsDrafts(in Inputs) func(folder string) bool {
	return source.Excluding(in.Config.Exclude).TakesBack
}

// withheldNotices say how many files are left out with the drafts that show
// them, and how many since a symbolic link leads to them and no page does.
func withheldNotices(st *site.Site) (out []Notice) {
	if st.Withheld > 0 {
		out = append(out, Notice{fmt.Sprintf("files that only unpublished pages refer to, and not published: %d", st.Withheld),
			"--drafts publishes them, and so does a link from a page that is published"})
	}
	if st.Strays > 0 {
		out = append(out, Notice{fmt.Sprintf("files behind symbolic links that no page refers to, and not published: %d", st.Strays),
			"a link from a page publishes one, and so does a copy in place of the symbolic link"})
	}
	return out
}

// draftsNotice says which folders and files are taken for drafts by nothing but
// their name, which no tool has promised.
func draftsNotice(in Inputs) Notice {
	var folders []string
	memos, kept := 0, keepsDrafts(in)
	for _, f := range in.Content.Files {
		dir := page.DraftsFolder(f.Path)
		if dir == "" || path.Base(dir)[0] == '_' || !source.IsText(f.Path) || kept(dir) {
			continue
		}
		memos++
		if dir != f.Path {
			dir += "/"
		}
		if !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	if memos == 0 {
		return Notice{}
	}
	return Notice{fmt.Sprintf("drafts by the name of their folder or file, and not published: %d in %s", memos, strings.Join(folders, ", ")),
		fmt.Sprintf("exclude = [%q] in memo.toml publishes them like any other", "!"+strings.TrimSuffix(folders[0], "/"))}
}

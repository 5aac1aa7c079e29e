package build

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"memo/build/diag"
	"memo/build/source"
)

// ignored gives what git ignores among the memos. It is asked again when a file
// changed that was not one of them, or by which git decides; a save of a memo
// waits for nothing here.
func (w Workspace) ignored(ctx context.Context, in, prev Inputs, changed []string) ([]string, error) {
	if w.Dir == "" {
		return nil, nil
	}
	same := changed != nil && in.Folder == prev.Folder && w.History == prev.history.state && !slices.ContainsFunc(changed, decidesIgnored)
	if same && !slices.ContainsFunc(below(in.Folder, changed), prev.isNew) {
		return prev.ignored, nil
	}
	return source.GitIgnored(ctx, w.Dir+"/"+in.Folder)
}

// The files by which git decides what it ignores, in any folder and in .git.
const (
	GitIgnore  = ".gitignore"
	GitExclude = "info/exclude"
)

func decidesIgnored(file string) bool {
	return path.Base(file) == GitIgnore || strings.HasSuffix("/"+file, "/"+GitExclude)
}

// isNew tells whether a file or folder is none that was read before, and one
// that would be read.
func (in Inputs) isNew(file string) bool {
	return !source.Ignored(path.Base(file)) && in.Content.Find(file) == nil
}

// ignoredNotice says which memos and files are left out because git ignores them.
func ignoredNotice(in Inputs) Notice {
	files := in.Content.Ignored
	if len(files) == 0 {
		return Notice{}
	}
	memos := 0
	for _, f := range files {
		if source.IsText(f) {
			memos++
		}
	}
	var names []string // as git has them, so that a folder is one
	for _, name := range in.ignored {
		if _, is := slices.BinarySearch(files, name); is {
			names = append(names, name)
		} else if i, _ := slices.BinarySearch(files, name+"/"); i < len(files) && strings.HasPrefix(files[i], name+"/") {
			names = append(names, name+"/")
		}
	}
	return Notice{fmt.Sprintf("ignored by git, and not published: %s and %s in %s",
		diag.Counted(memos, "memo"), diag.Counted(len(files)-memos, "other file"), few(names)),
		fmt.Sprintf("exclude = [%q] in memo.toml publishes it like any other", "!/"+literal.Replace(strings.TrimSuffix(names[0], "/")))}
}

// literal makes a pattern of a name.
var literal = strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`, `\`, `\\`)

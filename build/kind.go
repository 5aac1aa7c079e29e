package build

import (
	"cmp"
	"fmt"
	"io/fs"

	"memo/build/kind"
)

// auto is the dialect that leaves it to the memos.
const auto = "auto"

// kind tells what the memos are written for. Of what lies beside them the
// names alone count.
func (w Workspace) kind(in Inputs) kind.Finding {
	if in.Config.Markdown.Dialect != auto {
		return kind.Finding{}
	}
	return kind.Of(kind.Tree{Files: in.Content.Files, Has: func(sign string) bool {
		return w.has(sign) || w.has(ContentDir+"/"+sign)
	}})
}

func (w Workspace) has(name string) bool {
	_, err := fs.Stat(w.Root, name)
	return err == nil
}

// dialect is the one that the memos are read in.
func dialect(in Inputs) string {
	if in.Config.Markdown.Dialect == auto {
		return in.Kind.Dialect
	}
	return in.Config.Markdown.Dialect
}

// notices says what the build took for granted.
func notices(in Inputs) (said []string) {
	if k := in.Kind; k.Dialect != "" && k.Dialect != kind.Memo {
		said = append(said, fmt.Sprintf("the memos are taken for ones of %s, by %s\n  hint: dialect = %q under [markdown] in memo.toml says so for good; \"memo\" or another overrules it",
			k.Dialect, cmp.Or(k.By, "what most of them hold"), k.Dialect))
	}
	return said
}

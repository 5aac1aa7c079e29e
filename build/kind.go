package build

import (
	"cmp"
	"fmt"
	"path"
	"strings"

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
		return w.has(sign) || w.has(path.Join(in.Folder, sign))
	}})
}

// dialect is the one that the memos are read in.
func dialect(in Inputs) string {
	if in.Config.Markdown.Dialect == auto {
		return in.Kind.Dialect
	}
	return in.Config.Markdown.Dialect
}

// Notice is what a build took for granted, and how to overrule it.
type Notice struct{ Text, Hint string }

// few names the first of some files.
func few(names []string) string {
	const most = 5
	first := strings.Join(names[:min(most, len(names))], ", ")
	if len(names) > most {
		first += fmt.Sprintf(" and %d more", len(names)-most)
	}
	return first
}

func notices(in Inputs) (said []Notice) {
	add := func(n Notice) {
		if n != (Notice{}) {
			said = append(said, n)
		}
	}
	add(in.moved)
	add(in.passedOver)
	if k := in.Kind; k.Dialect != "" && k.Dialect != kind.Memo {
		add(Notice{"the memos are taken for ones of " + k.Dialect + ", by " + cmp.Or(k.By, "what most of them hold"),
			fmt.Sprintf("markdown.dialect = %q in memo.toml says so for good, \"memo\" or another overrules it", k.Dialect)})
	}
	add(in.omitted.said)
	add(ignoredNotice(in))
	if !in.Drafts {
		add(draftsNotice(in))
		add(chaptersNotice(in))
		add(bundledNotice(in))
		add(besideNotice(in))
		add(summaryNotice(in))
	}
	return said
}

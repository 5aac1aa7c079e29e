// Package kind tells for which tool a tree of memos was written.
//
// In go the files of a tree and what lies beside them; out comes a Finding: one
// of the dialects, and by what it is known. Every memo has one vote, which it
// gives by the keys of its front matter, its folder or a spelling that only
// one tool has; the settings of a tool beside the memos tell as well. It
// refuses to know what a dialect means, and reads no value that a memo holds
// beyond what tells tools apart.
//
// The same tree gives the same Finding, whatever was found before, since memo
// serve must answer what a build from nothing writes. It is asked for on every
// save, and so looks at 250 memos of a large tree, evenly spread: 1 ms where
// 10,000 would take 30.
package kind

import (
	"slices"
	"strings"

	"memo/build/source"
)

// Memo is the kind of a tree that nothing tells to be another tool's.
const Memo = "memo"

// Tree is what the kind is told by.
type Tree struct {
	Files []source.File
	Has   func(name string) bool // whether one of the Signs is there
}

// Finding is the kind of a tree.
type Finding struct {
	Dialect string
	By      string // the file or folder that tells it; "" when it is the memos
	Votes   int    // for the dialect
	Of      int    // memos that were asked
}

// sample is how many memos of a tree are asked at least, if it has as many.
const sample = 250

// Of tells the kind of a tree. What a service writes into each memo (Zenn,
// Qiita, Hatena) is surer than the settings that lie about, and those are surer
// than the habits of a generator: its users may have moved on.
func Of(t Tree) Finding {
	votes, asked := t.poll()
	for _, dialect := range []string{"zenn", "qiita", "hatena"} {
		if 2*votes[dialect] > asked {
			return Finding{dialect, "", votes[dialect], asked}
		}
	}
	if dialect, by := t.settings(); dialect != "" {
		return Finding{dialect, by, votes[dialect], asked}
	}
	for _, dialect := range []string{"hugo", "jekyll", "obsidian"} {
		if 2*votes[dialect] > asked {
			return Finding{dialect, "", votes[dialect], asked}
		}
	}
	return Finding{Memo, "", votes[""], asked}
}

// poll counts the votes of the memos by dialect, "" for none.
func (t Tree) poll() (votes map[string]int, asked int) {
	var memos []*source.File
	for i := range t.Files {
		if source.IsText(t.Files[i].Path) {
			memos = append(memos, &t.Files[i])
		}
	}
	votes = map[string]int{}
	for i := 0; i < len(memos); i += max(1, len(memos)/sample) {
		votes[t.vote(memos[i])]++
		asked++
	}
	return votes, asked
}

// signs are the files and folders by which a tool is known: one of any, and
// one of with, if there are some. The first that is there tells.
var signs = []struct {
	dialect   string
	any, with []string
}{
	{"mdbook", []string{"book.toml", "SUMMARY.md"}, nil},
	{"jekyll", []string{"_config.yml", "_config.yaml", "_config.toml"}, []string{"_posts", "_layouts", "_includes"}},
	{"hugo", []string{"hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"}, nil},
	{"hugo", []string{"config.toml", "config.yaml", "config.yml", "config.json"}, []string{"archetypes", "layouts", "themes"}},
	{"obsidian", []string{".obsidian/app.json", ".obsidian/appearance.json", ".obsidian/core-plugins.json"}, nil},
}

// Signs gives the names of all of them, as seen from the top of a tree.
func Signs() (names []string) {
	for _, s := range signs {
		names = append(append(names, s.any...), s.with...)
	}
	return names
}

// settings tells a tool by the files that it keeps beside the memos.
func (t Tree) settings() (dialect, by string) {
	for _, s := range signs {
		if i := slices.IndexFunc(s.any, t.Has); i >= 0 && (s.with == nil || slices.ContainsFunc(s.with, t.Has)) {
			return s.dialect, s.any[i]
		}
	}
	return "", ""
}

// below tells whether a path has a folder of this name in it.
func below(path, folder string) bool { return strings.Contains("/"+path, "/"+folder+"/") }

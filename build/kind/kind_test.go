package kind

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	unicode16 "unicode/utf16"

	"memo/build/effort"
	"memo/build/source"
	"memo/build/treetest"
)

func TestEveryKindOfTreeIsToldByItsFiles(t *testing.T) {
	for _, name := range treetest.Kinds() {
		for seed := range effort.Of(uint64(1), 5) {
			tree := treetest.Make(name, 60, seed)
			var files []source.File
			beside := map[string]bool{}
			for file, text := range tree.Files {
				files = append(files, source.File{Path: file, Bytes: []byte(text)})
				for ; file != "."; file = path.Dir(file) {
					beside[file] = true
				}
			}
			slices.SortFunc(files, func(a, b source.File) int { return strings.Compare(a.Path, b.Path) })
			if got := Of(Tree{files, func(name string) bool { return beside[name] }}); got.Dialect != tree.Dialect {
				t.Errorf("%s, seed %d: %+v", name, seed, got)
			}
		}
	}
}

// TestWhatAServiceWritesIsSurerThanSettings holds the order of the signs.
func TestWhatAServiceWritesIsSurerThanSettings(t *testing.T) {
	zenn, plain := "---\nemoji: 📝\n---\n", "---\ntitle: x\n---\n"
	for _, c := range []struct {
		memos  []string
		beside []string
		want   string
	}{
		{[]string{zenn, zenn, plain}, []string{"hugo.toml"}, "zenn"},
		{[]string{zenn, plain}, []string{"hugo.toml"}, "hugo"},
		{[]string{zenn, plain}, nil, "memo"},
		{nil, nil, "memo"},
		{nil, []string{".obsidian/app.json"}, "obsidian"},
		{[]string{plain}, []string{"_config.yml"}, "memo"},
		{[]string{plain}, []string{"_config.yml", "_posts"}, "jekyll"},
		{[]string{"+++\ntitle = 'x'\n+++\n"}, nil, "hugo"},
		{[]string{"+++\ntitle = 'x'\n+++\n"}, []string{"SUMMARY.md"}, "mdbook"},
		{[]string{"[[メモ]] を見る\n"}, nil, "obsidian"},
		{[]string{"# x\n\n[[toc]]\n", "[[_TOC_]]\n"}, nil, "memo"},
		{[]string{"---\ntitle: x\n---\n[[メモ]]\n", "条件は [[ -f x ]] で書く\n"}, nil, "memo"},
		{[]string{"title: x\nemoji: y\n"}, nil, "memo"},
		{[]string{utf16(zenn), plain, utf16(zenn)}, []string{"hugo.toml"}, "zenn"},
	} {
		var files []source.File
		for i, text := range c.memos {
			files = append(files, source.File{Path: fmt.Sprintf("%d.md", i), Bytes: []byte(text)})
		}
		if got := Of(Tree{files, func(name string) bool { return slices.Contains(c.beside, name) }}); got.Dialect != c.want {
			t.Errorf("%q beside %q: %+v, want %s", c.memos, c.beside, got, c.want)
		}
	}
}

// TestALargeTreeIsAskedEvenly holds that every part of it has a say.
func TestALargeTreeIsAskedEvenly(t *testing.T) {
	var files []source.File
	for i := range 10_000 {
		text := "---\ntitle: x\n---\n"
		if i >= 4_000 {
			text = "---\nprivate: false\nid: x\n---\n"
		}
		files = append(files, source.File{Path: fmt.Sprintf("%05d.md", i), Bytes: []byte(text)})
	}
	got := Of(Tree{files, nowhere})
	if got.Dialect != "qiita" || got.Of < sample || got.Of > 2*sample || 10*got.Votes < 5*got.Of {
		t.Errorf("%+v", got)
	}
}

func nowhere(string) bool { return false }

func BenchmarkOf(b *testing.B) {
	text := "---\ntitle: AWS の設定を確認する\ndate: 2024-01-01\ntags: [a, b]\n---\n" + strings.Repeat("設定を確認する。\n", 200)
	files := make([]source.File, 10_000)
	for i := range files {
		files[i] = source.File{Path: fmt.Sprintf("posts/%05d.md", i), Bytes: []byte(text)}
	}
	for b.Loop() {
		Of(Tree{files, nowhere})
	}
}

// utf16 gives a text as Windows' Notepad saves "Unicode".
func utf16(text string) string {
	out := []byte{0xFF, 0xFE}
	for _, unit := range unicode16.Encode([]rune(text)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return string(out)
}

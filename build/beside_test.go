package build

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// TestABookShowsTheProjectItLiesInAndNothingElse tries to include files from
// inside of the project and from wherever nobody means to show them.
func TestABookShowsTheProjectItLiesInAndNothingElse(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "project")
	put := func(name, text string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("book.toml", "[book]\n")
	put("memo.toml", "exclude = [\"*.sql\"]\n")
	files := map[string]string{ // what a chapter names: where it lies, "" for what is to stay at home
		"../lib/x.rs": "lib/x.rs", "../../lib/y.rs": "", "../Cargo.toml": "Cargo.toml", "../README.md": "README.md", "./../lib/sub/z.txt": "lib/sub/z.txt",
		"../../outside.rs": "", "../.env": "", "../.git/config": "", "../deploy/id_rsa": "", "../deploy/prod.tfvars": "", "../db.sql": "",
		"../drafts/a.rs": "", "../notes/draft.md": "", "../linked.rs": "", "../away/outside.rs": "", "../big.rs": "",
	}
	put("notes/draft.md", "---\ndraft: true\n---\n秘密 notes/draft.md\n")
	put("big.rs", "秘密"+strings.Repeat("\n", 1<<20))
	put("../outside.rs", "秘密 outside\n")
	for link, to := range map[string]string{"linked.rs": "../outside.rs", "away": ".."} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	var chapter strings.Builder
	for name, at := range files {
		file := filepath.Join(dir, "src", name)
		if _, err := os.Stat(file); err != nil {
			text := "秘密"
			if at != "" {
				text = "見える " + at + "\n// ANCHOR: a\n一部 " + at + "\n// ANCHOR_END: a"
			}
			put("src/"+name, text+"\n")
		}
		chapter.WriteString("```rust\n{{#include " + name + "}}\n```\n\n{{#include " + name + ":a}}\n\n{{#include " + name + "}}\n\n文 {{#include " + name + "}}\n\n")
	}
	put("src/ch.md", chapter.String())
	in, err := Workspace{Root: os.DirFS(dir), Flags: Flags{Now: time.Unix(2e9, 0)}}.Scan(t.Context(), Inputs{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := NewSession(nil).Build(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range r.Outputs {
		if strings.Contains(read(t, r, o.Path), "秘密") {
			t.Errorf("%s shows what is to stay at home", o.Path)
		}
	}
	page := regexp.MustCompile("<[^>]*>").ReplaceAllString(read(t, r, "ch/index.html"), "")
	for name, at := range files {
		if at != "" && (strings.Count(page, "見える "+at) != 2 || strings.Count(page, "一部 "+at) != 3) {
			t.Errorf("%s is not shown: %d, %d", name, strings.Count(page, "見える "+at), strings.Count(page, "一部 "+at))
		}
	}
	put("lib/x.rs", "別の\n")
	again, err := Workspace{Root: os.DirFS(dir), Flags: in.Flags}.Scan(t.Context(), in, []string{"lib/x.rs"})
	if err != nil || in.key() == again.key() || len(again.Included()) != 4 {
		t.Errorf("a change of what is shown goes by unseen: %v %q", err, again.Included())
	}
}

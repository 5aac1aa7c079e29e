package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fault is a mistake in a file, behind a mark: ⟦code⟧ stands before what it is
// of, and at the beginning of a line for the whole line.
const fault = "⟦"

// faulty is a site with one fault of each kind, and much that looks like one.
var faulty = map[string]string{
	"memo.toml": "title = \"t\"\nbase_url = \"https://memo.example.com/\"\n⟦unknown-key⟧autor = \"x\"\n[check]\nstale_after = \"2y\"\nbroken_links = \"ignore\"\n",
	"content/posts/good.md": "---\ntitle: 良いメモ\ndate: 2026-01-01\ntags: [AWS, Amazon Redshift, サーバー]\n---\n\n## 節\n\n### 項\n\n![図](a.svg) [節](#節) [次](links.md#見出し) [外](https://example.com/x)\n\n" +
		"![[a.svg]]\n\n```md\n[x](nowhere.md) ![](b.png)\n```\n\n`[x](nowhere.md)`\n\n## 節二\n\n### 項二\n\n#### 目\n\n## 節三\n",
	"content/posts/a.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>a</title></svg>`,
	"content/posts/links.md": "---\ntitle: リンク\ndate: 2026-01-02\ntags: [AWS, Amazon Redshift]\n---\n\n## 見出し\n\n[無い](⟦broken-link⟧nowhere.md) と [節](⟦broken-anchor⟧good.md#無い節) と [[⟦broken-link⟧無いメモ]]。\n\n" +
		"![図](⟦broken-link⟧b.png)\n\n> [下書き](⟦broken-link⟧draft.md)\n\n[ここ](⟦broken-anchor⟧#無い) [上](⟦broken-link⟧../../x.md)\n",
	"content/posts/pictures.md": "---\ntitle: 絵\ndate: 2026-01-03\ntags: [AWS]\n---\n\n![](⟦no-alt⟧a.svg)\n\n- 項目 <img src=\"⟦no-alt⟧a.svg\">\n\n<img src=\"a.svg\" alt=\"図\">\n",
	"content/posts/levels.md":   "---\ntitle: 段\ndate: 2026-01-04\ntags: [AWS]\n---\n\n⟦heading-skip⟧### 飛ぶ\n\n## 節\n\n⟦heading-skip⟧#### 飛ぶ\n\n##### 続く\n\n> ## 引用\n",
	"content/posts/twin.md":     "---\ntitle: ⟦same-title⟧良いメモ\ndate: 2026-01-05\ntags: [AWS, Amazon Redshift]\n---\n\n文。\n",
	"content/posts/tags.md":     "---\ntitle: 札\ndate: 2026-01-06\ntags: ⟦tag-spelling⟧[AmazonRedshift, C, C++]\n---\n\n文。\n",
	"content/posts/kana.md":     "---\ntitle: 札二\ndate: 2026-01-06\ntags: ⟦tag-spelling⟧[サーバ, AWS]\n---\n\n[良い](good.md)\n",
	"content/posts/kana2.md":    "---\ntitle: 札三\ndate: 2026-01-06\ntags: [サーバー, AWS]\n---\n\n文。\n",
	"content/posts/alone.md":    "---\ntitle: ⟦orphan⟧独り\ndate: 2026-01-07\n---\n\n[外](https://example.com/) [自分](#節)\n\n## 節\n",
	"content/posts/old.md":      "⟦stale⟧---\ntitle: 古い\ndate: 2020-01-01\nlastmod: 2020-01-01\ntags: [AWS]\n---\n\n文。\n",
	"content/posts/held.md":     "---\ntitle: 古いが確か\ndate: 2020-01-01\nlastmod: 2020-01-01\nverified: 2026-01-01\ntags: [AWS]\n---\n\n文。\n",
	"content/posts/later.md":    "---\ntitle: 先\ndate: 2026-01-08\nverified: ⟦verified-later⟧2999-01-01\ntags: [AWS]\n---\n\n文。\n",
	"content/posts/one.md":      "---\ntitle: 一\ndate: 2026-01-08\nslug: same\ntags: [AWS]\n---\n\n文。\n",
	"content/posts/two.md":      "---\ntitle: 二\ndate: 2026-01-08\nslug: ⟦duplicate-url⟧same\ntags: [AWS]\n---\n\n文。\n",
	"content/posts/keys.md":     "---\ntitle: 鍵\ndate: 2026-01-08\ntags: [AWS]\n⟦unknown-key⟧desciption: x\n---\n\n文。\n",
	"content/posts/draft.md":    "---\ntitle: 下書き\ndraft: true\n---\n\n[x](nowhere.md) ![](b.png)\n",
	"content/posts/large.md":    "⟦large-page⟧---\ntitle: 大きい\ndate: 2026-01-09\ntags: [AWS]\n---\n\n" + strings.Repeat("段落の文がここにあります。\n\n", 30_000),
}

// plant writes the site without its marks, and gives where they stood.
func plant(t *testing.T, dir string) (want []string) {
	t.Helper()
	for name, text := range faulty {
		lines := strings.Split(text, "\n")
		for i, line := range lines {
			for strings.Contains(line, fault) {
				before, rest, _ := strings.Cut(line, fault)
				code, after, _ := strings.Cut(rest, "⟧")
				want = append(want, fmt.Sprintf("%s:%d:%d %s", name, i+1, len([]rune(before))+1, code))
				line = before + after
			}
			lines[i] = line
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(want)
	return want
}

func TestCheckFindsEachFaultAtItsPlaceAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	want := plant(t, dir)
	var out, errs bytes.Buffer
	if status := run([]string{"-C", dir, "check", "--json"}, &out, &errs); status != exitAuthor {
		t.Errorf("status %d\n%s", status, &errs)
	}
	var found []mistake
	if err := json.Unmarshal(out.Bytes(), &found); err != nil {
		t.Fatal(err)
	}
	var got []string
	codes := map[string]bool{}
	for _, m := range found {
		got = append(got, fmt.Sprintf("%s:%d:%d %s", m.File, m.Line, max(m.Col, 1), m.Code))
		codes[m.Code] = true
		serious := slices.Contains([]string{"broken-link", "broken-anchor", "duplicate-url"}, m.Code) || m.File == "memo.toml"
		if serious != (m.Severity == "error") {
			t.Errorf("taken for %s: %+v", m.Severity, m)
		}
		if !serious && m.Hint == "" {
			t.Errorf("no hint: %+v", m)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s\nplanted\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(codes) < 12 {
		t.Errorf("only %d kinds", len(codes))
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); !os.IsNotExist(err) {
		t.Error("something was written")
	}
}

func TestTheMemosOfThisRepositoryAreFoundGood(t *testing.T) {
	var out, errs bytes.Buffer
	if status := run([]string{"-C", repository, "check"}, &out, &errs); status != exitDone || out.String() != "0 errors, 0 warnings\n" {
		t.Errorf("status %d\n%s%s", status, &out, &errs)
	}
}

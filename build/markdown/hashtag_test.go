package markdown

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"memo/build/diag"
)

// TestHashTagsOfObsidianAreFoundAndShown strews tags, and what is none, over a text.
func TestHashTagsOfObsidianAreFoundAndShown(t *testing.T) {
	tags := []string{"aws/sts", "日本語タグ", "inbox", "a-b_c", "2024年", "ーカ", "🎉"}
	others := []string{"`#code`", "#123", "C#er", "https://example.org/#frag", "（#括弧）", "[a](b.md#c)", "#", "## 見出し", "\n```\n#fenced\n```\n", "%%#remark%%", "a&#35;b", "\\#escaped"}
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 5))
		var src []string
		var want []string
		for range 1 + r.IntN(8) {
			if r.IntN(2) == 0 {
				src = append(src, "\n"+others[r.IntN(len(others))]+"\n")
				continue
			}
			tag := tags[r.IntN(len(tags))]
			src = append(src, []string{"#" + tag, "文 #" + tag + " 文", "- [ ] #" + tag, "> #" + tag + "、", "# 題 #" + tag, "| a |\n|---|\n| #" + tag + " |"}[r.IntN(6)])
			if want = append(want, tag); r.IntN(2) == 0 {
				src = append(src, "")
			}
		}
		o := siteOptions
		o.Dialect = "obsidian"
		text := strings.Join(src, "\n\n")
		doc, _ := New(o).Render([]byte(text), diag.Pos{Line: 1}, o.Title)
		slices.Sort(want)
		want = slices.Compact(want)
		if got := slices.Sorted(slices.Values(doc.Tags)); !slices.Equal(got, want) {
			t.Fatalf("%q: %q, want %q", text, got, want)
		}
		prose, _ := textOf(t, filled(doc, func(l Link, _ Hole) string { return "" }))
		for _, tag := range want {
			if !strings.Contains(prose, "#"+tag) {
				t.Fatalf("%q does not show %s: %s", text, tag, prose)
			}
		}
	}
	if doc, _ := render("#tag です\n"); len(doc.Tags) > 0 {
		t.Errorf("tags of another dialect: %q", doc.Tags)
	}
}

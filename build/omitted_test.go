package build

import (
	"slices"
	"strings"
	"testing"
)

// TestWhatOtherSettingsKeepOutStaysOut holds for files that only a tool's
// settings keep out of its site; memo.toml takes them back.
func TestWhatOtherSettingsKeepOutStaysOut(t *testing.T) {
	const toml = "title = \"t\"\nbase_url = \"https://a.example/\"\n"
	for name, c := range map[string]struct{ settings, text, folder string }{
		"Jekyll's defaults":     {"_config.yml", "defaults:\n  - scope: {path: wip}\n    values: {published: false}\n", ""},
		"Jekyll's exclude":      {"_config.yml", "exclude:\n  - wip/\n  - vendor\n", ""},
		"Hugo's cascades":       {"hugo.toml", "[[cascade]]\ndraft = true\n[cascade._target]\npath = \"/wip/**\"\n", "content/"},
		"Hugo's cascade":        {"config.yaml", "cascade:\n  draft: true\n  target:\n    path: /wip/*\n", "content/"},
		"Hugo's, of all drafts": {"hugo.yaml", "cascade:\n  - draft: true\n    _target: {path: '{/wip,/wip/**}'}\n  - draft: true\n    _target: {path: /wip}\n", "content/"},
		"Hugo's ignoreFiles":    {"hugo.toml", "ignoreFiles = ['(?i)/wip/.*\\.MD$', '(']\n", "content/"},
		"Obsidian's templates":  {".obsidian/templates.json", `{"folder": "wip"}`, ""},
		"Templater's folder":    {"content/.obsidian/plugins/templater-obsidian/data.json", `{"templates_folder": "wip/"}`, "content/"},
		"MkDocs' exclude_docs":  {"mkdocs.yml", "markdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\nexclude_docs: |\n  # not yet\n  wip/\n", "docs/"},
		"MkDocs' draft_docs":    {"mkdocs.yml", "draft_docs: |\n  /wip/*\n", "docs/"},
		"VitePress's":           {"docs/.vitepress/config.ts", "export default defineConfig({\n  // srcExclude: ['x'],\n  title: 't', srcExclude: [\n    \"**/README.md\",\n    'wip/**', // not yet\n  ],\n})\n", "docs/"},
		"VitePress's, in short": {"docs/.vitepress/config.mjs", "export default {srcExclude:[`wip/*`]}\n", "docs/"},
	} {
		files := []string{c.settings, c.text, c.folder + "wip/b.md", "# 秘密\n\n文。\n", c.folder + "posts/a.md", "# 題\n\n文。\n"}
		r := siteOf(t, append(files, "memo.toml", toml)...)
		said := slices.ContainsFunc(r.Notices, func(n Notice) bool {
			return strings.Contains(n.Text, " says: ") && strings.Contains(n.Text, "wip")
		})
		if read(t, r, "posts/a/index.html") == "" || read(t, r, "wip/b/index.html") != "" || !said {
			t.Errorf("%s: published, or not told: %v", name, r.Notices)
		}
		if r := siteOf(t, append(files, "memo.toml", toml+"exclude = [\"!/wip\"]\n")...); read(t, r, "wip/b/index.html") == "" {
			t.Errorf("%s: memo.toml cannot take it back", name)
		}
	}
}

func TestWhatJekyllIncludesIsPublished(t *testing.T) {
	r := siteOf(t, "memo.toml", "title = \"t\"\nbase_url = \"https://a.example/\"\n", "_config.yml", "include: [\"_pages\"]\n",
		"_posts/2024-01-01-a.md", "---\ntitle: a\n---\n", "_pages/about.md", "---\ntitle: 紹介\npermalink: /about/\n---\n文。\n", "_team/b.md", "# 秘密\n")
	if read(t, r, "about/index.html") == "" || strings.Contains(read(t, r, "index.html"), "秘密") {
		t.Errorf("%v", r.Notices)
	}
}

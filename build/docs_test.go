package build

import (
	"reflect"
	"testing"
	"testing/fstest"
)

// TestPartsOfPagesAreNoPages holds the custom of tools by which a name that
// begins with _ is of a part; elsewhere it is a page like any.
func TestPartsOfPagesAreNoPages(t *testing.T) {
	const toml = "title = \"t\"\nbase_url = \"https://a.example/\"\n"
	for settings, c := range map[string]struct {
		folder string
		parts  bool
	}{
		"docusaurus.config.ts":      {"docs/", true},
		"astro.config.mjs":          {"src/content/docs/", true},
		"mkdocs.yml":                {"docs/", false},
		"docs/.vitepress/config.ts": {"docs/", false},
	} {
		r := siteOf(t, "memo.toml", toml, settings, "", c.folder+"a.md", "# 題\n", c.folder+"x/_part.mdx", "# 部分\n", c.folder+"_parts/b.md", "# 部分\n")
		if read(t, r, "a/index.html") == "" || c.parts != (read(t, r, "x/_part/index.html") == "") || c.parts != (read(t, r, "_parts/b/index.html") == "") {
			t.Errorf("%s: %v", settings, r.Diagnostics)
		}
	}
}

func TestStaticFilesOfDocumentationToolsAreFound(t *testing.T) {
	for settings, c := range map[string]struct{ folder, static string }{
		"docusaurus.config.js":      {"docs/", "static/"},
		"astro.config.ts":           {"src/content/docs/", "public/"},
		"astro.config.mjs":          {"src/content/", "public/"},
		"docs/.vitepress/config.js": {"docs/", "docs/public/"},
	} {
		r := siteOf(t, "memo.toml", "title = \"t\"\nbase_url = \"https://a.example/\"\n", settings, "", c.folder+"guide/a.md", "# 題\n\n[x](/x.txt)\n", c.static+"x.txt", "x")
		if len(r.Diagnostics) > 0 || read(t, r, "x.txt") != "x" || read(t, r, "guide/a/index.html") == "" {
			t.Errorf("%s: %v", settings, r.Diagnostics)
		}
	}
}

func TestSettingsThatAreAProgramAreRead(t *testing.T) {
	for src, want := range map[string]Foreign{
		"import x from 'title'\nexport default defineConfig({\n  /* title: 'no' */\n  title: 'It\\'s 文書', description: `d`,\n  lang: \"ja-JP\",\n themeConfig: {title: 'no'}})": {Title: "It's 文書", Description: "d", Language: "ja-JP"},
		"export default {}": {},
		"module.exports = {title: siteTitle, description: `${x}`, lang: 'en'}": {Language: "en"},
	} {
		got := Workspace{Root: fstest.MapFS{vitepressFiles[0]: {Data: []byte(src)}}}.Foreign()
		if got.Permalinks = nil; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v", src, got)
		}
	}
	site := "export default defineConfig({ site: 'https://docs.example.com', base: '/guide', integrations: [starlight({ title: 'Docs' })] })"
	if got := (Workspace{Root: fstest.MapFS{astro[0]: {Data: []byte(site)}}}).Foreign(); got.BaseURL != "https://docs.example.com/guide/" || got.Title != "Docs" {
		t.Errorf("%+v", got)
	}
}

// TestASiteIsNoSourceOfItself builds where the folder of static files does not
// exist yet and the site is written there.
func TestASiteIsNoSourceOfItself(t *testing.T) {
	const toml = "title = \"t\"\nbase_url = \"https://a.example/\"\n"
	for _, c := range []struct{ settings, folder, output, more string }{
		{"astro.config.mjs", "src/content/docs/", "public/", ""},
		{"docusaurus.config.js", "docs/", "static/", "output = \"static\"\n"},
		{"hugo.toml", "content/", "static/", "output = \"static\"\n"},
	} {
		r := siteOf(t, "memo.toml", toml+c.more, c.settings, "", c.folder+"guide/a.md", "# 題\n",
			c.output+OutputMarker, "", c.output+"guide/old/index.html", "下書きになった頁", c.output+"index.html", "古い")
		if len(r.Diagnostics) > 0 || read(t, r, "guide/a/index.html") == "" || read(t, r, "guide/old/index.html") != "" {
			t.Errorf("%s: %v", c.settings, r.Diagnostics)
		}
	}
}

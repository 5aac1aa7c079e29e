package highlight

import (
	"html"
	"regexp"
	"strings"
	"sync"
	"testing"

	"memo/build/effort"
)

func TestRenderWritesTheWindow(t *testing.T) {
	for _, c := range []struct {
		name string
		in   Block
		want string
	}{
		{"code with a file name", Block{Lang: "golang", File: "src/a.go", Code: "package a\n"},
			`<figure class="code" data-lang="go"><figcaption><span class="file">src/a.go</span><span class="lang">Go</span></figcaption>` +
				`<pre tabindex="0"><code class="language-go"><span class="kn">package</span> <span class="nx">a</span>` + "\n</code></pre></figure>"},
		{"no tag", Block{Code: "a < b & c\n"},
			`<figure class="code"><figcaption><span class="lang">Text</span></figcaption><pre tabindex="0"><code>a &lt; b &amp; c` + "\n</code></pre></figure>"},
		{"empty", Block{}, `<figure class="code"><figcaption><span class="lang">Text</span></figcaption><pre tabindex="0"><code></code></pre></figure>`},
		{"unknown language", Block{Lang: "Klingon", File: "a", Code: "Qapla'"},
			`<figure class="code" data-lang="klingon"><figcaption><span class="file">a</span><span class="lang">Klingon</span></figcaption>` +
				`<pre tabindex="0"><code class="language-klingon">Qapla'</code></pre></figure>`},
		{"tag and name that try to break out", Block{Lang: `"><script>`, File: `<script>alert(1)</script>`, Code: "</code><script>"},
			`<figure class="code"><figcaption><span class="file">&lt;script&gt;alert(1)&lt;/script&gt;</span><span class="lang">"&gt;&lt;script&gt;</span></figcaption>` +
				`<pre tabindex="0"><code>&lt;/code&gt;&lt;script&gt;</code></pre></figure>`},
		{"language of the file name", Block{File: "go.mod/../main.go", Code: "package a"},
			`<figure class="code" data-lang="go"><figcaption><span class="file">go.mod/../main.go</span><span class="lang">Go</span></figcaption>` +
				`<pre tabindex="0"><code class="language-go"><span class="kn">package</span> <span class="nx">a</span></code></pre></figure>`},
		{"numbers and emphasis", Block{Lang: "text", Numbers: true, First: 9, Lines: "2", Code: "a\nb\n"},
			`<figure class="code" data-lang="text"><figcaption><span class="lang">Text</span></figcaption><pre tabindex="0"><code class="language-text">` +
				`<span class="line"><span class="ln">9</span>a` + "\n" + `</span><span class="line hl"><span class="ln">10</span>b` + "\n</span></code></pre></figure>"},
		{"class over several lines", Block{Lang: "go", Lines: "1", Code: "/* a\n\nb */"},
			`<figure class="code" data-lang="go"><figcaption><span class="lang">Go</span></figcaption><pre tabindex="0"><code class="language-go"><span class="line hl"><span class="cm">/* a</span>` +
				"\n" + `</span><span class="line">` + "\n" + `</span><span class="line"><span class="cm">b */</span></span></code></pre></figure>`},
		{"diff of a language", Block{Lang: "yaml", Diff: true, Code: "@@ -1 +1 @@\n-a: 1\n+a: 2\n \n+"},
			`<figure class="code" data-lang="yaml"><figcaption><span class="lang">YAML</span></figcaption><pre tabindex="0"><code class="language-yaml"><span class="line gu">@@ -1 +1 @@` + "\n" +
				`</span><span class="line gd"><span class="sign">-</span><span class="nt">a</span>: <span class="m">1</span>` + "\n" +
				`</span><span class="line gi"><span class="sign">+</span><span class="nt">a</span>: <span class="m">2</span>` + "\n" +
				`</span><span class="line"><span class="sign"> </span>` + "\n" +
				`</span><span class="line gi"><span class="sign">+</span></span></code></pre></figure>`},
		{"diff alone", Block{Lang: "diff", Code: "--- a\n+++ b\n--- comment\n"},
			`<figure class="code" data-lang="diff"><figcaption><span class="lang">Diff</span></figcaption><pre tabindex="0"><code class="language-diff"><span class="line gu">--- a` + "\n" +
				`</span><span class="line gu">+++ b` + "\n" + `</span><span class="line gd"><span class="sign">-</span>-- comment` + "\n</span></code></pre></figure>"},
		{"transcript", Block{Code: "$ ls <a>\nファイル\n終\n$ pwd\n/\n"},
			`<figure class="code transcript" data-lang="console"><figcaption><span class="lang">Console</span></figcaption><pre tabindex="0"><code><span class="gp">$ </span><b>ls &lt;a&gt;</b>` + "\n" +
				`<span class="go"><span class="wide">ファイル</span>` + "\n" + `<span class="wide">終</span></span>` + "\n" +
				`<span class="gp">$ </span><b>pwd</b>` + "\n" + `<span class="go">/</span>` + "\n</code></pre></figure>"},
		{"command of several lines", Block{Code: "$ a \\\n  b\nc"},
			`<figure class="code transcript" data-lang="console"><figcaption><span class="lang">Console</span></figcaption><pre tabindex="0"><code><span class="gp">$ </span><b>a \` + "\n" + `  b</b>` + "\n" +
				`<span class="go">c</span></code></pre></figure>`},
		{"transcript with emphasis", Block{Lang: "console", Lines: "2", Code: "$ a\nb\n"},
			`<figure class="code transcript" data-lang="console"><figcaption><span class="lang">Console</span></figcaption><pre tabindex="0"><code><span class="line"><span class="gp">$ </span><b>a</b>` + "\n" +
				`</span><span class="line hl"><span class="go">b</span>` + "\n</span></code></pre></figure>"},
		{"wide characters of a query's result", Block{Lang: "sql", Code: " id | 名前\n----+------\n  1 | ｶﾅ　ab\n"},
			`<figure class="code" data-lang="sql"><figcaption><span class="lang">SQL</span></figcaption><pre tabindex="0"><code class="language-sql"> id | <span class="wide">名前</span>` + "\n----+------\n" +
				`  1 | <span class="hw">ｶﾅ</span><span class="wide">　</span>ab` + "\n</code></pre></figure>"},
		{"no marks on wide characters in source", Block{Lang: "go", Code: "// 名前"},
			`<figure class="code" data-lang="go"><figcaption><span class="lang">Go</span></figcaption><pre tabindex="0"><code class="language-go"><span class="c1">// 名前</span></code></pre></figure>`},
		{"neighbours of one class", Block{Lang: "sql", Code: "CREATE TABLE t"},
			`<figure class="code" data-lang="sql"><figcaption><span class="lang">SQL</span></figcaption><pre tabindex="0"><code class="language-sql"><span class="k">CREATE TABLE</span> t</code></pre></figure>`},
		{"bytes that HTML cannot hold", Block{Lang: "text", Code: "a\r\nb\rc\x00\xff\x1b[0m\u0085\ufffe\t"},
			`<figure class="code" data-lang="text"><figcaption><span class="lang">Text</span></figcaption><pre tabindex="0"><code class="language-text">a` + "\nb\nc\ufffd[0m\t</code></pre></figure>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(Render(c.in)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTagsAsPeopleWriteThem(t *testing.T) {
	for tag, want := range map[string]string{
		"sh": "bash Shell", "zsh": "bash Shell", "Shell": "bash Shell", "js": "js JavaScript", "tsx": "tsx TSX", "jsx": "jsx JSX",
		"react": "jsx JSX", "yml": "yaml YAML", "cwl": "yaml YAML", "conf": "ini INI", "hcl": "hcl HCL", "tf": "terraform Terraform",
		"docker": "dockerfile Dockerfile", "redshift": "postgresql PostgreSQL", "postgres": "postgresql PostgreSQL", "mysql": "mysql MySQL",
		"jsonc": "json JSON", "json5": "json JSON", "ps1": "powershell PowerShell", "bat": "bat Batch", "cs": "csharp C#", "c++": "cpp C++",
		"kt": "kotlin Kotlin", "py": "python Python", "rb": "ruby Ruby", "rs": "rust Rust", "vim": "vim Vim script", "http": "http HTTP",
		"nginx": "nginx nginx", "toml": "toml TOML", "GO": "go Go", "hs": "haskell Haskell", "v": "v V", "md": "markdown Markdown", "java": "java Java",
	} {
		l := lookup(tag)
		if got := l.id + " " + l.name; got != want || l.plain() {
			t.Errorf("%s: got %q (plain: %v), want %q", tag, got, l.plain(), want)
		}
	}
	for _, tag := range []string{"", "text", "log", "plaintext", "console", "nonsense"} {
		if !lookup(tag).plain() {
			t.Errorf("%q is coloured", tag)
		}
	}
}

func TestLanguageIsGuessedOnlyWhenCertain(t *testing.T) {
	for code, want := range map[string]string{
		`{"a": [1]}`:              "json",
		"[1, 2]\n":                "json",
		"{a: 1}":                  "",
		"[INFO] started":          "",
		"-- 一覧\nSELECT * FROM t;": "sql",
		"SELECT 1":                "",
		"CREATE ROLE a;\nGRANT ROLE a TO b; -- 付": "sql",
		"select * from t;":                        "sql",
		"select a word;":                          "",
		"update everything;":                      "",
		"[profile dev]\nregion = x\n; c\n\n[services s]\ns3 =\n  endpoint_url = y": "ini",
		"[section]\ntext":                "",
		"[section]":                      "",
		"a = 1":                          "",
		"- a\n+ b":                       "",
		"--- a\n+++ b\n@@ -1 +1 @@":      "diff",
		"diff --git a/x b/x\nindex 1..2": "diff",
		"ただの文":                           "",
		"":                               "",
	} {
		if got := guess(code); got != want {
			t.Errorf("guess(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestWrongLineRangesAreReported(t *testing.T) {
	for _, good := range []string{"", "2", "2 4-6", "2,4-6", " 2, 4-6 ", "7-7"} {
		if err := CheckLines(good); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"a", "0", "6-4", "-3", "3-", "1 x", "1-2-3", "99999999999999999999", "１"} {
		if CheckLines(bad) == nil {
			t.Errorf("%q passes", bad)
		}
	}
}

func TestHugeBlocksAreShownPlain(t *testing.T) {
	for _, code := range []string{strings.Repeat("var a = 1; ", 100_000), strings.Repeat("var a = 1;\n", 100_000)} {
		if got := string(Render(Block{Lang: "js", Code: code})); strings.Count(got, "<span") > 1 || textOf(got) != code {
			t.Error("a megabyte is coloured, or changed")
		}
	}
}

// Lines that took chroma's hcl 19 s and makefile 18 s are plain, and plain the next time: a count of steps
// decides, and not the clock.
func TestLineThatTakesTooManyStepsIsPlain(t *testing.T) {
	all := []struct{ lang, text string }{{"hcl", "a:"}, {"makefile", "あ"}, {"hcl", "/"}, {"makefile", "a"}}
	for _, c := range effort.Of(all[:1], all) {
		code := "a\n" + strings.Repeat(c.text, 16_000/len(c.text)) + "\n"
		page := string(Render(Block{Lang: c.lang, Code: code, Lines: "1", Numbers: true}))
		if want := `<span class="line hl"><span class="ln">1</span>a`; !strings.Contains(page, want) || textOf(page) != code {
			t.Errorf("%s of %q: no %s", c.lang, c.text, want)
		}
	}
}

// A session of a megabyte, all of whose quotes and here-documents stay open, must not take quadratic time.
func TestHugeBrokenTranscriptIsRead(t *testing.T) {
	for _, line := range []string{"$ cat <<A\n", "$ echo '\nx\n", "$ echo \\\nb\n", "$ for i in a\nb\n", "# ls\n"} {
		code := "$ ls\n" + strings.Repeat(line, effort.Of(1<<17, 1<<20)/len(line))
		if got := textOf(string(Render(Block{Code: code}))); got != code {
			t.Errorf("%q: text changed", line)
		}
	}
}

func TestManyAtOnceGiveTheSame(t *testing.T) {
	blocks := []Block{{Lang: "go", Code: "package a"}, {Lang: "sql", Code: "SELECT 1;"}, {Lang: "vue", Code: "<template/>"}, {Code: "$ a\nb"}}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for _, b := range blocks {
				if first := string(Render(b)); first != string(Render(b)) {
					t.Error("two renderings differ")
				}
			}
		})
	}
	group.Wait()
}

var (
	lineNumber = regexp.MustCompile(`<span class="ln">\d+</span>`)
	caption    = regexp.MustCompile(`(?s)<figcaption>.*</figcaption>`)
	tag        = regexp.MustCompile(`<[^>]*>`)
	// allowed are the tags that Render may write.
	allowed = regexp.MustCompile(`^(?:<figure class="code(?: transcript)?"(?: data-lang="[a-z0-9+\-_.#]+")?>|<pre tabindex="0">|` +
		`<code(?: class="language-[a-z0-9+\-_.#]+")?>|<span class="[a-z0-9]+(?: [a-z]+)*">|<b>|</?figcaption>|</(?:figure|pre|code|span|b)>)$`)
)

// textOf is what a reader of the HTML has: its text without bar and line numbers.
func textOf(page string) string {
	page = lineNumber.ReplaceAllString(caption.ReplaceAllString(page, ""), "")
	return html.UnescapeString(tag.ReplaceAllString(page, ""))
}

func FuzzRenderKeepsTheText(f *testing.F) {
	for _, lang := range []string{"go", "sql", "bash", "console", "", "http", "php", "vue", "md", "diff", "erb", "css", "yaml", "python", "rst", "svelte"} {
		f.Add(lang, "a.go", false, true, "1 3-4", "<?php echo 1;\n```go\nx\n```\nGET / HTTP/1.1\n\n{}\n<b>&amp;</b>\n--- \n")
		f.Add(lang, "", true, false, "", "+a\n-b\n c\r\n\x00\xff$ ls\nx")
		f.Add(lang, "", false, true, "25", "$ seq 18\n"+strings.Repeat("名\n", 18)+"$ a \\\n  b\n"+strings.Repeat("c\n", 30))
	}
	f.Add("\"><script>", "<script>", false, false, "x", "$ cat <<A\n> b 経過ｱ\nA\nc")
	f.Fuzz(func(t *testing.T, lang, file string, diff, numbers bool, lines, code string) {
		page := string(Render(Block{Lang: lang, File: file, Diff: diff, Numbers: numbers, Lines: lines, Code: code}))
		if got, want := textOf(page), clean(code); got != want {
			t.Errorf("text changed: %q, want %q, in %s", got, want, page)
		}
		depth := 0
		for _, tag := range tag.FindAllString(page, -1) {
			if !allowed.MatchString(tag) {
				t.Errorf("tag %s in %s", tag, page)
			}
			if strings.HasPrefix(tag, "</") {
				depth--
			} else {
				depth++
			}
		}
		if depth != 0 {
			t.Errorf("%d elements stay open in %s", depth, page)
		}
	})
}

package main

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// madeKey makes what has the form of an AWS access key and is nobody's.
func madeKey(seed uint64) string {
	r := rand.New(rand.NewPCG(seed, 0))
	key := []byte("AKIA")
	for range 16 {
		key = append(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[r.IntN(32)])
	}
	return string(key)
}

// TestNoSecretIsPublished puts keys wherever a site could show them.
func TestNoSecretIsPublished(t *testing.T) {
	key := madeKey(1)
	for name, c := range map[string]struct {
		files  map[string]string
		at     string // where it is found; "" for nowhere
		status int
	}{
		"prose":        {map[string]string{"content/posts/a.md": "---\ntitle: a\n---\n\n鍵は " + key + " です。\n"}, "content/posts/a.md:5:4", exitAuthor},
		"code":         {map[string]string{"content/posts/a.md": "# 題\n\n```sh\n$ export AWS_ACCESS_KEY_ID=" + key + "\n```\n"}, "content/posts/a.md:4:28", exitAuthor},
		"front matter": {map[string]string{"content/posts/a.md": "---\ntitle: a\ndescription: " + key + "\n---\n"}, "content/posts/a.md:3:14", exitAuthor},
		"a comment":    {map[string]string{"content/posts/a.md": "# 題\n\n<!-- " + key + " -->\n"}, "content/posts/a.md:3:6", exitAuthor},
		"a drawing":    {map[string]string{"content/posts/a.md": "![図](a.svg)\n", "content/posts/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'>\n<text>" + key + "</text></svg>"}, "content/posts/a.svg:2:7", exitAuthor},
		"a file":       {map[string]string{"content/posts/a.md": "# 題\n", "content/posts/main.tf": "key = \"" + key + "\"\n"}, "content/posts/main.tf:1:8", exitAuthor},
		"a draft":      {map[string]string{"content/posts/a.md": "# 題\n", "content/posts/b.md": "---\ndraft: true\n---\n" + key + "\n"}, "", exitDone},
		"allowed":      {map[string]string{"content/posts/a.md": "# 題\n\n<!-- memo:allow 止めた鍵 -->\n" + key + "\n"}, "", exitDone},
		"off":          {map[string]string{"content/posts/a.md": key + "\n", "memo.toml": "[check]\nsecrets = false\n"}, "", exitDone},
		"masked":       {map[string]string{"content/posts/a.md": "AKIA****************\n"}, "", exitDone},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, text := range c.files {
				put(t, filepath.Join(dir, file), text)
			}
			var out, errs bytes.Buffer
			if status := run([]string{"-C", dir, "build"}, &out, &errs); status != c.status || !strings.Contains(errs.String(), c.at) {
				t.Errorf("status %d\n%s", status, &errs)
			}
			if strings.Contains(errs.String(), key[:8]) {
				t.Errorf("it is told whole: %s", &errs)
			}
			if _, err := os.Stat(filepath.Join(dir, "public")); (err == nil) != (c.status == exitDone) {
				t.Errorf("published: %v", err)
			}
			if c.at == "" {
				return
			}
			put(t, filepath.Join(dir, "content/posts/good.md"), "# 良い\n")
			if status := run([]string{"-C", dir, "build", "--keep-going"}, &out, &errs); status != exitAuthor {
				t.Errorf("status %d\n%s", status, &errs)
			}
			public := os.DirFS(filepath.Join(dir, "public"))
			if _, err := fs.Stat(public, "posts/good/index.html"); err != nil {
				t.Error(err)
			}
			_ = fs.WalkDir(public, ".", func(p string, e fs.DirEntry, err error) error {
				if err == nil && !e.IsDir() {
					if b, _ := fs.ReadFile(public, p); bytes.Contains(b, []byte(key)) {
						t.Errorf("%s holds it", p)
					}
				}
				return err
			})
		})
	}
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"memo/build/config"
	"memo/build/diag"
)

// initCmd is `memo init`.
type initCmd struct {
	Dir  string `arg:"" optional:"" help:"Folder to put the site in; made when it is not there."`
	From string `placeholder:"FOLDER" help:"Make a site of this folder of Markdown, which stays as it is."`
}

// Help is shown by memo init --help.
func (initCmd) Help() string {
	return `Writes memo.toml, a home page, a first memo and .gitignore. Existing files are
never overwritten. With --from it looks at a folder of Zenn, Qiita, Hugo,
Jekyll, Obsidian, blogsync, mdBook or plain Markdown, says what is there and
what will need a hand, and writes a memo.toml that fits, and nothing else: into
DIR when one is given, to whose content/ you then bring the memos.`
}

// Run writes the files of a new site, or none when one of them is there
// already.
func (c initCmd) Run(e *env) error {
	switch {
	case c.From != "":
		return c.adopt(e)
	case c.Dir == "":
		return usageError("memo init DIR starts a new site, memo init --from FOLDER makes one of a folder of Markdown")
	}
	files := starter(e)
	for _, f := range files {
		p := filepath.Join(c.Dir, f.path)
		if _, err := os.Lstat(p); err == nil {
			return fmt.Errorf("%s is there already; memo init only starts a new site", p)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("look for %s: %w", p, err)
		}
	}
	for _, f := range files {
		p := filepath.Join(c.Dir, f.path)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			return fmt.Errorf("start a site: %w", err)
		}
		if err := writeNew(p, f.text); err != nil {
			return err
		}
		diag.Fprintf(e.out, "%s\n", p)
	}
	e.say("next: %s", buildOf(c.Dir))
	return nil
}

// buildOf is the command that builds the site in a folder.
func buildOf(dir string) string {
	if filepath.Clean(dir) == "." {
		return "memo build"
	}
	return "memo -C " + dir + " build"
}

// writeNew writes a file that must not exist yet.
func writeNew(p, text string) error {
	f, err := os.OpenFile(p, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		_ = f.Close()
		return fmt.Errorf("write %s: %w", p, err)
	}
	return f.Close()
}

type starterFile struct{ path, text string }

// starter is what a new site begins with.
func starter(e *env) []starterFile {
	return []starterFile{
		{"memo.toml", `version = 1
title = "memo"
description = "技術メモ"
base_url = "https://memo.example.com/"  # where the site will be published; a path prefix is fine
language = "ja"                         # words of the interface: ja or en
time_zone = "Asia/Tokyo"
author = ""
`},
		{"content/_index.md", "---\ntitle: memo\n---\n\n手を動かして分かったことの置き場。\n"},
		{"content/posts/hello.md", strings.NewReplacer("DATE", e.now.In(config.Default().Location).Format("2006-01-02")).Replace(hello)},
		{".gitignore", "/public/\n/.memo/\n"},
	}
}

const hello = `---
title: はじめてのメモ
date: DATE
tags: [memo]
description: memo の書き方をひととおり
---

## 書き方

- Markdown で書き、` + "`content/posts/`" + ` に置く
  - 新しいメモは ` + "`memo new 題名`" + ` で始める
- 公開は ` + "`memo build`" + `

` + "```console" + `
$ memo new "S3 がタイムアウトする"
content/posts/s3-がタイムアウトする.md
` + "```" + `

> [!TIP]
> 素のコードブロックでも、プロンプトで始まれば端末の記録として読みやすく表示される。
`

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"memo/build/diag"

	"github.com/alecthomas/kong"
	"golang.org/x/term"
)

// env is what every verb works in.
type env struct {
	ctx      context.Context
	out, err io.Writer // results, and everything else
	now      time.Time
	cli      *cli
	parser   *kong.Kong
	json     bool // diagnostics go to out, for programs
}

// say writes a line of progress or comfort to stderr, unless -q.
func (e *env) say(format string, args ...any) {
	if !e.cli.Quiet {
		diag.Fprintf(e.err, format+"\n", args...)
	}
}

// show prints diagnostics, with -q only the errors.
func (e *env) show(l diag.List) error {
	if e.json {
		return writeMistakes(e.out, l)
	}
	shown := l
	if e.cli.Quiet {
		shown = nil
		for _, d := range l {
			if d.Severity == diag.Error {
				shown.Add(d)
			}
		}
	}
	if err := (diag.Printer{W: e.err, Color: e.colors(), All: e.cli.Verbose}).Print(shown); err != nil {
		return fmt.Errorf("write diagnostics: %w", err)
	}
	return nil
}

// report prints diagnostics and gives errAuthor when any of them is an error.
func (e *env) report(l diag.List) error {
	if err := e.show(l); err != nil {
		return err
	}
	sorted := l.Sorted()
	if n := sorted.Count(diag.Error); n > 0 {
		fmt.Fprintf(e.err, "memo: %s, %s; nothing was written\n", diag.Counted(n, "error"), diag.Counted(sorted.Count(diag.Warning), "warning"))
		return errAuthor
	}
	return nil
}

// colors tells whether stderr wants ANSI colours.
func (e *env) colors() bool { return colored(e.cli.Color, e.err) }

// colored tells whether w wants ANSI colours, when is the flag's value.
func colored(when string, w io.Writer) bool {
	switch when {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}

// terminal tells whether a person looks at stderr.
func (e *env) terminal() bool { return isTerminal(e.err) }

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// siteDir finds the site: -C, else the nearest folder upwards with memo.toml,
// else this folder when it has content/.
func (e *env) siteDir() (string, error) {
	if e.cli.Dir != "" {
		if !isDir(e.cli.Dir) {
			return "", usageError(fmt.Sprintf("-C %s: no such folder", e.cli.Dir))
		}
		return e.cli.Dir, nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the current folder: %w", err)
	}
	for dir := wd; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "memo.toml")); err == nil {
			return relative(wd, dir), nil
		}
		if dir == filepath.Dir(dir) {
			return ".", nil
		}
	}
}

// relative names dir as seen from wd, for messages; absolute when it must.
func relative(wd, dir string) string {
	if rel, err := filepath.Rel(wd, dir); err == nil {
		return rel
	}
	return dir
}

func isDir(p string) bool {
	info, err := os.Stat(p)
	return err == nil && info.IsDir()
}

package main

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"memo/build/diag"
	"memo/build/kind"
	"memo/build/source"
)

// tell says what the folder holds and what will need a hand.
func (a *adopted) tell(e *env) {
	k, what := a.kind, "plain Markdown"
	if k.Dialect != kind.Memo {
		what = k.Dialect + ", by " + cmp.Or(k.By, fmt.Sprintf("%d of %s", k.Votes, diag.Counted(k.Of, "memo")))
	}
	diag.Fprintf(e.out, "%s: %s; memos in %s\n", a.dir, what, path.Join(filepath.ToSlash(a.dir), a.in.Folder))
	memos, pictures, others := 0, 0, 0
	labels := map[string]int{}
	for _, f := range a.in.Content.Files {
		switch strings.ToLower(path.Ext(f.Path)) {
		case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg":
			pictures++
			continue
		}
		if !source.IsText(f.Path) {
			others++
			continue
		}
		memos++
		if p, ok := a.result.PageOf(a.prefix() + f.Path); ok && p.Label != "" {
			labels[p.Label]++
		}
	}
	diag.Fprintf(e.out, "  %s, %s, %s\n", diag.Counted(memos, "memo"), diag.Counted(pictures, "picture"), diag.Counted(others, "other file"))
	for _, label := range slices.Sorted(maps.Keys(labels)) {
		diag.Fprintf(e.out, "  %s: stays unpublished\n", strconv.Itoa(labels[label])+" "+label)
	}
	for _, p := range a.exclude {
		diag.Fprintf(e.out, "  left out for an error: %s\n", p)
	}
	a.tellWarnings(e)
}

// tellWarnings counts what a build warns of, by kind, each with an example.
func (a *adopted) tellWarnings(e *env) {
	kinds := map[string]int{}
	first := map[string]diag.Diagnostic{}
	for _, d := range a.result.Diagnostics.Sorted() {
		if kinds[d.Code]++; kinds[d.Code] == 1 {
			first[d.Code] = d
		}
	}
	for _, code := range slices.Sorted(maps.Keys(kinds)) {
		diag.Fprintf(e.out, "  needs a hand: %d %s, as in %s: %s\n", kinds[code], code, first[code].Pos, first[code].Message)
	}
}

package main

import (
	"fmt"
	"slices"

	"memo/build"
	"memo/build/diag"
)

// checkCmd is `memo check`.
type checkCmd struct {
	JSON bool `name:"json" help:"Print what is found as one JSON array: file, line, col, severity, code, message, hint."`
}

// Help is shown by memo check --help.
func (checkCmd) Help() string {
	return `Broken links and addresses that collide are errors here, whatever memo.toml
says. Warnings are of pictures without a text, headings that skip a level,
titles twice, tags spelt in two ways, memos that nothing ties to another or
that are past check.stale_after, pages too large and sites of too many files.
The exit status is 1 when there is an error.`
}

// Run looks at the whole site, as it would be published.
func (c checkCmd) Run(e *env) error {
	e.json = c.JSON
	s, err := e.openSite(build.Flags{Strict: true})
	if err != nil {
		return err
	}
	_, r, err := s.look(e)
	if err != nil {
		return err
	}
	e.notices(r.Notices)
	drawn, err := r.Weigh(e.ctx, e.progress("looking at pages"))
	if err != nil {
		return err
	}
	found := slices.Concat(r.Diagnostics, r.Check(), drawn).Sorted()
	if err := e.show(found); err != nil {
		return err
	}
	return c.conclude(e, found)
}

// conclude says how much was found.
func (c checkCmd) conclude(e *env, found diag.List) error {
	wrong := found.Count(diag.Error)
	if !e.cli.Quiet && !c.JSON {
		fmt.Fprintf(e.out, "%s, %s\n", diag.Counted(wrong, "error"), diag.Counted(found.Count(diag.Warning), "warning"))
	}
	if wrong > 0 {
		return errAuthor
	}
	return nil
}

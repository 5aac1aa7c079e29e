package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"memo/build"
	"memo/build/config"
	"memo/build/diag"
	"memo/build/search"
)

// searchCmd is `memo search`.
type searchCmd struct {
	Query []string `arg:"" help:"Words; \"in quotes\" exactly, -without, tag:aws, year:2024."`
	N     int      `short:"n" default:"10" help:"How many memos at most."`
	JSON  bool     `name:"json" help:"Print one array of {url, title, file, line, snippet, score}."`
	URL   string   `name:"url" placeholder:"URL" help:"Search the site published at this address."`
}

// Help is shown by memo search --help.
func (searchCmd) Help() string {
	return `The site's own search: the same index and the same order as in the browser.
Without --url it reads the memos here, drafts left out; no build is needed.`
}

// found is one line of the result.
type found struct {
	URL     string  `json:"url"`
	Title   string  `json:"title"`
	File    string  `json:"file"` // "" for a published site
	Line    int     `json:"line"`
	Snippet string  `json:"snippet"`
	Score   float64 `json:"score"`
	hit     search.Hit
}

// Run searches and prints.
func (c searchCmd) Run(e *env) error {
	if c.N < 1 {
		return usageError(fmt.Sprintf("-n %d: at least one memo", c.N))
	}
	var r search.Result
	var rows []found
	var err error
	if c.URL != "" {
		r, rows, err = c.published(e)
	} else {
		r, rows, err = c.local(e)
	}
	if err != nil {
		return err
	}
	if c.JSON {
		return writeJSON(e.out, rows)
	}
	if r.DidYouMean != "" {
		e.say("memo: did you mean %s?", r.DidYouMean)
	}
	if r.Wordless {
		e.say("memo: -words only leave memos out; add a word to look for")
	} else if len(rows) == 0 {
		e.say("memo: no memo matches")
	}
	for _, f := range rows {
		if err := f.print(e.out, colored(e.cli.Color, e.out)); err != nil {
			return err
		}
	}
	return nil
}

// writeJSON writes v indented. What a terminal would obey is escaped, which
// JSON itself asks only of the oldest control characters.
func writeJSON(w io.Writer, v any) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	var out strings.Builder
	for _, r := range b.String() {
		if r != '\n' && diag.Hidden(r) {
			fmt.Fprintf(&out, "\\u%04x", r)
		} else {
			out.WriteRune(r)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// local searches the memos of this folder.
func (c searchCmd) local(e *env) (search.Result, []found, error) {
	s, err := e.openSite(build.Flags{})
	if err != nil {
		return search.Result{}, nil, err
	}
	inputs, site, err := s.look(e)
	if err != nil {
		return search.Result{}, nil, err
	}
	if site.Diagnostics.HasErrors() {
		return search.Result{}, nil, e.report(site.Diagnostics)
	}
	r, err := c.ask(e.ctx, func(ctx context.Context, name string, off, n int64) ([]byte, error) {
		o, ok := site.Lookup(build.IndexDir + name)
		if !ok {
			return nil, fmt.Errorf("the index has no file %s", name)
		}
		b, _ := o.Render(ctx)
		return part(b, off, n), nil
	})
	if err != nil {
		return r, nil, err
	}
	base, err := url.Parse(inputs.Config.BaseURL)
	if err != nil {
		return r, nil, err
	}
	rows := []found{}
	for _, h := range r.Hits {
		f := row(h)
		if p, ok := site.PageAt(outputPath(h.URL, base.Path)); ok {
			f.File, f.Line = p.File, 1
			if h.Block >= 0 && h.Block < len(p.Blocks) {
				f.Line = p.Blocks[h.Block].Line + h.BlockLine
			}
		}
		rows = append(rows, f)
	}
	return r, rows, nil
}

// published searches a site over HTTP, fetching only the parts it needs.
func (c searchCmd) published(e *env) (search.Result, []found, error) {
	base, err := config.BaseURL(c.URL)
	if err != nil {
		return search.Result{}, nil, usageError("--url: " + err.Error())
	}
	client := &http.Client{Timeout: 30 * time.Second}
	r, err := c.ask(e.ctx, func(ctx context.Context, name string, off, n int64) ([]byte, error) {
		return fetch(ctx, client, base+build.IndexDir+name, off, n)
	})
	if err != nil {
		return r, nil, fmt.Errorf("search %s: %w", base, err)
	}
	root, err := url.Parse(base)
	if err != nil {
		return r, nil, err
	}
	rows := []found{}
	for _, h := range r.Hits {
		f := row(h)
		if u, err := root.Parse(h.URL); err == nil {
			f.URL = u.String()
		}
		rows = append(rows, f)
	}
	return r, rows, nil
}

func (c searchCmd) ask(ctx context.Context, f search.Fetch) (search.Result, error) {
	r, err := search.Open(ctx, f)
	if err != nil {
		return search.Result{}, err
	}
	return r.Search(ctx, strings.Join(c.Query, " "), c.N)
}

func row(h search.Hit) found {
	u := h.URL
	if h.Anchor != "" {
		u += "#" + h.Anchor
	}
	return found{URL: u, Title: h.Title, Snippet: h.Snippet, Score: float64(h.Score), hit: h}
}

// outputPath is where the page at a URL's path is published.
func outputPath(u, prefix string) string {
	p, err := url.PathUnescape(u)
	if err != nil {
		return ""
	}
	p = strings.TrimPrefix(p, prefix)
	if p == "" || strings.HasSuffix(p, "/") {
		p = path.Join(p, "index.html")
	}
	return p
}

// fetch gets a part of a file by Range; a host that ignores Range sends all
// of it, from which the part is cut.
func fetch(ctx context.Context, client *http.Client, u string, off, n int64) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, err
	}
	if n >= 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-%d", off, off+n-1))
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, maxFetch))
	switch {
	case err != nil:
		return nil, err
	case res.StatusCode == http.StatusPartialContent:
		return b, nil
	case res.StatusCode == http.StatusOK:
		return part(b, off, n), nil
	}
	return nil, fmt.Errorf("%s: %s (is it a site made by memo?)", u, res.Status)
}

// maxFetch bounds what a host may send: packs are 256 KB at most.
const maxFetch = 4 << 20

// part cuts n bytes from off out of b; n < 0 is all.
func part(b []byte, off, n int64) []byte {
	if n < 0 {
		return b
	}
	off = max(0, min(off, int64(len(b))))
	return b[off:min(off+n, int64(len(b)))]
}

// print writes one result: place, title and date, then its headings, the snippet and what it lacks.
func (f found) print(w io.Writer, color bool) error {
	place := f.URL
	if f.File != "" {
		place = fmt.Sprintf("%s:%d", f.File, f.Line)
	}
	title := mark(f.Title, f.hit.TitleMatches, color)
	if f.hit.Date != "" {
		title += "  " + printable(f.hit.Date)
	}
	lines := []string{paint(diag.Printable(place), "36", color) + "  " + title}
	if len(f.hit.Path) > 0 {
		lines = append(lines, printable(strings.Join(f.hit.Path, " › ")))
	}
	lines = append(lines, strings.Join(strings.Fields(mark(f.Snippet, f.hit.Matches, color)), " "))
	if len(f.hit.Missing) > 0 {
		lines = append(lines, "matches in part, without: "+printable(strings.Join(f.hit.Missing, ", ")))
	}
	_, err := fmt.Fprintln(w, strings.Join(lines, "\n    "))
	return err
}

// mark shows the matches of s, given as byte offsets, in bold.
func mark(s string, matches [][2]int, color bool) string {
	var b strings.Builder
	at := 0
	for _, m := range matches {
		if m[0] < at || m[1] > len(s) || m[0] > m[1] {
			continue
		}
		b.WriteString(printable(s[at:m[0]]) + paint(printable(s[m[0]:m[1]]), "1;33", color))
		at = m[1]
	}
	return b.String() + printable(s[at:])
}

// printable is diag's for text in which a line end is a blank.
func printable(s string) string { return diag.Printable(strings.ReplaceAll(s, "\n", " ")) }

func paint(s, code string, color bool) string {
	if !color {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

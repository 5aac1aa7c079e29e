package serve

import (
	"context"
	"net/url"
	"strings"

	"golang.org/x/text/unicode/norm"

	"memo/build"
	"memo/build/output"
)

// shown is what the server answers from at one moment: the last site without
// errors, and what is wrong with the files as they are now. It is not written
// after it is published; only the store of rendered bytes fills up.
type shown struct {
	Settings
	result   *build.Result // nil when no build has succeeded yet
	prefix   string        // path of BaseURL
	mistakes []mistake     // laid over every page; empty when all is well
	changed  []string      // files whose change led here, as the author names them
	nth      int           // of the builds whose result was shown, from 1
	pictures pictures
	bytes    *store
	indexes  *indexes // of all that was shown
}

// answer is what one address gets.
type answer struct {
	status   int
	kind     string // content type
	body     []byte
	location string // for a redirect
	path     string // of the output, "" when there is none
	mistakes []mistake

	// version names status and body: two answers with one version look the
	// same on screen. It starts with the status.
	version string
}

// answer gives what a request for an address (decoded, from the host's root)
// gets. It renders at most one output, and each only once.
func (v *shown) answer(ctx context.Context, address string) answer {
	if v.result == nil {
		return mistaken(v.prefix, v.mistakes)
	}
	address = norm.NFC.String(address)
	rel, inside := strings.CutPrefix(address, v.prefix)
	if !inside {
		return v.elsewhere(ctx, address)
	}
	if rel == "" || strings.HasSuffix(rel, "/") {
		rel += "index.html"
	}
	lookup := v.result.Lookup
	if strings.HasPrefix(rel, build.IndexDir) {
		lookup = func(p string) (output.Output, bool) { return v.indexes.lookup(v.result, p) }
	}
	if out, ok := lookup(rel); ok {
		return v.found(ctx, out)
	}
	if _, ok := v.result.Lookup(rel + "/index.html"); ok {
		return redirect(escaped(v.prefix + rel + "/"))
	}
	return v.missing(ctx)
}

// elsewhere answers an address outside the prefix: the way in from the host's
// root and from the prefix without its last slash, and nothing else.
func (v *shown) elsewhere(ctx context.Context, address string) answer {
	if address == "/" || address+"/" == v.prefix {
		return redirect(escaped(v.prefix))
	}
	return v.missing(ctx)
}

// found renders an output. One that moved answers with the redirect that its
// host will give, and with the page that a host without redirects shows.
func (v *shown) found(ctx context.Context, out output.Output) answer {
	r := v.bytes.render(ctx, out, v.prefix)
	if len(r.mistakes) > 0 {
		return mistaken(v.prefix, r.mistakes)
	}
	a := answer{status: 200, kind: out.ContentType, body: r.body, path: out.Path, version: "200-" + r.hash}
	if out.Redirect != "" {
		a.status, a.location, a.version = 301, v.local(out.Redirect), "301-"+r.hash
	}
	return a
}

// missing is the site's own page for an address without one.
func (v *shown) missing(ctx context.Context) answer {
	out, ok := v.result.Lookup("404.html")
	if !ok {
		return answer{status: 404, kind: "text/plain; charset=utf-8", body: []byte("404 page not found\n"), version: "404-plain"}
	}
	a := v.found(ctx, out)
	if a.status == 200 {
		a.status, a.path, a.version = 404, "", "404"+strings.TrimPrefix(a.version, "200")
	}
	return a
}

func redirect(to string) answer {
	return answer{status: 301, location: to, kind: "text/plain; charset=utf-8", version: "301-" + to}
}

// local turns a URL of the published site into one of this server.
func (v *shown) local(u string) string {
	if rest, ok := strings.CutPrefix(u, v.BaseURL); ok {
		return v.prefix + rest
	}
	return u
}

// factAt gives what is known of the page at an output path.
func (v *shown) factAt(path string) (build.PageFact, bool) {
	if v.result == nil || path == "" {
		return build.PageFact{}, false
	}
	return v.result.PageAt(path)
}

// moved finds where a page went that is no longer at its address: the page
// made from the same file, else the one with its title among the files that
// changed at the same time, which is what renaming a file or folder looks like.
func (v *shown) moved(was build.PageFact) (build.PageFact, bool) {
	if v.result == nil || was.File == "" {
		return build.PageFact{}, false
	}
	if f, ok := v.result.PageOf(was.File); ok {
		return f, true
	}
	for _, old := range v.changed {
		rest, ok := strings.CutPrefix(was.File, old)
		if !ok {
			continue
		}
		for _, now := range v.changed {
			if f, ok := v.result.PageOf(now + rest); ok && f.Title == was.Title {
				return f, true
			}
		}
	}
	return build.PageFact{}, false
}

// prefixOf gives the path of a base URL, with a slash at both ends.
func prefixOf(base string) string {
	u, err := url.Parse(base)
	if err != nil || strings.Trim(u.Path, "/") == "" {
		return "/"
	}
	return "/" + norm.NFC.String(strings.Trim(u.Path, "/")) + "/"
}

// escaped spells a path for a Location header or a link.
func escaped(path string) string { return (&url.URL{Path: path}).EscapedPath() }

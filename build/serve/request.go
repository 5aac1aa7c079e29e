package serve

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"memo/build/output"
)

// The browser's half, for the author's eyes only: memo build writes none of it.
var (
	//go:embed live/live.js
	liveJS []byte
	//go:embed live/live.css
	liveCSS []byte
)

// live is the folder of the live endpoints, below the site's root.
const live = output.Own + "live/"

// ServeHTTP is every request's way in: who asks, then the live endpoints, then
// the site.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	// No page elsewhere may show a draft in a frame, read it as a script or a
	// picture, or hear its address.
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin")
	if !s.knownHost(r.Host) {
		refuse(w, http.StatusMisdirectedRequest, "memo serve does not answer to the name "+r.Host+
			"; if it is this machine's, start it with --addr "+r.Host)
		return
	}
	// The prefix before it is not looked at: it may have changed in
	// memo.toml since the tab was loaded.
	if _, name, ok := strings.Cut(r.URL.Path, "/"+live); ok {
		s.live(w, r, name)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, r.Method+" is not answered here")
		return
	}
	write(w, r, s.answer(r.URL.Path))
}

// answer gives what an address gets at this moment.
func (s *server) answer(address string) answer {
	now := s.now.Load()
	if now == nil {
		return starting(prefixOf(s.first.BaseURL), s.out.progress())
	}
	return now.answer(s.ctx, address)
}

// live answers the browser's half.
func (s *server) live(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "live.js":
		write(w, r, embedded("text/javascript; charset=utf-8", liveJS))
	case "live.css":
		write(w, r, embedded("text/css; charset=utf-8", liveCSS))
	case "events":
		s.events(w, r)
	case "editor":
		s.editor(w, r)
	default:
		http.NotFound(w, r)
	}
}

// write sends an answer; ranges and conditional requests are answered for
// what is there, not for what is missing.
func write(w http.ResponseWriter, r *http.Request, a answer) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("ETag", `"`+a.version+`"`)
	switch a.status {
	case http.StatusOK:
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
		return
	case http.StatusMovedPermanently:
		h.Set("Location", a.location+query(r))
		h.Set("Cache-Control", "no-store") // a browser would remember it for good
	case http.StatusServiceUnavailable:
		h.Set("Retry-After", "1")
	}
	w.WriteHeader(a.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(a.body)
	}
}

// query is the request's, to go with a redirect.
func query(r *http.Request) string {
	if r.URL.RawQuery == "" {
		return ""
	}
	return "?" + r.URL.RawQuery
}

func embedded(kind string, body []byte) answer {
	return answer{status: http.StatusOK, kind: kind, body: body, version: "200-" + fingerprint(string(body))}
}

func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(why + "\n"))
}

// fingerprint is a short name for a text.
func fingerprint(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

package serve

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// knownHost tells whether a Host header names this server. A page elsewhere
// can point a name of its own at 127.0.0.1 and read drafts through the
// visitor's browser (DNS rebinding); it cannot make the browser send another
// name than its own. Addresses are no names, so they are always safe.
func (s *server) knownHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	own, _, _ := net.SplitHostPort(s.opts.Addr)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || (own != "" && name == strings.ToLower(own))
}

// sameOrigin tells whether a request comes from a page of this server, as far
// as the browser says. A page of another origin always shows itself in one of
// the two headers; curl sends neither and is let in.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, r.Host)
}

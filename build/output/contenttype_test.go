package output

import (
	"mime"
	"strings"
	"testing"
)

func TestContentTypesDoNotDependOnTheHost(t *testing.T) {
	for p, want := range map[string]string{
		"index.html": "text/html; charset=utf-8", "posts/a/index.md": "text/markdown; charset=utf-8", "feed.xml": "application/atom+xml",
		"tags/筋トレ/feed.xml": "application/atom+xml", "feed.json": "application/feed+json", "sitemap.xml": "application/xml",
		"a.TS": plain, "nginx.conf": plain, "q.sql": plain, "x.webmanifest": "application/manifest+json", "_memo/search.abc123.js": "text/javascript; charset=utf-8",
		"CNAME": plain, "photo.JPG": "image/jpeg", "a.tar.gz": "application/gzip", "unknown.zzz": octets, "noext": octets, ".well-known/security.txt": plain,
	} {
		if got := ContentType(p); got != want {
			t.Errorf("%s: %s, want %s", p, got, want)
		}
	}
}

func TestTextNamesItsCharset(t *testing.T) {
	for ext, typ := range extensionTypes {
		media, params, err := mime.ParseMediaType(typ)
		if err != nil || strings.HasPrefix(media, "text/") && params["charset"] != "utf-8" || ext != strings.ToLower(ext) {
			t.Errorf("%s: %s %v", ext, typ, err)
		}
	}
}

// Package theme holds layouts and assets, and turns views into HTML.
//
// In go layered file systems (the site's files over the theme's over the
// embedded default) and closed views; out come pages and fingerprinted
// assets. A mistake in a template is a diagnostic with the template's own
// place. It refuses to know pages, sites and where output goes: view.go is
// the whole of what a layout can see.
package theme

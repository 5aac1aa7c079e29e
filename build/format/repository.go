package format

import (
	"memo/build/page"
	"memo/build/site"
)

// Repository is where the sources of the site can be seen; the zero one is
// nowhere.
type Repository struct {
	URL    string                   // without a slash at its end
	Forge  string                   // github | gitlab | bitbucket | gitea
	Branch string                   // "" for the repository's own
	File   func(path string) string // path in the repository of a file of content/; nil with no URL
}

// edit is the page on which an entry's source can be changed, history the one
// of its commits; "" when there is no repository.
func (r Repository) edit(e *site.Entry) string {
	switch r.Forge {
	case "github":
		return r.at("/edit/", e, "")
	case "gitlab":
		return r.at("/-/edit/", e, "")
	case "bitbucket":
		return r.at("/src/", e, "?mode=edit")
	case "gitea":
		return r.at("/_edit/", e, "")
	}
	return ""
}

func (r Repository) history(e *site.Entry) string {
	switch r.Forge {
	case "github":
		return r.at("/commits/", e, "")
	case "gitlab":
		return r.at("/-/commits/", e, "")
	case "bitbucket":
		return r.at("/history-node/", e, "")
	case "gitea":
		return r.at("/commits/branch/", e, "")
	}
	return ""
}

func (r Repository) at(what string, e *site.Entry, query string) string {
	branch := r.Branch
	if branch == "" {
		branch = "HEAD"
	}
	return r.URL + what + page.Escape(branch+"/"+r.File(e.Path)) + query
}

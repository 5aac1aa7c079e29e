package format

import (
	"encoding/json"
	"html/template"
	"time"

	"memo/build/site"
	"memo/build/theme"
)

// graph is a document of linked data with several things in it.
type graph struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

type person struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type posting struct {
	Type        string   `json:"@type"`
	ID          string   `json:"@id"`
	URL         string   `json:"url"`
	Headline    string   `json:"headline"`
	Description string   `json:"description,omitempty"`
	Published   string   `json:"datePublished,omitempty"`
	Modified    string   `json:"dateModified,omitempty"`
	Language    string   `json:"inLanguage,omitempty"`
	Author      *person  `json:"author,omitempty"`
	Keywords    []string `json:"keywords,omitempty"`
	Image       string   `json:"image,omitempty"`
	Page        string   `json:"mainEntityOfPage"`
}

type trail struct {
	Type  string  `json:"@type"`
	Items []crumb `json:"itemListElement"`
}

type crumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

type website struct {
	Type        string  `json:"@type"`
	ID          string  `json:"@id"`
	URL         string  `json:"url"`
	Name        string  `json:"name"`
	Description string  `json:"description,omitempty"`
	Language    string  `json:"inLanguage,omitempty"`
	Author      *person `json:"author,omitempty"`
	Search      *action `json:"potentialAction,omitempty"`
}

type action struct {
	Type   string `json:"@type"`
	Target string `json:"target"`
	Input  string `json:"query-input"`
}

// posting tells search engines about an entry: a BlogPosting when it is a
// memo, and the way to it.
func (v *views) posting(e *site.Entry, shown picture) template.JS {
	way := v.crumbs(v.trail(e))
	if !e.Memo {
		return linked(way)
	}
	p := posting{Type: "BlogPosting", ID: v.absolute(e.URL), URL: v.absolute(e.URL), Page: v.absolute(e.URL), Headline: e.Title,
		Description: summary(e), Published: stamp(v.local(e.Date)), Modified: stamp(v.local(changed(e))),
		Language: v.Options.Language, Author: v.author(), Image: shown.url}
	for _, t := range e.Tags {
		p.Keywords = append(p.Keywords, t.Name)
	}
	return linked(p, way)
}

// website tells search engines about the site and its search.
func (v *views) website() template.JS {
	return linked(website{Type: "WebSite", ID: v.base, URL: v.base, Name: v.Options.Title, Description: v.Options.Description,
		Language: v.Options.Language, Author: v.author(), Search: &action{Type: "SearchAction",
			Target: v.absolute(v.at(searchOut)) + "?q={q}", Input: "required name=q"}})
}

func (v *views) breadcrumbs(way []theme.Link) template.JS { return linked(v.crumbs(way)) }

// crumbs is the way from home, which is left out of way.
func (v *views) crumbs(way []theme.Link) trail {
	t := trail{Type: "BreadcrumbList", Items: []crumb{{"ListItem", 1, v.Options.Title, v.base}}}
	for i, l := range way {
		t.Items = append(t.Items, crumb{"ListItem", i + 2, l.Name, v.absolute(l.URL)})
	}
	return t
}

func (v *views) author() *person {
	if v.Options.Author == "" {
		return nil
	}
	return &person{"Person", v.Options.Author}
}

// linked encodes things for a script element: encoding/json writes < > & as
// \u003c…, so that no title can end the element.
func linked(things ...any) template.JS {
	b, err := json.Marshal(graph{"https://schema.org", things})
	if err != nil {
		panic("format: linked data of plain strings cannot fail: " + err.Error())
	}
	return template.JS(b)
}

// stamp is a time as feeds and linked data write it, "" when not known.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

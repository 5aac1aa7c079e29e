package format

import (
	"bytes"
	"context"
	"encoding/json"

	"memo/build/diag"
	"memo/build/output"
	"memo/build/site"
	"memo/build/theme"
)

// jsonFeed is JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/.
type jsonFeed struct {
	Version     string     `json:"version"`
	Title       string     `json:"title"`
	Home        string     `json:"home_page_url"`
	Feed        string     `json:"feed_url"`
	Description string     `json:"description,omitempty"`
	Language    string     `json:"language,omitempty"`
	Authors     []byName   `json:"authors,omitempty"`
	Items       []jsonItem `json:"items"`
}

type byName struct {
	Name string `json:"name"`
}

// jsonItem has a body in HTML or else one in text: the format asks for one.
type jsonItem struct {
	ID        string   `json:"id"`
	URL       string   `json:"url"`
	Title     string   `json:"title"`
	HTML      string   `json:"content_html,omitempty"`
	Text      *string  `json:"content_text,omitempty"`
	Summary   string   `json:"summary,omitempty"`
	Image     string   `json:"image,omitempty"`
	Published string   `json:"date_published,omitempty"`
	Modified  string   `json:"date_modified,omitempty"`
	Tags      []string `json:"tags,omitempty"`
}

// JSONFeed makes the site's feed in JSON.
func JSONFeed(s *site.Site, t *theme.Theme, o Options) []output.Output {
	v := newViews(s, t, o)
	return []output.Output{{Path: jsonOut, ContentType: output.ContentType(jsonOut), List: true,
		Render: func(context.Context) ([]byte, diag.List) { return v.jsonFeed(v.siteFeed(jsonOut)), nil }}}
}

func (v *views) jsonFeed(f feed) []byte {
	j := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: f.title, Home: f.page, Feed: f.self,
		Description: v.Options.Description, Language: v.Options.Language, Items: []jsonItem{}}
	if v.Options.Author != "" {
		j.Authors = []byName{{v.Options.Author}}
	}
	for _, i := range f.items {
		it := jsonItem{ID: i.url, URL: i.url, Title: i.title, HTML: i.body, Summary: i.summary, Image: i.image,
			Published: stamp(i.published), Modified: stamp(i.updated), Tags: i.tags}
		if i.body == "" {
			it.Text = &i.summary
		}
		if i.updated.Equal(never) {
			it.Modified = ""
		}
		j.Items = append(j.Items, it)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(j); err != nil {
		panic("format: a feed of plain strings cannot fail: " + err.Error())
	}
	return b.Bytes()
}

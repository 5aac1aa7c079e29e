package theme

import (
	"errors"
	"html/template"
	"strconv"
	"strings"
	"sync"
)

// fragments remembers HTML that many pages share. The price of a page is the
// number of actions its layout executes (about a microsecond each, nearly
// all of it reflection), so a header drawn once per site and a row drawn once
// per memo make a page several times cheaper. SiteView and Row keep theirs with
// them, so that they live exactly as long as the site they were drawn for.
// The zero value is empty; it is safe for concurrent use.
type fragments struct{ made sync.Map }

type fragmentKey struct{ layout, name string }

// fragment is {{fragment "header" .Site}}: the template of that name drawn
// for the site alone, once, however many pages ask. It cannot see the page.
func (l *layout) fragment(name string, site *SiteView) (template.HTML, error) {
	if site == nil {
		return "", errNoView
	}
	return l.draw(&site.drawn, name, site)
}

// rows is {{rows "row" .Rows}}: the template of that name drawn for each row,
// once for all lists that the memo stands in.
func (l *layout) rows(name string, rows []*Row) (template.HTML, error) {
	drawn := make([]string, len(rows))
	for i, r := range rows {
		h, err := l.draw(&r.drawn, name, r)
		if err != nil {
			return "", err
		}
		drawn[i] = string(h)
	}
	return template.HTML(strings.Join(drawn, "")), nil
}

// draw executes a template or takes what it gave before. Only names that
// templates spell out were checked and escaped at load; to escape another
// here would write to templates that other goroutines execute.
func (l *layout) draw(f *fragments, name string, view any) (template.HTML, error) {
	if l.reach[name] == nil {
		return "", errors.New("write the name of the fragment out: " + strconv.Quote(name) + " is not known before the page is drawn")
	}
	key := fragmentKey{name: name}
	if l.overrides(name) {
		key.layout = l.name
	}
	if h, ok := f.made.Load(key); ok {
		return h.(template.HTML), nil
	}
	var b strings.Builder
	if err := l.set.ExecuteTemplate(&b, name, view); err != nil {
		return "", err
	}
	h := template.HTML(b.String())
	f.made.Store(key, h)
	return h, nil
}

// overrides tells whether the layout's own file defines something that the
// fragment executes: then what it gives is not what other layouts get.
func (l *layout) overrides(name string) bool {
	for own := range l.own {
		if l.reach[name][own] {
			return true
		}
	}
	return false
}

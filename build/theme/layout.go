package theme

import (
	"errors"
	"html/template"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"text/template/parse"

	"memo/build/diag"
)

// skeleton is the layout that the others fill.
const skeleton = "base.html"

// layout is one kind of page, ready to be executed.
type layout struct {
	name  string // "memo"
	set   *template.Template
	entry string          // the template to execute: the skeleton, or the layout itself
	own   map[string]bool // templates that the layout's own file defines
	files sources
	reach map[string]map[string]bool // of a fragment: the templates it may execute
}

// parseLayouts makes one template set for each file at the top of layouts/:
// the skeleton and the partials, and over them the file itself.
func (t *Theme) parseLayouts(files sources, funcs template.FuncMap, list *diag.List) map[string]*layout {
	shared := template.New("").Funcs(funcs)
	own, before := []string{}, len(*list)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name != skeleton && !strings.Contains(name, "/") {
			own = append(own, name)
		} else if _, err := shared.New(name).Parse(string(files[name].data)); err != nil {
			list.Add(files.mistake(err))
		}
	}
	out := map[string]*layout{}
	if len(*list) > before {
		return out
	}
	for _, name := range own {
		l, err := parseLayout(shared, files, name)
		if err != nil {
			list.Add(files.mistake(err))
			continue
		}
		if bad := l.check(t); bad != nil {
			*list = append(*list, bad...)
			continue
		}
		out[l.name] = l
	}
	return out
}

// parseLayout adds one file to a copy of the shared templates. A layout with
// text of its own outside {{define}} is a whole page and does without the
// skeleton.
func parseLayout(shared *template.Template, files sources, name string) (*layout, error) {
	set, err := shared.Clone()
	if err != nil {
		return nil, err
	}
	l := &layout{name: strings.TrimSuffix(name, path.Ext(name)), set: set, entry: name, files: files,
		own: map[string]bool{}, reach: map[string]map[string]bool{}}
	set.Funcs(template.FuncMap{"fragment": l.fragment, "rows": l.rows})
	main, err := set.New(name).Parse(string(files[name].data))
	if err != nil {
		return nil, err
	}
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.ParseName == name {
			l.own[t.Name()] = true
		}
	}
	if main.Tree == nil || parse.IsEmptyTree(main.Tree.Root) {
		l.entry = skeleton
	}
	return l, nil
}

// check finds what would fail whatever the view is: words and assets that do
// not exist, templates that are not defined, and contexts that html/template
// cannot escape. Executing a template once without data makes html/template
// work out its escaping: its complaints come at load, and later executions
// only read.
func (l *layout) check(t *Theme) diag.List {
	var list diag.List
	drawn := map[string]bool{l.entry: true}
	for _, name := range slices.Sorted(maps.Keys(reachable(l.set, l.entry))) {
		for _, c := range calls(l.set.Lookup(name)) {
			if err := l.known(t, c); err != nil {
				list.Add(l.files.mistakeAt(c, err))
			}
			if c.kind == "fragment" || c.kind == "rows" {
				drawn[c.name] = true
				l.reach[c.name] = reachable(l.set, c.name)
			}
		}
	}
	if list != nil {
		return list
	}
	for _, name := range slices.Sorted(maps.Keys(drawn)) {
		var escape *template.Error
		if err := l.set.ExecuteTemplate(io.Discard, name, nil); errors.As(err, &escape) {
			list.Add(l.files.mistake(err))
		}
	}
	return list
}

// known tells what is wrong with the name in a call, nil when it exists.
func (l *layout) known(t *Theme, c call) error {
	switch {
	case c.kind == "word":
		_, err := t.word(c.name)
		return err
	case c.kind == "asset":
		_, err := t.asset(c.name)
		return err
	case c.isTemplate() && l.set.Lookup(c.name) == nil:
		return unknown("template", c.name, l.names())
	}
	return nil
}

func (l *layout) names() []string {
	var out []string
	for _, t := range l.set.Templates() {
		if t.Tree != nil {
			out = append(out, t.Name())
		}
	}
	slices.Sort(out)
	return out
}

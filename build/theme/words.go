package theme

import (
	"maps"
	"slices"

	"memo/build/decode"
	"memo/build/diag"
)

// words are the words of the interface in one language, and what fills in
// where that language has none.
type words struct {
	own      map[string]string
	fallback map[string]string // English
}

// readWords merges the theme.toml of all layers, highest precedence first,
// and gives the theme's name and the words of a language.
func readWords(manifests []source, language string, list *diag.List) (string, words) {
	name, w := "", words{own: map[string]string{}, fallback: map[string]string{}}
	for _, s := range slices.Backward(manifests) {
		text := diag.NewText(s.name, s.data)
		doc, bad := decode.Parse(decode.TOML, s.data, diag.Pos{File: s.name, Line: 1}, text)
		*list = append(*list, bad...)
		r := decode.NewReader(doc, decode.TOML, text)
		r.String("name", &name)
		tables := r.Table("words")
		for _, l := range tables.Names() {
			var in map[string]string
			tables.StringMap(l, &in)
			if l == language {
				maps.Copy(w.own, in)
			}
			if l == "en" {
				maps.Copy(w.fallback, in)
			}
		}
		r.Unknown(diag.Error)
		*list = append(*list, r.Diags()...)
	}
	return name, w
}

func (w words) find(key string) (string, bool) {
	if s, ok := w.own[key]; ok {
		return s, true
	}
	s, ok := w.fallback[key]
	return s, ok
}

// one finds the form that goes with the number 1. A language that has the
// word but no such form needs none: the English one does not step in.
func (w words) one(key string) (string, bool) {
	if s, ok := w.own[key+"_one"]; ok {
		return s, true
	}
	if _, ok := w.own[key]; ok {
		return "", false
	}
	s, ok := w.fallback[key+"_one"]
	return s, ok
}

// keys lists all keys in order.
func (w words) keys() []string {
	all := maps.Clone(w.fallback)
	maps.Copy(all, w.own)
	return slices.Sorted(maps.Keys(all))
}

package theme

import (
	"maps"
	"slices"

	"memo/build/diag"

	"github.com/pelletier/go-toml/v2"
)

// words are the words of the interface in one language, and what fills in
// where that language has none.
type words struct {
	own      map[string]string
	fallback map[string]string // English
}

// manifest is the shape of theme.toml.
type manifest struct {
	Name  string                       `toml:"name"`
	Words map[string]map[string]string `toml:"words"`
}

// readWords merges the theme.toml of all layers, highest precedence first,
// and gives the theme's name and the words of a language.
func readWords(manifests []source, language string, list *diag.List) (string, words) {
	name, w := "", words{own: map[string]string{}, fallback: map[string]string{}}
	for _, s := range slices.Backward(manifests) {
		var m manifest
		if err := toml.Unmarshal(s.data, &m); err != nil {
			list.Add(diag.Diagnostic{Pos: diag.Pos{File: s.name}, Severity: diag.Error, Message: err.Error()})
		}
		if m.Name != "" {
			name = m.Name
		}
		maps.Copy(w.own, m.Words[language])
		maps.Copy(w.fallback, m.Words["en"])
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

// keys lists all keys in order.
func (w words) keys() []string {
	all := maps.Clone(w.fallback)
	maps.Copy(all, w.own)
	return slices.Sorted(maps.Keys(all))
}

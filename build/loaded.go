package build

import (
	"memo/build/diag"
	"memo/build/theme"
)

// loaded is a theme with everything it was made from.
type loaded struct {
	key  [32]byte
	made *theme.Theme
	list diag.List
}

// loadTheme gives the site's theme, read again only when a file of it, the
// language or the address changed.
func (s *Session) loadTheme(in Inputs) (*theme.Theme, diag.List, error) {
	k := themeKey(in)
	if s.theme.made != nil && s.theme.key == k {
		return s.theme.made, s.theme.list, nil
	}
	layers, o, list := themeOptions(in)
	t, more, err := theme.Load(layers, o)
	if err != nil {
		return nil, nil, err
	}
	s.theme = loaded{k, t, append(list, more...)}
	return t, s.theme.list, nil
}

package theme

import (
	"errors"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"memo/build/diag"
)

// errNoView is met only while escaping is worked out at load.
var errNoView = errors.New("no site to draw for")

// funcs are the functions that layouts have besides html/template's own.
// fragment and rows are replaced for each layout by ones that know its
// templates.
func (t *Theme) funcs(o Options) template.FuncMap {
	return template.FuncMap{
		"word":     t.word,
		"asset":    t.asset,
		"lang":     func() string { return o.Language },
		"date":     func(d time.Time) string { return format(d, "2006-01-02") },
		"isodate":  func(d time.Time) string { return format(d, time.RFC3339) },
		"longdate": func(d time.Time) string { return format(d, longDate(o.Language)) },
		"number":   number,
		"add":      func(a, b int) int { return a + b },
		"dict":     dict,
		"fragment": func(string, *SiteView) (template.HTML, error) { return "", errNoView },
		"rows":     func(string, []*Row) (template.HTML, error) { return "", errNoView },
	}
}

// word is {{word "minutes" .Minutes}}: the word with its arguments put in for
// %s, in order. Where the first argument is the number 1 and there is a word
// of the key with "_one" behind it, that one is taken: "1 memo", "2 memos".
func (t *Theme) word(key string, args ...any) (string, error) {
	if len(args) > 0 && args[0] == any(1) {
		if w, ok := t.words.one(key); ok {
			return fill(w, args)
		}
	}
	w, ok := t.words.find(key)
	if !ok {
		return "", unknown("word", key, t.words.keys())
	}
	return fill(w, args)
}

// fill puts the arguments in for the %s of a word.
func fill(w string, args []any) (string, error) {
	for _, a := range args {
		before, after, found := strings.Cut(w, "%s")
		if !found {
			return w, nil
		}
		switch a := a.(type) {
		case string:
			w = before + a + after
		case int:
			w = before + number(a) + after
		case template.HTML:
			return "", errors.New("word takes strings and numbers, not HTML")
		default:
			return "", errors.New("word takes strings and numbers")
		}
	}
	return w, nil
}

// asset is {{asset "main.css"}}: the URL of a file of assets/.
func (t *Theme) asset(name string) (string, error) {
	if url, ok := t.urls[name]; ok {
		return url, nil
	}
	return "", unknown("asset", name, slices.Sorted(maps.Keys(t.urls)))
}

// unknown is the error for a name that does not exist.
func unknown(what, name string, have []string) error {
	msg := "no " + what + " is called " + strconv.Quote(name)
	if hint := diag.DidYouMean(name, have); hint != "" {
		msg += hintMark + hint
	}
	return errors.New(msg)
}

// dict is {{template "x" (dict "rows" .Rows "title" (word "newest"))}}: one
// value for a partial that needs several.
func dict(pairs ...any) (map[string]any, error) {
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		key, ok := pairs[i].(string)
		if !ok || i+1 == len(pairs) {
			return nil, errors.New("dict takes names and values in turn")
		}
		m[key] = pairs[i+1]
	}
	return m, nil
}

// format gives "" for a time that is not known.
func format(d time.Time, layout string) string {
	if d.IsZero() {
		return ""
	}
	return d.Format(layout)
}

func longDate(language string) string {
	if language == "ja" {
		return "2006年1月2日"
	}
	return "January 2, 2006"
}

// number groups thousands: 1,234.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

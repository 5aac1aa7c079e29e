package highlight

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"
)

// CSS gives the rules of a chroma style for the markup of Render, and those of a second style for dark
// surroundings: where data-theme is dark, or the system is and data-theme does not say light. An
// empty dark leaves the first style in force everywhere; it brings its own background. The style "memo"
// gives nil, since the theme has rules of its own. An unknown name is an error that names the nearest known one.
func CSS(style, dark string) ([]byte, error) {
	if style == "memo" || style == "" {
		return nil, nil
	}
	light, err := findStyle(style)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	writeRules(&out, ":root ", light, nil)
	if dark == "" {
		return out.Bytes(), nil
	}
	night, err := findStyle(dark)
	if err != nil {
		return nil, err
	}
	out.WriteString("@media (prefers-color-scheme:dark){\n")
	writeRules(&out, ":root:not([data-theme=light]) ", night, light)
	out.WriteString("}\n")
	writeRules(&out, ":root[data-theme=dark] ", night, light)
	return out.Bytes(), nil
}

// writeRules writes one rule for each look, with all classes that share it. What the style under this
// one has coloured and this one does not is set back first.
func writeRules(out *bytes.Buffer, scope string, style, under *chroma.Style) {
	base := ground(style)
	fmt.Fprintf(out, "%s.code pre{%s}\n", scope, declarations(base, chroma.StyleEntry{}))
	if under != nil {
		var all []string
		for _, selectors := range looks(under) {
			all = append(all, selectors...)
		}
		fmt.Fprintf(out, "%s.code %s{color:inherit;background:none;font:inherit;text-decoration:none}\n", scope, anyOf(all))
	}
	rules := looks(style)
	for _, look := range slices.Sorted(maps.Keys(rules)) {
		fmt.Fprintf(out, "%s.code %s{%s}\n", scope, anyOf(rules[look]), look)
	}
}

// looks maps declarations to the selectors that have them.
func looks(style *chroma.Style) map[string][]string {
	base, out := ground(style), map[string][]string{}
	add := func(t chroma.TokenType, selector string) {
		if look := declarations(style.Get(t), base); look != "" {
			out[look] = append(out[look], selector)
		}
	}
	for t, name := range classes() {
		if name != "" && chroma.StandardTypes[t] == name {
			add(t, "."+name)
		}
	}
	add(chroma.LineHighlight, ".line.hl")
	add(chroma.LineNumbers, ".ln")
	return out
}

// ground is the style's paper and ink. A style that names only one of them gets the other from its
// lightness: the page's own might be the same.
func ground(style *chroma.Style) chroma.StyleEntry {
	base := style.Get(chroma.Background)
	if !base.Colour.IsSet() {
		base.Colour = style.Get(chroma.Text).Colour
	}
	if !base.Background.IsSet() {
		base.Background = chroma.NewColour(255, 255, 255)
	}
	if !base.Colour.IsSet() && base.Background.Brightness() > 0.5 {
		base.Colour = chroma.NewColour(0, 0, 0)
	} else if !base.Colour.IsSet() {
		base.Colour = chroma.NewColour(255, 255, 255)
	}
	return base
}

// anyOf joins selectors in a fixed order.
func anyOf(selectors []string) string {
	slices.Sort(selectors)
	return ":is(" + strings.Join(slices.Compact(selectors), ",") + ")"
}

// declarations gives what an entry adds to the base it inherits from.
func declarations(e, base chroma.StyleEntry) string {
	var out []string
	if e.Colour.IsSet() && e.Colour != base.Colour {
		out = append(out, "color:"+e.Colour.String())
	}
	if e.Background.IsSet() && e.Background != base.Background {
		out = append(out, "background:"+e.Background.String())
	}
	if e.Bold == chroma.Yes {
		out = append(out, "font-weight:bold")
	}
	if e.Italic == chroma.Yes {
		out = append(out, "font-style:italic")
	}
	if e.Underline == chroma.Yes {
		out = append(out, "text-decoration:underline")
	}
	return strings.Join(out, ";")
}

func findStyle(name string) (*chroma.Style, error) {
	if style, ok := styles.Registry[strings.ToLower(name)]; ok {
		return style, nil
	}
	nearest := slices.MinFunc(append(styles.Names(), "memo"), func(a, b string) int {
		return distance(a, strings.ToLower(name)) - distance(b, strings.ToLower(name))
	})
	return nil, fmt.Errorf("unknown highlight style %q; did you mean %q?", name, nearest)
}

// distance counts the letters to put in, take out or change to make one word of the other.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			changed := diagonal
			if a[i] != b[j] {
				changed++
			}
			diagonal = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

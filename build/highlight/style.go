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
	writeRules(&out, "", light)
	if dark == "" {
		return out.Bytes(), nil
	}
	night, err := findStyle(dark)
	if err != nil {
		return nil, err
	}
	out.WriteString("@media (prefers-color-scheme:dark){\n")
	writeRules(&out, ":root:not([data-theme=light]) ", night)
	out.WriteString("}\n")
	writeRules(&out, ":root[data-theme=dark] ", night)
	return out.Bytes(), nil
}

// writeRules writes one rule for each look, with all classes that share it.
func writeRules(out *bytes.Buffer, scope string, style *chroma.Style) {
	base := style.Get(chroma.Background)
	fmt.Fprintf(out, "%s.code pre{%s}\n", scope, declarations(base, chroma.StyleEntry{}))
	selectors := map[string][]string{}
	for t, name := range classes() {
		if name == "" || t <= 0 || shortName(t) != chroma.StandardTypes[t] {
			continue
		}
		if look := declarations(style.Get(t), base); look != "" {
			selectors[look] = append(selectors[look], scope+".code ."+name)
		}
	}
	for t, selector := range map[chroma.TokenType]string{chroma.LineHighlight: ".code .line.hl", chroma.LineNumbers: ".code .ln"} {
		if look := declarations(style.Get(t), base); look != "" {
			selectors[look] = append(selectors[look], scope+selector)
		}
	}
	for _, look := range slices.Sorted(maps.Keys(selectors)) {
		slices.Sort(selectors[look])
		fmt.Fprintf(out, "%s{%s}\n", strings.Join(slices.Compact(selectors[look]), ","), look)
	}
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

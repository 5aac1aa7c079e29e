package build

import (
	"path"
	"regexp"
	"slices"

	"memo/build/decode"
)

// isScript tells settings that are a program: VitePress's config.ts, Astro's.
func isScript(file string) bool {
	return slices.Contains([]string{".js", ".mjs", ".ts", ".mts"}, path.Ext(file))
}

const scriptText = `(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|` + "`([^`$\\\\]*)`)"

var (
	scriptComment = regexp.MustCompile(`(?m)^\s*//.*$|(?s:/\*.*?\*/)`)
	scriptPair    = regexp.MustCompile(`(?:^|[\s,{])(\w+)\s*:\s*(?:` + scriptText + `|\[((?:[\s,]|//.*|` + scriptText + `)*)\])`)
	scriptTexts   = regexp.MustCompile(scriptText)
)

// script reads settings that are a program as far as that goes without running
// it: of each key the first text, or list of texts, that stands behind one of
// its name, however deep.
func script(src []byte) decode.Value {
	v := decode.Value{Kind: decode.Map}
	for _, m := range scriptPair.FindAllSubmatch(scriptComment.ReplaceAll(src, nil), -1) {
		name := string(m[1])
		if at(v, name).Kind != decode.Null {
			continue
		}
		value := spelt(m[2:5])
		if m[5] != nil {
			value = decode.Value{Kind: decode.List}
			for _, item := range scriptTexts.FindAllSubmatch(m[5], -1) {
				value.List = append(value.List, spelt(item[1:]))
			}
		}
		v.Keys = append(v.Keys, decode.Key{Name: name, Value: value})
	}
	return v
}

// spelt is the text that is there of the three spellings.
func spelt(spellings [][]byte) decode.Value {
	i := slices.IndexFunc(spellings, func(s []byte) bool { return s != nil })
	if i < 0 {
		return decode.Value{Kind: decode.String}
	}
	return decode.Value{Kind: decode.String, Text: scriptEscape.ReplaceAllString(string(spellings[i]), "$1")}
}

var scriptEscape = regexp.MustCompile(`\\(.)`)

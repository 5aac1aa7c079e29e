package highlight

import (
	"strings"
	"testing"
)

func TestThemeHasItsOwnColours(t *testing.T) {
	for _, style := range []string{"memo", ""} {
		if css, err := CSS(style, ""); css != nil || err != nil {
			t.Errorf("%q: %q, %v", style, css, err)
		}
	}
}

func TestStyleSheetIsOfTheStyle(t *testing.T) {
	css, err := CSS("github", "github-dark")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		":root .code pre{color:#000000;background:#f7f7f7}", "color:#cf222e",
		"@media (prefers-color-scheme:dark){\n:root:not([data-theme=light]) .code pre{color:#e6edf3;background:#0d1117}",
		":root[data-theme=dark] .code pre{color:#e6edf3;background:#0d1117}",
	} {
		if !strings.Contains(string(css), want) {
			t.Errorf("no %s in\n%s", want, css)
		}
	}
	again, _ := CSS("GitHub", "github-dark")
	if string(again) != string(css) {
		t.Error("the same style gives different bytes")
	}
}

func TestUnknownStyleNamesTheNearest(t *testing.T) {
	for name, want := range map[string]string{"githb": `"github"`, "mem0": `"memo"`, "Solarized-drak": `"solarized-dark"`} {
		if _, err := CSS(name, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := CSS("github", name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("dark %s: %v", name, err)
		}
	}
}

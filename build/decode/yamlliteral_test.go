package decode

import (
	"fmt"
	"strings"
	"testing"
)

// TestALineThatYAMLCannotReadIsReadAsAPersonWould: the value is all that is
// behind the colon, with a warning, and every other key is as it was.
func TestALineThatYAMLCannotReadIsReadAsAPersonWould(t *testing.T) {
	for line, want := range map[string]string{
		"title: AWS: x":                        "AWS: x",
		"title: AWS: S3 #1 の話":                 "AWS: S3 #1 の話",
		"title: 注意: a: b:":                     "注意: a: b:",
		"title: [CKA] 合格":                      "[CKA] 合格",
		"title: @types/node の型":                "@types/node の型",
		"title: `code` とは":                     "`code` とは",
		"title: %w と %v":                       "%w と %v",
		"title: *args の話":                      "*args の話",
		"title: > x":                           "> x",
		`title: "a" の話`:                        `"a" の話`,
		`title: "A" と "B"`:                     `"A" と "B"`,
		`title: 'A' と 'B' と 'C'`:               `'A' と 'B' と 'C'`,
		`title: "彼は "A" と言う"`:                  `彼は "A" と言う`,
		`title: "a "b""`:                       `a "b"`,
		`title: "C:\dir と \"x\""`:              `C:\dir と "x"`,
		"title: {a} の話":                        "{a} の話",
		"title: AWS: x\n  続き":                  "AWS: x 続き",
		"title: {{title}}":                     "{{title}}",
		"title: x {{date:YYYY}} y":             "x {{date:YYYY}} y",
		`title: "{{ .Name | title }}"`:         "{{ .Name | title }}",
		`title: "{{ replace .Name "-" " " }}"`: `{{ replace .Name "-" " " }}`,
	} {
		src := "date: 2024-01-02\n" + line + "\ndraft: true\nlist:\n- {{x}}\n- b: c: d\n"
		v, ds, _ := parse(YAML, src)
		title, draft := v.Get("title"), v.Get("draft")
		if title == nil || title.Value.Text != want || title.Value.Kind != String || ds.HasErrors() {
			t.Errorf("%q: %+v\n%s", line, title, show(ds))
		} else if p := title.Value.Place; p.Line != 2 || p.Col != 8 {
			t.Errorf("%q: at %+v", line, p)
		}
		if draft == nil || !draft.Value.Bool || v.Get("date") == nil {
			t.Errorf("%q: other keys are lost", line)
		}
		if got := fmt.Sprint(v.Get("list").Value.Any()); got != "[{{x}} map[b:c: d]]" {
			t.Errorf("%q: list %s", line, got)
		}
	}
}

func TestTabsIndentAsBlanksDo(t *testing.T) {
	v, ds, _ := parse(YAML, "tags:\n\t- a\n\t- b\nparams:\n\tx: 1\n\ty:\n\t\tz: 2\n")
	if got := fmt.Sprint(v.Any()); got != "map[params:map[x:1 y:map[z:2]] tags:[a b]]" || ds.HasErrors() || len(ds) != 1 {
		t.Errorf("%s\n%s", got, show(ds))
	}
}

// TestNothingIsReadWithoutAWarningOrAnError: what could hold a draft's key
// is never lost silently.
func TestNothingIsReadWithoutAWarningOrAnError(t *testing.T) {
	for _, src := range []string{
		strings.Repeat("a: b: c\n", 50) + "draft: true\n", "tags: [a, b\ndraft: true\n", "title: \"abc\ndraft: true\n", "title: x\n  draft: true\n",
	} {
		v, ds, _ := parse(YAML, src)
		if v.Get("draft") == nil && !ds.HasErrors() {
			t.Errorf("%q: %+v", src, v)
		}
		if len(ds) == 0 {
			t.Errorf("%q: nothing is said", src)
		}
	}
}

package page

import (
	"fmt"
	"testing"
)

// TestATextOfAnotherToolHidesItself sets a switch in the notation of each kind
// of file, and sets it off.
func TestATextOfAnotherToolHidesItself(t *testing.T) {
	const front = "---\ntitle: x\n%s\n---\n文\n"
	for name, text := range map[string]string{
		"a.adoc": "= 題\n著者 <a@example.com>\n:toc:\n:%s\n\n文\n", "a.asciidoc": "= 題\n:page-%s\n", "a.org": "#+title: 題\n#+%s\n\n文\n", "a.ORG": "#+%s\n",
		"a.rst": "題\n==\n\n:%s\n", "a.qmd": front, "a.Rmd": front, "a.md.old": front, "a.text": front, "LIESMICH": front,
		"a.ipynb": "{\n \"cells\": [\n  {\"cell_type\": \"raw\", \"metadata\": {}, \"source\": [\n   \"---\\n\",\n   \"%s\\n\",\n   \"---\"\n  ]},\n  {\"outputs\": [",
		"b.ipynb": `{"cells":[{"cell_type":"markdown","source":"---\n%s\n---\n# 題"}]}`,
	} {
		for _, s := range []string{"draft: true", "published: false", "private: true", "status: draft"} {
			if !Unpublished(name, fmt.Appendf(nil, text, s)) {
				t.Errorf("%s: %s is published", name, s)
			}
		}
		for _, s := range []string{"draft: false", "published: true", "author: me"} {
			if Unpublished(name, fmt.Appendf(nil, text, s)) {
				t.Errorf("%s: %s is left out", name, s)
			}
		}
	}
	for name, src := range map[string]string{"a.org": "#+draft: t\n", "a.adoc": ":draft:\n"} {
		if !Unpublished(name, []byte(src)) {
			t.Errorf("%s: %q is published", name, src)
		}
	}
	if Unpublished("a.ipynb", []byte(`{"cells": [{"source": [`)) || Unpublished("a.ipynb", []byte(`{"source":`)) {
		t.Error("a broken notebook is no draft")
	}
}

package serve

import (
	"strings"
	"testing"

	"memo/build/diag"
)

func TestQuietHearsOfMistakesOnly(t *testing.T) {
	var log lines
	c := newConsole(Options{Log: &log, Quiet: true})
	c.comfort("ready")
	c.diagnostics(diag.List{{Message: "a warning"}, {Message: "an error", Severity: diag.Error}})
	if s := log.String(); !strings.Contains(s, "an error") || strings.Contains(s, "a warning") || strings.Contains(s, "ready") {
		t.Errorf("log %q", s)
	}
}

func TestWarningIsSaidOnceAndErrorsAlways(t *testing.T) {
	warning, mistake := diag.Diagnostic{Message: "w"}, diag.Diagnostic{Message: "e", Severity: diag.Error}
	if l := news(diag.List{warning, mistake}, diag.List{warning, mistake}); len(l) != 1 || l[0] != mistake {
		t.Errorf("said again: %v", l)
	}
	if l := news(diag.List{mistake}, diag.List{warning}); len(l) != 1 {
		t.Errorf("new warning: %v", l)
	}
}

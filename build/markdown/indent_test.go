package markdown

import (
	"strings"
	"testing"
	"time"

	"memo/build/diag"
	"memo/build/effort"
)

// TestDeepListsCostWhatTheirBytesCost compares a list as deep as may be, of
// lines that are far in, with as many such lines alone.
func TestDeepListsCostWhatTheirBytesCost(t *testing.T) {
	var list strings.Builder
	for level := range maxDepth {
		list.WriteString(strings.Repeat("  ", level) + "- a\n")
	}
	far := strings.Repeat(strings.Repeat(" ", 5000)+"- a\n", 100)
	cost := func(text string) time.Duration {
		least := time.Hour
		for range 5 {
			start := effort.CPUTime()
			New(siteOptions).Render([]byte(text), diag.Pos{Line: 1}, siteOptions.Title)
			least = min(least, effort.CPUTime()-start)
		}
		return least
	}
	if deep, flat := cost(list.String()+far), cost("a\n"+far)+cost(list.String()); deep > 4*flat+2*time.Millisecond {
		t.Errorf("%v in a list, %v outside", deep, flat)
	}
}

// TestLinesThatAreFarInReadAsOthers holds that how far in a line is changes
// nothing but the blanks of code.
func TestLinesThatAreFarInReadAsOthers(t *testing.T) {
	for _, src := range []string{"文\n%sb\n", "- a\n%sb\n\n%sc\n", "%s*a*\n", "```\n%sa\n```\n", "> %sa\n>%s%sb\n", "- a\n\n%s- b\n%s\n", "<div>\n%s<b>a</b>\n</div>\n", ":::note\n%sa\n:::\n", "%%%%\n%sa\n%%%%\n",
		"| a |\n|---|\n%s| b |\n", "- ```\n%sa\n%s```\n", "%s\n%s", "a\n%s", "1. a\n%s# b\n"} {
		short, long := strings.ReplaceAll(src, "%s", strings.Repeat(" ", 600)), strings.ReplaceAll(src, "%s", strings.Repeat(" ", 2600))
		got, want := strings.ReplaceAll(body(long), strings.Repeat(" ", 2000), ""), body(short)
		if squeezed := func(t string) string { return strings.Join(strings.Fields(t), " ") }; squeezed(got) != squeezed(want) {
			t.Errorf("%q: %s\nwant %s", src, squeezed(got), squeezed(want))
		}
	}
	if got, far := body("    "+strings.Repeat(" ", 3000)+"a\n"), strings.Repeat(" ", 3000)+"a"; !strings.Contains(got, far) {
		t.Error("code lost its blanks")
	}
}

package highlight

import (
	"regexp"
	"strings"
	"testing"

	"memo/build/effort"
)

var folded = regexp.MustCompile(`(?s)<span class="tail">(.*)</span></code>`)

// session is a transcript of n commands of two lines, each with an answer of m lines.
func session(n, m int) string {
	return strings.Repeat("$ aws s3 ls \\\n    --recursive\n"+strings.Repeat("2024-08-01 ファイル\n", m), n)
}

// TestOutputIsFoldedAtACommand holds for sessions of every shape that what is folded away is worth
// it, that enough is left to see, and that it begins with a prompt where there is one near.
func TestOutputIsFoldedAtACommand(t *testing.T) {
	for n := 1; n < 30; n += effort.Of(4, 1) {
		for m := 0; m < 50; m += effort.Of(3, 1) {
			code := session(n, m)
			page := string(Render(Block{Lang: "console", Code: code}))
			lines, fold := strings.Count(code, "\n"), folded.FindStringSubmatch(page)
			if fold == nil {
				if lines >= inSight+nearby/2+foldable {
					t.Errorf("%d commands with answers of %d lines: nothing is folded", n, m)
				}
				continue
			}
			away := strings.Count(textOf(fold[1]), "\n")
			shown := lines - away
			cutAnswer := m+2 <= nearby && shown%(m+2) != 0
			if away < foldable || shown < inSight-nearby || shown > inSight+nearby/2 || cutAnswer {
				t.Errorf("%d commands with answers of %d lines: %d lines are shown, %d are not", n, m, shown, away)
			}
		}
	}
}

// TestWhatPeopleWriteIsNotFolded holds that only output is, however it is shown.
func TestWhatPeopleWriteIsNotFolded(t *testing.T) {
	lines := strings.Repeat("SELECT 1;\n", 100)
	table := " id | name\n----+------\n" + strings.Repeat("  1 | a\n", 100)
	for _, c := range []struct {
		in   Block
		fold bool
	}{
		{Block{Code: strings.Repeat("経過\n", 100)}, true},
		{Block{Lang: "log", Code: lines}, true},
		{Block{Lang: "text", Numbers: true, Lines: "50", Code: lines}, true},
		{Block{Lang: "sql", Code: table}, true},
		{Block{Lang: "sql", Code: lines}, false},
		{Block{Lang: "go", Code: lines}, false},
		{Block{Lang: "klingon", Code: lines}, false},
		{Block{Lang: "diff", Code: lines}, false},
		{Block{Diff: true, Code: lines}, false},
	} {
		page := string(Render(c.in))
		if folded.MatchString(page) != c.fold {
			t.Errorf("%s, diff %v, beginning with %.10q: folded is %v", c.in.Lang, c.in.Diff, c.in.Code, !c.fold)
		}
	}
}

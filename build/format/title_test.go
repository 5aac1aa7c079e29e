package format

import (
	"html"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

func TestTitleBreaksBetweenPhrasesOnly(t *testing.T) {
	for title, want := range map[string]string{
		"切り替えて S3 へアクセスする": `切り替えて S3<span class="hold"> へ</span><wbr>アクセスする`,
		"A & B":     "A &amp; B",
		"Amazon S3": "Amazon S3",
	} {
		if got := string(phrases(title)); got != want {
			t.Errorf("%s: got %s, want %s", title, got, want)
		}
	}
}

// TestTitlesAreCutFromText draws titles of all that may stand side by side: no
// tag falls into a Latin word or a reference, and the text is the title's.
func TestTitlesAreCutFromText(t *testing.T) {
	parts := []string{"kubernetes", "PostgreSQL", "S3-", "~/.aws/config", "'", "\"", "<b>", "&", "&amp;", "&#39;", " ", " へ", "の", "が", "設定",
		"クラスター", "手順書", "（", "）", "「", "」", "、", "・", "…", "10秒", "120万円", "v1.32"}
	tag := regexp.MustCompile(`</?span[^>]*>|<wbr>`)
	inside := regexp.MustCompile(`[0-9A-Za-z](</?span[^>]*>|<wbr>)+[0-9A-Za-z]|[0-9](<wbr>)+[秒万]|&[#0-9a-z]*<`)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		title := b.String()
		drawn := string(phrases(title))
		if got := html.UnescapeString(tag.ReplaceAllString(drawn, "")); got != title {
			t.Fatalf("%q became %q: %s", title, got, drawn)
		}
		if at := inside.FindString(drawn); at != "" {
			t.Fatalf("%q is cut at %q: %s", title, at, drawn)
		}
	}
}

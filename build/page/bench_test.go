package page

import (
	"strings"
	"testing"

	"memo/build/diag"
)

// BenchmarkFrontMatter is what a page costs besides its text.
func BenchmarkFrontMatter(b *testing.B) {
	src := []byte("---\ntitle: \"STS のエンドポイントを設定する方法 (12)\"\ndate: 2024-08-01T21:30:00+09:00\nlastmod: 2024-08-11T21:30:00+09:00\n" +
		"slug: memo-000012\ntags: [\"sts-1\", \"direct-connect-4\", \"go-29\"]\n---\n" + strings.Repeat("本文である。\n", 200))
	for b.Loop() {
		readFront(Split(src), diag.NewText("content/posts/a.md", src), tokyo)
	}
}

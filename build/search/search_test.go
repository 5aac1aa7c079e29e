package search

import (
	"context"
	"fmt"
	"slices"
	"testing"
)

// folder serves an index from memory and counts what is fetched from it.
type folder struct {
	files    map[string][]byte
	bytes    int64
	requests int
}

func newFolder(files []File) *folder {
	f := &folder{files: map[string][]byte{}}
	for _, file := range files {
		f.files[file.Name] = file.Bytes
	}
	return f
}

func (f *folder) fetch(_ context.Context, name string, off, n int64) ([]byte, error) {
	b, ok := f.files[name]
	if !ok {
		return nil, fmt.Errorf("%s: no such file", name)
	}
	if n < 0 {
		off, n = 0, int64(len(b))
	}
	off = min(off, int64(len(b)))
	b = b[off:min(off+n, int64(len(b)))]
	f.bytes += int64(len(b))
	f.requests++
	return b, nil
}

func index(t testing.TB, docs ...Document) *Reader {
	t.Helper()
	var ts []*Tokens
	for _, d := range docs {
		ts = append(ts, Tokenize(d, DefaultOptions()))
	}
	r, err := Open(context.Background(), newFolder(Encode(ts, DefaultOptions())).fetch)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func urls(t testing.TB, r *Reader, query string) []string {
	t.Helper()
	res, err := r.Search(context.Background(), query, 10)
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	var out []string
	for _, h := range res.Hits {
		out = append(out, h.URL)
	}
	return out
}

func prose(text string) []Block { return []Block{{Kind: Prose, Line: 1, Text: text}} }

// few is a handful of memos in which every feature of the query language has something to find.
var few = []Document{
	{URL: "/old/", Title: "古いメモ", Date: "2019-01-02", Tags: []string{"AWS"}, Blocks: prose("サーバの設定は svv_user_grants を見る。")},
	{URL: "/sts/", Title: "STS の接続エラー", Date: "2024-08-01", Tags: []string{"AWS", "STS"}, Blocks: []Block{
		{Kind: Heading, Level: 2, Anchor: "原因", Line: 3, Text: "原因"},
		{Kind: Prose, Anchor: "原因", Line: 5, Text: "VPC エンドポイントのインターフェイスがない。"},
		{Kind: Heading, Level: 2, Anchor: "ログ", Line: 7, Text: "ログ"},
		{Kind: Code, Anchor: "ログ", Line: 9, Text: "$ aws sts get-caller-identity\nConnect timeout on endpoint URL: \"https://sts.amazonaws.com/\"\nSystemExit: AssumeRole failed"},
	}},
	{URL: "/rs/", Title: "Redshift のワークロード管理", Date: "2024-09-01", Tags: []string{"Redshift"}, Blocks: prose("サーバーのタイムアウトとリポジトリについて。Ｒｅｄｓｈｉｆｔ ﾒﾓﾘ。C++ と node.js も。")},
	{URL: "/en/", Title: "English only", Date: "2025-01-01", Blocks: prose("A plain memo about permission denied and ap-northeast-1 hosts.")},
}

func TestQueryFindsMemo(t *testing.T) {
	r := index(t, few...)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"リポジトリ", []string{"/rs/"}},
		{"ポジト", []string{"/rs/"}},
		{"管", []string{"/rs/"}},
		{"サーバー", []string{"/rs/", "/old/"}},
		{"サーバ", []string{"/rs/", "/old/"}},
		{"インターフェース", []string{"/sts/"}},
		{"timeout on endpoint URL", []string{"/sts/"}},
		{`endpoint URL: "https://sts`, []string{"/sts/"}},
		{`"connect timeout on"`, []string{"/sts/"}},
		{`"timeout connect"`, nil},
		{"assumerole", []string{"/sts/"}},
		{"AssumeRole", []string{"/sts/"}},
		{"svvusergr", []string{"/old/"}},
		{"svv-user-grants", []string{"/old/"}},
		{"user_grants", []string{"/old/"}},
		{"northeast-1", []string{"/en/"}},
		{"redshift", []string{"/rs/"}},
		{"REDSHIFT メモリ", []string{"/rs/"}},
		{"c++", []string{"/rs/"}},
		{"nodejs", []string{"/rs/"}},
		{"STSの接続", []string{"/sts/"}},
		{"tag:aws", []string{"/sts/", "/old/"}},
		{"year:2024 タイムアウト", []string{"/rs/"}},
		{"year:2019", []string{"/old/"}},
		{"サーバ -リポジトリ", []string{"/old/"}},
		{"permision", []string{"/en/"}},
		{"タイムアオト", []string{"/rs/"}},
		{"", nil},
		{"!!! ``` ()", nil},
		{"🍣", nil},
		{"<script>alert(1)</script>", nil},
	} {
		if got := urls(t, r, c.query); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.query, got, c.want)
		}
	}
}

package build

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"memo/build/output"
)

// The benchmarks build seeded sites of memos like a real author's: Japanese
// prose, nested lists, tables, code in several languages, links and tags.
//
//	go test ./build -run '^$' -bench . -benchtime 3x

// corpus writes n memos below a folder's content/posts.
func corpus(tb testing.TB, n int) (dir string) {
	tb.Helper()
	dir = tb.TempDir()
	r := rand.New(rand.NewSource(1))
	for i := range n {
		p := filepath.Join(dir, "content", "posts", fmt.Sprint(2005+i*20/n), fmt.Sprintf("memo-%05d.md", i))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(sample(r, i, n)), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// sample is one memo of about 4 KB.
func sample(r *rand.Rand, i, n int) string {
	subjects := strings.Fields("接続 認証 権限 監視 移行 障害 設定 計測 索引 統計 暗号 経路 監査 配信 通知 復旧")
	objects := strings.Fields("Redshift STS IAM VPC Lambda nginx PostgreSQL systemd Terraform Docker Kinesis Athena")
	word := func(s []string) string { return s[r.Intn(len(s))] }
	sentence := func() string {
		return fmt.Sprintf("%sの%sを%sと合わせて見直し、`%s_%d` の値を%sごとに確かめる。", word(objects), word(subjects), word(subjects), strings.ToLower(word(objects)), r.Intn(900), word(subjects))
	}
	var b strings.Builder
	day := time.Date(2005, 1, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, i*7300/n)
	fmt.Fprintf(&b, "---\ntitle: %sの%s（%d）\ndate: %s\nlastmod: %s\ntags: [%s, %s]\n---\n\n", word(objects), word(subjects), i,
		day.Format(time.RFC3339), day.AddDate(0, 0, 3).Format(time.RFC3339), word(objects), word(subjects))
	for s := range 4 {
		fmt.Fprintf(&b, "## %sの%s %d\n\n%s\n%s\n**%s**\n\n", word(objects), word(subjects), s, sentence(), sentence(), sentence())
		for range 3 {
			fmt.Fprintf(&b, "- %s\n  - %s\n    - `%s`\n", sentence(), sentence(), word(objects))
		}
		to := r.Intn(n)
		fmt.Fprintf(&b, "\n関連: [前のメモ](/posts/%d/memo-%05d.md)\n\n", 2005+to*20/n, to)
		switch r.Intn(4) {
		case 0:
			fmt.Fprintf(&b, "```console\n$ aws sts get-caller-identity --profile memo_%x\nConnect timeout on endpoint URL: %q\n```\n\n", r.Intn(1<<24), "https://sts.example.com/")
		case 1:
			fmt.Fprintf(&b, "```json\n{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"M%x\", \"Effect\": \"Allow\"}]}\n```\n\n", r.Intn(1<<24))
		case 2:
			fmt.Fprintf(&b, "```sql\nSELECT user_name, role_name\n  FROM svv_user_grants\n WHERE user_id > %d;\n```\n\n", r.Intn(900))
		}
	}
	return b.String()
}

// sizes are the memos in the sites of each benchmark.
func sizes() []int { return []int{100, 1000, 10000} }

func BenchmarkBuildFromNothing(b *testing.B) {
	for _, n := range sizes() {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			w := Workspace{Root: os.DirFS(corpus(b, n)), Flags: Flags{Now: time.Now()}}
			b.ReportAllocs()
			for b.Loop() {
				publishOnce(b, w)
			}
			perPage(b, n)
		})
	}
}

func publishOnce(b *testing.B, w Workspace) {
	b.Helper()
	in, err := w.Scan(b.Context(), Inputs{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	r, err := NewSession(nil).Build(b.Context(), in, nil)
	if err != nil || r.Diagnostics.HasErrors() {
		b.Fatal(err, r.Diagnostics)
	}
	if list, err := r.Publish(b.Context(), nowhere{}, nil); err != nil || list.HasErrors() {
		b.Fatal(err, list)
	}
}

// BenchmarkSave is what memo serve does between a save and the new page: one
// memo of n changes, the site is assembled, the page is drawn.
func BenchmarkSave(b *testing.B) {
	for _, n := range sizes() {
		for _, what := range []string{"text", "title"} {
			b.Run(fmt.Sprintf("%s/%d", what, n), func(b *testing.B) { benchmarkSave(b, n, what) })
		}
	}
}

func benchmarkSave(b *testing.B, n int, what string) {
	dir := corpus(b, n)
	w := Workspace{Root: os.DirFS(dir), Flags: Flags{Now: time.Now()}}
	in, err := w.Scan(b.Context(), Inputs{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	s := NewSession(nil)
	if r, err := s.Build(b.Context(), in, nil); err != nil || len(r.Diagnostics) > 0 { // a broken link costs as much as 100 whole ones
		b.Fatal(err, r.Diagnostics)
	}
	name := in.Content.Files[n/2].Path
	text := string(in.Content.Files[n/2].Bytes)
	i := 0
	for b.Loop() {
		b.StopTimer()
		i++
		edited := text + fmt.Sprintf("\n%d 回目の追記。\n", i)
		if what == "title" {
			edited = strings.Replace(text, "title: ", fmt.Sprintf("title: %d ", i), 1)
		}
		if err := os.WriteFile(filepath.Join(dir, "content", name), []byte(edited), 0o644); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if in, err = w.Scan(b.Context(), in, []string{"content/" + name}); err != nil {
			b.Fatal(err)
		}
		r, err := s.Build(b.Context(), in, nil)
		if err != nil {
			b.Fatal(err)
		}
		p, _ := r.PageOf("content/" + name)
		o, ok := r.Lookup(p.Path)
		if !ok {
			b.Fatalf("no output %q", p.Path)
		}
		if _, list := o.Render(context.Background()); list.HasErrors() {
			b.Fatal(list)
		}
	}
	perPage(b, n)
}

func perPage(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/page")
}

// nowhere takes files and forgets them.
type nowhere struct{}

func (nowhere) Put(output.Output, []byte) (bool, error) { return true, nil }
func (nowhere) Keep(output.Output) bool                 { return false }
func (nowhere) Key(string) string                       { return "" }

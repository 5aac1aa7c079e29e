package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"memo/build"
	"memo/build/serve"
)

// BenchmarkSaveToAnswer measures what an author feels: from the save of one
// memo to its new HTML being answered, over HTTP. "title" changes the title
// too, and with it lists, tags and feeds. Reported are median and 95th
// percentile in ms; a save comes every 400 ms, as nobody's fingers are faster.
//
//	go test -run - -bench SaveToAnswer -benchtime 50x ./cmd/memo
//
// To measure a memo serve that runs elsewhere on this machine, from outside:
//
//	MEMO_SERVED=http://127.0.0.1:8000 MEMO_SITE=DIR go test …
func BenchmarkSaveToAnswer(b *testing.B) {
	if url := os.Getenv("MEMO_SERVED"); url != "" {
		memos, err := filepath.Glob(filepath.Join(os.Getenv("MEMO_SITE"), "content/posts/*.md"))
		if err != nil || len(memos) == 0 {
			b.Fatalf("MEMO_SITE=%s has no content/posts/*.md", os.Getenv("MEMO_SITE"))
		}
		measureSaves(b, url, memos)
		return
	}
	for _, n := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			memos := corpus(b, dir, n)
			measureSaves(b, serveFolder(b, dir), memos)
		})
	}
}

// serveFolder serves a site until b ends.
func serveFolder(b *testing.B, dir string) (url string) {
	b.Helper()
	e := &env{ctx: b.Context(), out: io.Discard, err: io.Discard, now: time.Now(), cli: &cli{Dir: dir}}
	s, err := e.openSite(build.Flags{Drafts: true, Future: true})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- serve.Run(ctx, newDraft(s), serve.Options{Addr: "127.0.0.1:0", Dir: dir, Ignored: unwatched,
			Log: io.Discard, Ready: func(u string) { ready <- u }})
	}()
	b.Cleanup(func() { cancel(); <-ended })
	return strings.TrimSuffix(<-ready, "/")
}

func measureSaves(b *testing.B, url string, memos []string) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, title := range []bool{false, true} {
		b.Run(map[bool]string{false: "body", true: "title"}[title], func(b *testing.B) {
			var took []time.Duration
			for i := range b.N {
				b.StopTimer()
				p := memos[r.IntN(len(memos))]
				old, err := os.ReadFile(p)
				if err != nil {
					b.Fatal(err)
				}
				page := url + "/posts/" + strings.TrimSuffix(filepath.Base(p), ".md") + "/"
				mark := fmt.Sprintf("印%d%d", time.Now().UnixNano(), i)
				text := string(old) + "\n" + mark + "\n"
				if title {
					text = strings.Replace(string(old), "\ntitle: ", "\ntitle: "+mark, 1)
				}
				await(b, page, "")
				time.Sleep(400 * time.Millisecond)
				b.StartTimer()
				start := time.Now()
				if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
					b.Fatal(err)
				}
				await(b, page, mark)
				took = append(took, time.Since(start))
				b.StopTimer()
				if err := os.WriteFile(p, old, 0o644); err != nil {
					b.Fatal(err)
				}
				time.Sleep(400 * time.Millisecond)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-median")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms-p95")
		})
	}
}

// await asks for a page until it is there and holds text.
func await(b *testing.B, url, text string) {
	b.Helper()
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(time.Millisecond) {
		resp, err := http.Get(url)
		if err != nil {
			b.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode == http.StatusOK && bytes.Contains(body, []byte(text)) {
			return
		}
	}
	b.Fatalf("%s never held %q", url, text)
}

// corpus writes n memos of 3 KB that link to each other, the same ones each
// time, and gives their paths.
func corpus(b *testing.B, dir string, n int) []string {
	b.Helper()
	r := rand.New(rand.NewPCG(7, 7))
	words := strings.Fields("接続 タイムアウト 権限 ロール エンドポイント 監視 移行 暗号化 統計情報 実行計画 STS S3 IAM Redshift VPC nginx systemd")
	pick := func() string { return words[r.IntN(len(words))] }
	tag := func() string { f := r.Float64(); return fmt.Sprintf("%s%d", words[int(f*f*16)], int(f*f*300)) } // few have many, many have few
	posts := filepath.Join(dir, "content", "posts")
	if err := os.MkdirAll(posts, 0o755); err != nil {
		b.Fatal(err)
	}
	var out []string
	for i := range n {
		var t strings.Builder
		fmt.Fprintf(&t, "---\ntitle: %sの%sを調べる %d\ndate: 20%02d-%02d-%02d\ntags: [%s, %s, %s]\n---\n", pick(), pick(), i, 10+i%15, 1+i%12, 1+i%28, tag(), tag(), tag())
		for section := range 6 {
			fmt.Fprintf(&t, "\n## %sと%s\n\n", pick(), pick())
			for range 3 {
				fmt.Fprintf(&t, "%sの%sについては、`%s` の%sを確認した上で%sを設定する必要がある。\n", pick(), pick(), pick(), pick(), pick())
			}
			if section%3 == 0 {
				fmt.Fprintf(&t, "\n[前のメモ](memo-%d.md)\n", r.IntN(n))
			}
			fmt.Fprintf(&t, "\n- %s\n\n```sh\n$ aws sts get-caller-identity\n```\n", pick())
		}
		p := filepath.Join(posts, fmt.Sprintf("memo-%d.md", i))
		if err := os.WriteFile(p, []byte(t.String()), 0o644); err != nil {
			b.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}

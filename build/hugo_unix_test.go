//go:build unix

package build

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// spent is what a command took: of the clock, of all cores, and of memory at its peak.
type spent struct {
	wall, cpu time.Duration
	peak      int64 // bytes
}

// BenchmarkBesideHugo prints a table of memo and Hugo on the same memos, one
// after another, medians of three. Sources and output lie in $TMPDIR, which
// is best a RAM disk. It takes some minutes:
//
//	MEMO_HUGO=hugo go test ./build -run '^$' -bench Hugo -benchtime 1x -timeout 60m
//
// MEMO_MEMOS is the number of memos, 10,000 without it. Hugo draws the same
// kinds of page with plain layouts (testdata/hugo): it has no search index.
func BenchmarkBesideHugo(b *testing.B) {
	hugo := os.Getenv("MEMO_HUGO")
	if hugo == "" {
		b.Skip("MEMO_HUGO names no hugo")
	}
	n, _ := strconv.Atoi(cmp.Or(os.Getenv("MEMO_MEMOS"), "10000"))
	r := race{B: b, dir: corpus(b, n), memo: filepath.Join(b.TempDir(), "memo")}
	if out, err := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", r.memo, "memo/cmd/memo").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	if err := os.WriteFile(filepath.Join(r.dir, "memo.toml"), []byte("title = \"b\"\nbase_url = \"https://memo.example.com/\"\n"), 0o644); err != nil {
		b.Fatal(err)
	}
	if err := os.CopyFS(r.dir, os.DirFS("testdata/hugo")); err != nil {
		b.Fatal(err)
	}
	cold := r.median(func() { r.remove("hugo", "resources") }, hugo, "--source", r.dir, "--destination", "hugo", "--quiet", "--logLevel", "error")
	fmt.Printf("| %d memos | wall | CPU | peak memory | CPU of Hugo's / memo's |\n| --- | ---: | ---: | ---: | ---: |\n", n)
	row := func(name string, s spent) {
		fmt.Printf("| %s | %.2f s | %.2f s | %d MB | %.1f |\n", name, s.wall.Seconds(), s.cpu.Seconds(), s.peak>>20, cold.cpu.Seconds()/s.cpu.Seconds())
	}
	row("Hugo, cold", cold)
	row("memo build, cold", r.median(func() { r.remove("public", ".memo") }, r.memo, "-C", r.dir, "build", "-q"))
	row("… nothing changed", r.median(func() {}, r.memo, "-C", r.dir, "build", "-q"))
	row("… one memo's text edited", r.median(func() { r.edit("関連: ", "関連・追記: ") }, r.memo, "-C", r.dir, "build", "-q"))
	row("… one memo's title edited", r.median(func() { r.edit("title: ", "title: 新・") }, r.memo, "-C", r.dir, "build", "-q"))
	row("memo search", r.median(func() {}, r.memo, "-C", r.dir, "search", "endpoint"))
	row("memo serve, to the first answer", r.serve())
	row("memo version", r.median(func() {}, r.memo, "version"))
	info, err := os.Stat(r.memo)
	if err != nil {
		b.Fatal(err)
	}
	fmt.Printf("\nfiles: Hugo %d, memo %d; memo's binary, stripped: %.1f MB\n", r.files("hugo"), r.files("public"), float64(info.Size())/1e6)
}

// race is a site that both build.
type race struct {
	*testing.B
	dir, memo string
}

// median runs a command three times, each after making ready for it.
func (r *race) median(ready func(), program string, args ...string) spent {
	r.Helper()
	var runs []spent
	for range 3 {
		ready()
		cmd := exec.Command(program, args...)
		start := time.Now()
		if out, err := cmd.CombinedOutput(); err != nil {
			r.Fatalf("%s: %v\n%s", cmd, err, out)
		}
		runs = append(runs, took(start, cmd))
	}
	return middle(runs)
}

func middle(runs []spent) spent {
	slices.SortFunc(runs, func(a, b spent) int { return cmp.Compare(a.cpu, b.cpu) })
	return runs[len(runs)/2]
}

// took gives what a command that has ended spent, Linux's kilobytes and the bytes of others told apart.
func took(start time.Time, cmd *exec.Cmd) spent {
	s := spent{wall: time.Since(start), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	s.peak = cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss
	if s.peak < 1<<24 {
		s.peak <<= 10
	}
	return s
}

func (r *race) remove(names ...string) {
	for _, name := range names {
		if err := os.RemoveAll(filepath.Join(r.dir, name)); err != nil {
			r.Fatal(err)
		}
	}
}

// edit replaces the first of some words in one memo.
func (r *race) edit(old, new string) {
	found, err := filepath.Glob(filepath.Join(r.dir, "content/posts/2015/*.md"))
	if err != nil || len(found) == 0 {
		r.Fatal(err, "no memo to edit")
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		r.Fatal(err)
	}
	if err := os.WriteFile(found[0], []byte(strings.Replace(string(text), old, new, 1)), 0o644); err != nil {
		r.Fatal(err)
	}
}

// serve starts memo serve and asks it for the front page.
func (r *race) serve() spent {
	var runs []spent
	for range 3 {
		ctx, stop := context.WithCancel(context.Background())
		cmd := exec.CommandContext(ctx, r.memo, "-C", r.dir, "serve", "--addr", "127.0.0.1:0")
		cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
		said, err := cmd.StderrPipe()
		if err != nil {
			r.Fatal(err)
		}
		start := time.Now()
		if err := cmd.Start(); err != nil {
			r.Fatal(err)
		}
		answered := r.ask(said)
		stop()
		_ = cmd.Wait() // it was interrupted
		s := took(start, cmd)
		s.wall = answered.Sub(start)
		runs = append(runs, s)
	}
	return middle(runs)
}

// ask waits until the server says where it is and has answered from there.
func (r *race) ask(said io.Reader) (answered time.Time) {
	for lines := bufio.NewScanner(said); lines.Scan(); {
		_, address, ok := strings.Cut(lines.Text(), "http://")
		if !ok {
			continue
		}
		address, _, _ = strings.Cut(address, " ")
		for {
			resp, err := http.Get("http://" + address)
			if err != nil {
				r.Fatal(err)
			}
			body, err := io.ReadAll(resp.Body)
			_ = resp.Body.Close()
			if err == nil && strings.Contains(string(body), "memo-0") {
				go io.Copy(io.Discard, said) // or it waits for who reads
				return time.Now()
			}
			time.Sleep(time.Millisecond)
		}
	}
	r.Fatal("memo serve said no address")
	return time.Time{}
}

// files counts the files below a folder of the site.
func (r *race) files(folder string) (n int) {
	err := filepath.WalkDir(filepath.Join(r.dir, folder), func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	if err != nil {
		r.Fatal(err)
	}
	return n
}

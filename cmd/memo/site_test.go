package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"memo/build/browser"

	"golang.org/x/net/html"
)

// This repository's own memos are the real input: every test here builds them.
const repository = "../.."

// publish runs memo build on the repository's site into a fresh folder.
func publish(t *testing.T, args ...string) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "public")
	var out, errs bytes.Buffer
	args = append([]string{"-C", repository, "build", "--no-cache", "-o", dir}, args...)
	if status := run(args, &out, &errs); status != exitDone {
		t.Fatalf("memo %s: status %d\n%s", strings.Join(args, " "), status, &errs)
	}
	if errs.Len() > 0 {
		t.Logf("stderr:\n%s", &errs)
	}
	return dir
}

func TestEveryLinkOfTheSiteResolves(t *testing.T) {
	for _, base := range []string{"https://memo.example.com/", "https://host.example/team/notes/"} {
		c := crawl(t, publish(t, "--base-url", base), base)
		if len(c.refs) < 500 {
			t.Errorf("%s: only %d references found: the crawl sees too little", base, len(c.refs))
		}
		for _, b := range c.broken() {
			t.Errorf("%s: %s", base, b)
		}
	}
}

func TestTheSiteIsTheSameBytesOnOneCoreAndOnEight(t *testing.T) {
	var sums []map[string]string
	for _, n := range []int{1, 8} {
		old := runtime.GOMAXPROCS(n)
		sums = append(sums, hashes(t, publish(t)))
		runtime.GOMAXPROCS(old)
	}
	if !maps.Equal(sums[0], sums[1]) {
		t.Errorf("files differ: %v", differing(sums[0], sums[1]))
	}
}

func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, p := range walk(t, dir, "") {
		b, err := os.ReadFile(filepath.Join(dir, p))
		if err != nil {
			t.Fatal(err)
		}
		h := sha256.Sum256(b)
		out[p] = hex.EncodeToString(h[:])
	}
	return out
}

func differing(a, b map[string]string) (out []string) {
	for p := range a {
		if a[p] != b[p] {
			out = append(out, p)
		}
	}
	for p := range b {
		if _, ok := a[p]; !ok {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

// walk gives the files below dir with a suffix, relative and sorted.
func walk(t testing.TB, dir, suffix string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(p, suffix) {
			rel, _ := filepath.Rel(dir, p)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTheNuCheckerFindsNoError runs the W3C's checker over every page. A short
// run of it is over before Java's second compiler and its collector are of use.
func TestTheNuCheckerFindsNoError(t *testing.T) {
	jar := filepath.Join(browser.NodeModules(t), "vnu-jar", "build", "dist", "vnu.jar")
	dir := publish(t)
	cmd := exec.Command("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", "-jar", jar, "--errors-only", "--skip-non-html", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestMachineReadableFilesParse(t *testing.T) {
	dir := publish(t)
	for _, p := range walk(t, dir, ".xml") {
		if err := xml.Unmarshal(read(t, dir, p), new(struct{ XMLName xml.Name })); err != nil {
			t.Errorf("%s: %v", p, err)
		}
	}
	for _, p := range walk(t, dir, ".json") {
		if !json.Valid(read(t, dir, p)) {
			t.Errorf("%s is not JSON", p)
		}
	}
	found := 0
	for _, p := range walk(t, dir, ".html") {
		for _, s := range linkedData(t, read(t, dir, p)) {
			found++
			if !json.Valid([]byte(s)) || !strings.Contains(s, "https://schema.org") {
				t.Errorf("%s: linked data does not parse: %s", p, s)
			}
		}
	}
	if found < 6 {
		t.Errorf("only %d pages have linked data", found)
	}
}

func read(t testing.TB, dir, p string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, p))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// linkedData gives the JSON-LD scripts of a page.
func linkedData(t *testing.T, page []byte) (out []string) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if n.Data == "script" && a.Key == "type" && a.Val == "application/ld+json" && n.FirstChild != nil {
				out = append(out, n.FirstChild.Data)
			}
		}
	}
	return out
}

// TestNothingInThePagesNeedsAnExceptionFromAStrictPolicy holds that a
// Content-Security-Policy of default-src 'self' passes.
func TestNothingInThePagesNeedsAnExceptionFromAStrictPolicy(t *testing.T) {
	dir := publish(t)
	for _, p := range walk(t, dir, ".html") {
		doc, err := html.Parse(bytes.NewReader(read(t, dir, p)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			inline := n.Data == "style" || n.Data == "script" && n.FirstChild != nil
			for _, a := range n.Attr {
				inline = inline && a.Val != "application/ld+json"
				if a.Key == "src" && strings.Contains(a.Val, "//") {
					t.Errorf("%s: <%s> from another host: %s", p, n.Data, a.Val)
				}
			}
			if inline {
				t.Errorf("%s: inline <%s>", p, n.Data)
			}
		}
	}
}

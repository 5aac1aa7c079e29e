package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"memo/build/effort"
)

// TestBuildAfterBuildsEqualsACleanOne holds across processes what serve's
// test holds within one: whatever earlier builds of other states left in
// .memo and in the output folder, a build writes byte for byte what one
// without either does, says the same of the memos, and leaves nothing else.
func TestBuildAfterBuildsEqualsACleanOne(t *testing.T) {
	sequences, steps := effort.Of(2, 5), effort.Of(2, 5)
	for seed := range sequences {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, uint64(seed)+1)
			for range steps {
				for range 1 + d.rand.IntN(8) {
					d.edit()
				}
				d.writeCode()
				d.loseTraces()
				flags := d.buildTwice()
				d.loseTraces()
				d.buildAgain(flags)
			}
		})
	}
}

// writeCode writes on a block of code like others: what is drawn of code is
// what the builds have in common.
func (d *desk) writeCode() {
	p := d.memo()
	d.put(p, d.get(p)+"\n```go\nfunc "+d.word()+"() {}\n```\n")
}

// loseTraces takes away, now and then, something that builds leave, but not
// all that tells whose the output is.
func (d *desk) loseTraces() {
	whose := []string{".memo", "public/_memo/marker"}[d.rand.IntN(2)]
	for _, name := range []string{whose, "public", "public/index.html"} {
		if d.rand.IntN(8) == 0 {
			d.check(os.RemoveAll(d.path(name)))
			d.note("lose", name)
		}
	}
}

// buildTwice builds into the folder of all builds and into an empty one, and
// compares the two. Mistakes are mended first. It gives the flags of the build.
func (d *desk) buildTwice() []string {
	d.t.Helper()
	flags := [][]string{nil, {"--drafts"}, {"--future"}, {"--drafts", "--future"}}[d.rand.IntN(4)]
	for range 20 {
		d.check(os.RemoveAll(d.path("clean")))
		want, failed := d.memoBuild(append(flags, "--no-cache", "-o", d.path("clean"))...)
		got, failedToo := d.memoBuild(flags...)
		if got != want || failed != failedToo {
			d.t.Fatalf("after %q: a build %q says\n%s\nand a clean one\n%s", d.done, flags, got, want)
		}
		if !failed {
			d.said = got
			d.sameFolders("public", "clean")
			return flags
		}
		d.mend(firstError(d.t, want))
	}
	d.t.Fatalf("never mended: %q", d.done)
	return nil
}

// buildAgain builds what has been built already, whatever became of the output.
func (d *desk) buildAgain(flags []string) {
	d.t.Helper()
	if said, failed := d.memoBuild(flags...); failed || said != d.said {
		d.t.Fatalf("after %q: the same build %q says\n%s\nand before\n%s", d.done, flags, said, d.said)
	}
	d.sameFolders("public", "clean")
}

// memoBuild runs memo build in a process of its own and gives what it says.
func (d *desk) memoBuild(args ...string) (said string, failed bool) {
	d.t.Helper()
	var heard bytes.Buffer
	cmd := exec.CommandContext(d.t.Context(), "memo", append([]string{"-C", d.dir, "build"}, args...)...)
	cmd.Stderr = &heard
	err := cmd.Run()
	if err != nil && cmd.ProcessState.ExitCode() != 1 {
		d.t.Fatalf("after %q: build %q: %v\n%s", d.done, args, err, heard.String())
	}
	return heard.String(), err != nil
}

var errorAt = regexp.MustCompile(`(?m)^(.+?)(?::\d+)*: .*\[error [a-z0-9-]+\]$`)

// firstError gives the file that memo complains about first.
func firstError(t testing.TB, said string) string {
	t.Helper()
	found := errorAt.FindStringSubmatch(said)
	if found == nil {
		t.Fatalf("the build failed and named no file:\n%s", said)
	}
	return found[1]
}

// sameFolders fails unless two folders have the same folders and files with
// the same bytes.
func (d *desk) sameFolders(got, want string) {
	d.t.Helper()
	gots, wants := d.tree(got), d.tree(want)
	for name, b := range wants {
		other, found := gots[name]
		if !found {
			d.t.Errorf("%s is missing", name)
		} else if other != b {
			d.t.Errorf("%s %s", name, firstDifference(other, b))
		}
		delete(gots, name)
	}
	for name := range gots {
		d.t.Errorf("%s is left over", name)
	}
	if d.t.Failed() {
		d.t.Fatalf("after %q", d.done)
	}
}

// tree reads a folder; a folder in it ends in a slash.
func (d *desk) tree(name string) map[string]string {
	d.t.Helper()
	out := map[string]string{}
	d.check(filepath.WalkDir(d.path(name), func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(d.path(name), p)
		if err != nil || e.IsDir() {
			out[rel+"/"] = ""
			return err
		}
		b, err := os.ReadFile(p)
		out[rel] = string(b)
		return err
	}))
	return out
}

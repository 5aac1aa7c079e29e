package source

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// draft is a memo with what git should come to know of it.
type draft struct {
	lines            []string
	created, changed int
	alone            bool // its text and its paths were never another's: git log --follow tells its whole story, too
}

// author writes a history for git fast-import, one commit each day, with
// whatever people do to their files.
type author struct {
	*rand.Rand
	bytes.Buffer
	day   int
	files map[string]*draft // by path below the repository
	used  map[string]bool   // paths that a file has had
	dead  map[string]bool   // and those that one was deleted at
}

func (a *author) text() (lines []string) {
	for range 24 {
		lines = append(lines, strconv.FormatUint(a.Uint64(), 36))
	}
	return lines
}

// path gives one for a memo, now and then one that another has left.
func (a *author) path() string {
	for {
		p := []string{"content/", "content/posts/", "content/posts/詳細 x/", "_posts/"}[a.IntN(4)] + "m" + strconv.Itoa(a.IntN(40)) + []string{".md", ".markdown"}[a.IntN(2)]
		if a.files[p] == nil {
			return p
		}
	}
}

func (a *author) any() string {
	names := slices.Sorted(maps.Keys(a.files))
	return names[a.IntN(len(names))]
}

func (a *author) add(lines []string) *draft {
	p := a.path()
	for a.dead[p] { // what is there again after it was deleted is one file to git
		p = a.path()
	}
	d := &draft{lines: lines, created: a.day, changed: a.day, alone: !a.used[p]}
	a.files[p], a.used[p] = d, true
	return d
}

func (a *author) edit(d *draft) {
	d.lines = slices.Clone(d.lines)
	d.lines[a.IntN(len(d.lines))] = strconv.Itoa(a.day)
	d.changed = a.day
}

func (a *author) move(from, to string) {
	d := a.files[from]
	if delete(a.files, from); a.IntN(3) == 0 {
		a.edit(d)
	}
	d.alone = d.alone && !a.used[to]
	a.files[to], a.used[to] = d, true
}

// deed is what one commit does.
func (a *author) deed() {
	switch a.IntN(9) {
	case 0, 1:
		a.add(a.text())
	case 2, 3:
		a.edit(a.files[a.any()])
	case 4, 5:
		a.move(a.any(), a.path())
	case 6: // a copy is a memo of its own
		of := a.files[a.any()]
		d := a.add(slices.Clone(of.lines))
		for i := range 8 {
			d.lines[i] = strconv.FormatUint(a.Uint64(), 36)
		}
		d.alone, of.alone = false, false
	case 7:
		if p := a.any(); len(a.files) > 1 {
			delete(a.files, p)
			a.dead[p] = true
		}
	case 8: // everything gets a new place
		for _, p := range slices.Sorted(maps.Keys(a.files)) {
			if to := fmt.Sprintf("content/d%d/%s", a.day, filepath.Base(p)); a.files[to] == nil {
				a.move(p, to)
			}
		}
	}
}

// branch adds a memo on a branch, moves another on it and on main alike, and merges.
func (a *author) branch() {
	parent := a.day - 1
	from, to, new := a.any(), a.path(), fmt.Sprintf("content/side/%d.md", a.day)
	moved, side := a.files[from], &draft{lines: a.text(), created: a.day, changed: a.day, alone: true}
	delete(a.files, from)
	a.files[to], a.used[to], moved.alone = moved, true, false
	a.files[new] = side
	a.commit("side", parent)
	a.day++
	delete(a.files, new)
	a.add(a.text())
	a.commit("main", parent)
	a.day++
	a.files[new] = side
	a.commit("main", a.day-1, a.day-2)
}

// commit writes the state of all files, with the merged commit when there is one.
func (a *author) commit(branch string, parents ...int) {
	fmt.Fprintf(a, "commit refs/heads/%s\nmark :%d\ncommitter a <a@example.com> %d +0000\ndata 0\n", branch, a.day, a.day*86400)
	for i, p := range parents {
		fmt.Fprintf(a, "%s :%d\n", []string{"from", "merge"}[i], p)
	}
	fmt.Fprintln(a, "deleteall")
	for _, p := range slices.Sorted(maps.Keys(a.files)) {
		text := strings.Join(a.files[p].lines, "\n") + "\n"
		fmt.Fprintf(a, "M 100644 inline %q\ndata %d\n%s\n", p, len(text), text)
	}
	fmt.Fprintln(a, "M 100644 inline code.go\ndata 1\nx")
}

// TestDatesFollowAFileWhereverItGoes writes histories with moves to and from
// other folders, alone and in bulk, with edits, to names that others have left,
// beside a branch that is merged later, and knows what became of each file.
func TestDatesFollowAFileWhereverItGoes(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	asked := 0
	for seed := range uint64(4) {
		a := &author{Rand: rand.New(rand.NewPCG(seed, 7)), day: 1, files: map[string]*draft{}, used: map[string]bool{}, dead: map[string]bool{}}
		a.add(a.text())
		a.commit("main")
		for a.day < 40 {
			a.day++
			if a.IntN(6) == 0 {
				a.branch()
				continue
			}
			a.deed()
			a.commit("main", a.day-1)
		}
		dir := t.TempDir()
		repo(t, dir, "", "init", "-q", "-b", "main")
		load := exec.Command("git", "-C", dir, "fast-import", "--quiet")
		load.Stdin = &a.Buffer
		if out, err := load.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		repo(t, dir, "", "reset", "-q", "--hard", "main")
		dates, ds, err := GitDates(context.Background(), filepath.Join(dir, "content"))
		if err != nil || len(ds) > 0 {
			t.Fatal(ds, err)
		}
		for p, d := range a.files {
			name, in := strings.CutPrefix(p, "content/")
			if !in {
				continue
			}
			got := dates[name]
			if c, l := int(got.Created.Unix()/86400), int(got.Changed.Unix()/86400); c != d.created || l != d.changed {
				t.Errorf("seed %d: %s is of day %d and %d, should be of %d and %d", seed, p, c, l, d.created, d.changed)
			}
			if d.alone {
				out := must(exec.Command("git", "-C", dir, "log", "--follow", "--diff-filter=A", "--format=%at", "--", p).Output())
				if at := strings.Fields(string(out)); len(at) != 1 || at[0] != strconv.Itoa(d.created*86400) {
					t.Errorf("seed %d: git log --follow says of %s: %s", seed, p, out)
				}
				asked++
			}
		}
	}
	if asked < 10 {
		t.Errorf("git was asked of %d files only", asked)
	}
}

func TestAFileIsOneWithWhatWasRestoredOrMerged(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir, day := t.TempDir(), func(n int) string { return fmt.Sprintf("@%d +0000", n*86400) }
	repo(t, dir, "", "init", "-q", "-b", "main")
	commit(t, dir, day(1), map[string]string{"gone.md": "1", "kept.md": "1"})
	repo(t, dir, day(2), "rm", "-q", "gone.md")
	repo(t, dir, day(2), "commit", "-qm", "x")
	commit(t, dir, day(3), map[string]string{"gone.md": "2"})
	repo(t, dir, "", "checkout", "-q", "--orphan", "other")
	repo(t, dir, "", "rm", "-rqf", ".")
	commit(t, dir, day(4), map[string]string{"other.md": "1"})
	repo(t, dir, "", "checkout", "-q", "main")
	repo(t, dir, day(5), "merge", "-q", "--no-commit", "--allow-unrelated-histories", "other")
	commit(t, dir, day(5), map[string]string{"merge.md": "in the merge alone"})
	dates, _, err := GitDates(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][2]int{"gone.md": {1, 3}, "kept.md": {1, 1}, "other.md": {4, 4}, "merge.md": {5, 5}} {
		if d := dates[name]; int(d.Created.Unix()/86400) != want[0] || int(d.Changed.Unix()/86400) != want[1] {
			t.Errorf("%s: %v", name, d)
		}
	}
}

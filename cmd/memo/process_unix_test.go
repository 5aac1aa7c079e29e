//go:build unix

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"memo/build/disk"
)

// endingSignals are what a terminal, a supervisor and a closed window send.
var endingSignals = []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP}

// unmute lets processes that a test starts be ended by a closed terminal, even if
// the test itself was started by nohup: what a process ignores its children do,
// what it listens to they do not.
func unmute(t *testing.T) {
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, syscall.SIGHUP)
	t.Cleanup(func() { signal.Stop(heard) })
}

// TestASignalEndsABuild sends each while a build waits for another one, which
// it does in the last stage before it writes.
func TestASignalEndsABuild(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what a process has open is read from /proc")
	}
	unmute(t)
	dir := t.TempDir()
	layVersion(t, dir, 0)
	lock := filepath.Join(dir, cacheName, "lock")
	other, err := disk.Open(t.Context(), disk.Folder{Dir: filepath.Join(dir, "elsewhere"), Site: dir, Cache: filepath.Dir(lock)})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Abort()
	for _, signal := range endingSignals {
		cmd := command(t, "-C", dir, "-q", "build")
		var errs bytes.Buffer
		cmd.Stderr = &errs
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for open := []string{""}; len(open) > 0 && !slices.Contains(open, lock); open = openFiles(cmd.Process.Pid) {
			time.Sleep(time.Millisecond)
		}
		ends(t, cmd, signal, exitWorld)
		if !strings.Contains(errs.String(), "stopped; the last complete output is still in place") {
			t.Errorf("%v: %q", signal, &errs)
		}
	}
	if _, err := os.Lstat(filepath.Join(dir, "public")); err == nil {
		t.Error("something was written")
	}
}

// openFiles gives what a process has open; nothing when it has ended.
func openFiles(pid int) (names []string) {
	links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	for _, l := range links {
		if name, err := os.Readlink(l); err == nil {
			names = append(names, name)
		}
	}
	return names
}

func TestASignalEndsServe(t *testing.T) {
	unmute(t)
	dir := t.TempDir()
	layVersion(t, dir, 0)
	for _, signal := range endingSignals {
		cmd := command(t, "-C", dir, "serve", "--addr", "127.0.0.1:0")
		said, err := cmd.StderrPipe()
		if err != nil {
			t.Fatal(err)
		}
		cmd.Stdout = cmd.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(said); lines.Scan() && !strings.Contains(lines.Text(), "http://127.0.0.1:"); {
		}
		ends(t, cmd, signal, exitDone)
	}
}

// ends sends a signal to a process and holds its exit status.
func ends(t *testing.T, cmd *exec.Cmd, signal syscall.Signal, want int) {
	t.Helper()
	if err := cmd.Process.Signal(signal); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // the status tells
	if got := cmd.ProcessState.ExitCode(); got != want {
		t.Errorf("%s: %v, want status %d", signal, cmd.ProcessState, want)
	}
}

// TestCachesThatCannotBeUsedCostANoticeAndNotTheBuild holds for folders of
// somebody else's and for what stands where a cache's file should. Root may
// write anywhere: for root the build is nobody's.
func TestCachesThatCannotBeUsedCostANoticeAndNotTheBuild(t *testing.T) {
	for name, spoil := range map[string]func(cache string) error{
		"another's": func(string) error { return nil }, // made by who runs the test
		"read-only": func(c string) error {
			if err := give(c); err != nil {
				return err
			}
			return os.Chmod(c, 0o555)
		},
		"last is a folder": func(c string) error {
			if err := os.MkdirAll(filepath.Join(c, "last", "x"), 0o755); err != nil {
				return err
			}
			return give(c)
		},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "another's" && os.Getuid() != 0 {
				t.Skip("only root can make what is another's")
			}
			dir := nobodysFolder(t)
			layVersion(t, dir, 0)
			cache := filepath.Join(dir, cacheName)
			if err := os.Mkdir(cache, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := spoil(cache); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(cache, 0o755) })
			for version := range 2 {
				layVersion(t, dir, version)
				if out := buildAsNobody(t, dir); !strings.Contains(out, "the caches in") || !strings.Contains(out, cache) {
					t.Errorf("nothing was said: %s", out)
				}
				isWhole(t, filepath.Join(dir, "public"))
			}
		})
	}
}

const nobody = 65534

// give makes nobody the owner of a folder and what is in it.
func give(dir string) error {
	if os.Getuid() != 0 {
		return nil
	}
	return filepath.WalkDir(dir, func(p string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(p, nobody, nobody)
	})
}

// nobodysFolder is a temporary folder that nobody owns and can reach, with
// this program beside it.
func nobodysFolder(t *testing.T) string {
	t.Helper()
	top, err := os.MkdirTemp("", "memo-nobody-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(top) })
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(top, "site")
	for _, err := range []error{os.Chmod(top, 0o755), os.WriteFile(filepath.Join(top, "memo"), program, 0o755), os.Mkdir(dir, 0o755), give(dir)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// buildAsNobody builds a site and gives what was said.
func buildAsNobody(t *testing.T, dir string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), filepath.Join(filepath.Dir(dir), "memo"), "-C", dir, "build")
	cmd.Dir, cmd.Env = dir, []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH")}
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

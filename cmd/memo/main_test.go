package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"memo/build/output"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain is also the start of each memo that a test runs in a process of its own. Most
// build a memo or two, for which reading this program and collecting the garbage
// of so little would be half of the work.
func TestMain(m *testing.M) {
	programHash = func() string { return "the memo of the tests" }
	debug.SetGCPercent(400)
	testscript.Main(m, map[string]func(){"memo": main})
}

// TestScript runs what a user could type; -update in UPDATE_SCRIPTS rewrites
// the expected outputs.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("NO_COLOR", "1")
			withBucket(e)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "bucket": bucketCmd, "bytes": bytesCmd, "large": large, "crawled": crawledCmd, "crlf": crlfCmd},
	})
}

// status is `status N memo args…`: the command must exit with N.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N command args…")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("exit status %s, want %s", got, args[0])
	}
}

// bytesCmd is `bytes FILE ESCAPED`: writes bytes that a txtar archive cannot
// hold (\xff, \r, \x00).
func bytesCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE ESCAPED")
	}
	r := strings.NewReplacer(`\xff`, "\xff", `\r`, "\r", `\n`, "\n", `\x00`, "\x00", `\bom`, "\ufeff")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(r.Replace(args[1])), 0o644))
}

// crlfCmd is `crlf DIR`: what git does to text files with core.autocrlf.
func crlfCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: crlf DIR")
	}
	ts.Check(filepath.WalkDir(ts.MkAbs(args[0]), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		if err != nil || bytes.IndexByte(b, 0) >= 0 {
			return err
		}
		return os.WriteFile(name, bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")), 0o644)
	}))
}

// large is `large FILE MB`: a file of that size, full of nothing.
func large(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: large FILE MB")
	}
	mb, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o644))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), int64(mb)<<20))
}

// crawledCmd is `crawled DIR`: every link of a site published at
// https://memo.example.com/ leads somewhere, and every file has a name that
// Windows can hold.
func crawledCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: crawled DIR")
	}
	c := crawl(ts, ts.MkAbs(args[0]), "https://memo.example.com/")
	for p := range c.files {
		ts.Check(output.CheckPath(p))
	}
	if broken := c.broken(); len(broken) > 0 {
		ts.Fatalf("%s", strings.Join(broken, "\n"))
	}
}

package main

import (
	"net/http/httptest"
	"os"
	"slices"
	"strings"

	"memo/build/deploy/s3test"

	"github.com/rogpeppe/go-internal/testscript"
)

// withBucket starts a bucket called memo-test for a script, whose processes are told where.
func withBucket(e *testscript.Env) {
	b := s3test.New("memo-test")
	server, site := httptest.NewServer(b), httptest.NewServer(b.Website())
	e.Defer(server.Close)
	e.Defer(site.Close)
	e.Setenv("WEBSITE", site.URL)
	e.Values["bucket"] = b
	e.Setenv("AWS_ENDPOINT_URL_S3", server.URL)
	e.Setenv("AWS_ACCESS_KEY_ID", "k")
	e.Setenv("AWS_SECRET_ACCESS_KEY", "s")
	e.Setenv("AWS_EC2_METADATA_DISABLED", "true")
}

// bucketCmd is `bucket put KEY TEXT`, `bucket has KEY TEXT…` (in what it holds and its headers),
// `bucket lacks KEY`, and `bucket website FILE`, which appends the address of its website endpoint to a memo.toml.
func bucketCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: bucket put|has|lacks|website KEY TEXT…")
	}
	b := ts.Value("bucket").(*s3test.Bucket)
	o, there := b.Objects()[args[1]]
	switch args[0] {
	case "put":
		b.Store(args[1], args[2])
	case "website":
		was := ts.ReadFile(args[1])
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(`base_url = "`+ts.Getenv("WEBSITE")+"\"\n"+was), 0o644))
	case "lacks":
		if there {
			ts.Fatalf("%s is there", args[1])
		}
	case "has":
		all := string(o.Body)
		for name, values := range o.Header {
			all += "\n" + name + ": " + strings.Join(values, ", ")
		}
		if missing := slices.IndexFunc(args[2:], func(want string) bool { return !strings.Contains(all, want) }); !there || missing >= 0 {
			ts.Fatalf("%s, there %v, has not %q:\n%s", args[1], there, args[2+max(missing, 0):], all)
		}
	default:
		ts.Fatalf("bucket %s?", args[0])
	}
}

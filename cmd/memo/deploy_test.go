package main

import (
	"net/http/httptest"
	"slices"
	"strings"

	"memo/build/deploy/s3test"

	"github.com/rogpeppe/go-internal/testscript"
)

// withBucket starts a bucket called memo-test for a script, whose processes are told where.
func withBucket(e *testscript.Env) {
	b := s3test.New("memo-test")
	server := httptest.NewServer(b)
	e.Defer(server.Close)
	e.Values["bucket"] = b
	e.Setenv("AWS_ENDPOINT_URL_S3", server.URL)
	e.Setenv("AWS_ACCESS_KEY_ID", "k")
	e.Setenv("AWS_SECRET_ACCESS_KEY", "s")
	e.Setenv("AWS_EC2_METADATA_DISABLED", "true")
}

// bucketCmd is `bucket put KEY TEXT`, `bucket has KEY TEXT…` (in what it holds and its headers) and `bucket lacks KEY`.
func bucketCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: bucket put|has|lacks KEY TEXT…")
	}
	b := ts.Value("bucket").(*s3test.Bucket)
	o, there := b.Objects()[args[1]]
	switch args[0] {
	case "put":
		b.Store(args[1], args[2])
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

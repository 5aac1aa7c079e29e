package deploy

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"memo/build/deploy/s3test"
)

// connected gives a bucket on loopback as memo deploy sees it.
func connected(t *testing.T, prefix string) (*s3test.Bucket, Store) {
	t.Helper()
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", "AWS_CONFIG_FILE": t.TempDir() + "/none",
		"AWS_SHARED_CREDENTIALS_FILE": t.TempDir() + "/none", "AWS_EC2_METADATA_DISABLED": "true"} {
		t.Setenv(name, value)
	}
	b := s3test.New("b")
	server := httptest.NewServer(b)
	t.Cleanup(server.Close)
	s, _, err := Connect(t.Context(), Target{Bucket: "b", Prefix: prefix, Endpoint: server.URL, backoff: time.Millisecond}, "run")
	if err != nil {
		t.Fatal(err)
	}
	return b, s
}

func TestKeysOfAllKindsGoThereAndBack(t *testing.T) {
	b, s := connected(t, "blog/")
	b.Page = 3
	b.Store("blog2/x", "foreign")
	keys := []string{"タグ/が.html", "タグ/か\u3099", "a b", "a+b", "a#b", "a?b", "a%20b", "a&b=c", "😀/index.html", "entry/2017/03/18/182252"}
	for _, k := range keys {
		if _, err := s.Put(t.Context(), k, []byte("of "+k), Header{"text/plain; charset=utf-8", "no-store", "/x", "memo-1"}, Condition{}); err != nil {
			t.Fatal(err)
		}
		o, is := b.Objects()["blog/"+k]
		h := o.Header
		if !is || h.Get("Content-Type") != "text/plain; charset=utf-8" || h.Get("Cache-Control") != "no-store" || h.Get("X-Amz-Website-Redirect-Location") != "/x" || h.Get("X-Amz-Meta-Cache-Tag") != "memo-1" {
			t.Errorf("%q: %v %v", k, is, h)
		}
		if body, _, err := s.Get(t.Context(), k); err != nil || string(body) != "of "+k {
			t.Errorf("%q: %q %v", k, body, err)
		}
	}
	there, err := s.List(t.Context())
	if err != nil || len(there) != len(keys) || !strings.Contains(strings.Join(there, "\n"), "a+b\n") {
		t.Errorf("%q %v", there, err)
	}
	if err := s.Delete(t.Context(), keys); err != nil || len(b.Objects()) != 1 {
		t.Errorf("%v: %d are left", err, len(b.Objects()))
	}
}

func TestConditionsAreTheStores(t *testing.T) {
	_, s := connected(t, "")
	put := func(body string, c Condition) (string, error) {
		return s.Put(t.Context(), "k", []byte(body), ownHeader, c)
	}
	if _, _, err := s.Get(t.Context(), "k"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	v, err := put("1", Condition{Absent: true})
	if err != nil || v == "" {
		t.Fatal(v, err)
	}
	if _, err := put("2", Condition{Absent: true}); !errors.Is(err, ErrCondition) {
		t.Error(err)
	}
	if _, err := put("2", Condition{Version: v}); err != nil {
		t.Error(err)
	}
	if _, err := put("3", Condition{Version: v}); !errors.Is(err, ErrCondition) {
		t.Error(err)
	}
}

// TestAFaultOfAnyOneRequestIsOvercome lets each request of a deploy fail in
// each way once: it is sent again, and the deploy is none the wiser.
func TestAFaultOfAnyOneRequestIsOvercome(t *testing.T) {
	site := texts{"index.html": "h", "a/index.html": "a", "_memo/a.css": "c"}
	for _, how := range []s3test.Fault{s3test.Slow, s3test.Lost, s3test.Reset} {
		for n, last := 1, 2; n <= last; n++ {
			b, s := connected(t, "")
			b.Fault = func(serial int, _ *http.Request) s3test.Fault {
				if serial == n {
					return how
				}
				return s3test.None
			}
			if _, err := deployed(s, site, nil); err != nil {
				t.Fatalf("fault %d of request %d: %v", how, n, err)
			}
			last, _ = b.Asked()
			if len(b.Objects()) != len(site)+1 {
				t.Errorf("fault %d of request %d: %d objects", how, n, len(b.Objects()))
			}
			last-- // the one that was sent again
		}
	}
}

func TestMoreThanAThousandObjectsAreDeleted(t *testing.T) {
	_, s := connected(t, "")
	site := texts{"index.html": "h"}
	f := newFake()
	for i := range 1100 {
		site[fmt.Sprintf("p%d/index.html", i)] = "p"
	}
	for _, store := range []Store{f, s} {
		if _, err := deployed(store, site, nil); err != nil {
			t.Fatal(err)
		}
		if _, err := deployed(store, texts{"index.html": "h"}, nil); err != nil {
			t.Fatal(err)
		}
		if there, err := store.List(context.Background()); err != nil || len(there) != 2 {
			t.Errorf("%d are left, %v", len(there), err)
		}
	}
}

func TestARefusalSaysWhoseCredentialsWereUsedAndWhatToDo(t *testing.T) {
	_, s := connected(t, "")
	s.(*bucket).Bucket = "other"
	_, err := s.Put(t.Context(), "k", nil, ownHeader, Condition{})
	if err == nil || !strings.Contains(err.Error(), "NoSuchBucket") || !strings.Contains(err.Error(), "EnvConfigCredentials") || !strings.Contains(err.Error(), "hint: make the bucket") {
		t.Error(err)
	}
}

func TestPathsOfAPageAreBothOfItsAddresses(t *testing.T) {
	got := Paths("/notes/", []string{"メモ/index.html", "a*b.md"})
	want := "/notes/%E3%83%A1%E3%83%A2/index.html /notes/%E3%83%A1%E3%83%A2/ /notes/a%2Ab.md"
	if strings.Join(got, " ") != want {
		t.Errorf("%q", got)
	}
	if got := Paths("/notes/", make([]string, maxPaths+1)); len(got) != 1 || got[0] != "/notes/*" {
		t.Errorf("%q", got)
	}
}

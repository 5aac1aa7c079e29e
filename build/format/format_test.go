package format

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestOutputsAreWhatTheContractLists(t *testing.T) {
	files := siteOfTest(t, "https://host/", "/")
	for _, want := range strings.Fields(`index.html posts/index.html posts/page/2/index.html posts/sts/index.html posts/sts/index.md
		tags/index.html tags/aws/index.html tags/aws/feed.xml tags/筋トレ/index.html series/index.html series/認証/index.html archive/index.html
		archive/2024/index.html archive/2019/index.html search/index.html 404.html feed.xml feed.json sitemap.xml robots.txt manifest.webmanifest
		llms.txt old/sts/index.html about/index.html about/index.md`) {
		if _, ok := files[want]; !ok {
			t.Errorf("%s is missing", want)
		}
	}
	for path := range files {
		if strings.Contains(path, "draft") {
			t.Errorf("%s: a draft is published", path)
		}
	}
}

func TestOutputsAreTheSameEveryTime(t *testing.T) {
	a, b := siteOfTest(t, "https://host/notes/", "/notes/"), siteOfTest(t, "https://host/notes/", "/notes/")
	if !maps.Equal(a, b) {
		for _, p := range slices.Sorted(maps.Keys(a)) {
			if a[p] != b[p] {
				t.Errorf("%s differs", p)
			}
		}
	}
}

func TestOutputsMayBeMadeAllAtOnceInAnyOrder(t *testing.T) {
	want := siteOfTest(t, "https://host/notes/", "/notes/")
	outs := Outputs(assemble(t, "https://host/notes/", false), plainTheme(t, "/notes/"), options())
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			for i := range outs {
				o := outs[(i*7+n*11)%len(outs)]
				if got, list := o.Render(context.Background()); list != nil || string(got) != want[o.Path] {
					t.Errorf("%s: %v\n%s", o.Path, list, got)
				}
			}
		})
	}
	wg.Wait()
}

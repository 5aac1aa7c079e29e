package site

import "testing"

func TestAddressOfAPageOfAList(t *testing.T) {
	for in, want := range map[string]string{"posts/index.html": "posts/page/2/index.html", "list.html": "list/page/2/index.html", "index.html": "page/2/index.html"} {
		if got := PageOut(in, 2); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

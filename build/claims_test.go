package build

import (
	"fmt"
	"strings"
	"testing"

	"memo/build/output"
)

// TestAFileAtTheAddressOfAnOutputIsNoSecondOutput puts a file of the author's
// where each output of a site is that has all there is: one of the two is
// published, and a warning names the file that is not.
func TestAFileAtTheAddressOfAnOutputIsNoSecondOutput(t *testing.T) {
	files := []string{"memo.toml", "title = \"t\"\nbase_url = \"https://a.example/n/\"\n[sections.posts]\nper_page = 5\n",
		"content/notes/_index.md", "---\nurl: /list.html\n---\n一覧。\n"}
	for i := range 25 {
		files = append(files, fmt.Sprintf("content/posts/m%02d.md", i),
			fmt.Sprintf("---\ntitle: 題 %d\ndate: 2024-01-%02d\ntags: [AWS, 筋トレ]\nseries: 連載\naliases: [/old/%d/]\n---\n文。\n", i, i+1, i))
		files = append(files, fmt.Sprintf("content/notes/n%02d.md", i), fmt.Sprintf("# 別 %d\n\n文。\n", i))
	}
	before := siteOf(t, files...)
	var put []string
	for _, o := range before.Outputs {
		if !strings.HasPrefix(o.Path, output.Own) && !strings.HasSuffix(o.Path, ".md") {
			put = append(put, o.Path)
			files = append(files, "content/"+o.Path, "別の人のもの。")
		}
	}
	after := siteOf(t, files...)
	if after.Diagnostics.HasErrors() {
		t.Error(after.Diagnostics)
	}
	published, last := map[string]bool{}, ""
	for _, o := range after.Outputs {
		if o.Path == last {
			t.Errorf("two outputs at %s", o.Path)
		}
		published[o.Path], last = true, o.Path
	}
	told := map[string]bool{}
	for _, d := range after.Diagnostics {
		told[d.File] = true
	}
	for _, p := range put {
		if !published[p] {
			t.Errorf("nothing is at %s any more", p)
		}
		if read(t, after, p) != "別の人のもの。" && !told["content/"+p] {
			t.Errorf("content/%s is left out, and nothing says so", p)
		}
	}
}

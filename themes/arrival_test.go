package themes_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"memo/build/browser"
	"memo/build/effort"
)

// inSight tells whether a word of the text can be read where the page stands.
const inSight = `(() => {
	const texts = document.createTreeWalker(document.querySelector(".prose") ?? document.body, NodeFilter.SHOW_TEXT), word = %q
	for (let node; (node = texts.nextNode());) {
		const at = node.data.indexOf(word)
		if (at < 0) continue
		const range = new Range()
		range.setStart(node, at)
		range.setEnd(node, at + word.length)
		const { top, bottom } = range.getBoundingClientRect()
		return node.parentNode.checkVisibility({ contentVisibilityAuto: true }) && bottom > top && top >= 0 && bottom <= innerHeight
	}
})()`

// aResultLeadsToItsWordsWhereverTheyAre clicks on results whose words are in
// text that is folded away, in a cell, in a list, in a sentence with markup.
func (r readers) aResultLeadsToItsWordsWhereverTheyAre(t *testing.T) {
	var log, rows strings.Builder
	for i := range 100 {
		fmt.Fprintf(&log, "$ kubectl describe pod api-%d | grep Events\n  Type     Reason\tAge   From     Message\n  Normal   Pulled     %dm   kubelet  Container 画像は既にある present LINE%dX\n", i, i, i)
		fmt.Fprintf(&rows, "| `m7g.%dxlarge` | 段階 %d | ROW%dX の **値** | - | [表](/) の行 |\n", i, i, i)
	}
	home := serve(t, with(t, map[string]string{"content/posts/log.md": "---\ntitle: 記録\n---\n\n## 記録\n\n" + strings.Repeat("文。\n\n", 40) +
		"```console\n" + log.String() + "```\n\n## 表\n\n| 型 | 段階 | 値 | 他 | 行 |\n|---|---|---|---|---|\n" + rows.String() +
		"\n## 文\n\n" + strings.Repeat("文。\n\n", 40) + "- 一つ目の**強い**`PROSE1X`は[リンク](/)と続く文。[^1]\n- これは\n  PROSE2X\n  と続く。\n\n[^1]: 脚注の PROSE3X である。\n\n" +
		strings.Repeat("文。\n\n", 40) + "```go {linenos=true}\n" + strings.Repeat("\tx := 1\n", 30) + "\tif a\t!=  nil { // CODE1X\n" + strings.Repeat("\tx := 1\n", 30) + "```\n"}))
	tab := r.browser.Look(t, 1280, 800)
	for _, query := range effort.Of([]string{"api-57 grep", "ROW50X 値", "PROSE1X", "CODE1X"},
		[]string{"LINE50X", "api-57 grep", "ROW50X 値", "m7g.77xlarge", "PROSE1X", "PROSE2X", "PROSE3X", "CODE1X"}) {
		tab.Go(home + "/search/?q=" + url.QueryEscape(query))
		tab.Wait(`document.querySelector("main .results a")`)
		address := browser.Eval[string](tab, `decodeURIComponent(document.querySelector("main .results a").href)`)
		tab.Click("main .results a")
		tab.Wait(`location.pathname === "/posts/log/"`)
		t.Log(query, address)
		tab.Wait(fmt.Sprintf(inSight, strings.Fields(query)[0]))
	}
}

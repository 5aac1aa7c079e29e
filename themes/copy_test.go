package themes_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"memo/build/browser"
)

// window is a JavaScript expression for the code window that holds a text.
func window(text string) string {
	return `[...document.querySelectorAll("figure.code")].find((f) => f.textContent.includes("` + text + `"))`
}

// copyingTakesWhatOneWouldType presses the copy buttons and reads the
// clipboard: of a transcript the commands, of code no line number.
func (r readers) copyingTakesWhatOneWouldType(t *testing.T) {
	tab, home := r.browser.Tab(t, 1440, 900), r.sample
	tab.Allow(home)
	tab.Go(home + everyPart)
	for text, want := range map[string]string{
		"get-caller-identity": "aws sts get-caller-identity \\\n    --query Arn --output text\necho done\n",
		"FROM 顧客":             "SELECT * FROM 顧客;\n",
		"replicas":            " replicas: 2\n-image: memo:1.0\n+image: memo:1.1\n",
		"orange juice":        "",
	} {
		browser.Eval[int](tab, window(text)+`.querySelector(".copy").click(), 1`)
		tab.Wait(window(text) + `.querySelector(".copy").textContent === "コピーしました"`)
		got := browser.Eval[string](tab, `navigator.clipboard.readText()`)
		if want == "" {
			want = browser.Eval[string](tab, window(text)+`.querySelector("code").textContent`)
		}
		if got != want {
			t.Errorf("copied of %s:\n%q\nwant\n%q", text, got, want)
		}
	}
	browser.Eval[int](tab, window("replicas")+`.querySelector(".after").click(), 1`)
	tab.Wait(window("replicas") + `.querySelector(".after").textContent === "コピーしました"`)
	if got, want := browser.Eval[string](tab, `navigator.clipboard.readText()`), "replicas: 2\nimage: memo:1.1\n"; got != want {
		t.Errorf("copied of what a diff leaves:\n%q\nwant\n%q", got, want)
	}
	if browser.Eval[bool](tab, window("package main")+`.querySelector(".after") !== null`) {
		t.Error("code that is no diff offers what it leaves")
	}
	browser.Eval[int](tab, window("package main")+`.querySelector(".copy").click(), 1`)
	tab.Wait(`document.querySelector(".said").textContent === "コピーしました"`)
	if got := browser.Eval[string](tab, `navigator.clipboard.readText()`); !strings.HasPrefix(got, "package main\n\n// 挨拶") || !strings.Contains(got, "\n\tprintln(") {
		t.Errorf("copied of code with line numbers:\n%s", got)
	}
}

// selectingTakesNoPromptAndNoNumber copies what was selected by hand.
func (r readers) selectingTakesNoPromptAndNoNumber(t *testing.T) {
	tab, home := r.browser.Tab(t, 1440, 900), r.sample
	tab.Allow(home)
	tab.Go(home + everyPart)
	for text, want := range map[string]string{
		"get-caller-identity": "aws sts get-caller-identity \\\n    --query Arn --output text\narn:aws:sts::123456789012:assumed-role/開発者/alice\necho done\ndone",
		"package main":        "package main\n\n// 挨拶を表示する。\nfunc main() {\n\tmessage",
	} {
		browser.Eval[int](tab, `getSelection().selectAllChildren(`+window(text)+`.querySelector("code")), 1`)
		tab.Press("c", chromedp.ModifierCtrl)
		got := browser.Eval[string](tab, `navigator.clipboard.readText()`)
		if !strings.HasPrefix(got, want) {
			t.Errorf("selected of %s:\n%q\nwant\n%q", text, got, want)
		}
	}
}

// buttonsAreThereWhenTheStyleSheetIsLate holds that the script measures
// what readers see: which code is too wide and which output is cut.
func (r readers) buttonsAreThereWhenTheStyleSheetIsLate(t *testing.T) {
	tab := r.browser.Tab(t, 1440, 900)
	tab.Go(serveLate(t, sample(), "*.css") + everyPart)
	tab.Resize(360, 900)
	for text, button := range map[string]string{"package main": ".wrap", "seq 60": ".rest"} {
		tab.Wait(window(text) + `.querySelector("` + button + `")?.checkVisibility()`)
	}
	if browser.Eval[bool](tab, window("echo done")+`.querySelector(".rest") !== null`) {
		t.Error("a short transcript can be unfolded")
	}
}

// Package browser lets a test look at pages as a reader does: in a real,
// headless Chromium.
//
// In go a test and a handler or a URL; out come tabs that navigate, press
// keys, evaluate JavaScript and take pictures, and that remember every console
// message and every byte that crossed the wire. It refuses to know what is
// being tested, and only tests import it.
//
// chromedp drives the browser over a pipe and needs nothing but its own
// protocol package, which is why it is the one dependency here.
package browser

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Browser is one running Chromium; it ends with the test that started it.
type Browser struct {
	ctx     context.Context
	profile string // its folder, which goes with it

	clipboard sync.Mutex // all tabs have the same

	mu   sync.Mutex
	used []context.Context // tabs for others that Look
}

// names under which Chromium is installed, the one without windows first: it
// is the same engine, and a tab of it takes a third of the processor time.
func names() []string {
	return []string{"chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}
}

// Path gives the Chromium to use: $MEMO_BROWSER, else the first one found;
// "" when there is none.
func Path() string {
	if p := os.Getenv("MEMO_BROWSER"); p != "" {
		return p
	}
	for _, n := range names() {
		if p, err := exec.LookPath(n); err == nil {
			return p
		}
	}
	return ""
}

// Start runs a browser for t. Without one installed the test is skipped by
// name, but fails where CI is set: a run that tests nothing must not be green.
func Start(t testing.TB) *Browser {
	t.Helper()
	bin := Path()
	if bin == "" && os.Getenv("CI") != "" {
		t.Fatal("no Chromium found: CI must install one")
	}
	if bin == "" {
		t.Skip("no Chromium found: install it, or set MEMO_BROWSER, to run this test")
	}
	profile, err := os.MkdirTemp("", "memo-browser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remove(t, profile) })
	alloc, cancel := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(bin), chromedp.UserDataDir(profile),
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", true),
		// what is kept ready for windows that nobody opens: a tenth of the processor time
		chromedp.Flag("disable-features", "PreloadTopChromeWebUI,WebUIPrewarming,SpareRendererForSitePerProcess,Translate"))
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start %s: %v", bin, err)
	}
	return &Browser{ctx: ctx, profile: profile}
}

// remove takes a profile away. Chromium's helpers outlive it by a moment and
// write while they die, so it is gone when it stays away.
func remove(t testing.TB, profile string) {
	gone := 0
	for end := time.Now().Add(patience); gone < 3; time.Sleep(50 * time.Millisecond) {
		_, err := os.Stat(profile)
		if gone++; !os.IsNotExist(err) {
			gone, err = 0, os.RemoveAll(profile)
		}
		if time.Now().After(end) {
			t.Errorf("the browser's profile stays: %v", err)
			return
		}
	}
}

// patience is how long something may take that takes a moment on a machine
// with nothing else to do.
const patience = time.Minute

// Tab is one page of the browser. Its methods fail the test on any error.
type Tab struct {
	t       testing.TB
	ctx     context.Context
	browser *Browser

	mu       sync.Mutex
	console  []string
	requests []Request
	byID     map[network.RequestID]int
}

// Request is one answered request of a tab.
type Request struct {
	URL    string
	Status int64
	Bytes  int64 // over the wire, headers included
	Body   int64 // of these, the body as sent (compressed where it was)
}

// Tab opens a tab of width x height CSS pixels that ends with t. Each takes
// itself for the one that is looked at, so tests can read side by side.
func (b *Browser) Tab(t testing.TB, width, height int64) *Tab {
	t.Helper()
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	ctx, cancel := context.WithTimeout(ctx, 10*patience)
	t.Cleanup(func() { cancel(); stop() })
	tab := &Tab{t: t, ctx: ctx, browser: b}
	tab.begin(width, height)
	return tab
}

// begin opens the tab, where it is not open yet, and listens to it.
func (tab *Tab) begin(width, height int64) {
	tab.t.Helper()
	tab.Requests()
	tab.must(chromedp.Do(tab.ctx), "open tab")
	tab.must(chromedp.Listen(tab.ctx, tab.hear), "listen")
	call(tab, network.Enable, network.EnableParams{})
	call(tab, log.Enable, cdp.Empty{})
	call(tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	tab.Resize(width, height)
}

// hear notes what the page says and loads.
func (tab *Tab) hear(ev any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		var words []string
		for _, a := range ev.Args {
			words = append(words, string(a.Value)+a.Description)
		}
		tab.console = append(tab.console, string(ev.Type)+": "+strings.Join(words, " "))
	case *runtime.EventExceptionThrown:
		text := ev.ExceptionDetails.Text
		if e := ev.ExceptionDetails.Exception; e != nil {
			text += " " + e.Description
		}
		if !strings.Contains(text, "Transition was skipped") { // Chromium's own word about a page that is left while it comes
			tab.console = append(tab.console, "exception: "+text)
		}
	case *log.EventEntryAdded:
		tab.console = append(tab.console, string(ev.Entry.Level)+": "+ev.Entry.Text+" "+ev.Entry.URL)
	case *network.EventResponseReceived:
		tab.byID[ev.RequestID] = len(tab.requests)
		tab.requests = append(tab.requests, Request{URL: ev.Response.URL, Status: ev.Response.Status})
	case *network.EventLoadingFinished:
		if i, ok := tab.byID[ev.RequestID]; ok {
			tab.requests[i].Bytes = int64(ev.EncodedDataLength)
		}
	case *network.EventDataReceived:
		if i, ok := tab.byID[ev.RequestID]; ok {
			tab.requests[i].Body += ev.EncodedDataLength
		}
	}
}

// Console gives what the page has written to the console since the last call.
func (tab *Tab) Console() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	out := tab.console
	tab.console = nil
	return out
}

// Requests gives the requests answered since the last call.
func (tab *Tab) Requests() []Request {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	out := tab.requests
	tab.requests, tab.byID = nil, map[network.RequestID]int{}
	return out
}

// Go navigates and waits for the load event.
func (tab *Tab) Go(url string) {
	tab.t.Helper()
	tab.must(chromedp.Do(tab.ctx, chromedp.Navigate(url)), "navigate to "+url)
}

// Resize sets the viewport in CSS pixels.
func (tab *Tab) Resize(width, height int64) {
	tab.t.Helper()
	tab.must(chromedp.Do(tab.ctx, chromedp.EmulateViewport(width, height)), "resize")
}

// Prefer sets media features, as in Prefer("prefers-color-scheme", "dark").
func (tab *Tab) Prefer(pairs ...string) {
	tab.t.Helper()
	var fs []*emulation.MediaFeature
	for i := 0; i+1 < len(pairs); i += 2 {
		fs = append(fs, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: fs})
}

// Media emulates a media type: "print", or "" for the screen.
func (tab *Tab) Media(kind string) {
	tab.t.Helper()
	call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind})
}

// DisableScripts turns JavaScript off for the next navigation.
func (tab *Tab) DisableScripts() {
	tab.t.Helper()
	call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// Press types text or a key of package kb at the focused element.
func (tab *Tab) Press(keys string, mods ...chromedp.Modifier) {
	tab.t.Helper()
	opts := []chromedp.KeyOption{raw}
	if len(mods) > 0 {
		opts = append(opts, chromedp.KeyModifiers(mods...))
	}
	tab.must(chromedp.Do(tab.ctx, chromedp.KeyEvent(keys, opts...)), "press "+keys)
}

// raw makes a key go down as keyboards do it, before the letter that it types:
// a page that takes the key for itself then gets no letter.
func raw(k *input.DispatchKeyEventParams) {
	if k.Type == kb.KeyDown {
		k.Type = input.DispatchKeyEventTypeRawKeyDown
	}
}

// Click clicks the first element that matches a CSS selector.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.must(chromedp.Do(tab.ctx, chromedp.Click(chromedp.CSS(selector))), "click "+selector)
}

// Screenshot gives a PNG of the whole page.
func (tab *Tab) Screenshot() []byte {
	tab.t.Helper()
	png, err := chromedp.Run(tab.ctx, chromedp.FullScreenshot(100))
	tab.must(err, "screenshot")
	return png
}

// Viewport gives a PNG of what is on screen.
func (tab *Tab) Viewport() []byte {
	tab.t.Helper()
	png, err := chromedp.Run(tab.ctx, chromedp.CaptureScreenshot())
	tab.must(err, "screenshot")
	return png
}

// OnNewDocument runs source before any script of every page loaded from now.
func (tab *Tab) OnNewDocument(source string) {
	tab.t.Helper()
	call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: source})
}

// Allow grants the tab's pages the clipboard, which readers are asked for. The
// tab has it for itself until its test ends.
func (tab *Tab) Allow(url string) {
	tab.t.Helper()
	tab.browser.clipboard.Lock()
	tab.t.Cleanup(tab.browser.clipboard.Unlock)
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(tab.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name}, Setting: browser.PermissionSettingGranted,
			Origin: url, BrowserContextID: chromedp.FromContext(tab.ctx).BrowserContextID})
		tab.must(err, "allow "+name)
	}
}

func (tab *Tab) must(err error, what string) {
	tab.t.Helper()
	if err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// Eval evaluates an expression (a promise is awaited) into a T.
func Eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	v, err := chromedp.Run(tab.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	tab.must(err, "evaluate "+expression)
	return v
}

// Wait polls an expression until it, or what it promises, is true. One that
// cannot be evaluated is not true yet: the page may be on its way to another.
func (tab *Tab) Wait(expression string) {
	tab.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		ok, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool]("(async () => !!await ("+expression+"))()", chromedp.EvalAwaitPromise))
		if ok && err == nil {
			return
		}
		if time.Now().After(end) || tab.ctx.Err() != nil {
			tab.t.Fatalf("never true: %s (%v)", expression, err)
		}
	}
}

// Paint waits until what the page shows now has been painted: a key that
// scrolls goes by what has not been.
func (tab *Tab) Paint() {
	tab.t.Helper()
	tab.Wait(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
}

// Serve answers with h on a loopback address until t ends.
func Serve(t testing.TB, h http.Handler) (url string) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

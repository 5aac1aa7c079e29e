// Package themes_test looks at the default theme as its readers do: sites are
// built, served under a strict Content-Security-Policy and read in a real
// Chromium. Two sites are the input: this repository's own, whose memos are
// the real text, and testdata/site, which holds everything a memo can hold.
package themes_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"memo/build"
	"memo/build/browser"
	"memo/build/effort"
	"memo/build/output"
)

// readers have a browser, and the sites to read with it.
type readers struct {
	browser              *browser.Browser
	own, sample, crowded string // where they answer
}

// TestDefaultTheme is what the theme promises. One browser serves all readings, side
// by side; each opens tabs that know nothing of the others'.
func TestDefaultTheme(t *testing.T) {
	r := readers{browser.Start(t), serve(t, own()), serve(t, sample()), serve(t, crowded())}
	for _, reading := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"AxeFindsNoViolation", r.axeFindsNoViolation},
		{"LighthouseGivesFullMarks", r.lighthouseGivesFullMarks},
		{"FirstViewOfTheLongestMemoIsLight", r.firstViewOfTheLongestMemoIsLight},
		{"SearchPageIsLightUntilSomethingIsAskedFor", r.searchPageIsLightUntilSomethingIsAskedFor},
		{"SearchMovesNothing", r.searchMovesNothing},
		{"SearchShowsItsTipsOnlyWithoutAnswer", r.searchShowsItsTipsOnlyWithoutAnswer},
		{"AResultLeadsToItsWordsWhereverTheyAre", r.aResultLeadsToItsWordsWhereverTheyAre},
		{"NothingMovesAndNothingIsComplainedOf", r.nothingMovesAndNothingIsComplainedOf},
		{"NothingMovesWhileAPageComes", r.nothingMovesWhileAPageComes},
		{"NoPageIsWiderThanTheWindow", r.noPageIsWiderThanTheWindow},
		{"TitlesTakeNoMoreLinesThanPlainText", r.titlesTakeNoMoreLinesThanPlainText},
		{"NothingOfTheHeaderIsCut", r.nothingOfTheHeaderIsCut},
		{"AMenuThatScrollsShowsWhereOneIs", r.aMenuThatScrollsShowsWhereOneIs},
		{"AColumnIsInTheMiddleOrHasCompany", r.aColumnIsInTheMiddleOrHasCompany},
		{"TheTextBeginsOnTheFirstScreenOfAPhone", r.theTextBeginsOnTheFirstScreenOfAPhone},
		{"ASeriesLeadsOnAtItsEnd", r.aSeriesLeadsOnAtItsEnd},
		{"ABarNamesWhatIsReadInANarrowWindow", r.aBarNamesWhatIsReadInANarrowWindow},
		{"TablesAndCodeScrollInTheirOwnBox", r.tablesAndCodeScrollInTheirOwnBox},
		{"FourLevelsOfListsKeepTheirWidthOnAPhone", r.fourLevelsOfListsKeepTheirWidthOnAPhone},
		{"ColumnsOfPsqlLineUpWithJapanese", r.columnsOfPsqlLineUpWithJapanese},
		{"TabReachesEverythingInOrderAndIsSeen", r.tabReachesEverythingInOrderAndIsSeen},
		{"SkipLinkLeadsPastTheHeader", r.skipLinkLeadsPastTheHeader},
		{"SearchOpensAndClosesByKeys", r.searchOpensAndClosesByKeys},
		{"WhatIsTypedWhileSearchComesIsSearchedFor", r.whatIsTypedWhileSearchComesIsSearchedFor},
		{"EscapeWhileSearchComesIsObeyed", r.escapeWhileSearchComesIsObeyed},
		{"CodeButtonsWorkByKeyboard", r.codeButtonsWorkByKeyboard},
		{"DetailsAndContentsOpenByKeyboardOnAPhone", r.detailsAndContentsOpenByKeyboardOnAPhone},
		{"ContentsFollowTheScroll", r.contentsFollowTheScroll},
		{"PicturesEnlargeByKeyboard", r.picturesEnlargeByKeyboard},
		{"PicturesAskedForTwiceOpenOnce", r.picturesAskedForTwiceOpenOnce},
		{"PicturesAreMovedByTheMouse", r.picturesAreMovedByTheMouse},
		{"SmallPicturesStaySmall", r.smallPicturesStaySmall},
		{"PicturesDoNotGlareByNight", r.picturesDoNotGlareByNight},
		{"BackToTopComesWithTurningBack", r.backToTopComesWithTurningBack},
		{"ChosenColoursAreRememberedAndNeverFlash", r.chosenColoursAreRememberedAndNeverFlash},
		{"CopyingTakesWhatOneWouldType", r.copyingTakesWhatOneWouldType},
		{"SelectingTakesNoPromptAndNoNumber", r.selectingTakesNoPromptAndNoNumber},
		{"ButtonsAreThereWhenTheStyleSheetIsLate", r.buttonsAreThereWhenTheStyleSheetIsLate},
		{"CodeSaysWhatItIsAndCanBeReached", r.codeSaysWhatItIsAndCanBeReached},
		{"OutputFoldsBothWays", r.outputFoldsBothWays},
		{"WrappingIsOfferedWhereItHelps", r.wrappingIsOfferedWhereItHelps},
		{"ACutEdgeIsShaded", r.aCutEdgeIsShaded},
		{"WindowsAreLaidOutTogether", r.windowsAreLaidOutTogether},
		{"CodeInADetailsStandsClear", r.codeInADetailsStandsClear},
		{"WideTablesAndCodeTakeTheRoomThereIs", r.wideTablesAndCodeTakeTheRoomThereIs},
		{"PrintIsLightAndTextAlone", r.printIsLightAndTextAlone},
		{"PaperHoldsEverything", r.paperHoldsEverything},
		{"PaperShowsEachAddressOnce", r.paperShowsEachAddressOnce},
		{"CodeIsOfOneSize", r.codeIsOfOneSize},
		{"PagesAreFilled", r.pagesAreFilled},
		{"ForcedColoursLeaveBordersWhereBackgroundsWere", r.forcedColoursLeaveBordersWhereBackgroundsWere},
		{"MoreContrastIsGivenWhenAskedFor", r.moreContrastIsGivenWhenAskedFor},
		{"NothingMovesForThoseWhoWantItStill", r.nothingMovesForThoseWhoWantItStill},
		{"EverythingIsReadWithoutJavaScript", r.everythingIsReadWithoutJavaScript},
		{"HeadingLinksCopyTheirAddress", r.headingLinksCopyTheirAddress},
		{"MarkdownOfAMemoIsSeenAndCopied", r.markdownOfAMemoIsSeenAndCopied},
		{"KeysAreListedOnDemand", r.keysAreListedOnDemand},
		{"TheBarsOfTheBrowserHaveThePagesColour", r.theBarsOfTheBrowserHaveThePagesColour},
		{"SmallThingsStayWithTheirOwn", r.smallThingsStayWithTheirOwn},
		{"ACardOfAnAddressIsOneLine", r.aCardOfAnAddressIsOneLine},
		{"TheFrontPageSaysItsNameOnce", r.theFrontPageSaysItsNameOnce},
		{"ASiteWithoutMemosSaysHowToBegin", r.aSiteWithoutMemosSaysHowToBegin},
		{"AThemeOfAnEarlierMemoStillWorks", r.aThemeOfAnEarlierMemoStillWorks},
		{"ScreenshotsShowEveryKindOfPage", r.screenshotsShowEveryKindOfPage},
		{"AThemeOfOnePartialAndColoursChangesThemAlone", r.aThemeOfOnePartialAndColoursChangesThemAlone},
	} {
		t.Run(reading.name, func(t *testing.T) {
			t.Parallel()
			reading.run(t)
		})
	}
}

// published is a finished site: bytes by output path. It is a build.Sink.
type published struct {
	mu    sync.Mutex
	files map[string][]byte
	late  string        // files of such names come late, pages in pieces
	held  chan struct{} // each of them when something is put in here
}

func (p *published) Put(o output.Output, b []byte) (bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.files[o.Path] = b
	return true, nil
}

func (p *published) Keep(output.Output) bool { return false }
func (p *published) Key(string) string       { return "" }

// own and sample are the sites that the tests read.
func own() fs.FS    { return os.DirFS("..") }
func sample() fs.FS { return os.DirFS("testdata/site") }

// serve publishes a site and gives the address that it answers at.
func serve(t testing.TB, site fs.FS) (url string) {
	t.Helper()
	return serveAs(t, site, &published{})
}

// serveLate serves a site whose files with names of a pattern come late, as over
// a poor line.
func serveLate(t testing.TB, site fs.FS, late string) (url string) {
	t.Helper()
	return serveAs(t, site, &published{late: late})
}

func serveAs(t testing.TB, site fs.FS, p *published) (url string) {
	t.Helper()
	p.files = map[string][]byte{}
	url = browser.Serve(t, p)
	w := build.Workspace{Root: site, ReadFile: os.ReadFile, Flags: build.Flags{
		BaseURL: url + "/", Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}}
	in, err := w.Scan(context.Background(), build.Inputs{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := build.NewSession(nil).Build(context.Background(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	found, err := r.Publish(context.Background(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(r.Diagnostics, found...) {
		t.Errorf("%s: %s", d.Pos, d.Message)
	}
	return url
}

// ServeHTTP answers as a static host with compression does, and lets the
// browser complain of everything that is not the site's own.
func (p *published) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	status := http.StatusOK
	p.mu.Lock()
	b, ok := p.files[name]
	if !ok {
		name, status = "404.html", http.StatusNotFound
		b = p.files[name]
	}
	p.mu.Unlock()
	pieces := [][]byte{b}
	if late, _ := path.Match(p.late, path.Base(name)); late {
		pieces = inPieces(b)
	}
	wait := func() {
		if p.held == nil {
			time.Sleep(600 * time.Millisecond / time.Duration(len(pieces)))
			return
		}
		select {
		case <-p.held:
		case <-r.Context().Done():
		}
	}
	h := w.Header()
	h.Set("Content-Type", output.ContentType(name))
	h.Set("Content-Security-Policy", "default-src 'self'")
	if strings.HasPrefix(name, "_memo/") && !strings.HasSuffix(name, "/root") {
		h.Set("Cache-Control", "max-age=31536000, immutable")
	}
	if packed(name) {
		h.Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		z := gzip.NewWriter(w)
		for i, piece := range pieces {
			if i > 0 {
				_ = z.Flush()
				_ = http.NewResponseController(w).Flush()
				wait()
			}
			_, _ = z.Write(piece)
		}
		_ = z.Close()
		return
	}
	if len(pieces) > 1 {
		wait()
	}
	http.ServeContent(w, r, name, time.Time{}, strings.NewReader(string(b)))
}

// inPieces cuts the parts of a page before its footer, as packets of a network
// may; of any other file the first piece is empty.
func inPieces(b []byte) (pieces [][]byte) {
	at := 0
	for _, cut := range regexp.MustCompile(`<(main|div|nav|form|button|h1|details|dd|section|ul)\b`).FindAllIndex(b, 30) {
		if cut[0] < bytes.Index(b, []byte(`<footer class="foot"`)) {
			pieces, at = append(pieces, b[at:cut[0]]), cut[0]
		}
	}
	if pieces == nil {
		pieces = [][]byte{nil}
	}
	return append(pieces, b[at:])
}

// packed tells the files that a host compresses.
func packed(name string) bool {
	switch path.Ext(name) {
	case ".html", ".css", ".js", ".svg", ".xml", ".json", ".md", ".txt":
		return true
	}
	return false
}

// kinds is one address of each kind of page of the repository's own site.
func kinds() map[string]string {
	return map[string]string{
		"home":    "/",
		"memo":    longest,
		"picture": "/posts/dx-s3-timeout/",
		"tag":     "/tags/aws/",
		"tags":    "/tags/",
		"archive": "/archive/",
		"serials": "/series/",
		"year":    "/archive/2024/",
		"section": "/posts/",
		"series":  "/series/direct-connect-越しに-s3-へ届くまで/",
		"search":  "/search/",
		"results": "/search/?q=S3+timeout",
		"404":     "/nowhere/",
		"about":   "/about/",
	}
}

// samples is what only the sample has: every part of a memo, and pages of a list.
func samples() map[string]string {
	return map[string]string{"parts": everyPart, "page": "/posts/page/2/"}
}

// pages gives the addresses of all of them.
func (r readers) pages() map[string]string {
	pages := map[string]string{}
	for name, p := range kinds() {
		pages[name] = r.own + p
	}
	for name, p := range samples() {
		pages[name] = r.sample + p
	}
	return pages
}

// few gives the names of pages that are built differently, or all where they are wanted.
func few(pages map[string]string) []string {
	alike := []string{"about", "page", "picture", "section", "serials", "series", "tags", "year"}
	all := slices.Sorted(maps.Keys(pages))
	return effort.Of(slices.DeleteFunc(slices.Clone(all), func(name string) bool { return slices.Contains(alike, name) }), all)
}

// open goes to a page and waits for what it looks for.
func open(tab *browser.Tab, url string) {
	tab.Go(url)
	tab.Wait(`!location.search || document.querySelector("main .results a")`)
}

const (
	longest   = "/posts/redshift-wlm-rbac/"
	everyPart = "/posts/every-part/"
)

func TestLongestIsTheLongest(t *testing.T) {
	files, err := fs.Glob(own(), "content/posts/*.md")
	if err != nil {
		t.Fatal(err)
	}
	size, name := int64(0), ""
	for _, f := range files {
		if info, err := fs.Stat(own(), f); err == nil && info.Size() > size {
			size, name = info.Size(), f
		}
	}
	if want := "/posts/" + strings.TrimSuffix(path.Base(name), ".md") + "/"; longest != want {
		t.Errorf("the longest memo is %s, the tests read %s", want, longest)
	}
}

// complaints is what a page has said on the console, but for the status of a
// page that is meant to be missing.
func complaints(tab *browser.Tab) (out []string) {
	for _, c := range tab.Console() {
		if !strings.Contains(c, "status of 404") {
			out = append(out, c)
		}
	}
	return out
}

// with gives the sample with files put over it.
func with(t testing.TB, over map[string]string) fs.FS {
	t.Helper()
	m := fstest.MapFS{}
	err := fs.WalkDir(sample(), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(sample(), p)
		m[p] = &fstest.MapFile{Data: b, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for p, s := range over {
		m[p] = &fstest.MapFile{Data: []byte(s), Mode: 0o644}
	}
	return m
}

// colours are the two schemes.
func colours() []string { return []string{"light", "dark"} }

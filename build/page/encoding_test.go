package page

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	jis "golang.org/x/text/encoding/japanese"
	utf16 "golang.org/x/text/encoding/unicode"
)

// Front matter of any notation, mistakes with their places, links and code are
// the same in every encoding; beside them there is one notice.
func TestAMemoIsTheSamePageInAnyEncoding(t *testing.T) {
	body := "# 表示とソースの設定\r\n\r\n能力の[リンク](../b.md)と<b onclick=x>ソ</b>、`コード\\`です。\r\n\r\n```sh\r\n$ ls # 一覧\r\n```\r\n"
	for _, src := range []string{
		"---\ntitle: 表の題\ntags: [予定表, ソース]\ntitel: 誤記の場所\ndate: いつか\n---\n" + body,
		"+++\ntitle = \"表の題\"\ndraft = true\n+++\n" + body,
		"{\"title\": \"ソ\", \"private\": \"どちらか\"}\n" + body, "<!--\ntitle: 題の表\ntags: ソ\nprivate: true\n-->\n" + body, body,
	} {
		want, found := parse("posts/a.md", src)
		for name, e := range map[string]encoding.Encoding{
			"Shift_JIS": jis.ShiftJIS, "EUC-JP": jis.EUCJP, "ISO-2022-JP": jis.ISO2022JP,
			"UTF-16LE": utf16.UTF16(utf16.LittleEndian, utf16.UseBOM), "UTF-16BE": utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM),
		} {
			written, err := e.NewEncoder().String(src)
			if err != nil {
				t.Fatal(err)
			}
			got, diags := parse("posts/a.md", written)
			if said := "content/posts/a.md: read as " + name + " [warning encoding]"; !strings.HasPrefix(show(diags), said) {
				t.Errorf("%s: said\n%s", name, show(diags))
			}
			if diags = diags[1:]; !slices.Equal(diags, found) {
				t.Errorf("%s: found\n%swant\n%s", name, show(diags), show(found))
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%s: page\n%+v\nwant\n%+v", name, got, want)
			}
		}
	}
}

func TestADraftOfAnotherToolIsOneInAnyEncoding(t *testing.T) {
	src, err := utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewEncoder().String("---\ndraft: true\n---\n秘密\n")
	if err != nil || !Unpublished("a.html", []byte(src)) {
		t.Error("a draft is published", err)
	}
}

// One byte that a disk or an editor broke is no reason to publish nothing; a
// text that is in some other encoding is.
func TestFewBadBytesAreShownAsSuchAndManyAreAnError(t *testing.T) {
	for _, bad := range []int{1, 2, 9, 10, 50} {
		src := "---\ntitle: 題\n---\n本文" + strings.Repeat("\xff", bad) + "が続く。\n"
		src += strings.Repeat("x", 1000-len(src))
		p, diags := parse("posts/a.md", src)
		if got := show(diags); len(diags) != 1 || diags.HasErrors() != (bad >= 10) || !strings.HasPrefix(got, "content/posts/a.md:4:3: not valid UTF-8") {
			t.Errorf("%d bad bytes: %s", bad, got)
		}
		if p.Title != "題" || !strings.HasPrefix(string(p.Source), "本文\uFFFDが続く。") {
			t.Errorf("%d bad bytes: %q %.40q", bad, p.Title, p.Source)
		}
	}
}

package og

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
)

var card = Card{Title: []string{"Redshift: WLM の", "キューと", "アクセス権を", "別々の", "グルーピングで", "設定する"}, Site: "ablog", Tags: []string{"AWS", "Redshift", "SQL"}}

func TestPictureHasTheSizeThatSitesExpect(t *testing.T) {
	b, err := Draw(card, gobold.TTF)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if m.Bounds().Size() != image.Pt(1200, 630) {
		t.Errorf("size %v", m.Bounds())
	}
	if len(b) > 40<<10 {
		t.Errorf("%d bytes", len(b))
	}
}

func TestSameCardSameBytes(t *testing.T) {
	a, _ := Draw(card, gobold.TTF)
	b, _ := Draw(card, gobold.TTF)
	if !bytes.Equal(a, b) {
		t.Error("two drawings of one card differ")
	}
}

func TestEachPartOfTheCardIsSeen(t *testing.T) {
	whole, _ := Draw(card, gobold.TTF)
	for name, change := range map[string]func(*Card){
		"title": func(c *Card) { c.Title = []string{"Redshift"} },
		"site":  func(c *Card) { c.Site = "memo" },
		"tags":  func(c *Card) { c.Tags = nil },
	} {
		other := card
		change(&other)
		if b, _ := Draw(other, gobold.TTF); bytes.Equal(whole, b) {
			t.Errorf("the picture does not show the %s", name)
		}
	}
}

func TestFontThatIsNoneIsAnError(t *testing.T) {
	if _, err := Draw(card, []byte("<html>not found</html>")); err == nil {
		t.Error("no error")
	}
}

func TestOnlyWhatTheFontHasIsDrawn(t *testing.T) {
	f, err := parse(gobold.TTF)
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]string{
		"🎉 Release 1.0":         "Release 1.0",
		"A 🎉 B":                 "A B",
		"A 👨\u200d👩\u200d👧 🎉 B": "A B",
		"Done❤\ufe0f":           "Done",
		"A B 🎉":                 "A B ",
		"A  B":                  "A  B",
	} {
		for cut := range title {
			c := drawable(f, Card{Title: []string{title[:cut], title[cut:]}, Site: title, Tags: []string{"AWS", title}})
			if got := strings.Join(c.Title, ""); got != want || c.Site != want || c.Tags[0] != "AWS" || c.Tags[1] != want {
				t.Errorf("%q cut at %d is drawn as %q", title, cut, c)
			}
		}
	}
}

// testFace measures Latin letters truly and every other character as one
// missing glyph, which is all that wrapping needs.
func testFace(t testing.TB) font.Face {
	f, err := opentype.Parse(gobold.TTF)
	if err != nil {
		t.Fatal(err)
	}
	big, err := face(f, 60)
	if err != nil {
		t.Fatal(err)
	}
	return big
}

func TestLinesFollowJapaneseRules(t *testing.T) {
	f := testFace(t)
	for _, title := range []string{
		"オンプレミスのサーバーから、S3（東京リージョン）へのアクセスが「タイムアウト」するときの切り分け。",
		"ユーザーグループとロールを使い分ける、ウォーターフォールっぽいアクセス制御ー",
	} {
		for width := 260; width < 1200; width += 7 {
			for i, l := range wrap(f, []string{title}, width) {
				first, _ := utf8.DecodeRuneInString(l)
				last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(l))
				if i > 0 && strings.ContainsRune("、。）」ーッっュョァ", first) {
					t.Errorf("width %d: a line begins %q", width, l)
				}
				if strings.ContainsRune("（「", last) {
					t.Errorf("width %d: a line ends %q", width, l)
				}
			}
		}
	}
}

func TestLinesEndBetweenPhrases(t *testing.T) {
	for _, l := range wrap(testFace(t), card.Title, 700) {
		if !strings.HasSuffix(l, " ") && !slices.ContainsFunc(card.Title, func(p string) bool { return strings.HasSuffix(l, p) }) {
			t.Errorf("%q does not end where a phrase does", l)
		}
	}
}

func FuzzLinesKeepTheTextAndTheWidth(f *testing.F) {
	f.Add("WLM のキューとアクセス権", 300)
	f.Add("supercalifragilisticexpialidocious", 200)
	f.Add("", 100)
	f.Add("\u0605\xfb", 3) // one character of two code points, wider than a line
	big := testFace(f)
	f.Fuzz(func(t *testing.T, title string, width int) {
		width = 100 + max(width, -width)%1000
		if width < 100 || len(title) > 500 {
			return
		}
		lines := wrap(big, []string{title}, width)
		if got := strings.Join(lines, ""); got != title {
			t.Fatalf("%q became %q", title, got)
		}
		for _, l := range lines {
			if l = strings.TrimRight(l, " "); advance(big, l) > width && uniseg.GraphemeClusterCount(l) > 1 {
				t.Fatalf("%q is wider than %d", l, width)
			}
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	for b.Loop() {
		if _, err := Draw(card, gobold.TTF); err != nil {
			b.Fatal(err)
		}
	}
}

package search

import (
	"math/rand"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// A snippet holds the match, is of whole characters, and says where it was cut, which is never inside a word unless the
// word has no end.
func TestSnippetIsCutBetweenWords(t *testing.T) {
	parts := []string{"timeout", "svv_user_grants", "ap-northeast-1", "Ｒｅｄｓｈｉｆｔ", "接続", "サーバー", "の", "を", "確かめる", "。", "、", " ", " ", "\n", "「", "」", "(", ")",
		"👨‍👩‍👧", "🇯🇵🇫🇷", "👍🏽", "か\u3099", "cafe\u0301", "ﾃﾞｰﾀ", "インターフェイス", "don't", "“quoted”", "https://sts.amazonaws.com/a?b=c"}
	r := rand.New(rand.NewSource(1))
	for range 3000 {
		var b strings.Builder
		var starts []int
		for range r.Intn(120) {
			starts = append(starts, b.Len())
			b.WriteString(parts[r.Intn(len(parts))])
		}
		text := b.String()
		from, to := 0, 0
		if len(starts) > 0 {
			k := r.Intn(len(starts))
			from, to = starts[k], len(text)
			if k+1+r.Intn(3) < len(starts) {
				to = starts[k+1]
			}
		}
		lo, hi := window(text, from, to)
		if n := utf8.RuneCountInString(text[lo:hi]); lo > from || n > 2*snippetLength+snippetMore || to-from < 300 && hi < to {
			t.Fatalf("%q [%d, %d): %q", text, from, to, text[lo:hi])
		}
		for _, i := range []int{lo, hi} {
			if i > 0 && i < len(text) && insideWord(text, i) {
				t.Fatalf("%q [%d, %d): %q is cut inside a word", text, from, to, text[lo:hi])
			}
		}
	}
	for _, text := range []string{strings.Repeat("e\u0301", 500), strings.Repeat("👨‍👩‍👧", 100), strings.Repeat("x", 2000)} {
		from := len(text) / 2 / 200 * 200
		lo, hi := window(text, from, from)
		if hi-lo < 60 || border([]rune(text), utf8.RuneCountInString(text[:hi])) == 0 {
			t.Errorf("%.20q: %q", text, text[lo:hi])
		}
	}
}

// insideWord reports a place in a word that has an end, or in what is seen as one character.
func insideWord(text string, i int) bool {
	before, after := []rune(text[:i]), []rune(text[i:])
	a, b := before[len(before)-1], after[0]
	n, m := 0, 0
	for n < len(before) && inWord(before[len(before)-1-n]) {
		n++
	}
	for m < len(after) && inWord(after[m]) {
		m++
	}
	return n > 0 && m > 0 && n+m < snippetBefore || unicode.IsMark(b) || a == '\u200d' || b == '\u200d'
}

func TestHitTellsItsHeadings(t *testing.T) {
	d := Document{URL: "/a/", Title: "手順", Blocks: []Block{
		{Kind: Heading, Level: 2, Anchor: "a", Text: "準備"}, {Kind: Heading, Level: 3, Anchor: "b", Text: "鍵"}, {Kind: Prose, Anchor: "b", Text: "公開鍵を置く。"},
		{Kind: Heading, Level: 2, Anchor: "c", Text: "実行"}, {Kind: Heading, Level: 4, Anchor: "d", Text: "本番"},
		{Kind: Code, Anchor: "d", Text: strings.Repeat("echo step\n", 3000) + "echo finished"}, {Kind: Heading, Level: 3, Anchor: "e", Text: "後始末"}, {Kind: Prose, Anchor: "e", Text: "消す。"},
	}}
	r := index(t, d)
	for query, want := range map[string]string{"公開鍵": "準備 > 鍵", "finished": "実行 > 本番", "消す": "実行 > 後始末", "後始末": "実行", "実行": "", "手順": ""} {
		res, err := r.Search(t.Context(), query, 1)
		if err != nil || len(res.Hits) != 1 {
			t.Fatal(query, res, err)
		}
		if got := strings.Join(res.Hits[0].Path, " > "); got != want {
			t.Errorf("%s is under %q, want %q", query, got, want)
		}
	}
}

func TestHitTellsWhatItLacks(t *testing.T) {
	r := index(t, append(few, Document{URL: "/both/", Title: "両方", Blocks: []Block{
		{Text: "番号札"}, {Kind: Code, Text: strings.Repeat("echo step\n", 3000)}, {Text: "整理券"}}})...)
	for query, want := range map[string]string{"サーバ": "", "redshift 量子": "量子", "permission 量子 denied": "量子", "tag:aws 接続 量子": "量子", "permision denied": "", "番号札 整理券": ""} {
		res, err := r.Search(t.Context(), query, 10)
		if err != nil || len(res.Hits) == 0 || res.Total < len(res.Hits) {
			t.Fatal(query, res, err)
		}
		if got := strings.Join(res.Hits[0].Missing, " "); got != want {
			t.Errorf("%s: %s lacks %q, want %q", query, res.Hits[0].URL, got, want)
		}
	}
}

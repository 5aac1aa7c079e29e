package japanese_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"memo/build/japanese"
)

func TestTitleBreaksBetweenPhrases(t *testing.T) {
	for in, want := range map[string]string{
		"Plain ASCII title": "Plain ASCII title",
		"STS の設定":           "STS の|設定",
		"Redshift のスナップショットから復元する":                      "Redshift の|スナップショットから|復元する",
		"Direct Connect → VPC → S3 がタイムアウトするときの切り分けと対処": "Direct Connect → VPC → S3 が|タイムアウトするときの|切り分けと|対処",
		"IAM ユーザーで認証し、ロールを切り替えて S3 へ":                   "IAM ユーザーで|認証し、|ロールを|切り替えて S3 へ",
		"検証にAWS CLIを2回使う（注意点）":                          "検証に|AWS CLIを|2回使う|（注意点）",
		"「重要」なお知らせ":                                     "「重要」なお知らせ",
		"「再起動」が必要な2つ目の動かし方":                             "「再起動」が|必要な|2つ目の|動かし方",
		"AWS 認定クラウドプラクティショナーの要点":                        "AWS 認定|クラウドプラクティショナーの|要点",
		"東京リージョンの設定":                                    "東京リージョンの|設定",
		"（注）設定":                                         "（注）|設定",
		"設定。「引用」、続き":                                    "設定。|「引用」、|続き",
		"サーバーーの々":                                       "サーバーーの々",
		"http://例え.jp/aのb":                              "http://例え.jp/aの|b",
		"":                                              "",
	} {
		parts := japanese.Phrases(in)
		if got := strings.Join(parts, "|"); got != want {
			t.Errorf("Phrases(%q)\n got %s\nwant %s", in, got, want)
		}
	}
}

func FuzzPhrasesJoinToTheText(f *testing.F) {
	f.Add("STS の設定（「a」）")
	f.Add("\xff\xe3の漢")
	f.Fuzz(func(t *testing.T, s string) {
		if got := strings.Join(japanese.Phrases(s), ""); got != s {
			t.Errorf("%q became %q", s, got)
		}
	})
}

func TestHeadingIDKeepsJapanese(t *testing.T) {
	for in, want := range map[string]string{
		"接続エラーの原因":              "接続エラーの原因",
		"STS の設定":               "sts-の設定",
		"nginx の設定":             "nginx-の設定",
		"1. `--debug` を付けて実行する": "1---debug-を付けて実行する",
		"C++ & Go":              "c--go",
		"C++ / Rust":            "c--rust",
		"snake_case-キー":         "snake_case-キー",
		"か\u3099 ガ":             "が-ガ",
		"🚀":                     "section",
		"!?":                    "section",
		"":                      "section",
		" 前後 ":                  "前後",
		"第Ⅱ章：全角　空白":             "第Ⅱ章全角-空白",
		"⚠️注意":                  "注意",
		"ÉCOLE":                 "École", // only ASCII is lowered
		"bin/rails db:migrateだけでは解決しない": "binrails-dbmigrateだけでは解決しない",
	} {
		if got := japanese.HeadingID(in); got != want {
			t.Errorf("HeadingID(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTagSlugIsOneSegment(t *testing.T) {
	for in, want := range map[string]string{
		"AWS": "aws", "aws": "aws", "ＡＷＳ": "aws", "筋トレ": "筋トレ", "AWS CLI": "aws-cli", "ｷﾝﾄﾚ": "キントレ",
		"Direct  Connect": "direct-connect", "CI/CD": "ci-cd", "..": "--", ".NET": ".net", "C++": "c++", " ": "", "全角　空白": "全角-空白",
		"が": "が", "a\x00b": "a-b",
	} {
		if got := japanese.TagSlug(in); got != want {
			t.Errorf("TagSlug(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCountTellsCharactersFromWords(t *testing.T) {
	for _, c := range []struct {
		in           string
		chars, words int
	}{
		{"", 0, 0},
		{"one two  three\nfour", 0, 4},
		{"日本語、です。", 7, 0},
		{"AWS CLIを2回使う", 4, 3},
		{"s3.ap-northeast-1.amazonaws.com へ", 1, 1},
		{"don't - stop", 0, 2},
		{"全角　空白", 4, 0},
		{"한국어", 3, 0},
		{"ｶﾅ", 2, 0},
		{"🚀 go", 0, 1},
		{strings.Repeat("word ", 10000) + "字", 1, 10000},
	} {
		if chars, words := japanese.Count(c.in); chars != c.chars || words != c.words {
			t.Errorf("Count(%.20q) = %d, %d, want %d, %d", c.in, chars, words, c.chars, c.words)
		}
	}
}

func TestReadingTimeIsRoundedAndAtLeastOne(t *testing.T) {
	for _, c := range [][3]int{{0, 0, 1}, {740, 0, 1}, {750, 0, 2}, {0, 1000, 5}, {1000, 400, 4}, {500, 100, 2}} {
		if got := japanese.Minutes(c[0], c[1]); got != c[2] {
			t.Errorf("Minutes(%d, %d) = %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

func TestSummaryIsCutAtASentence(t *testing.T) {
	for _, c := range []struct {
		in      string
		columns int
		want    string
	}{
		{"短い文。", 120, "短い文。"},
		{"一文目です。二文目です。三文目です。", 20, "一文目です。二文目です。"},
		{"一文目。とても長い二文目がここからずっとつづいていきます。", 10, "一文目。"},
		{"First sentence. Second one is v1.2.3 here. Third.", 44, "First sentence. Second one is v1.2.3 here."},
		{"彼は「はい。」と言い、（理由は後述。）帰った。それから先のこと。", 30, "彼は「はい。」と言い、（理由は後述。）帰った。"},
		{"接続先をサービスごとに変えたいとき、引数を毎回渡さなくても設定ファイルに書いておける", 30, "接続先をサービスごとに…"},
		{"longwordwithoutanyblank", 10, "longwordw…"},
		{"one two three four five", 12, "one two…"},
	} {
		if got := japanese.Cut(c.in, c.columns); got != c.want {
			t.Errorf("Cut(%q, %d)\n got %q\nwant %q", c.in, c.columns, got, c.want)
		}
	}
}

func TestSummaryIsNotCutInsideALink(t *testing.T) {
	link := "リンク。の文字"
	text := "前置きは" + link + "です。あとの文。"
	from := strings.Index(text, link)
	got := japanese.Cut(text, 16, japanese.Span{From: from, To: from + len(link)})
	if want := "前置きはリンク。の文字です。"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzCutIsAPrefixOfTheText(f *testing.F) {
	f.Add("一文目。二文目", 5)
	f.Add("a\xffb. c", 3)
	f.Fuzz(func(t *testing.T, s string, columns int) {
		columns = 1 + columns&0xff
		got := japanese.Cut(s, columns)
		if !strings.HasPrefix(s, strings.TrimSuffix(got, "…")) {
			t.Errorf("Cut(%q, %d) = %q is no prefix", s, columns, got)
		}
		if utf8.ValidString(s) && japanese.Columns(got) > 2*columns+1 {
			t.Errorf("Cut(%q, %d) = %q is too long", s, columns, got)
		}
	})
}

func TestFoldMeetsOverCaseAndForm(t *testing.T) {
	for _, c := range [][2]string{{"README", "readme"}, {"か\u3099", "が"}, {"ΣΑΣ", "σας"}, {"Ａ", "ａ"}, {"ÉA", "e\u0301a"}} {
		if a, b := japanese.Fold(c[0]), japanese.Fold(c[1]); a != b {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q", c[0], a, c[1], b)
		}
	}
	if japanese.Fold("A") == japanese.Fold("Ａ") {
		t.Error("full-width letters are other letters")
	}
}

func FuzzFoldTwiceIsFoldOnce(f *testing.F) {
	f.Add("ÀΣİſが")
	f.Fuzz(func(t *testing.T, s string) {
		if once := japanese.Fold(s); japanese.Fold(once) != once {
			t.Errorf("%q: %q, then %q", s, once, japanese.Fold(once))
		}
	})
}

func TestCharactersHaveTheirClass(t *testing.T) {
	for _, c := range []struct {
		r                      rune
		wide, cjk, punct, ends bool
	}{
		{'a', false, false, false, false}, {'漢', true, true, false, false}, {'あ', true, true, false, false},
		{'ー', true, true, false, false}, {'。', true, true, true, true}, {'「', true, true, true, true},
		{'（', true, true, true, true}, {'Ａ', true, true, false, false}, {'ｱ', false, true, false, false},
		{'한', true, true, false, false}, {'🚀', true, false, false, false}, {'⚡', true, false, false, false},
		{'○', false, false, false, false}, {'　', true, true, false, true}, {' ', false, false, false, true},
		{'々', true, true, false, false}, {'é', false, false, false, false}, {'〒', true, true, true, false},
	} {
		if got := japanese.IsWide(c.r); got != c.wide {
			t.Errorf("IsWide(%q) = %v", c.r, got)
		}
		if got := japanese.IsCJK(c.r); got != c.cjk {
			t.Errorf("IsCJK(%q) = %v", c.r, got)
		}
		if got := japanese.IsPunctuation(c.r); got != c.punct {
			t.Errorf("IsPunctuation(%q) = %v", c.r, got)
		}
		if got := japanese.EndsURL(c.r); got != c.ends {
			t.Errorf("EndsURL(%q) = %v", c.r, got)
		}
	}
}

func TestLinesJoinBetweenJapanese(t *testing.T) {
	for in, want := range map[string]bool{"日本": true, "日a": false, "a日": false, "。A": true, "A（": true,
		"한국": false, "한日": false, "ab": false, "語🚀": true, "ｱ漢": true, "）1": true} {
		r := []rune(in)
		if got := japanese.Joins(r[0], r[1]); got != want {
			t.Errorf("Joins(%q, %q) = %v", r[0], r[1], got)
		}
	}
}

func BenchmarkRules(b *testing.B) {
	text := strings.Repeat("AWS CLI の接続先をサービスごとに変えたいとき、`--endpoint-url` を毎回渡さなくてもよい。", 20)
	b.Run("Count", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			japanese.Count(text)
		}
	})
	b.Run("Cut", func(b *testing.B) {
		for b.Loop() {
			japanese.Cut(text, 120)
		}
	})
	b.Run("Phrases", func(b *testing.B) {
		for b.Loop() {
			japanese.Phrases("Direct Connect → VPC → S3 がタイムアウトするときの切り分けと対処")
		}
	})
	b.Run("HeadingID", func(b *testing.B) {
		for b.Loop() {
			japanese.HeadingID("Direct Connect → VPC → S3 がタイムアウトするときの切り分けと対処")
		}
	})
	b.Run("Fold", func(b *testing.B) {
		for b.Loop() {
			japanese.Fold("posts/切り分けと対処/index.md")
		}
	})
}

func TestNamesOfAnIndexAreInTheOrderOfReaders(t *testing.T) {
	want := []string{"# .NET", "# 2要素認証", "A AWS", "A aws-cli", "E Éclair", "G git", "G ＧＬＵＥ", "あ アーカイブ", "あ いも", "か ガイド", "か がいとう",
		"さ ジャンプ", "わ をかし", "漢字 移行", "漢字 運用", "漢字 監視", "漢字 𠮷野家", "한 한국"}
	var names []string
	for _, w := range want {
		_, name, _ := strings.Cut(w, " ")
		names = append(names, name)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(japanese.CollationKey(a), japanese.CollationKey(b)) })
	for i, n := range names {
		if got := japanese.Initial(n) + " " + n; got != want[i] {
			t.Errorf("%d: %s, want %s", i, got, want[i])
		}
	}
}

// FuzzCollationKey holds that names with one initial stand together.
func FuzzCollationKey(f *testing.F) {
	f.Add("Éclair", "0x", "eks")
	f.Add("丂", "あ", "監視")
	f.Add("★", "z", "α")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		names := []string{a, b, c}
		slices.SortFunc(names, func(a, b string) int { return strings.Compare(japanese.CollationKey(a), japanese.CollationKey(b)) })
		if first, last := japanese.Initial(names[0]), japanese.Initial(names[2]); first == last && japanese.Initial(names[1]) != first {
			t.Errorf("%q stands between names of the initial %s", names, first)
		}
	})
}

package search

import (
	"slices"
	"strings"
	"testing"
)

func prose(text string) []Block { return []Block{{Kind: Prose, Line: 1, Text: text}} }

// few is a handful of memos in which every feature of the query language has something to find.
var few = []Document{
	{URL: "/old/", Title: "古いメモ", Date: "2019-01-02", Tags: []string{"AWS"}, Blocks: prose("サーバの設定は svv_user_grants を見る。")},
	{URL: "/long/", Title: "長い手順書", Date: "2020-05-05", Tags: []string{"運用 手順"}, Blocks: longBlocks()},
	{URL: "/sts/", Title: "STS の接続エラー", Date: "2024-08-01", Tags: []string{"AWS", "STS"}, Blocks: []Block{
		{Kind: Heading, Level: 2, Anchor: "原因", Line: 3, Text: "原因"},
		{Kind: Prose, Anchor: "原因", Line: 5, Text: "VPC エンドポイントのインターフェイスがない。"},
		{Kind: Heading, Level: 2, Anchor: "ログ", Line: 7, Text: "ログ"},
		{Kind: Code, Anchor: "ログ", Line: 9, Text: "$ aws sts get-caller-identity\nConnect timeout on endpoint URL: \"https://sts.amazonaws.com/\"\nSystemExit: AssumeRole failed"},
	}},
	{URL: "/rs/", Title: "Redshift のワークロード管理", Date: "2024-09-01", Tags: []string{"Redshift"}, Blocks: prose("サーバーのタイムアウトとリポジトリについて。Ｒｅｄｓｈｉｆｔ ﾒﾓﾘ。C++ と node.js も。")},
	{URL: "/en/", Title: "English only", Date: "2025-01-01", Blocks: prose("A plain memo about permission denied and ap-northeast-1 hosts, “quoted” text and <script>alert(1)</script>.")},
	{URL: "/key/", Title: "公開鍵の配り方", Date: "2025-02-01", Tags: []string{"SSH"}, Blocks: prose("鍵は 𠮷田さんが㍿のサーバへ配る。ﾊﾟｽﾜｰﾄﾞは使わない。cafe\u0301 と ΣΑΣ と İstanbul。")},
}

// longBlocks are of a memo so long that it takes several document numbers and pieces.
func longBlocks() []Block {
	var out []Block
	words := []string{"手順", "確認", "承認", "切り替え", "復旧", "ロールバック", "監視", "通知"}
	for i := range 18 {
		var text strings.Builder
		for k := range 50 {
			text.WriteString(words[k%8] + "の" + words[(i+k/8)%8] + "を" + words[k/3%8] + "の前に行う。\n")
		}
		if i == 16 {
			text.WriteString("最後に番兵の合言葉を確かめる。")
		}
		out = append(out, Block{Kind: Code, Line: 3 + 60*i, Text: text.String()})
	}
	return out
}

var someTexts = []string{
	"", " ", "サーバーの設定", "サーバ設定", "ﾃﾞｰﾀﾍﾞｰｽ Ｒｅｄｓｈｉｆｔ ㍿ ①", "か\u3099 が は\u309a", "svv_user_grants SvvUserGrants __init__ a-b.c",
	"HTTPServer connectTimeout S3Bucket TLSv1.2 EC2", "C++ c# F# C++11 g++", "node.js 2024-08-01 16:03:22,123", "“引用” – ‘x’ 〜 ～ ―",
	"İSTANBUL ΣΑΣ straße Ça", "𠮷野家 葛\U000E0100城 🍣寿司", "한국어 ไทย", "インターフェイス ソフトウエア ヴァイオリン ティー ディスク ウイルス",
	"a\u200bb a\u00adb\ufeff", "一 あ ー々〆〇", "thisIsAVeryLongIdentifierThatMustBeCutSomewhere", "arn:aws:iam::123456789012:role/Role-x", "データ・ベース", "\u0301abc",
}

// someMixed are texts in which every rule of snippets' borders has a place.
var someMixed = []string{
	"「接続」が、（約3秒）で切れた。don’t  stop\tサーバーとＡＷＳ\u3000ｻｰﾊﾞｰ・ﾃﾞｰﾀ a/b?c=d_e-f.g", "👨\u200d👩\u200d👧👍🏽🇯🇵🇫🇷a🇯", "か\u3099e\u0301“x”‘y’«z»[1]{2}…―～＝：", "`^~$+<>|¥€%#@!*&;\\",
}

var someLoanWords = []string{
	"サーバー", "サーバ", "サーバー設定", "バー設", "インターフェイス", "インターフェース", "ゲートウェイ", "ゲートウエイ", "レイヤー", "レイ", "メイン", "ヴァイオリン", "ヴ", "ディジタル",
	"セキュリティー", "ティ", "クォータ", "クオータ", "ウイルス", "ウィルス", "ソフトウエア", "ウォッチ", "デュアル", "ヂヅ", "設定", "エラーー", "フェイ",
}

var someQueries = []string{
	"リポジトリ", "ポジト", "管", "鍵", "サーバー", "サーバ", "インターフェース", "timeout on endpoint URL", `endpoint URL: "https://sts`,
	`"connect timeout on"`, `"timeout connect"`, `tag:aws "Connect timeout"`, "assumerole", "AssumeRole", "svvusergr", "svv-user-grants", "user_grants", "northeast-1",
	"redshift", "REDSHIFT メモリ", "c++", "nodejs", "STSの接続", "tag:aws", "tag:運用-手順", "-tag:aws", "tag:nothing", "year:2024 タイムアウト", "year:2019", "サーバ -リポジトリ",
	`サーバ -"svv_user"`, "-サーバ", "permision", "tiemout", "タイムアオト", "合言葉", "番兵の合言葉", "承認の復旧", "𠮷田", "株式会社", "パスワード", "café", "İstanbul", "σασ",
	"", " 　 ", "!!! ``` ()", "🍣", "<script>alert(1)</script>", "を", "の", `"`, `""`, `"a`, "--debug", "-", "year:20x4", "tag:", "quoted text",
}

func TestQueryFindsMemo(t *testing.T) {
	r := index(t, few...)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"リポジトリ", []string{"/rs/"}},
		{"ポジト", []string{"/rs/"}},
		{"管", []string{"/rs/"}},
		{"サーバー", []string{"/key/", "/rs/", "/old/"}},
		{"サーバ", []string{"/key/", "/rs/", "/old/"}},
		{"インターフェース", []string{"/sts/"}},
		{"timeout on endpoint URL", []string{"/sts/"}},
		{`endpoint URL: "https://sts`, []string{"/sts/"}},
		{`"connect timeout on"`, []string{"/sts/"}},
		{`"timeout connect"`, nil},
		{"assumerole", []string{"/sts/"}},
		{"AssumeRole", []string{"/sts/"}},
		{"svvusergr", []string{"/old/"}},
		{"svv-user-grants", []string{"/old/"}},
		{"user_grants", []string{"/old/"}},
		{"northeast-1", []string{"/en/"}},
		{"redshift", []string{"/rs/"}},
		{"REDSHIFT メモリ", []string{"/rs/"}},
		{"c++", []string{"/rs/"}},
		{"nodejs", []string{"/rs/"}},
		{"STSの接続", []string{"/sts/"}},
		{"鍵", []string{"/key/"}},
		{"株式会社", []string{"/key/"}},
		{"パスワード", []string{"/key/"}},
		{"𠮷田", []string{"/key/"}},
		{"番兵の合言葉", []string{"/long/"}},
		{"tag:aws", []string{"/sts/", "/old/"}},
		{"tag:運用-手順", []string{"/long/"}},
		{"year:2024 タイムアウト", []string{"/rs/"}},
		{"year:2019", []string{"/old/"}},
		{"サーバ -リポジトリ", []string{"/key/", "/old/"}},
		{"permision", []string{"/en/"}},
		{"タイムアオト", []string{"/rs/"}},
		{"<script>alert(1)</script>", []string{"/en/"}},
		{"", nil},
		{"!!! ``` ()", nil},
		{"🍣", nil},
	} {
		if got := urls(t, r, c.query); !slices.Equal(got, c.want) {
			t.Errorf("%q: got %v, want %v", c.query, got, c.want)
		}
	}
}

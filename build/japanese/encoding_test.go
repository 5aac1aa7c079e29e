package japanese_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	jis "golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf16 "golang.org/x/text/encoding/unicode"

	"memo/build/japanese"
)

// coders write what Decode reads, under the names that it gives.
var coders = []struct {
	name, mark string
	encoding.Encoding
}{
	{"UTF-16LE", "\xFF\xFE", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)},
	{"UTF-16BE", "\xFE\xFF", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)},
	{"UTF-16LE", "", utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM)},
	{"UTF-16BE", "", utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)},
	{"Shift_JIS", "", jis.ShiftJIS},
	{"EUC-JP", "", jis.EUCJP},
	{"ISO-2022-JP", "", jis.ISO2022JP},
}

func encoded(t *testing.T, e encoding.Encoding, text string) string {
	t.Helper()
	out, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return out
}

func TestMemosOfEveryEncodingAreReadForWhatTheySay(t *testing.T) {
	words := strings.Fields("の を と ます 設定 表示 能力 一上 接続エラー ソース ｶﾅ 、。 「十」 ①～ -- # --- title: \\x $ 5.4 S3 英語 ー・ ＡＢ")
	r := rand.New(rand.NewPCG(9, 5))
	for range 500 {
		text := "設定のメモ\n"
		for range r.IntN(60) {
			text += words[r.IntN(len(words))] + []string{"", " ", "\n", "\r\n"}[r.IntN(4)]
		}
		for _, c := range coders {
			if got, name := japanese.Decode([]byte(c.mark + encoded(t, c, text))); name != c.name || string(got) != text {
				t.Fatalf("%s: read as %q\n%q\nfor\n%q", c.name, name, got, text)
			}
		}
	}
}

// The characters that only Windows has are read, and whatever UTF-16 can hold.
func TestWhatOneEncodingAloneHasIsRead(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"Shift_JIS", "\x87\x40\x82\xcc\x95\x5c\x81\x60\xfb\xfc", "①の表～髙"},
		{"EUC-JP", "\x8f\xb0\xa1\xa4\xce\xc9\xbd\x8e\xb1", "丂の表ｱ"},
		{"UTF-16LE", "\xff\xfe" + encoded(t, coders[0], "한국어 🎉"), "한국어 🎉"},
		{"UTF-16BE", encoded(t, coders[1], "# 🎉 に\n"), "# 🎉 に\n"},
	} {
		if got, name := japanese.Decode([]byte(c.src)); string(got) != c.want || name != c.name {
			t.Errorf("%q is read as %q: %q", c.src, name, got)
		}
	}
}

// Kana of half the width alone are what terminals and old machines wrote.
func TestHalfWidthKanaAloneAreShiftJIS(t *testing.T) {
	for _, text := range []string{"ｶﾅ ﾃｽﾄ ｼｽﾃﾑ\n", "# ｻｰﾊﾞｰ ｾｯﾃｲ\n\nﾃﾞｰﾀﾍﾞｰｽ､ｴﾗｰ｡\n", "--- title: ﾊﾞｯｸｱｯﾌﾟ ｼｮﾘ\n", "x ｱｲｳｴｵ x"} {
		if got, name := japanese.Decode([]byte(encoded(t, jis.ShiftJIS, text))); name != "Shift_JIS" || string(got) != text {
			t.Errorf("%q: read as %q: %q", text, name, got)
		}
	}
}

func TestWhatIsInNoKnownEncodingStaysAsItIs(t *testing.T) {
	chinese, hangul := "今天我们讨论数据库的设置和网络连接，谢谢。", "오늘은 데이터베이스 설정을 설명합니다."
	for _, src := range []string{
		"caf\xe9 \xe0 la carte, d\xe9j\xe0 vu: \x93na\xefve\x94 don\x92t",
		encoded(t, simplifiedchinese.GBK, chinese), encoded(t, korean.EUCKR, hangul),
		"\x1b[31mred\x1b[0m", "\x1b$B", "\x1b$B\x1b[0m", "あ\x1b$B$\"\x1b(B", "STRA\xdfE, \xdcBER \xc4RGER", "5 \xb5s \xb1 1 \xb0C", "\xab\xa0Oui\xa0\xbb",
		encoded(t, charmap.KOI8R, "настройка базы данных"), encoded(t, charmap.Windows1251, "НАСТРОЙКА БАЗЫ ДАННЫХ"), encoded(t, charmap.ISO8859_7, "ΡΥΘΜΙΣΗ ΒΑΣΗΣ"),
		encoded(t, charmap.Windows874, "การตั้งค่าฐานข้อมูล"), encoded(t, simplifiedchinese.GBK, "数据库"), encoded(t, korean.EUCKR, "데이터베이스 설정"),
		"\xff\xfea", "\xff\xfe\x00\xd8a\x00", "本文\xff\xfe\n", "\x89PNG\r\n\x1a\n\x00\x00", "あ\x82\xa0",
	} {
		if got, name := japanese.Decode([]byte(src)); string(got) != src || name != "" {
			t.Errorf("%q is read as %q: %q", src, name, got)
		}
	}
}

func FuzzUTF8IsNeverTakenForAnotherEncoding(f *testing.F) {
	f.Add("設定のメモ")
	f.Add("a\x00\n\x00")
	f.Fuzz(func(t *testing.T, s string) {
		got, name := japanese.Decode([]byte(s))
		if utf8.ValidString(s) && !strings.Contains(s, "\x00") && (name != "" || string(got) != s) {
			t.Errorf("%q is read as %q", s, name)
		}
		if name != "" && !utf8.Valid(got) {
			t.Errorf("%q became %q", s, got)
		}
	})
}

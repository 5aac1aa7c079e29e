package japanese

import (
	"strings"
	"unicode/utf8"
)

// Phrases splits s, a title or a heading, where a line may break; the parts
// join to s again. A phrase ends after hiragana before another script, after
// closing punctuation, and before an opening bracket; never inside a Latin
// word. A phrase too long for any line is cut once more, where kanji turn into
// katakana. Browsers without phrase breaking of their own (all but Chromium) split
// スナップ/ショット otherwise.
func Phrases(s string) []string {
	if ascii(s) {
		return []string{s}
	}
	var out []string
	start, size := 0, 0
	for i := 0; i < len(s); i += size {
		var r rune
		r, size = utf8.DecodeRuneInString(s[i:])
		if i > start && breaks(s[:i], r) {
			out = halve(out, s[start:i])
			start = i
		}
	}
	return halve(out, s[start:])
}

// line is how many characters of a heading a phone has room for.
const line = 14

// halve appends a phrase, or, when no line of a phone could hold it, its
// compound noun in two: 認定|クラウドプラクティショナーの.
func halve(out []string, phrase string) []string {
	if utf8.RuneCountInString(phrase) > line {
		kanji := 0
		for i, r := range phrase {
			if kanji > 1 && isKatakana(r) {
				return append(out, phrase[:i], phrase[i:])
			}
			if isKanji(r) {
				kanji++
			} else {
				kanji = 0
			}
		}
	}
	return append(out, phrase)
}

// breaks tells whether a line may end between before and r. White space is a
// place to break already.
func breaks(before string, r rune) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case r <= ' ' || last <= ' ' || r == '　' || last == '　' || glued(r):
		return false
	case opens(r):
		return !opens(last)
	case closes(last):
		return !quotes(last) || !isHiragana(r) // 「再起動」が is one phrase
	case isHiragana(last) && !isHiragana(r):
		return !prefix(last, r) && !compound(before, r)
	}
	return false
}

// glued characters never begin a line.
func glued(r rune) bool {
	return closes(r) || r == 'ー' || r == '々' || r == '〜' || r == '～' || r == '゛' || r == '゜' ||
		r < utf8.RuneSelf && strings.IndexByte(`!),.:;?]}%"'/`, byte(r)) >= 0
}

func opens(r rune) bool {
	switch r {
	case '（', '「', '『', '【', '〔', '《', '〈', '［', '｛':
		return true
	}
	return false
}

// quotes tells the closing brackets, which a particle may follow.
func quotes(r rune) bool {
	switch r {
	case '）', '」', '』', '】', '〕', '》', '〉', '］', '｝':
		return true
	}
	return false
}

func closes(r rune) bool {
	switch r {
	case '、', '。', '，', '．', '）', '」', '』', '】', '〕', '》', '〉', '］', '｝', '！', '？', '：', '；', '・', '…', '―':
		return true
	}
	return false
}

// particle tells the hiragana that end a phrase even alone between kanji.
func particle(r rune) bool {
	switch r {
	case 'の', 'を', 'に', 'へ', 'と', 'が', 'は', 'も', 'で', 'や', 'か':
		return true
	}
	return false
}

// prefix tells the polite お and ご, which belong to the noun behind them.
func prefix(last, r rune) bool { return (last == 'お' || last == 'ご') && isKanji(r) }

// compound tells hiragana inside a word: in a compound verb (切り|替え,
// 引き|受ける), a way of doing (動かし|方) and a count (2つ|目).
func compound(before string, r rune) bool {
	last, n := utf8.DecodeLastRuneInString(before)
	ahead, _ := utf8.DecodeLastRuneInString(before[:len(before)-n])
	switch {
	case !isKanji(r):
		return false
	case isKanji(ahead):
		return !particle(last)
	case last == 'つ':
		return ahead >= '0' && ahead <= '9' || ahead >= '０' && ahead <= '９'
	}
	return r == '方' && strings.ContainsRune("いきぎしちにびみり", last)
}

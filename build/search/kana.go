package search

// canonical appends to dst the spelling that the variants of a loan word share: サーバー and サーバ, ヴァ and バ, インターフェイス and
// インターフェース, ソフトウエア and ソフトウェア. from[i] is the index in src of dst's rune i. A memo is indexed under both its own
// spelling and this one, and a query is looked up under this one, so that variants meet without a second look-up.
func canonical(dst, src []rune, from []int32) ([]rune, []int32) {
	dst, from = dst[:0], from[:0]
	for i := 0; i < len(src); i++ {
		r := src[i]
		if !isKatakana(r) {
			dst, from = append(dst, r), append(from, int32(i))
			continue
		}
		next := rune(0)
		if i+1 < len(src) {
			next = src[i+1]
		}
		switch {
		case r == 'ー' && !isKatakana(next) && i >= 2 && isKatakana(src[i-1]) && isKatakana(src[i-2]):
			continue // a long vowel at a word's end
		case r == 'イ' && i > 0 && (src[i-1] == 'ェ' || src[i-1] == 'レ' || src[i-1] == 'メ'):
			r = 'ー'
			if !isKatakana(next) && i >= 2 && isKatakana(src[i-2]) {
				continue
			}
		default:
			if to := pairVariant(r, next); to != 0 {
				dst, from = append(dst, to), append(from, int32(i))
				i++
				continue
			}
			r = singleVariant(r, next)
			if i > 0 && src[i-1] == 'ウ' {
				r = smallAfterU(r)
			}
		}
		dst, from = append(dst, r), append(from, int32(i))
	}
	return dst, from
}

// pairVariant is the one character that a pair is unified to, or 0.
func pairVariant(r, next rune) rune {
	switch {
	case r == 'ヴ':
		switch next {
		case 'ァ':
			return 'バ'
		case 'ィ':
			return 'ビ'
		case 'ェ':
			return 'ベ'
		case 'ォ':
			return 'ボ'
		}
	case r == 'テ' && next == 'ィ':
		return 'チ'
	case r == 'デ' && next == 'ィ':
		return 'デ'
	}
	return 0
}

func singleVariant(r, next rune) rune {
	switch r {
	case 'ヴ':
		return 'ブ'
	case 'ヂ':
		return 'ジ'
	case 'ヅ':
		return 'ズ'
	case 'デ':
		if next == 'ュ' {
			return 'ジ'
		}
	case 'ォ':
		return 'オ'
	}
	return r
}

func smallAfterU(r rune) rune {
	switch r {
	case 'イ':
		return 'ィ'
	case 'エ':
		return 'ェ'
	case 'オ', 'ォ':
		return 'オ'
	}
	return r
}

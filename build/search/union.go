package search

// unite merges two lists; a document in both has the higher impact and both masks.
func unite(a, b []posting) []posting {
	out := make([]posting, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].doc < b[0].doc:
			out, a = append(out, a[0]), a[1:]
		case a[0].doc > b[0].doc:
			out, b = append(out, b[0]), b[1:]
		default:
			p := a[0]
			p.impact = max(p.impact, b[0].impact)
			p.loc |= b[0].loc
			p.next |= b[0].next
			out, a, b = append(out, p), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// intersect is what two lists share, where they share an eighth of the text.
func intersect(a, b []posting) []posting {
	var out []posting
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].doc < b[0].doc:
			a = a[1:]
		case a[0].doc > b[0].doc:
			b = b[1:]
		default:
			if p := a[0]; p.loc&b[0].loc != 0 {
				p.impact = min(p.impact, b[0].impact)
				p.loc &= b[0].loc
				p.next |= b[0].next
				out = append(out, p)
			}
			a, b = a[1:], b[1:]
		}
	}
	return out
}

// Full-text search in the browser, and its interface.
//
// In goes a folder of files that a static host serves: a small root and packs of
// at most 256 KB, made by build/search, whose FORMAT.md says every byte and every
// number. Out come the memos that match, the best first: the same ones, in the
// same order and with the same scores as the reader in Go finds, since both do
// the same arithmetic on integers. Tests run the two against each other.
//
// A query costs some twenty kilobytes. Its words are cut into terms (pairs of
// Japanese characters, identifiers whole). The blocks of the rarest are fetched
// by byte ranges and narrow the memos down; then the texts of the best few are
// fetched, which the snippets need anyway, and the query is verified on them. A
// host that ignores Range (python -m http.server) sends whole packs: the answer
// to the first request tells, and packs are then kept and cut up here.
//
// What the index holds is put into the page as text, never as HTML. A query that
// is overtaken by the next one asks for nothing more. An index that cannot be
// read is opened once anew, for it may have been published since.
//
// Texts are arrays of characters, terms strings of bytes (one UTF-8 byte in each
// char), which sort and share prefixes as the index's do. The names at the
// outermost level stay as they are when scripts are made smaller: hence the
// function around all of it.

export const { open, openIndex, search, parse, fold, canonical, border } = (() => {
  const { floor, max, min } = Math
  const sum = (list) => list.reduce((a, b) => a + b, 0)
  const char = (code) => String.fromCharCode(code)
  const utf8 = (bytes) => new TextDecoder().decode(bytes)
  const toBytes = (s) => Array.from(new TextEncoder().encode(s), char).join("")
  const fromBytes = (s) => utf8(Uint8Array.from(s, (c) => c.charCodeAt()))

  // --- Normalising -----------------------------------------------------------

  const LETTER = "[\\p{L}\\p{N}\\p{M}]"
  const WORD = `(?:(?=[\\0-\u2fff])${LETTER})`
  const GRAM = `(?:(?![\\0-\u2fff])${LETTER})`
  const BLANK = "\\0- \x7f-\x9f\u1680\u2028\u2029"
  const regexp = (source, flags = "gu") => new RegExp(source, flags)
  const is = (set) => (c) => !!c && set.test(c)
  const isWord = is(regexp(WORD, "u"))
  const isGram = is(regexp(GRAM, "u"))
  const isHan = is(/[一-\u9fff㐀-䶿々-〇\uf900-\ufaff\u{20000}-\u{3ffff}]/u)
  const isKatakana = is(/[ァ-ヺー-ヿ]/)
  const isHiragana = is(/[ぁ-ゟ]/)
  const letterClass = (s) => (Math.imul(s.codePointAt(), 0x9e3779b1) >>> 16) % 15

  // A segment is a character with the marks after it. Folding one unifies its
  // compatibility forms, and what these leave apart and nobody types on purpose.
  const segments = /[^][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu
  const alike = regexp(`([${BLANK}])|([\u2018\u2019\u201b\u2032])|([\u201c\u201d])|([\u2010-\u2015\u2212])|(\u301c)|[\xad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]`)
  const known = new Map()
  const foldSegment = (s) => known.get(s) ?? known.set(s, Array.from(
    s.normalize("NFKC").replace(alike, (...m) => " '\"-~"[m.findIndex((g, i) => i && g) - 1] ?? ""),
    (c) => [...c.toLowerCase()][0])).get(s)

  // fold gives the characters of s as the index has them; at, the place in s of
  // the segment that each comes from; and end(i), where that segment ends.
  function fold(s) {
    const lower = [], at = []
    let i = 0
    for (const segment of s.match(segments) ?? []) {
      for (const c of foldSegment(segment)) {
        if (c === " " && lower.at(-1) === c) continue
        lower.push(c)
        at.push(i)
      }
      i += segment.length
    }
    return { lower, at, end: (i) => at.find((a) => a > at[i]) ?? s.length }
  }
  const folded = (s) => fold(s).lower.join("").trim()

  const variants = { ヴァ: "バ", ヴィ: "ビ", ヴェ: "ベ", ヴォ: "ボ", ティ: "チ", ディ: "デ", ヴ: "ブ", ヂ: "ジ", ヅ: "ズ", ォ: "オ" }
  const afterU = { イ: "ィ", エ: "ェ", オ: "オ" }

  // canonical gives the spelling that the variants of a loan word share, and from:
  // which character of src each comes from.
  function canonical(src) {
    const out = [], from = []
    for (let i = 0; i < src.length; i++) {
      const at = i
      let c = src[i]
      if (isKatakana(c)) {
        const last = src[i - 1], next = src[i + 1], ends = !isKatakana(next) && isKatakana(src[i - 2])
        if (c === "ー" && ends && isKatakana(last)) continue
        if (c === "イ" && "ェレメ".includes(last)) {
          if (ends) continue
          c = "ー"
        } else if (variants[c + next]) c = variants[c + src[++i]]
        else {
          c = c + next === "デュ" ? "ジ" : variants[c] ?? c
          if (last === "ウ") c = afterU[c] ?? c
        }
      }
      out.push(c)
      from.push(at)
    }
    return { out, from }
  }

  // --- Queries ---------------------------------------------------------------

  // spans are the stretches of a folded text that are indexed as one: runs of gram
  // characters, and identifiers, whose words are joined by "_", "-" or ".".
  const span = regexp(`(${GRAM}+)|${WORD}+(?:(?:_+|[-.])${WORD}+)*`)
  const spans = (text) => [...text.matchAll(span)]

  // parse reads the language of queries: phrases apart by white space, "exact
  // ones" in quotes, -without, tag:name and year:2024. Other punctuation is text:
  // it is all over error messages.
  const SPACE = BLANK + "\xa0\u2000-\u200a\u202f\u205f\u3000"
  const chunk = regexp(`(-(?="|${LETTER}))?(?:"([^]+?)"(?=[${SPACE}]|$)|([^${SPACE}]+))`)

  function parse(typed) {
    const tags = [], notTags = [], chunks = [], without = []
    let year = 0
    for (const [, minus, exact, words] of [...typed].slice(0, 512).join("").replace(/\p{Cs}/gu, "\ufffd").matchAll(chunk)) {
      const [, tag, time] = /^(?:tag:(.+)|year:(\d{4})$)/.exec(words) ?? []
      const text = folded(exact ?? words)
      if (tag) (minus ? notTags : tags).push(tagTerm(tag))
      else if (minus || !time || !(year = +time)) text && (minus ? without : chunks).push({ text, typed: text, exact: !!exact })
    }
    for (const c of [...chunks, ...without]) c.units = units(c, chunks.indexOf(c), c === chunks.at(-1) && !c.exact)
    return { chunks, without, tags, notTags, year }
  }

  const tagTerm = (name) => "#" + toBytes(folded(name).replaceAll(" ", "-"))

  // units are the terms to look up for a chunk. guess says how rare one looks,
  // next is the class of the letter that must follow it.
  const signs = regexp(`^(#|\\+\\+)(?!${WORD})`, "u")
  function units({ text }, chunk, open) {
    const out = [], alone = [], all = spans(text)
    all.forEach(({ 0: run, 1: gram, index }, i) => {
      const next = all[i + 1] && letterClass(all[i + 1][0]), end = index + run.length
      const add = (list, s, guess, more) => list.push({ chunk, next, guess, term: toBytes(s), ...more })
      if (gram) {
        const chars = canonical([...run]).out
        if (!chars[1]) add(isHan(run) ? out : alone, chars[0], 20)
        const dropped = run.endsWith("ー") && chars.at(-1) !== "ー" && "ー"
        for (let k = 1; k < chars.length; k++) {
          const a = chars[k - 1], b = chars[k], c = chars[k + 1]
          add(out, a + b, rarity(a, b), (c || dropped) && { next: letterClass(c || dropped), soft: !c })
        }
      } else {
        const cut = (s) => [...s].slice(0, 20).join("")
        const parts = run.split(/[_.-]+/), more = { word: true, prefix: open && end === text.length }
        const sign = /^[a-z]$/.test(run) && signs.exec(text.slice(end))
        const s = sign ? run + sign[1] : cut(parts.slice(0, 6).join("")), n = [...s].length
        if (parts[1]) more.parts = parts.map((p) => toBytes(cut(p)))
        add(out, s, parts[1] ? 90 : n > 7 ? 80 : n > 4 ? 60 : n > 2 ? 45 : 30, more)
      }
    })
    return out[0] ? out : alone
  }

  function rarity(a, b) {
    const both = (kind) => kind(a) && kind(b)
    return both(isHan) ? 55 : a === "ー" || b === "ー" ? 32 : both(isKatakana) ? 40 : both(isHiragana) ? 10 : isHiragana(a) || isHiragana(b) ? 25 : 36
  }

  // --- Files -----------------------------------------------------------------

  const damaged = () => { throw Error("damaged") }

  // decode reads b from its start; it fails where b ends too early.
  function decode(b) {
    let at = 0
    const byte = () => at < b.length ? b[at++] : damaged()
    const number = () => {
      for (let n = 0, unit = 1; ; unit *= 128) {
        const c = byte()
        n += (c & 127) * unit
        if (c < 128) return n
        if (unit > 2e8) damaged()
      }
    }
    const list = (read, n = number()) => n > b.length ? damaged() : Array.from({ length: n }, read)
    return {
      number,
      list,
      rest: () => b.subarray(at),
      more: () => at < b.length,
      name: (kind) => `${kind}-${list(() => byte().toString(16).padStart(2, "0"), 5).join("")}.bin`,
      // key reads a string that begins as the last one does.
      key: (last = "") => last.slice(0, number()) + list(() => char(byte())).join(""),
    }
  }

  // entries reads keys and lengths of what lies one after the other, from off on.
  function entries(r, name, off = 0) {
    let last = {}
    return r.list((_, i) => {
      const e = { key: r.key(last.key), n: r.number(), name: name(i), off }
      if (e.name === last.name) e.off = last.off + last.n
      return last = e
    })
  }

  const inflate = (b) => new Response(new Blob([b]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer().then((b) => new Uint8Array(b), damaged)

  // request fetches a file or a range of it, in one of eight lanes. It fails with a
  // TypeError, as fetch does, when the host is not reached.
  function request({ folder, lanes }, name, range, cache) {
    const answer = lanes.shift().catch(() => {}).then(async () => {
      const answer = await fetch(folder + name, { cache, headers: { range: "bytes=" + range } })
      return [answer.ok ? new Uint8Array(await answer.arrayBuffer()) : damaged(), answer.status === 206]
    })
    lanes.push(answer)
    return answer
  }

  // part gives the bytes [from, to) of a file.
  async function part(index, name, from, to) {
    const { ranges, packs } = index
    if (!ranges && !packs.has(name)) packs.set(name, request(index, name, "0-"))
    const [b, cut] = await (ranges ? request(index, name, `${from}-${to - 1}`) : packs.get(name))
    return cut && ranges ? b : b.subarray(from, to)
  }

  // load gives the content of extents {name, off, n}, inflated unless raw. Those of
  // one file that are nearer than 512 bytes are fetched as one.
  async function load(index, extents, raw) {
    const { signal, cache } = index
    signal?.throwIfAborted()
    const key = (e) => e.name + e.off
    let rest = [...new Map(extents.map((e) => [key(e), e])).values()].filter((e) => !cache.has(key(e)))
      .sort((a, b) => a.name.localeCompare(b.name) || a.off - b.off)
    while (rest[0]) {
      const [{ name, off }] = rest
      let end = off
      const near = rest.filter((e) => e.name === name && e.off - end <= 512 && (end = max(end, e.off + e.n)))
      const whole = part(index, name, off, end)
      for (const e of near) {
        cache.set(key(e), whole.then((b) => {
          b = b.subarray(e.off - off, e.off - off + e.n)
          return b.length < e.n ? damaged() : raw ? b : inflate(b)
        }))
      }
      rest = rest.slice(near.length)
    }
    return Promise.all(extents.map((e) => cache.get(key(e))))
  }

  // openIndex reads the root. Asking for it as a range tells whether the host
  // knows ranges.
  async function openIndex(folder, reload) {
    const index = { folder, cache: new Map(), packs: new Map(), lanes: Array(8).fill(Promise.resolve()) }
    const [b, ranges] = await request(index, "root", "0-", reload ? "reload" : "no-cache")
    if (utf8(b.subarray(0, 4)) !== "msi1") damaged()
    const r = decode(await inflate(b.subarray(4)))
    index.ranges = ranges
    index.documents = r.number()
    r.number()
    let end = 0
    index.years = r.list(() => ({ year: r.number(), end: end += r.number() }))
    index.records = r.list(() => r.name("d"))
    index.hints = { name: r.name("s"), sizes: r.list(r.number, 17) }
    const packs = r.list(() => [r.name("k"), r.number()]).flatMap(([name, n]) => Array(min(n, 1e5)).fill(name))
    index.pages = entries(r, (i) => packs[i] ?? damaged())
    return index
  }

  // --- Terms and their postings ----------------------------------------------

  // blocks finds for each term the block it must be in; beside are the places of that
  // one, of the one before and of the next, which may hold what begins as the term does.
  const upTo = (list, t) => max(0, list.findLastIndex((e) => e.key <= t))
  async function blocks(index, terms) {
    const { pages } = index
    const open = async (page) => {
      const r = decode((await load(index, [page]))[0]), name = r.name("b")
      return entries(r, () => name, r.number())
    }
    if (!pages[0]) return []
    await load(index, terms.map((t) => pages[upTo(pages, t)]))
    const places = await Promise.all(terms.map(async (t) => {
      const i = upTo(pages, t), list = await open(pages[i]), at = upTo(list, t), after = pages[i + 1]
      return [list[at] ?? damaged(), list[at - 1], list[at + 1] ?? (after?.key.startsWith(t) && { ...(await open(after))[0], key: after.key })]
    }))
    const loaded = await load(index, places.map(([at]) => at))
    return loaded.map((block, i) => ({ block, beside: places[i] }))
  }

  // readBlock decodes the lists of the terms that want accepts.
  function readBlock(index, block, want) {
    const r = decode(block)
    let term
    const lists = r.list(() => ({ term: term = r.key(term) }))
    for (const l of lists) {
      l.df = l.n = r.number()
      l.whole = l.df <= 1024
      if (!l.whole) {
        l.n = 512
        const n = r.number()
        if (n) l.long = { name: r.name("l"), off: r.number(), n }
      }
      l.want = want(l.term)
    }
    postings(index, r, lists)
    return lists.filter((l) => l.want)
  }

  // postings decodes lists that follow one another: gaps, then half bytes of impacts,
  // of eighths and of following letters, then what half a byte cannot say.
  function postings({ documents }, r, lists) {
    let total = 0
    for (const l of lists) {
      let doc = -1
      l.postings = []
      total += l.n
      for (let k = 0; k < l.n; k++) {
        doc += r.number() + 1
        if (doc >= documents) damaged()
        if (l.want) l.postings.push({ doc })
      }
    }
    const half = total + 1 >> 1, b = r.rest()
    const nibble = (stream, k) => b[stream * half + (k >> 1)] >> (k & 1 ? 0 : 4) & 15
    let places = 3 * half, letters = places, k = 0
    for (let i = 0; i < total; i++) if (nibble(1, i) > 14) letters++
    for (const l of lists) {
      for (let i = 0; i < l.n; i++, k++) {
        let loc = nibble(1, k), next = nibble(2, k)
        loc = loc > 14 ? b[places++] : loc > 7 ? 3 << loc - 8 : 1 << loc
        next = next > 14 ? b[letters++] * 257 : 1 << next
        if (l.want) Object.assign(l.postings[i], { impact: nibble(0, k), loc, next })
      }
    }
    if (letters > b.length) damaged()
  }

  // complete gives the whole list, of which a block holds the best part.
  async function complete(index, { long, df }) {
    const [b] = await load(index, [long]), all = { n: df, want: true }
    postings(index, decode(b), [all])
    return all.postings
  }

  // exactly gives the lists of terms as they stand, lists their postings, all that
  // there are.
  const exactly = async (index, terms) => (await blocks(index, terms)).map(({ block }, i) => readBlock(index, block, (t) => t === terms[i])[0])
  const lists = async (index, terms) => Promise.all((await exactly(index, terms)).map((l) => !l ? [] : l.long ? complete(index, l) : l.postings))

  // Two lists made one: of the documents in both, or in any.
  const intersect = (a, b) => {
    const other = new Map(b.map((p) => [p.doc, p]))
    return a.flatMap((p) => {
      const q = other.get(p.doc), loc = q && p.loc & q.loc
      return loc ? { doc: p.doc, impact: min(p.impact, q.impact), loc, next: p.next | q.next } : []
    })
  }
  const unite = (a, b) => {
    const all = new Map(a.map((p) => [p.doc, p]))
    for (const q of b) {
      const p = all.get(q.doc)
      all.set(q.doc, p ? { doc: q.doc, impact: max(p.impact, q.impact), loc: p.loc | q.loc, next: p.next | q.next } : q)
    }
    return [...all.values()]
  }

  // add unites the list of another term with what was found.
  function add(found, { postings, df, whole }, weaken) {
    found.postings = unite(found.postings, weaken ? postings.map((p) => ({ ...p, impact: (p.impact & 7) >> 1 })) : postings)
    found.whole &&= whole
    found.df = max(found.postings.length, df)
    found.long = undefined
  }

  const nothing = (unit) => ({ unit, df: 0, postings: [], whole: true })

  // lookup finds the lists of units; words that are not there as they stand are
  // completed or corrected.
  async function lookup(index, us) {
    const places = await blocks(index, us.map((u) => u.term))
    return Promise.all(us.map((u, i) => places[i] ? resolve(index, u, places[i]) : nothing(u)))
  }

  async function resolve(index, unit, { block, beside }) {
    const { word, prefix, parts, term } = unit
    const found = nothing(unit), begins = (t) => t.startsWith(term)
    let more = readBlock(index, block, word ? begins : (t) => t === term)
    if (more[0]?.term === term) Object.assign(found, more.shift())
    const { df } = found
    if (!word || df > 4 && !(parts && prefix) || df && !prefix && !parts) return found
    if ([...fromBytes(term)][1] && (prefix || !df)) {
      more.push(...await goOn(index, beside, begins))
      for (const l of more.sort((a, b) => b.df - a.df).slice(0, 24)) add(found, l, df && !parts)
    }
    if (parts && found.df < 5) await together(index, found)
    return found.df ? found : correct(index, unit, beside)
  }

  // goOn gives the lists of the next block whose terms begin as wanted, if it may
  // have any.
  const goOn = async (index, [, , next], begins) => next && begins(next.key) ? readBlock(index, (await load(index, [next]))[0], begins) : []

  // together adds the documents that have all parts of an identifier in one eighth:
  // it may be a part of a longer one there.
  async function together(index, found) {
    const { parts, prefix } = found.unit
    const distinct = [...new Set(parts)].sort()
    let all, { whole } = found
    for (const [i, { block, beside }] of (await blocks(index, distinct)).entries()) {
      const part = distinct[i], one = nothing(), open = prefix && part === parts.at(-1)
      const wanted = (t) => t === part || open && t.startsWith(part)
      for (const l of [...readBlock(index, block, wanted), ...open ? await goOn(index, beside, wanted) : []]) add(one, l)
      whole &&= one.whole
      all = all ? intersect(all, one.postings) : one.postings
    }
    add(found, { postings: all, df: all.length }, found.df)
    found.whole = whole
    found.loose = !!all[0]
  }

  // correct takes the word that a mistyped one most looks like: a neighbour in the
  // index or one of the suggestions.
  async function correct(index, unit, [at, last, next]) {
    const word = [...fromBytes(unit.term)], found = nothing(unit)
    if (!word[3]) return found
    let best = stranger(word)
    for (const b of await load(index, [last, at, next].filter((e) => e))) best = closest(word, readBlock(index, b, () => true), best)
    const { term } = await suggestion(index, word, best)
    if (term !== best.term) best = (await exactly(index, [term]))[0] ?? best
    return best.df ? { ...best, unit, fixed: fromBytes(best.term) } : found
  }

  // suggestion is the most similar one of those that are about as long as word, if
  // it is closer than best.
  async function suggestion(index, word, best) {
    const { name, sizes } = index.hints, n = word.length - 4
    const near = [n - 1, n, n + 1].filter((k) => sizes[k]).map((k) => ({ name, off: sum(sizes.slice(0, k)), n: sizes[k] }))
    for (const b of await load(index, near)) {
      const r = decode(b), hints = []
      while (r.more()) hints.push({ term: r.key(hints.at(-1)?.term), df: r.number() })
      best = closest(word, hints, best)
    }
    return best
  }

  // stranger is what all words are closer to: of up to five letters one may be wrong,
  // else two.
  const stranger = (word) => ({ df: 0, edits: word[5] ? 3 : 2 })
  function closest(word, list, best) {
    for (const l of list) {
      const edits = distance(word, [...fromBytes(l.term)], best.edits)
      if (edits < best.edits || edits === best.edits && best.df && l.df > best.df) best = { ...l, edits }
    }
    return best
  }

  // distance counts edits between a and b: a letter more, less or other, or two
  // swapped; it is above limit when it must be.
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1
    let older, last, row = [0, ...b.map((_, j) => j + 1)]
    a.forEach((c, i) => {
      [older, last, row] = [last, row, [i + 1]]
      b.forEach((d, j) => {
        row.push(min(last[j + 1] + 1, row[j] + 1, last[j] + (c !== d), i && j && c === b[j - 1] && a[i - 1] === d ? older[j - 1] + 1 : 99))
      })
    })
    return row.at(-1)
  }

  // --- Texts -----------------------------------------------------------------

  function stored(b) {
    const [head, ...records] = utf8(b).split("\x1e")
    const [url, title, date, tags, , , above = damaged()] = head.split("\x1f")
    let anchor = ""
    const passages = records.map((record) => {
      const at = record.indexOf("\x1f")
      anchor = record.slice(1, at) || anchor
      return { kind: record[0], anchor, ...target(record.slice(at + 1)) }
    })
    const list = (s) => s ? s.split("\x1d") : []
    return { url, date, passages, title: target(title), tags: list(tags), above: list(above).map((h) => ({ kind: h[0], text: h.slice(1) })) }
  }

  // target is a text made ready for finding.
  function target(text) {
    const t = { text, ...fold(text) }
    let canon
    t.canon = () => canon ??= canonical(t.lower)
    return t
  }

  // phrase is what is looked for: as it is, and in the spelling that loan words share.
  function phrase(text, exact) {
    const lower = [...text]
    return { lower, exact, canon: !exact && lower.some(isKatakana) && canonical(lower).out }
  }

  // match gives the end of needle in hay when it stands at j. A space beside a
  // Japanese letter may be missing; unless the phrase is exact, also a long vowel at
  // a word's end and what joins the words of an identifier.
  function match(hay, j, needle, exact) {
    const optional = (chars, i) => {
      const c = chars[i], last = chars[i - 1], next = chars[i + 1]
      if (c === " ") return isGram(last) || isGram(next)
      return !exact && (c === "ー" ? isKatakana(last) && !isKatakana(next) : /^[_.-]$/.test(c) && isWord(last) && isWord(next))
    }
    for (let i = 0; i < needle.length;) {
      if (hay[j] === needle[i]) {
        i++
        j++
      } else if (i && optional(hay, j)) j++
      else if (i && optional(needle, i)) i++
      else return
    }
    return j
  }

  function first(hay, from, needle, exact) {
    for (let j = from; needle[0] && (j = hay.indexOf(needle[0], j)) >= 0; j++) {
      const end = match(hay, j, needle, exact)
      if (end) return [j, end]
    }
  }

  // find is the first place of a phrase in a target at or after from, [start, end]
  // in folded characters.
  function find(t, from, { lower, exact, canon }) {
    const place = first(t.lower, from, lower, exact)
    if (place || !canon) return place
    const { out, from: back } = t.canon(), start = back.findIndex((i) => i >= from)
    const there = first(out, start < 0 ? out.length : start, canon)
    return there && [back[there[0]], back[there[1]] ?? t.lower.length]
  }

  const isHeading = (passage) => passage.kind < "7"

  // path is the texts of the headings that a passage stands under.
  function path(passages, passage, above) {
    for (const p of passages) {
      if (isHeading(p)) above = above.filter((h) => h.kind < p.kind)
      if (p === passage) return above.map((h) => h.text)
      if (isHeading(p)) above = [...above, p]
    }
  }

  // findIn looks through passages; a place in a heading comes before one elsewhere.
  function findIn(passages, p) {
    const look = (list) => {
      let place
      const passage = list.find((t) => place = find(t, 0, p))
      return passage && { passage, place }
    }
    return look(passages.filter(isHeading)) ?? look(passages)
  }

  // nearest is the stretch of hay fewest edits away from needle, if at most limit.
  function nearest(hay, needle, limit) {
    const cost = [0, ...needle.map((_, i) => i + 1)], from = cost.map(() => 0), n = needle.length
    let best
    hay.forEach((c, j) => {
      let d = 0, f = from[0]
      from[0] = j + 1
      needle.forEach((m, k) => {
        const i = k + 1
        if (c !== m) d++
        if (cost[i] + 1 < d) [d, f] = [cost[i] + 1, from[i]]
        if (cost[k] + 1 < d) [d, f] = [cost[k] + 1, from[k]];
        [d, cost[i], f, from[i]] = [cost[i], d, from[i], f]
      })
      if (cost[n] <= limit) {
        best = [from[n], j + 1]
        limit = cost[n] - 1
      }
    })
    return best
  }

  // border says how good it is to cut before character i: 3 between phrases, 2
  // between words, 1 inside a word, 0 inside what is seen as one character.
  const isBlank = is(/[ \n\t\u3000]/)
  const inWord = is(regexp(WORD + "|[_.'’０-９Ａ-Ｚａ-ｚｦ-ﾟ-]", "u"))
  function border(chars, i) {
    const a = chars[i - 1], b = chars[i], both = (kind) => kind(a) && kind(b)
    if (!a || !b) return 3
    if (/\u200d|.[\p{M}\u{1f3fb}-\u{1f3ff}]|[\u{1f1e6}-\u{1f1ff}]{2}/su.test(a + b)) return 0
    if (both(inWord) || both(isKatakana)) return 1
    if (isBlank(a) || isBlank(b)) return 3
    if (/[\p{Ps}\p{Pi}].|.[\p{Pe}\p{Pf}\p{Po}]/su.test(a + b)) return 1
    return /\p{P}/u.test(a) || isHiragana(a) && !isHiragana(b) ? 3 : 2
  }

  // around is the stretch of text about [from, to) to show. Where it does not begin
  // or end with a line or the text, it does so at the best border within reach.
  function around(text, from, to) {
    const chars = [...text], end = chars.length, count = (to) => [...text.slice(0, to)].length, a = count(from), z = count(to)
    const best = (from, ...ways) => {
      let at = from, most = -1
      for (const to of ways) {
        for (let i = from, step = to < i ? -1 : 1; i !== to + step; i += step) {
          const b = border(chars, i)
          if (b > most) [at, most] = [i, b]
        }
      }
      return at
    }
    let lo = max(0, a - 30)
    const line = chars.slice(lo, max(lo, a - 16)).lastIndexOf("\n")
    if (line >= 0) lo += line + 1
    else if (lo && chars[lo - 1] !== "\n") for (lo = best(lo, a, max(0, lo - 30)); lo < a && isBlank(chars[lo]);) lo++
    let hi = min(end, lo + max(130, min(260, z - lo)))
    if (hi < end) for (hi = best(hi, max(min(z, hi), hi - 40), min(end, hi + 40)); hi > z && isBlank(chars[hi - 1]);) hi--
    return [lo, hi].map((i) => chars.slice(0, i).join("").length)
  }

  // sentence is the one, or the cell or line of code, that holds [from, to): browsers
  // find text by whole words, and it has whole words at both ends. A row's cells are
  // apart by a bar that the page does not have.
  function sentence(text, from, to, code) {
    const end = code ? "\n" : /[\n。]| \| /
    const s = text.slice(0, from).split(end).at(-1) + text.slice(from).split(end)[0]
    return (s.length < 200 ? s : text.slice(from, to)).trim()
  }

  // matches are the places of phrases in [lo, hi) of a text, counted from lo, in
  // order and apart.
  function matches(t, words, lo, hi) {
    const all = [], out = []
    for (const w of words) {
      for (let i = 0, place; (place = find(t, i, w)) && place[1] > place[0]; i = place[1]) {
        const from = t.at[place[0]], to = t.end(place[1] - 1)
        if (from >= lo && to <= hi) all.push([from - lo, to - lo])
      }
    }
    for (const m of all.sort((a, b) => a[0] - b[0])) {
      const last = out.at(-1)
      if (last && m[0] <= last[1]) last[1] = max(last[1], m[1])
      else out.push(m)
    }
    return out
  }

  // --- A query ---------------------------------------------------------------

  // log2 is in sixteenths, linear between powers of two.
  const log2 = (n) => {
    const e = 31 - Math.clz32(n)
    return 16 * e + (n << 4 >> e & 15)
  }
  const better = (a, b) => b.score - a.score || b.doc - a.doc

  // Tiers of candidates: some terms are not there or not where they should be;
  // nothing speaks against it, but lists that were not read whole may; all are there
  // and agree.
  const PARTLY = 0, POSSIBLY = 1, FULLY = 2

  // search answers a query with at most n hits. total is how many memos seem to
  // match, years which years these are of, meant the query without its typos;
  // bare is one that has nothing but words to leave out.
  async function search(index, typed, n, signal) {
    index = { ...index, signal }
    const { documents } = index, { chunks, without, tags, notTags, year } = parse(typed)
    const exact = chunks.some((c) => c.exact), bare = without[0] && !(chunks[0] || tags[0] || year)
    let found, allow, size = 0

    // filtered reads what tag:, year: and -word leave of the documents; it is false
    // when that is nothing.
    async function filtered() {
      const docs = (list) => new Set(list.map((p) => p.doc))
      const keep = (await lists(index, tags)).map(docs)
      const drop = (await lists(index, notTags)).map(docs)
      for (const { units } of without) {
        const all = await lists(index, units.slice(0, 6).map((u) => u.term))
        if (all[0]) drop.push(docs(all.reduce(intersect)))
      }
      if (keep[0] || year || drop.some((s) => s.size)) {
        allow = (doc) => keep.every((s) => s.has(doc)) && !drop.some((s) => s.has(doc)) && (!year || yearOf(doc) === year)
      }
      return documents && keep.every((s) => s.size)
    }
    const yearOf = (doc) => index.years.find((run) => doc < run.end)?.year

    const candidate = (doc) => ({ doc, tier: FULLY, base: floor(10 * doc / documents), locs: [], proved: [] })
    const count = (list, tier) => list.filter((c) => c.tier >= tier).length

    // latest is the answer to a query of filters alone.
    function latest() {
      const out = []
      for (let doc = documents; allow && doc-- && !out[999];) if (allow(doc)) out.push(candidate(doc))
      return out
    }

    // candidates looks terms up, the rarest first, until few enough documents are
    // left, and orders these.
    async function candidates() {
      const rest = order()
      found = []
      size = 0
      for (let take = 4; ; ) {
        found.push(...await lookup(index, rest.splice(0, take)))
        const list = evaluate(), n = count(list, POSSIBLY), sure = count(list, FULLY)
        take = min(2, rest.length, 6 - found.length)
        if (take > 0 && (!n || n > 15)) continue
        return sure < 10 && n - sure > 15 && await lengthen() ? evaluate() : list
      }
    }

    // order is that of look-up: of each chunk what looks rarest, then the others. Two
    // neighbours say much the same, so the second of them counts less.
    function order() {
      const rarer = (a, b) => b.guess - a.guess
      const first = [], others = []
      for (const { units } of chunks) {
        const left = [...units]
        for (let list = first; left.some((u) => u); list = others) {
          const best = left.reduce((a, b) => !a || b && b.guess > a.guess ? b : a), i = left.indexOf(best)
          list.push(best)
          left[i] = undefined
          for (const u of [left[i - 1], left[i + 1]]) if (u) u.guess -= 12
        }
      }
      return [...first.sort(rarer), ...others.sort(rarer)]
    }

    // lengthen reads lists of which only the best postings are here, the shortest
    // first, 32 KB in all.
    async function lengthen() {
      for (const f of found.filter((f) => !f.whole && f.long).sort((a, b) => a.long.n - b.long.n)) {
        if (size + f.long.n > 32768) break
        f.postings = await complete(index, f)
        f.whole = true
        size += f.long.n
      }
      return size
    }

    function evaluate() {
      const rows = new Map()
      found.forEach((f, i) => {
        for (const p of f.postings) {
          if (!rows.has(p.doc)) rows.set(p.doc, !allow || allow(p.doc) ? [] : 0)
          const row = rows.get(p.doc)
          if (row) row[i] = p
        }
      })
      const idf = found.map((f) => max(8, log2(documents) - log2(max(1, f.df)) + 16)), share = [...idf]
      const members = chunks.map((_, k) => found.flatMap((f, i) => f.unit.chunk === k ? i : []))
      for (const list of members) {
        const grams = list.filter((i) => !found[i].unit.word)
        for (const i of grams) share[i] = min(...grams.map((i) => idf[i]))
      }
      // The class of the first letter after each chunk.
      const follows = chunks.map((_, k) => letterClass(spans(chunks.slice(k + 1).map((c) => c.text).join(" "))[0]?.[0] ?? "\0"))
      const total = 21 * sum(idf), least = sum(share) / 2

      function score(c, row) {
        let worth = 0, has = 0, seen = 0, adjacent = 0, near = 255
        members.forEach((list, k) => {
          let idfs = 0, level = 7, title = 8, all = 255, wide = 255, some = 0, agree = true, last = 0
          for (const i of list) {
            const p = row[i], { whole, fixed, unit: { next, soft } } = found[i]
            if (p || !whole) has += share[i]
            if (p) {
              idfs += idf[i]
              level = min(level, p.impact & 7)
              title &= p.impact
              all &= p.loc
              wide &= p.loc | p.loc << 1 | p.loc >> 1
              some |= p.loc
              if (next === undefined) last = p.next
              else if (!(p.next >> next & 1 || fixed || soft)) agree = false
            } else {
              c.tier = min(c.tier, whole ? PARTLY : POSSIBLY)
              if (!whole) worth += 2 * idf[i]
            }
          }
          if (!idfs) return
          const good = agree && wide
          if (!good || !all) c.tier = min(c.tier, good ? POSSIBLY : PARTLY)
          near &= c.locs[k] = !good ? some : all || wide
          worth += idfs * (4 + level + (title && 10) >> (good && all ? 0 : 1))
          seen++
          adjacent += members[k + 1] ? last >> follows[k] & 1 : 0
          const { fixed, loose, unit } = found[list[0]]
          c.proved[k] = !(chunks[k].units[1] || fixed || loose || unit.soft)
        })
        let base = floor(1000 * worth / total)
        if (seen > 1) {
          if (near) base += base >> 2
          base += floor(base * adjacent / (2 * (seen - 1)))
        }
        c.base += base
        return has < least ? [] : c
      }
      return [...rows].flatMap(([doc, row]) => row ? score(candidate(doc), row) : [])
        .sort((a, b) => b.tier - a.tier || b.base - a.base || b.doc - a.doc)
    }

    // respell corrects phrases of katakana that lead to nothing.
    async function respell() {
      let again
      for (const [k, c] of chunks.entries()) {
        const word = [...c.text]
        if (c.exact || !word[3] || word[20] || !word.every(isKatakana)) continue
        const { term } = await suggestion(index, word, stranger(word))
        if (!term || fromBytes(term) === c.text) continue
        c.text = fromBytes(term)
        c.units = units(c, k)
        again = true
      }
      return again
    }

    // texts fetches of each candidate the piece that most chunks seem to be in, of
    // those that were not read yet. more: another one promises as much.
    async function texts(list) {
      const records = await load(index, list.map(({ doc }) => ({ name: index.records[doc >> 13], off: (doc & 8191) * 24, n: 24 })), true)
      const pieces = records.map((b, i) => {
        const c = list[i], two = (at) => b[at] * 256 + b[at + 1]
        const sizes = [8, 10, 12, 14, 16, 18, 20, 22].map(two).filter((n) => n)
        let best = 0, most = -1
        c.unread = 0
        const masks = sizes.map((_, k) => (1 << 8 / sizes.length) - 1 << k * 8 / sizes.length)
        masks.forEach((mask, k) => {
          if (c.pieces >> k & 1) return
          c.unread |= mask
          const weight = sum(chunks.map(({ units }, m) => c.locs[m] & mask && 8 + min(8, units.length)))
          c.more = weight === most || weight < most && c.more
          if (weight > most) [best, most] = [k, weight]
        })
        c.pieces |= 1 << best
        c.unread &= ~masks[best]
        size += sizes[best] ?? damaged()
        return { name: decode(b).name("t"), off: b[5] * 65536 + two(6) + sum(sizes.slice(0, best)), n: sizes[best] }
      })
      return (await load(index, pieces)).map(stored)
    }

    // spelling is a chunk's text, or what a typo in it was corrected to.
    const spelling = ({ text, exact, units }, k) => !exact && !units[1] && found.find((f) => f.unit.chunk === k && f.fixed)?.fixed || text
    const phrases = () => chunks.map((c, k) => phrase(spelling(c, k), c.exact))

    // judge verifies the query on a text.
    function judge(c, s) {
      const { title, passages } = s, parts = phrases(), n = parts.length
      const tagged = target(s.tags.join("\n"))
      const titled = parts.map((p) => find(title, 0, p)), inTitle = titled.filter((t) => t).length
      const spots = parts.map((p) => findIn(passages, p))
      const there = parts.map((p, k) => titled[k] || spots[k] || find(tagged, 0, p) || c.proved[k] && !p.exact)
      const whole = phrase(chunks.map((c) => c.text).join(" "), n === 1 && exact)
      const missing = chunks.flatMap(({ typed }, k) => there[k] || c.locs[k] & c.unread ? [] : typed)
      const j = { ...c, ...s, missing, verified: there.every((t) => t), best: findIn(passages, whole) }
      let score = c.base + (inTitle === n
        ? 600 + floor(200 * min(whole.lower.length, title.lower.length) / max(1, title.lower.length))
        : floor(300 * inTitle / n))
      if (j.best) score += 400
      else {
        const together = (spot) => spots.filter((o) => o && o.passage === spot?.passage).length
        j.best = spots.reduce((a, b) => together(b) > together(a) ? b : a, undefined)
      }
      if (j.best && isHeading(j.best.passage)) score += 150
      if (j.verified) score += 200
      else if (parts.some((p, k) => p.exact && !there[k])) score = -1
      else if (nearly(j, parts, spots)) score += 100
      else score >>= 1
      return Object.assign(j, { score })
    }

    // nearly finds mistyped phrases: every one that is missing must be there with a
    // typo.
    function nearly(j, parts, spots) {
      const words = []
      for (const [k, { lower }] of parts.entries()) {
        let place, found = lower
        if (!spots[k] && !j.proved[k]) {
          const limit = min(2, lower.length >> 2)
          const passage = limit && lower.length < 41 && j.passages.find((p) => place = nearest(p.lower, lower, limit))
          if (!passage) return
          found = passage.lower.slice(...place)
          j.best ??= { passage, place }
        }
        words.push(found.join(""))
      }
      j.missing = []
      return j.fixed = words.join(" ")
    }

    // read fetches and judges texts in waves, until enough are verified.
    async function read(rest) {
      const out = new Map(), judged = () => [...out.values()], waves = Math.ceil(n / 5)
      const not = without.map((c) => phrase(c.text, c.exact))
      let verified = 0
      for (let w = 0; rest[0]; w++) {
        const goal = rest[0].tier ? n : min(n, 3)
        if (w >= waves && (w > 7 || verified >= goal || size > waves * (exact ? 18000 : 16000))) break
        const now = rest.slice(0, w < waves ? 5 : min(5, goal - verified + 1)), again = []
        for (const [i, s] of (await texts(now)).entries()) {
          const j = judge(now[i], s), other = out.get(s.url)
          if (!j.verified && j.more && j.tier === FULLY) again.push(now[i])
          if (j.score >= 0 && !not.some((p) => findIn(s.passages, p)) && !(other && better(j, other) >= 0)) out.set(s.url, j)
        }
        rest = [...again, ...rest.slice(now.length)]
        verified = judged().filter((j) => j.verified).length
      }
      return [judged().sort(better).filter((j) => !verified || j.tier || j.verified || j.fixed), verified]
    }

    function hit({ url, date, tags, score, title, best, passages, above, missing }) {
      const words = phrases()
      const h = { url, date, tags, score, missing, title: title.text, titleMatches: matches(title, words, 0, Infinity), snippet: "", matches: [], anchor: "", path: [] }
      const passage = best?.passage ?? passages.find((p) => p.kind === "p" && p.text) ?? passages[0]
      if (!passage) return h
      const { text, at, end } = passage
      h.code = passage.kind === "c"
      let from = 0, to = 0
      if (best) {
        const [a, b] = best.place
        h.anchor = passage.anchor
        h.path = path(passages, passage, above)
        from = to = at[a] ?? 0
        if (b > a) to = end(b - 1)
        if (!isHeading(passage)) h.spot = sentence(text, from, to, h.code)
      }
      const [lo, hi] = around(text, from, to)
      h.matches = matches(passage, words, lo, hi)
      if (!h.matches[0] && to > from && to <= hi) h.matches = [[from - lo, to - lo]]
      const before = lo ? "…" : ""
      h.matches = h.matches.map((m) => m.map((i) => i + before.length))
      h.snippet = before + text.slice(lo, hi) + (text[hi] ? "…" : "")
      return h
    }

    const any = !bare && await filtered()
    let list = !any ? [] : chunks[0] ? await candidates() : latest()
    if (any && !count(list, POSSIBLY) && await respell()) list = await candidates()
    const [judged, verified] = await read(list)
    const possible = list.filter((c) => c.tier), fixed = any ? chunks.map(spelling) : []
    return {
      hits: judged.slice(0, n).map(hit),
      total: max(verified, judged.length < min(n, list.length) ? judged.length : possible.length, min(n, judged.length)),
      years: [...new Set(possible.map((c) => yearOf(c.doc)))].filter((y) => y).sort().reverse(),
      meant: fixed.some((f, k) => f !== chunks[k].typed) ? fixed.join(" ") : !verified && judged.find((j) => j.fixed)?.fixed || "",
      bare,
    }
  }

  // --- Interface -------------------------------------------------------------

  function make(tag, attributes, ...inside) {
    const e = document.createElement(tag)
    set(e, attributes)
    e.append(...inside)
    return e
  }
  const set = (e, attributes) => { for (const name in attributes) e.setAttribute(name, attributes[name]) }

  // marked puts <mark> around places of a text.
  function marked(s, places) {
    let at = 0
    const out = places.flatMap(([from, to]) => [s.slice(at, from), make("mark", {}, s.slice(from, at = to))])
    return [...out, s.slice(at)]
  }

  // attach makes the search box work, in the dialog or on the search page: a
  // combobox, whose list the arrow keys go through while the focus stays in the
  // field. Words come from the data of .status and .filters.
  function attach(box) {
    const part = (name) => box.querySelector("." + name)
    const field = box.querySelector("input"), status = part("status"), filters = part("filters"), results = part("results")
    const words = status.dataset, isDialog = !!box.showModal, { form } = field
    const folder = new URL(box.dataset.index, location).href
    let opened, current, timer, later, asked, shown, links, chosen, more, tips = part("tips"), kept = history.state ?? {}

    set(field, { role: "combobox", "aria-autocomplete": "list", "aria-controls": "_hits" })
    set(results, { role: "listbox", id: "_hits", "aria-label": results.dataset.label })

    // answer opens the index anew, once, when it cannot be read: it may have changed
    // since.
    async function answer(typed, n, signal) {
      for (let again; ; again = true) {
        try {
          opened ??= openIndex(folder, again)
          return await search(await opened, typed, n, signal)
        } catch (e) {
          if (signal.aborted) throw e
          opened = undefined
          if (again) throw e
        }
      }
    }

    // ask shows the first n results: five while typing, more when the reader rests.
    async function ask(n = isDialog ? 5 : 10) {
      clearTimeout(timer)
      clearTimeout(later)
      current?.abort()
      const { signal } = current = new AbortController(), typed = asked = field.value.trim()
      if (!isDialog) history.replaceState({ n }, "", typed ? "?q=" + encodeURIComponent(typed) : location.pathname)
      if (!links[0] || !typed) show([], typed && words.wait)
      if (typed) try {
        const found = await answer(typed, n, signal)
        if (signal.aborted) return
        const at = shown === typed && links[chosen]?.href // a row stays chosen while more of them come
        shown = typed
        draw(found, n)
        if (at) choose(links.findIndex((a) => a.href === at))
        if (n < 10 && found.hits[n - 1]) later = setTimeout(ask, 700, 10)
      } catch (e) {
        if (signal.aborted) return
        asked = undefined
        show([], e instanceof TypeError ? words.failed : words.broken)
      }
    }
    const soon = (e) => {
      clearTimeout(timer)
      if (!e.isComposing) timer = setTimeout(() => field.value.trim() === asked || ask(), 120)
    }

    // show puts rows in the place of those that are there, and without any what the
    // search page tells those who have not asked yet.
    function show(rows, ...message) {
      results.replaceChildren(...rows)
      filters.replaceChildren()
      more?.remove()
      status.replaceChildren(...message)
      links = [...results.querySelectorAll("a")]
      results.hidden = !links[0]
      if (tips && message[0] !== words.wait) tips.hidden = !!links[0]
      set(field, { "aria-expanded": !!links[0] })
      choose(isDialog - 1) // the first one in the dialog, none on the page
    }

    function draw({ hits, total, years, meant, bare }, n) {
      const message = [!hits[0] ? bare ? words.bare : words.none : total === 1 ? words.single : words.count.replace("%s", total)]
      if (meant) message.push(" " + words.meant + " ", button(meant, () => write([meant, ...filtersOf(typed())])))
      else if (!total) message.push(...looser().flatMap((q) => [" ", button(q, () => write([q]))]))
      show(hits.map(row), ...message)
      if (n > 9 && hits[n - 1] && total > n) results.after(more = button(words.more, () => write(typed(), n + 10)))
      narrow(hits, years)
    }

    // looser are queries that ask for less: without filters, without quotes, each word.
    function looser() {
      const list = typed().filter((w) => !/^(-|(tag|year):)./.test(w)), words = list.map((w) => w.replace(/"/g, ""))
      return [...new Set([list.join(" "), words.join(" "), ...words])].filter((q) => q && q !== asked).slice(0, 4)
    }

    function row(h, i) {
      const line = (name, ...inside) => inside.some((x) => x) ? [make("span", { class: name }, ...inside)] : []
      return make("li", { role: "presentation" }, make("a", { href: address(h), id: "_hit" + i, role: "option" },
        ...line("title", ...marked(h.title, h.titleMatches)),
        ...line("where", make("time", {}, h.date), ...h.tags.map((t) => make("span", {}, t))),
        ...line("path", h.path.join(" › ")),
        ...line(h.code ? "snippet verbatim" : "snippet", ...marked(h.snippet, h.matches)),
        ...line("missing", h.missing[0] && words.missing + " " + h.missing.join(", "))))
    }

    // address leads to the heading nearest to the match, and to its sentence where
    // browsers can.
    function address({ url, anchor, spot }) {
      const to = new URL(url, new URL("../..", folder))
      if (!/^http/.test(to)) damaged()
      to.hash = anchor + (spot && document.fragmentDirective ? ":~:text=" + encodeURIComponent(spot).replaceAll("-", "%2D") : "")
      return to
    }

    const button = (label, onclick, attributes) => Object.assign(make("button", { type: "button", ...attributes }, label), { onclick })

    // Filters are words of the query (tag:aws, year:2024), so that what is found can
    // be linked to.
    const typed = () => field.value.split(/\s+/)
    const filtersOf = (list) => list.filter((w) => /^(tag|year):./.test(w))
    const write = (list, n) => {
      field.value = list.join(" ")
      field.focus({ preventScroll: true })
      ask(n)
    }
    function narrow(hits, years) {
      const list = typed(), active = filtersOf(list), offered = new Map()
      const tags = new Set(hits.flatMap((h) => h.tags).map((t) => "tag:" + t.replace(/\s+/g, "-")))
      for (const w of [...active, ...[...tags].slice(0, 6), ...years.slice(0, 4).map((y) => "year:" + y)]) {
        if (!offered.has(tagTerm(w))) offered.set(tagTerm(w), w)
      }
      const toggle = (label, to, on) => filters.append(button(label, () => write(to), { "aria-pressed": on }))
      if (offered.size) toggle(filters.dataset.all, list.filter((w) => !active.includes(w)), !active[0])
      for (const w of offered.values()) {
        const on = active.includes(w)
        toggle(w.replace(/^\w+:/, ""), on ? list.filter((t) => t !== w) : [...list, w], on)
      }
    }

    function choose(i) {
      const link = links[chosen = i]
      links.forEach((a) => set(a, { "aria-selected": a === link }))
      set(field, { "aria-activedescendant": link ? link.id : "" })
      link?.scrollIntoView({ block: "nearest" })
    }

    field.oninput = soon
    field.addEventListener("compositionend", soon) // the input before it is part of the composition
    // An input method's keys are its own. Safari tells of the one that ends a
    // composition afterwards, as 229, and of Enter and Escape it would think more.
    field.onkeydown = (e) => {
      const { key } = e, n = links.length
      if (e.isComposing || e.keyCode === 229) return /^E/.test(key) && e.preventDefault()
      if (key === "ArrowDown" && n) choose((chosen + 1) % n)
      else if (key === "ArrowUp" && n) choose((chosen > 0 ? chosen : n) - 1)
      else if (key === "Escape" && isDialog) box.close()
      else return
      clearTimeout(timer)
      e.preventDefault()
    }
    // Enter opens what is chosen, if it answers what stands in the field; without
    // that it leads from the dialog to the page.
    form.onsubmit = (e) => {
      const link = field.value.trim() === shown && links[chosen]
      if (!link && isDialog) return
      e.preventDefault()
      link ? link.click() : ask()
    }
    form.onreset = () => setTimeout(write, 0, [])
    // Who comes back finds the rows and the place where they were left.
    results.onclick = () => history.replaceState({ ...history.state, q: field.value, y: scrollY }, "")
    if (isDialog) {
      box.onclick = (e) => { if (e.target === box || e.target.closest("a, .close") && !e.ctrlKey && !e.metaKey) box.close() }
      fetch(form.action).then((page) => page.text()).then((text) => {
        tips = new DOMParser().parseFromString(text, "text/html").querySelector("main .tips")
        part("scroll").append(tips ?? "")
        tips.hidden = !!links[0]
      }).catch(() => {})
    }

    show([], field.value && words.wait)
    opened = openIndex(folder)
    opened.catch(() => opened = undefined)
    return async (text) => {
      const { n, q, y } = kept
      kept = {}
      field.value = text || field.value || isDialog && q || ""
      if (isDialog && !text) field.select() // else somebody is typing
      if (field.value.trim() !== asked) await ask(n)
      if (y && !isDialog) scrollTo(0, y)
    }
  }

  // open shows the dialog, asking at once for what a field holds that was typed
  // into until now, unless it was taken away; the focus goes back to where it was
  // before that.
  let dialog, start
  async function open(early) {
    if (!dialog) {
      dialog = document.getElementById("ui").content.querySelector("dialog.search").cloneNode(true)
      const style = document.createElement("link")
      style.rel = "stylesheet"
      style.href = "asset:search.css"
      document.body.append(dialog, style)
      start = attach(dialog)
      await new Promise((done) => style.onload = style.onerror = done) // without it the dialog is plain
    }
    if (early.hidden) return
    early.back.focus({ preventScroll: true })
    if (!dialog.open) dialog.showModal()
    start(early.value)
  }

  const page = document.querySelector("main .search[data-index]")
  if (page) attach(page)()

  return { open, openIndex, search, parse, fold, canonical, border }
})()

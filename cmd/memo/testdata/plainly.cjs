// Renders texts with programs that are not ours, for trees_test.go: reads
// [{kind, text}] from standard input and writes the HTML of each.
const from = (name) => require(require.resolve(name, { paths: [process.argv[2]] }))

const markdownIt = from("markdown-it")
const footnote = from("markdown-it-footnote")

const plain = (breaks) => markdownIt({ html: true, breaks }).use(footnote.default ?? footnote)
const joined = plain(false)
const broken = plain(true)

async function render({ kind, text }) {
  if (kind === "zenn") {
    const zenn = from("zenn-markdown-html") // takes a second to load
    return (zenn.default ?? zenn)(text)
  }
  return (kind.startsWith("qiita") ? broken : joined).render(text, {})
}

let input = ""
process.stdin.setEncoding("utf8")
process.stdin.on("data", (b) => (input += b))
process.stdin.on("end", async () => {
  const out = []
  for (const page of JSON.parse(input)) out.push(await render(page))
  process.stdout.write(JSON.stringify(out))
})

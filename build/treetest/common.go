package treetest

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"path"
	"strings"
)

// common are the habits that everybody has.
var common = []func(*writer) habit{
	func(w *writer) habit { return same(w.sentence() + w.sentence()) },
	func(w *writer) habit {
		return same(w.sentence() + "**" + w.word() + "** と `" + w.command() + "` を使う。")
	},
	func(w *writer) habit { // CommonMark sees no emphasis where a bracket meets a letter
		word := w.word()
		return habit{"**「" + word + "」**です。", "「" + word + "」です。"}
	},
	func(w *writer) habit { return same(bullets(w, "- ", "  ")) },
	func(w *writer) habit { return same(bullets(w, "* ", "    ")) },
	func(w *writer) habit { return same("1. " + w.phrase() + "\n2. " + w.phrase() + "\n3. " + w.phrase()) },
	func(w *writer) habit {
		return same("| 項目 | 値 |\n| --- | ---: |\n| " + w.word() + " | 1 |\n| `" + w.command() + "` | " + w.word() + " |")
	},
	func(w *writer) habit {
		return same("```" + one(w, []string{"", "go", "json", "sql", "yaml"}) + "\n" + code(w) + "```")
	},
	func(w *writer) habit { return same("> " + w.sentence() + "\n> " + w.sentence()) },
	func(w *writer) habit {
		first, second := w.phrase(), w.phrase()
		return habit{"- [ ] " + first + "\n- [x] " + second, "- " + first + "\n- " + second}
	},
	func(w *writer) habit { return same("---\n\n" + w.sentence()) },
	func(w *writer) habit { return same("### " + w.heading() + "\n" + w.sentence()) },
	func(w *writer) habit {
		return same("[" + w.word() + "](https://example.com/" + w.command()[:2] + "?a=1&b=2) を見る。")
	},
}

// markup is what people write in HTML, but on Zenn, which has none.
var markup = []func(*writer) habit{
	func(w *writer) habit {
		return same("<details>\n<summary>" + w.phrase() + "</summary>\n\n" + w.sentence() + "\n\n</details>")
	},
	func(w *writer) habit {
		return same("<kbd>Ctrl</kbd>+<kbd>C</kbd> で止める。H<sub>2</sub>O<br>" + w.sentence())
	},
	func(w *writer) habit {
		return same("<table>\n<tr><th>" + w.word() + "</th><td align=\"right\">" + w.word() + "</td></tr>\n</table>")
	},
	func(w *writer) habit { return same("<div align=\"center\">\n\n**" + w.word() + "**\n\n</div>") },
}

func bullets(w *writer, mark, indent string) string {
	var b strings.Builder
	depth := 0
	for range 2 + w.IntN(6) {
		b.WriteString(strings.Repeat(indent, depth) + mark + w.phrase() + "\n")
		depth = max(0, min(depth+w.IntN(3)-1, 3))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func code(w *writer) string {
	return "# " + w.phrase() + "\n{\"" + w.command()[:3] + "\": " + fmt.Sprint(w.IntN(100)) + "}\n\n    <b>&amp; *" + w.word() + "*\n"
}

var words = strings.Fields(`設定 確認 手順 権限 接続 経路 監視 障害 調査 認証 証明書 暗号化 分散 集計 索引 料金 制限 検証 構築 移行 復旧 ログ
	クラスタ コンテナ インスタンス ネットワーク ポリシー エンドポイント キャッシュ デプロイ`)

var products = strings.Fields(`AWS S3 EC2 Lambda Redshift Terraform Docker PostgreSQL Kubernetes GitHub Go Python Nginx Linux`)

var commands = strings.Fields(`aws-configure kubectl-get docker-run terraform-plan git-rebase psql-list ssh-copy-id curl-head`)

func (w *writer) word() string    { return one(w, words) }
func (w *writer) command() string { return one(w, commands) }
func (w *writer) phrase() string {
	return one(w, products) + " の" + w.word() + "を" + w.word() + "する"
}

func (w *writer) sentence() string {
	return one(w, []string{
		w.phrase() + "。",
		w.word() + "と" + w.word() + "の違いは" + w.word() + "にある。",
		"そのため、" + one(w, products) + " では " + w.command() + " の" + w.word() + "が要る。",
		"English words, too: 100% of them (" + one(w, products) + ").",
	})
}

// title gives a title that nothing else in the tree has.
func (w *writer) title() string {
	return fmt.Sprintf("%s の%sと%s %d", one(w, products), w.word(), w.word(), w.next())
}

// heading gives a heading that nothing else in the tree has.
func (w *writer) heading() string { return fmt.Sprintf("%sの%s %d", w.word(), w.word(), w.next()) }

// date gives a day of the last years.
func (w *writer) date() string {
	return fmt.Sprintf("20%02d-%02d-%02d", 15+w.IntN(10), 1+w.IntN(12), 1+w.IntN(28))
}

// drawing puts a picture into the tree.
func (w *writer) drawing(file string) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 20+w.IntN(900), 20+w.IntN(500)))); err != nil {
		panic(err) // a buffer takes all
	}
	w.put(file, b.String())
}

// beside draws a picture in a folder next to the memo and gives the way there.
func (w *writer) beside(folder, file string) string {
	w.drawing(path.Join(path.Dir(w.memo.File), folder, file))
	return path.Join(folder, file)
}

// pictured is a picture in Markdown's own spelling.
func pictured(alt, to string) habit { return same("![" + alt + "](" + to + ")") }

// relative gives the way from the memo at hand to a file.
func (w *writer) relative(to string) string {
	from, dirs := strings.Split(path.Dir(w.memo.File), "/"), strings.Split(to, "/")
	if from[0] == "." {
		from = nil
	}
	for len(from) > 0 && len(dirs) > 1 && from[0] == dirs[0] {
		from, dirs = from[1:], dirs[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(dirs, "/")
}

// byFile links to a memo by its file.
func byFile(w *writer, to *Memo) habit {
	return same("[" + w.linked(to) + "](" + spaced(w.relative(to.File)) + ")")
}

// spaced writes an address that has spaces as CommonMark needs it.
func spaced(address string) string { return strings.ReplaceAll(address, " ", "%20") }

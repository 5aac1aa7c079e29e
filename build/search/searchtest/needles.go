package searchtest

import (
	"fmt"
	"strings"

	"memo/build/search"
)

// needle is a memo written by hand, to be found among the made ones, with the queries that must find it: a letter of
// Classes, a space, the query.
type needle struct {
	title, tags, prose, code, queries string
}

var needles = []needle{
	{"Redshift で svl_stored_proc_call を見て遅い手続きを探す", "Redshift", "ストアドの呼び出し履歴は管理者でないと全件は見えない。夜間締め処理の遅延調査で役に立った。", "select querytxt, aborted from svl_stored_proc_call where elapsed_ms > 90000;\nERROR:  1023 DETAIL: Serializable isolation violation on table - 104117, transactions forming the cycle",
		"a 夜間締め処理\nb 締\nc 間締め\nd Serializable\ne Serializable isolation violation on table\nq \"transactions forming the cycle\"\nf svl_stored_proc_call\nf svl_stored\ng ＳＶＬ＿ＳＴＯＲＥＤ\nh 締め処理 遅延調査\ni serialisable"},
	{"STS の VPC エンドポイントへ到達できないときの切り分け", "AWS STS", "閉域のサブネットから一時認証情報が取れない。名前は引けるのに三方向握手が終わらないので、穴あけ漏れを疑う。", "Connect timeout on endpoint URL: \"https://vpce-0badcafe.sts.ap-northeast-9.vpce.example.com/\"\nbotocore.exceptions.ConnectTimeoutError: retries exhausted",
		"a 三方向握手\na 穴あけ漏れ\nb 漏れ\nc 方向握\nd botocore\ne Connect timeout on endpoint URL: \"https://vpce-0badcafe\nq \"vpce-0badcafe.sts.ap-northeast-9\"\nf ConnectTimeoutError\nf connecttimeouterr\ng CONNECTTIMEOUTERROR\nh 閉域 握手\nh botocore 穴あけ\ni botocroe\ni connecttimeuoterror"},
	{"nginx の gunzip_static と静的圧縮の相性", "nginx", "あらかじめ圧縮しておいた静的資産を、解凍しながら返す設定の覚え書き。門前払いにする条件も書く。", "gunzip_static always;\nnginx: [emerg] invalid value \"alwayss\" in \"gunzip_static\" directive in /etc/nginx/conf.d/zap.conf:42",
		"a 静的資産\na 門前払い\nb 門前\nc 的資\nd gunzip\ne invalid value \"alwayss\" in\nq \"zap.conf:42\"\nf gunzip_static\nf gunzipst\ng ＧＵＮＺＩＰ\nh gunzip 門前払い\ni gunzpi"},
	{"魚群探知機のファームウェアを更新したら起動しなくなった", "趣味", "船外機の隣に付けた魚群探知機が、更新の途中で電源を失い、文鎮になった。復活の呪文は工場出荷時の治具にしかない。", "U-Boot 2031.07-fishfinder (Foo) \nWrong Image Format for bootm command\nERROR: can't get kernel image!",
		"a 魚群探知機\na 船外機\nb 魚\nb 呪文\nc 群探知\nd fishfinder\ne Wrong Image Format for bootm command\nq \"can't get kernel image!\"\nf U-Boot\ng Ｆｉｓｈｆｉｎｄｅｒ\ng ﾌｧｰﾑｳｪｱ 文鎮\nh 文鎮 治具\ni fishfnder\ni fishfindr"},
	{"Kubernetes の PodDisruptionBudget で追い出しが止まる", "Kubernetes", "節点を空にする作業が永遠に終わらない。許容中断数が零のままになっているのが原因で、番人を一人増やすと進む。", "error when evicting pods/\"zookeeper-7\" -n \"shrine\": Cannot evict pod as it would violate the pod's disruption budget.",
		"a 許容中断数\na 追い出し\nb 節点\nc 容中断\nd evicting\ne Cannot evict pod as it would violate\nq \"violate the pod's disruption budget\"\nf PodDisruptionBudget\nf poddisruption\nf disruption_budget\ng ＰｏｄＤｉｓｒｕｐｔｉｏｎＢｕｄｇｅｔ\nh 節点 番人\ni evcting\ni disruptoin"},
	{"Terraform の状態ファイルの鍵が外れない", "Terraform", "前の実行が刺さったまま死ぬと、錠前が残る。無理に外す前に、誰が握っているのかを台帳で確かめる。", "Error: Error acquiring the state lock\nLock Info:\n  ID:  9db590f1-b6fe-c5f2-2678-8804f089deba\n  Who: kani@hermitcrab",
		"a 錠前\na 状態ファイル\nb 錠\nc 態ファ\nd hermitcrab\ne ID:  9db590f1-b6fe-c5f2\nq \"9db590f1-b6fe-c5f2-2678-8804f089deba\"\nf kani@hermitcrab\nf 9db590f1\ng HERMITCRAB\nh 錠前 握って\ni hermitcarb"},
	{"Go の errgroup で最初の失敗だけを返す", "Go", "並行に走らせた仕事の、最初の失敗を採用して残りを畳む。取り下げの合図が届くまでの猶予に気をつける。", "func gatherTurnips(ctx context.Context) error {\n\tg, ctx := errgroup.WithContext(ctx)\n\tg.SetLimit(turnipLimit)",
		"a 取り下げ\nb 猶予\nc り下\nd errgroup\ne errgroup.WithContext(ctx)\nq \"g.SetLimit(turnipLimit)\"\nf gatherTurnips\nf gatherturn\nf turnipLimit\nf turniplimit\ng GATHERTURNIPS\nh errgroup 畳む\ni errgruop\ni gathrturnips"},
	{"PostgreSQL の autovacuum が追いつかない大表", "PostgreSQL", "周回遅れの掃除が終わらず、不可視の版が山になる。仕事量の目盛りを上げ、枝分かれした表ごとに早めに回す。", "WARNING:  oldest xmin is far in the past\nHINT:  Close open transactions soon to avoid wraparound problems.\nautovacuum_vacuum_cost_limit = 7777",
		"a 周回遅れ\na 不可視\nb 目盛\nc 回遅れ\nd wraparound\ne oldest xmin is far in the past\nq \"avoid wraparound problems\"\nf autovacuum_vacuum_cost_limit\nf autovacuum_vac\ng ＡＵＴＯＶＡＣＵＵＭ\nh 掃除 wraparound\ni wraparuond\ni autovacum"},
	{"麹室の温湿度をラズパイで記録する", "IoT", "種麹を振ってから四十時間、品温の山を越えるまで寝ずの番をしなくて済むように、測って飛ばす。", "import board, adafruit_sht31d\nsensor = adafruit_sht31d.SHT31D(i2c)\nRuntimeError: CRC mismatch on koji sensor",
		"a 麹室\na 種麹\nb 麹\nb 品温\nc 湿度\nd adafruit\ne CRC mismatch on koji sensor\nq \"adafruit_sht31d.SHT31D(i2c)\"\nf adafruit_sht31d\nf adafruitsht\ng ﾗｽﾞﾊﾟｲ\ng ＡＤＡＦＲＵＩＴ\nh 品温 ラズパイ\ni adafriut"},
	{"OpenSearch の circuit_breaking_exception を避ける", "OpenSearch", "親の遮断器が落ちる。山の残りが一割を切る前に、集約の粒を粗くし、巻き戻し窓を狭める。", "[parent] Data too large, data for [<http_request>] would be [31621013504/29.4gb]\ncircuit_breaking_exception",
		"a 遮断器\na 巻き戻し窓\nb 粒\nc 戻し窓\ne Data too large, data for [<http_request>]\nq \"would be [31621013504/29.4gb]\"\nf circuit_breaking_exception\nf circuit_break\nf CircuitBreakingException\ng ＣＩＲＣＵＩＴ＿ＢＲＥＡＫＩＮＧ\nh 遮断器 集約\ni circiut_breaking_exception"},
	{"インターフェイスの向きを逆にして循環参照をほどく", "設計", "呼ぶ側が口を宣言し、呼ばれる側がそれに合わせる。輪になった依存の結び目は、抽象を持ち上げるとほどける。", "import cycle not allowed in test\npackage noodle/broth\n\timports noodle/bowl",
		"a 循環参照\na インターフェース 結び目\nb 輪\nc 環参照\nd noodle\ne import cycle not allowed in test\nq \"imports noodle/bowl\"\nf noodle/broth\ng ｲﾝﾀｰﾌｪｲｽ 結び目\ng ＮＯＯＤＬＥ\nh 抽象 結び目\ni nodle/broth"},
	{"C# の ConfigureAwait(false) を付け忘れた画面が固まる", "C#", "画面の糸で待ち合わせをすると、互いに譲り合って動かなくなる。書庫の側では必ず付ける。", "await shiroikumaClient.FetchAsync().ConfigureAwait(false);",
		"a 待ち合わせ\na 譲り合って\nb 糸\nc ち合わ\nd shiroikuma\nq \"shiroikumaClient.FetchAsync()\"\ne shiroikumaClient.FetchAsync().ConfigureAwait\nf ConfigureAwait\nf configureaw\nf shiroikumaClient\ng CONFIGUREAWAIT\nh c# 譲り合って\ni shiroikma\ni configureawiat"},
	{"メール送信基盤の評判が下がったときの養生", "メール", "送り先の門番に睨まれると、正しい手紙まで屑籠に入る。逆引きと差出人の署名を直し、少しずつ暖機する。", "550 5.7.1 [203.0.113.99] Our system has detected that this message is likely unsolicited mail.\ndkim=permerror (no key for pelican._domainkey)",
		"a 屑籠\na 暖機\nb 門番\nc 差出人の署\nd permerror\ne Our system has detected that this message is likely\nq \"no key for pelican._domainkey\"\nf pelican._domainkey\nf 203.0.113.99\ng ＰＥＲＭＥＲＲＯＲ\nh 暖機 逆引き\ni permeror"},
	{"ダム放流の警報音を録音から見つける", "音声", "川原の定点録音から、長い吹鳴だけを抜き出す。蝉時雨に埋もれないよう、帯域を絞ってから包絡を取る。", "from scipy.signal import hilbert, butter\nenvelope = np.abs(hilbert(siren_band))",
		"a 蝉時雨\na 吹鳴\na 包絡\nb 蝉\nc 点録音\nd hilbert\ne np.abs(hilbert(siren_band))\nq \"hilbert(siren_band)\"\nf siren_band\nf sirenband\ng ﾀﾞﾑ放流\nh ダム 蝉時雨\ni hilbret"},
}

// Handmade are the queries of the memos that were written by hand. They are in every Corpus of 100 memos and more.
func Handmade(docs []search.Document) []Query {
	m := &maker{docs: docs}
	for _, d := range docs {
		m.texts = append(m.texts, Fold(text(d)))
	}
	var out []Query
	for i, n := range needles {
		for _, line := range strings.Split(n.queries, "\n") {
			q := Query{Class: line[0], Text: line[2:], Relevant: map[string]bool{needleURL(i): true}}
			q.Fine = m.holding(terms(q.Text), anywhere)
			q.Fine[needleURL(i)] = true
			out = append(out, q)
		}
	}
	return out
}

func terms(query string) []string {
	if strings.HasPrefix(query, `"`) {
		return []string{Fold(strings.Trim(query, `"`))}
	}
	return strings.Fields(Fold(query))
}

func needleURL(i int) string { return fmt.Sprintf("/needles/%d/", i) }

// plant puts the memos that were written by hand among the others.
func plant(docs []search.Document) {
	for i, n := range needles {
		at := (i + 1) * len(docs) / (len(needles) + 1)
		docs[at] = search.Document{
			URL: needleURL(i), Path: fmt.Sprintf("needles/%d.md", i), Title: n.title, Date: docs[at].Date, Tags: strings.Fields(n.tags),
			Blocks: []search.Block{
				{Kind: search.Heading, Level: 2, Anchor: "経緯", Line: 7, Text: "経緯"},
				{Kind: search.Prose, Anchor: "経緯", Line: 9, Text: n.prose},
				{Kind: search.Heading, Level: 2, Anchor: "記録", Line: 11, Text: "記録"},
				{Kind: search.Code, Anchor: "記録", Line: 14, Text: n.code},
			},
		}
	}
}

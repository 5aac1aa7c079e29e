package searchtest

import (
	"fmt"
	"math/rand"
	"regexp"
	"strings"

	"memo/build/search"
)

// The shape of the memos that the build's benchmarks use: few words, many memos, 3.5 KB each, identifiers that no other
// memo has. It says how bytes and time grow, not how good the results are.
var (
	plainNouns    = words("エンドポイント タイムアウト ワークロードキュー アクセス権限 信頼関係 接続数 実行計画 待機イベント 統計情報 暗号化 名前解決 認証情報 ロール スキーマ パーティション レプリケーション バックアップ メトリクス 可用性 スループット レイテンシ キャッシュ インデックス ロック トランザクション")
	plainServices = words("STS S3 IAM Redshift VPC Route53 CloudFront Lambda ECS Aurora DynamoDB Glue Athena Kinesis PostgreSQL Oracle Linux systemd nginx Docker Kubernetes Terraform Git Python Go")
	plainVerbs    = words("設定する 切り分ける 計測する 確認する 移行する 監視する 自動化する 再現する 調査する 比較する 復旧する")
	plainEnds     = words("必要がある。 ことを確認した。 と考えられる。 ことが多い。 ようにした。 点に注意する。 とよい。 わけではない。 方が安全だ。")
	plainEnglish  = []string{"connect timeout", "permission denied", "AssumeRole", "endpoint_url", "svv_user_grants", "--debug", "max_connections", "work_mem", "pg_stat_activity", "exit status 1", "TLSv1.2", "read replica"}
)

// Plain is n memos of that shape, the oldest first.
func Plain(n int, seed int64) []search.Document {
	r := rand.New(rand.NewSource(seed))
	docs := make([]search.Document, n)
	for i := range docs {
		docs[i] = plain(r, i, n)
	}
	return docs
}

func pick(r *rand.Rand, list []string) string { return list[r.Intn(len(list))] }

func plain(r *rand.Rand, i, n int) search.Document {
	d := search.Document{
		URL:   fmt.Sprintf("/posts/memo-%06d/", i),
		Title: fmt.Sprintf("%sの%sを%s方法 (%d)", pick(r, plainServices), pick(r, plainNouns), pick(r, plainVerbs), i),
		Date:  fmt.Sprintf("%d-01-02", 2005+20*i/n),
		Tags:  []string{pick(r, plainServices), fmt.Sprintf("tag-%d", r.Intn(300))},
	}
	for range 2 + r.Intn(4) {
		heading := pick(r, plainServices) + "の" + pick(r, plainNouns)
		add := func(k search.Kind, level int, text string) {
			d.Blocks = append(d.Blocks, search.Block{Kind: k, Level: level, Anchor: strings.ToLower(heading), Text: text})
		}
		add(search.Heading, 2, heading)
		for range 3 + r.Intn(6) {
			add(search.Prose, 0, plainSentence(r))
		}
		if r.Intn(5) < 3 {
			add(search.Code, 0, plainCode(r))
		}
	}
	return d
}

func plainSentence(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.Intn(3) {
		b.WriteString(pick(r, plainServices) + "の" + pick(r, plainNouns) + "については")
		if r.Intn(4) == 0 {
			b.WriteString(" " + pick(r, plainEnglish) + " ")
		}
		b.WriteString(pick(r, plainNouns) + "を" + pick(r, plainVerbs))
	}
	return b.String() + pick(r, plainEnds)
}

func plainCode(r *rand.Rand) string {
	id := r.Intn(1 << 24)
	switch r.Intn(4) {
	case 0:
		return fmt.Sprintf("$ aws s3 ls --profile memo_%x --endpoint-url https://bucket.vpce-%08x.s3.ap-northeast-1.vpce.example.com --debug\n2024-08-01 16:03:%02d,%03d - MainThread - urllib3.connectionpool - DEBUG - Starting new HTTPS connection (%d)\nConnect timeout on endpoint URL: \"https://vpce-%08x.sts.example.com/\"", id, id, r.Intn(60), r.Intn(1000), r.Intn(9), id)
	case 1:
		return fmt.Sprintf("CREATE USER batch_user_%x IN GROUP batch_group;\nGRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA schema_%x TO ROLE system_role;\nSELECT u.user_name, count(*) AS n FROM svv_user_grants u WHERE r.role_name LIKE 'role_%x%%' AND u.user_id > %d;", id, id, id, r.Intn(1000))
	case 2:
		return fmt.Sprintf("def assume(role_%x: str, region: str = \"ap-northeast-1\") -> dict:\n    sts = boto3.client(\"sts\", region_name=region)\n    return sts.assume_role(RoleArn=role_%x, RoleSessionName=f\"memo-{%d}\")", id, id, r.Intn(1000))
	}
	return fmt.Sprintf("func worker%x(ctx context.Context, jobs <-chan int) error {\n\tselect {\n\tcase <-ctx.Done():\n\t\treturn ctx.Err()\n\tcase j, ok := <-jobs:\n\t\tfmt.Println(\"job\", j, %d)\n\t}\n}", id, r.Intn(1000))
}

var plainIdentifier = regexp.MustCompile(`(?:memo|role|schema|batch_user)_[0-9a-f]{5,}|worker[0-9a-f]{5,}|vpce-[0-9a-f]{8}`)

// PlainQueries are count queries each for plain memos: words of the shape, combinations, and what only one memo has. They
// are not judged.
func PlainQueries(docs []search.Document, count int, seed int64) []Query {
	r := rand.New(rand.NewSource(seed))
	var out []Query
	for range count {
		id := ""
		for id == "" {
			id = plainIdentifier.FindString(text(docs[r.Intn(len(docs))]))
		}
		for class, q := range map[byte]string{
			'a': pick(r, plainNouns), 'd': pick(r, plainServices), 'e': pick(r, plainEnglish) + " " + pick(r, plainNouns), 'f': id,
			'h': pick(r, plainServices) + " " + pick(r, plainNouns) + " " + pick(r, plainVerbs), 'q': `"` + pick(r, plainNouns) + "を" + pick(r, plainVerbs) + `"`,
		} {
			out = append(out, Query{Class: class, Text: q})
		}
	}
	return out
}

package searchtest

import "strings"

// The vocabulary of the made memos. Lists are strings to be read at a glance; words are apart by spaces.

func words(s string) []string { return strings.Fields(s) }

type vocabulary struct {
	loan, kanji, rare, stems, suffixes, products, english, verbs, adverbs, people []string
}

func newVocabulary() vocabulary {
	return vocabulary{
		loan: words(`エンドポイント タイムアウト ワークロード キュー サーバー サーバ クライアント ブラウザ ブラウザー インターフェース インターフェイス リポジトリ リポジトリー
			ネットワーク ルーティング ルーター ロードバランサー ロードバランサ ゲートウェイ ファイアウォール プロキシ プロキシー セッション クッキー トークン シークレット
			パスワード ユーザー ユーザ グループ ロール ポリシー スキーマ テーブル カラム レコード インデックス パーティション クラスター クラスタ ノード シャード
			レプリカ レプリケーション バックアップ リストア スナップショット ボリューム ストレージ ディスク メモリ メモリー キャッシュ バッファ バッファー スレッド プロセス
			コンテナ コンテナー イメージ レジストリ デプロイ ロールバック パイプライン ワークフロー ジョブ トリガー イベント メッセージ トピック サブスクリプション
			ストリーム バッチ スケジューラ スケジューラー クーロン ログ メトリクス トレース アラート アラーム ダッシュボード モニタリング コスト タグ リージョン
			アベイラビリティゾーン サブネット セキュリティグループ セキュリティ ピアリング トランジット ドメイン レコードセット ネームサーバー 証明書ローテーション ハンドシェイク
			プロトコル ヘッダー ヘッダ ペイロード リクエスト レスポンス リダイレクト リトライ バックオフ スロットリング レイテンシ スループット ボトルネック チューニング
			プロファイリング デッドロック トランザクション コミット ロールフォワード カーソル トリガ ビュー マテリアライズドビュー ストアドプロシージャ クエリ クエリー オプティマイザ
			オプティマイザー ヒント ソート ハッシュ マージ ジョイン アロケーション ガベージコレクション ヒープ スタック ポインタ ポインター ライブラリ フレームワーク モジュール パッケージ
			バージョン マイグレーション エディタ エディター ターミナル シェル スクリプト コマンド オプション パラメータ パラメーター デフォルト テンプレート レイアウト
			コンポーネント ステート フック レンダリング ハイドレーション バンドラー トランスパイル リンター フォーマッタ デバッガ デバッガー ブレークポイント スタックトレース
			ウイルス ウィルス ソフトウェア ソフトウエア ハードウェア ミドルウェア ファームウェア カーネル ドライバ ドライバー デーモン ソケット パケット フラグメント チェックサム
			コンフィグレーション プロビジョニング オーケストレーション サーバーレス マイクロサービス モノリス サイドカー サービスメッシュ サーキットブレーカー カナリアリリース
			ブルーグリーン フェイルオーバー フェールオーバー フェイルバック ヘルスチェック オートスケーリング スケールアウト クォータ クオータ アカウント テナント フェデレーション
			シングルサインオン ディレクトリ ディレクトリー パーミッション シンボリックリンク ハードリンク マウント パーサー パーサ コンパイラ コンパイラー インタープリタ ランタイム
			ジェネリクス イテレータ クロージャ ミューテックス セマフォ チャネル ゴルーチン エグゼキュータ フューチャー プロミス コールバック ミドルマン エンコーディング デコーダー
			バリデーション シリアライズ デシリアライズ サニタイズ エスケープ ヴァージョニング バージョニング ヴァリデータ ディスプレイ キーボード プリンター スキャナ`),
		kanji: words(`設定 接続 認証 認可 権限 許可 拒否 暗号化 復号 証明書 公開鍵 秘密鍵 署名 検証 失効 更新 取得 送信 受信 通信 経路 名前解決 逆引き 正引き 監視 通知 障害 復旧 切り分け
			再現 再起動 停止 起動 遅延 輻輳 帯域 負荷 分散 冗長化 可用性 耐久性 一貫性 整合性 独立性 排他制御 並行処理 非同期 同期 直列化 待機 実行計画 統計情報 結合 集計 抽出 変換 投入
			移行 互換性 仕様 制限 上限 下限 閾値 初期値 既定値 省略 指定 宣言 定義 参照 代入 比較 演算 条件 分岐 反復 再帰 例外 処理 戻り値 引数 変数 定数 配列 連想配列 文字列 文字化け
			改行 空白 正規表現 正規化 圧縮 解凍 展開 書庫 権威 委任 信頼関係 最小権限 監査 証跡 課金 予算 見積もり 削減 最適化 計測 性能 試験 単体試験 結合試験 回帰 品質 保守 運用 手順書
			構成管理 構築 配備 配信 公開 非公開 限定公開 仮想化 仮想機械 専用線 閉域網 拠点間接続 回線 機器 筐体 交換 増設 縮退 切替 切戻し 世代管理 保管 保持期間 廃棄 棚卸し 台帳 申請
			承認 差戻し 引継ぎ 共有 議事録 調査 原因 対処 回避策 恒久対策 暫定対応 影響範囲 事象 発生 頻度 傾向 予兆 検知 誤検知 抑止 遮断 隔離 駆除 脆弱性 修正 適用 署名検証 改竄 漏洩
			待機系 稼働系 主系 副系 同値 冪等性 原子性 永続化 揮発 領域 断片化 再編成 索引 主キー 外部キー 一意制約 検査制約 行 列 表 表領域 制御ファイル 履歴 差分 増分 全件 部分 一括 逐次
			画面 描画 配色 余白 行間 見出し 本文 脚注 目次 検索 絞り込み 並べ替え 候補 補完 入力 出力 標準入力 標準出力 標準エラー出力 終了状態 環境変数 作業領域 一時ファイル 所有者 実行権限`),
		rare: words(`鯖 罠 轍 匙加減 梃子 紐付け 齟齬 乖離 頓挫 逼迫 枯渇 瑕疵 杞憂 払拭 踏襲 俯瞰 閾 嵌合 螺旋 蓋然性 恣意的 惹起 毀損 敷衍 忖度 塩漬け 泥臭い 玉突き 芋づる 数珠つなぎ 鬼門 定石 布石 十八番
			絨毯 煙突 碍子 躯体 堰 濾過 攪拌 醸造 燻製 鮭 鰯 鯵 鱈 椎茸 筍 牛蒡 蓮根 葱 生姜 胡椒 味噌 醤油 豆腐 麹 珈琲 紅茶 筋肉 懸垂 腹筋 背筋 腕立て伏せ 体脂肪 蛋白質 糖質 睡眠 散歩 登山 縦走 渓谷 峠 岬
			札幌 仙台 宇都宮 横浜 名古屋 京都 神戸 広島 福岡 那覇 佐賀 鳥取 徳島 奈良 甲府 新潟 秋田 釧路 稚内 石垣`),
		stems: words(`自動 手動 定期 緊急 仮想 物理 論理 外部 内部 上位 下位 共通 専用 標準 拡張 旧式 新規 既存 全体 個別 最大 最小 平均 累積 瞬間 連続 断続 初回 最終 中間 事前 事後 並列 直列 双方向 片方向 多重 単一 複合 動的 静的 遠隔 局所 大域
			一時 恒久 暫定 正式 非公式 匿名 実名 読取 書込 追記 上書 削除 追加 変更 確認 照会 登録 解除 有効 無効 成功 失敗 正常 異常 軽度 重度 高速 低速 大量 少量 短期 長期`),
		suffixes: words(`率 数 量 値 型 式 系 層 群 網 先 元 側 時 中 後 前 間 化 性 的 用 版 表 図 票 順 別 毎 単位 期間 時間 回数 件数 上限 下限 条件 設定 処理 試験 手順 方式 形式 区分 番号 名称 領域 経路 機構 機能 装置 担当 部署 窓口 基準 方針 計画 結果 履歴 一覧 状況 範囲`),
		products: words(`AWS Redshift DynamoDB Lambda CloudFront CloudTrail CloudWatch GuardDuty EventBridge Kinesis Athena Glue Aurora ElastiCache Fargate Cognito Route53 DirectConnect TransitGateway PrivateLink
			PostgreSQL MySQL MariaDB SQLite Oracle MongoDB Redis Memcached Elasticsearch OpenSearch Kafka RabbitMQ NATS ClickHouse Snowflake BigQuery Spanner Firestore Vault Consul Nomad Terraform Pulumi Ansible Chef
			Kubernetes Docker containerd Podman Helm Istio Envoy Linkerd Prometheus Grafana Loki Jaeger OpenTelemetry Datadog Sentry nginx Apache HAProxy Caddy Traefik Varnish Squid BIND Unbound systemd journald rsyslog
			Linux Debian Ubuntu Fedora Alpine NixOS FreeBSD Windows macOS PowerShell Bash Zsh Fish tmux Vim Neovim Emacs VSCode IntelliJ Git GitHub GitLab Bitbucket Jenkins CircleCI Buildkite
			Go Rust Python Ruby PHP Java Kotlin Scala Swift TypeScript JavaScript Elixir Erlang Haskell OCaml Clojure Perl Lua Zig C++ C# F# Node.js Deno Bun React Vue Svelte Angular Next.js Nuxt Astro Hugo Zola
			Django Rails Laravel Spring Express Fastify gRPC GraphQL OAuth OpenID SAML LDAP Kerberos TLS SSH IPsec WireGuard OpenVPN BGP OSPF VXLAN VLAN DHCP IPv6 HTTP2 HTTP3 QUIC WebSocket WebAssembly`),
		english: words(`access account action active address agent alias allow amount append apply archive array assume async attach attempt audit auth backend backup balance base batch block body bounce branch bucket buffer build bulk cache call
			cancel capture catalog chain change channel charge check chunk claim class clean client clock close cluster code collect column commit compact compare config connect console consumer content context control copy core count create
			cursor custom data database date deadline debug decode default delay delete deny depth deploy detach device digest direct disk dispatch domain drain drop dump duration edge element empty enable encode endpoint engine ensure entry
			epoch error escape event exact except exec expire export extend extra fail fallback fetch field file filter final find flag flush folder force format forward frame free gateway generate global grant graph group guard handle
			handler hash header health heap hint hook host identity idle ignore image import index inbound info init inner insert instance intent invalid invoke item iterate job join journal json kernel keep key label lag lambda last latency
			layer lease length level limit link list listen load local lock log lookup loop manage manifest map mark mask master match max memory merge message meta method metric migrate min mirror mode model module monitor mount move
			name native network next node notify number object offset open operator option order origin outbound output owner packet page parallel param parent parse partition password patch path pattern peer pending permission ping pipe plan
			plugin point policy poll pool port prefix prepare primary print priority private probe process producer profile progress promote proxy public publish pull purge push query queue quota random range rank rate raw read ready rebuild
			receive record recover redirect reduce refresh region register release reload remote remove render replica report request reserve reset resolve resource restore result resume retain retry return revoke rewrite role rollback root
			rotate route row rule run runtime sample scale scan schedule schema scope search secret section segment select send sequence serial server service session set shard share shift sign signal size skip slot snapshot socket sort source
			span spawn split stack stage start state static status step stop store stream strict string strip subnet submit subscribe suffix suspend switch symbol sync system table tag target task template tenant test thread threshold throttle
			ticket timeout timer token topic total trace track traffic transaction transfer transform trigger trim trust tunnel type undo unique unit unlock update upload user usage valid value vector verify version view virtual volume wait
			wake warm watch weight window worker wrap write zone`),
		verbs:   words(`設定する 切り分ける 計測する 確認する 移行する 監視する 自動化する 調整する 再現する 調査する 比較する 復旧する 構築する 整理する 見直す 置き換える 組み込む 呼び出す 書き出す 読み込む 止める 消す 戻す 試す 直す まとめる 追いかける 使い分ける`),
		adverbs: words(`たまに しばしば 必ず おそらく ほとんど いったん 改めて 念のため 結局 ようやく すぐに 後から 手元で 本番で 検証環境で 社内で 週末に 夜間に 毎朝 先週`),
		people:  words(`佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 松本 井上 木村 林 斎藤 清水 森 池田 橋本 石川 前田 藤田 後藤 岡田 長谷川 村上 近藤`),
	}
}

// sentences are patterns: %k a term of the memo's subject, %n any term, %p a product, %i an identifier, %v a verb,
// %a an adverb, %r a rare word, %c a compound, %w a name, %e an English phrase, %d a number.
var sentences = strings.Split(strings.TrimSpace(`
%kの%nが%nと食い違うと、%aエラーになる。
%pでは%kを%vことができるが、%nには注意が要る。
%a%iを確認したところ、%nが%dになっていた。
%kについては%wさんが%vと言っていたので任せた。
公式の文書には%nと書かれているものの、実際は%cだった。
まず%kを%v。次に%nを%v。
%nを%vときは、%cを%dより大きくしておくとよい。
%pの%kと%pの%nは似ているようで違う。
原因は%cの%nだった。%rと言ってもよい。
この%kは%nを前提にしているので、%cを変えると動かなくなる。
%eというメッセージが出たら、%kを疑う。
%aのことだが、%nの%kが%d件まで増えて%cが落ちた。
%kを%vためのコマンドは%iである。
%iの値は%dが上限で、それを超えると%nが切り捨てられる。
結論から言えば、%kよりも%nを先に%vべきだ。
%cと%cの違いを表にした。
%pのバージョン%d.%dから%kの挙動が変わっている。
同じ現象は%pでも起きる。%nを%vと収まる。
%rを避けるために、%kの前で%nを%vことにした。
なぜ%kが必要なのか、%aわからなくなるので書いておく。
%nに%rがあると、%kの%cまで影響する。
%wさんの記事によると、%iは%nの別名らしい。
%kが%dミリ秒を超えたら%nへ切り替える運用にした。
手順は、%cの確認、%kの%n、%iの削除の三つである。
%eとは、%kが%cであることを意味する。
これで%nの%kが安定し、%cも%dパーセント下がった。
%rな%nは、%pの%kで%vのが定石だ。
%iを%iに変えるだけで%kは直る。
`), "\n")

// errors are lines of logs and terminals: %i an identifier, %h hexadecimal, %d a number, %p a product, %f a path,
// %e an English phrase, %A an address.
var errorLines = strings.Split(strings.TrimSpace(`
Error: connect ETIMEDOUT %A:%d
Connect timeout on endpoint URL: "https://%i.%i.example.com/%h"
ERROR:  permission denied for relation %i
ORA-%d: %e: cannot %e
FATAL: password authentication failed for user "%i"
panic: runtime error: index out of range [%d] with length %d
An error occurred (%i) when calling the %i operation: %e is not authorized
fatal: unable to access '%f': Could not resolve host: %i.example.net
%i: line %d: %i: command not found
E: Unable to locate package %i
kubelet[%d]: Failed to pull image "%i/%i:%h": rpc error: code = NotFound
nginx: [emerg] unknown directive "%i" in %f:%d
TypeError: Cannot read properties of undefined (reading '%i')
thread 'main' panicked at %f:%d:%d: called Result::unwrap() on an Err value: %i
WARN  %i - %e took %d ms (limit %d)
%f: No such file or directory
ssh: connect to host %A port %d: Connection refused
curl: (%d) SSL certificate problem: %e
Traceback (most recent call last): File "%f", line %d, in %i
level=error msg="%e" component=%i trace_id=%h
java.lang.IllegalStateException: %e at %i.%i(%i.java:%d)
Terraform: Error acquiring the state lock: %h %i
npm ERR! code %i npm ERR! %e
systemd[%d]: %i.service: Main process exited, code=exited, status=%d
[%d.%d] %i: segfault at %h ip %h error %d
remote: error: GH%d: %e for refs/heads/%i
`), "\n")

// codeLines are lines of programs and settings, with the same letters.
var codeLines = strings.Split(strings.TrimSpace(`
$ aws %e %i --profile %i --query '%i[].%i'
$ kubectl -n %i get %e %i -o yaml
$ psql -h %i -U %i -c 'SELECT %i, %i FROM %i WHERE %i > %d;'
SELECT %i, count(*) FROM %i JOIN %i USING (%i) GROUP BY 1 ORDER BY 2 DESC LIMIT %d;
GRANT SELECT ON ALL TABLES IN SCHEMA %i TO GROUP %i;
func %i(ctx context.Context, %i string) (%i, error) {
	return %i.%i(%i, %d)
def %i(%i: str, %i: int = %d) -> %i:
    return self.%i.%i(%i=%i)
const %i = await %i.%i({ %i: %d, %i: '%h' });
export %i=%f
%i:
  %i: %d
  %i: "%h"
resource "%i" "%i" {
  %i = var.%i
"%i": { "%i": "%h", "%i": %d },
if (%i != nullptr && %i->%i() >= %d) {
let %i: Vec<%i> = %i.iter().map(|x| x.%i).collect();
location /%i/ { proxy_pass http://%A:%d; }
[%i]
%i = %f
ip route add %A/%d via %A dev %i
`), "\n")

//! The whole workbook at once: six sheets as an office keeps them, recognised one by one and joined.

use ledger::assets::{Asset, Filter, Page, Sort, ops};
use ledger::imports::{Choices, Report, RowAct, Source, ops as imports};
use ledger::relations::around;
use ledger::seats::ops as seats;
use platform::Cx;
use sheet::Workbook;
use testkit::on_both_databases;

use super::imports::{book, take_book};
use super::migrations;

const SHEETS: [(&str, &str); 6] = [
    ("PC", "PC管理台帳,,,,,,,,
,,,,,,,,
管理番号,メーカー,機種名,シリアル番号,使用者,部署,購入日,契約番号,備考
NB-0001,富士通,LIFEBOOK U9311,R1X001,山田　太郎,営業部,R4.4.1,L-2022-01,
NB-0002,〃,〃,R1X002,鈴木 花子,〃,〃,〃,
NB-0003,〃,〃,R1X003,佐藤 次郎,製造部,〃,〃,液晶に傷
NB-0004,DELL,Latitude 5440,8HJ2K9,,,2024/5/10,,予備
"),
    ("サーバー", "管理番号,ホスト名,機種名,OS,IPアドレス,設置場所,購入日,保守期限
SV-001,fsv01,PRIMERGY TX1320,Windows Server 2022,192.168.1.10,サーバー室,2022/6/1,2027/5/31
SV-002,bkup01,PowerEdge T150,Windows Server 2022,192.168.1.11,サーバー室,2023/2/1,2028/1/31
"),
    ("ネットワーク機器", "管理番号,種別,メーカー,機種名,IPアドレス,設置場所,導入日
NW-001,ルーター,ヤマハ,RTX1220,192.168.1.1,サーバー室,2021/10/1
NW-002,スイッチ,バッファロー,BS-GS2024,192.168.1.2,本社2F,2021/10/1
"),
    ("アカウント", "システム名,ログインID,使用者,権限,パスワード,多要素認証
経費クラウド,yamada@example.jp,山田 太郎,一般,tanuki-no-hi-7,有
経費クラウド,suzuki@example.jp,鈴木 花子,承認者,kitsune-no-ame-3,有
給与システム,keiri01,鈴木 花子,管理者,ookami-no-kaze-5,無
"),
    ("リース・契約", "契約番号,契約名,契約先,対象機器,月額,契約開始日,契約満了日,自動更新,解約通知期限
L-2022-01,PCリース,リース商会,NB-0001～0003,18000,R4.4.1,R9.3.31,なし,
M-2023-07,サーバー保守,保守サービス(株),\"SV-001、SV-002、SV-009\",42000,2023/7/1,2027/6/30,あり(1年),2027/3/31
"),
    ("ライセンス", "ソフトウェア名,ライセンス形態,ライセンス数,プロダクトキー,年額,購入先,更新日
作図ソフト LT,サブスク,3,ABCDE-12345-FGHIJ-67890-KLMNO,198000,ソフト販売(株),R9.1.31
Officeスイート,ボリューム,50,XXXXX-AAAAA-BBBBB-CCCCC-DDDDD,,ソフト販売(株),
"),
];

fn workbook() -> Workbook {
    let mut whole: Option<Workbook> = None;
    for (name, csv) in SHEETS {
        let mut read = book(csv);
        name.clone_into(&mut read.sheets[0].name);
        match &mut whole {
            Some(whole) => whole.sheets.append(&mut read.sheets),
            None => whole = Some(read),
        }
    }
    whole.unwrap()
}

async fn of_kind(cx: &Cx, word: &str) -> Vec<Asset> {
    let kinds = ledger::kinds::ops::list(cx).await.unwrap();
    let kind = kinds.iter().find(|kind| kind.word.as_deref() == Some(word)).unwrap().id;
    let filter = Filter { kinds: vec![kind], ..Filter::default() };
    ops::list(cx, &filter, Sort::default(), Page::first(100)).await.unwrap().rows
}

fn problems(report: &Report, sheet: &str) -> Vec<String> {
    let sheet = report.sheets.iter().find(|one| one.name == sheet).unwrap();
    sheet.rows.iter().flat_map(|row| &row.problems).map(|problem| problem.message.clone()).collect()
}

on_both_databases! {
    migrations = &migrations();

    async fn six_sheets_go_in_at_once_and_are_joined(house: TestHouse) {
        let cx = house.admin();
        let book = workbook();
        let plan = imports::plan(&cx, &book, &Source::default(), &Choices::default()).await.unwrap();
        let dry = imports::report(&cx, &plan);
        assert_eq!((dry.totals.new, dry.totals.error, dry.totals.skip), (15, 0, 0), "{}", serde_json::to_string_pretty(&dry).unwrap());
        assert_eq!(dry.links, 3 + 3 + 2, "three notebooks under their lease from either side, two servers under theirs");
        assert_eq!(plan.new_people, ["佐藤 次郎", "山田 太郎", "鈴木 花子"], "proposed, not invented");
        let said = problems(&dry, "リース・契約");
        assert!(said.iter().any(|line| line.contains("SV-009")), "{said:?}");
        let (_, people) = ledger::people::ops::list(&cx, "", true, Page::first(10)).await.unwrap();
        assert_eq!(people, 0);

        let choices = Choices { add_people: true, ..Choices::default() };
        let report = take_book(&cx, &book, &choices).await;
        assert_eq!(report.totals.new, 15);
        let json = serde_json::to_string(&report).unwrap();
        for secret in ["tanuki", "kitsune", "ookami", "ABCDE-12345", "XXXXX-AAAAA"] {
            assert!(!json.contains(secret), "{secret} stays in the file");
        }
        let lease = &of_kind(&cx, "contract").await[0];
        assert_eq!(lease.get("contract_no"), "L-2022-01");
        assert_eq!((lease.get("price").as_str(), lease.get("price_per").as_str(), lease.get("system_name").as_str()), ("18000", "month", "PCリース"));
        let related = around(&cx, lease).await.unwrap();
        let numbers: Vec<&str> = related.things.some.iter().map(|asset| asset.number.as_str()).collect();
        assert_eq!(numbers, ["NB-0001", "NB-0002", "NB-0003"]);
        let maintenance = &of_kind(&cx, "contract").await[1];
        assert_eq!(around(&cx, maintenance).await.unwrap().unknown, ["SV-009"]);
        let accounts = of_kind(&cx, "account").await;
        assert_eq!(accounts.len(), 3);
        assert!(accounts.iter().all(|account| account.person.is_some()), "names became people");
        let suzuki = accounts.iter().find(|account| account.get("login_id") == "keiri01").unwrap().person.unwrap();
        let held = ops::held_by(&cx, suzuki).await.unwrap();
        assert_eq!(held.len(), 3, "a notebook and two accounts");
        let licence = of_kind(&cx, "licence").await.into_iter().find(|one| one.get("licence_count") == "3").unwrap();
        assert_eq!(seats::usage(&cx, &licence).await.unwrap().bought, Some(3));

        // The same workbook again changes nothing, and all of it is undone at once.
        let again = take_book(&cx, &book, &choices).await;
        assert_eq!((again.totals.same, again.totals.new, again.totals.change), (15, 0, 0), "{}", serde_json::to_string_pretty(&again).unwrap());
        imports::undo(&cx, report.import_id.unwrap()).await.unwrap();
        assert!(of_kind(&cx, "contract").await.is_empty() && of_kind(&cx, "pc").await.is_empty());
    }

    async fn lists_of_systems_domains_and_suppliers_are_told_by_their_names(house: TestHouse) {
        let cx = house.admin();
        let sheets = [
            ("システム一覧", "システム名,URL,月額,契約ID数\n経費クラウド,https://keihi.example/,9800,20\n"),
            ("ドメイン・証明書", "ドメイン名,登録業者,有効期限,自動更新\nomamori.example,レジストラ(株),2027/3/31,あり\n"),
            ("取引先一覧", "取引先名,電話番号,備考\n保守サービス株式会社,03-0000-0000,平日のみ\n"),
            ("アカウント", "システム名,ログインID,使用者\n経費クラウド,a@example.jp,山田 太郎\n"),
        ];
        let mut whole = book(sheets[0].1);
        sheets[0].0.clone_into(&mut whole.sheets[0].name);
        for (name, csv) in &sheets[1..] {
            let mut read = book(csv);
            (*name).clone_into(&mut read.sheets[0].name);
            whole.sheets.append(&mut read.sheets);
        }
        let report = take_book(&cx, &whole, &Choices::default()).await;
        assert!(report.sheets.iter().flat_map(|sheet| &sheet.rows).all(|row| row.action == RowAct::New));
        assert_eq!(report.links, 1);
        let system = &of_kind(&cx, "system").await[0];
        assert_eq!((system.get("system_name").as_str(), system.get("licence_count").as_str()), ("経費クラウド", "20"));
        assert_eq!(around(&cx, system).await.unwrap().accounts.total, 1);
        assert_eq!(of_kind(&cx, "domain").await[0].get("renewal"), "2027-03-31");
        assert_eq!(of_kind(&cx, "supplier").await[0].get("host_name"), "保守サービス株式会社");
        let again = take_book(&cx, &whole, &Choices::default()).await;
        assert_eq!(again.totals.same, 4, "{}", serde_json::to_string_pretty(&again).unwrap());
    }
}

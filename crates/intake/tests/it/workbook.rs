//! One workbook of many sheets with merged cells, numbers, real dates and formula errors, as Excel saves it.

use crate::support::{Read, merge, put, read, sheet, workbook};
use intake::{Date, Field, Hints, Number, Role, Subject, Value, Verdict, analyse};
use sheet::{Cell, Sheet};

fn computers() -> Sheet {
    let mut pc = sheet(
        "PC",
        "\
PC管理台帳,,,,,,,,,,,,,
,,,,,,,,,,,令和６年10月1日現在,,

管理番号,種別,メーカー,機種名,型番,シリアル番号,利用者,,購入,,リース,,ＯＳ,備考
,,,,,,氏名,部署,年月日,金額,会社,満了日,,
NB-0001,ノート,富士通,LIFEBOOK U9311/F,FMVU34001,R1X00123,山田　太郎,総務部,x,x,例示リース,x,Windows 11 Pro,
NB-0002,〃,〃,〃,〃,x,鈴木 花子,〃,R4.4.1,\"¥128,000\",〃,R9.3.31,Win10,
NB-0003,ノート,ＮＥＣ,VersaPro,,3500123A,田中→高橋(R6.7～),営業部,x,x,,,〃,無線LANのPW:abc12345
DT-001,デスクトップ,DELL,OptiPlex 3080,,x,（共用）,製造部,R2年6月頃,12.3万円,,R6.13.1,〃,
DT-002,デスクトップ,DELL,OptiPlex 3080,,x,,製造部,x,x,,x,x,

合計,,,,,,,,,354000,,,,",
    );
    for region in [
        "A1:N1", "G4:H4", "I4:J4", "K4:L4", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:F5", "M4:M5",
        "N4:N5",
    ] {
        merge(&mut pc, region);
    }
    put(&mut pc, "I6", Cell::date("2022-04-01T00:00:00"));
    put(&mut pc, "J6", Cell::Number { value: 128_000.0, format: Some("¥#,##0".into()) });
    put(&mut pc, "L6", Cell::date("2027-03-31"));
    put(&mut pc, "F7", Cell::number(120_456.0));
    put(&mut pc, "I8", Cell::number(44_652.0));
    put(&mut pc, "J8", Cell::number(98_000.0));
    put(&mut pc, "F9", Cell::number(1.234_567_89e17));
    put(&mut pc, "F10", Cell::Number { value: 77.0, format: Some("00000".into()) });
    put(&mut pc, "I10", Cell::Date { iso: "2020-06-01".into(), format: Some("yyyy\"年\"m\"月\"".into()) });
    put(&mut pc, "J10", Cell::Error("#REF!".into()));
    put(&mut pc, "L10", Cell::Error("#N/A".into()));
    put(&mut pc, "M10", Cell::Bool(true));
    put(&mut pc, "J12", Cell::number(354_000.0));
    pc
}

fn all() -> Read {
    let mut network = sheet(
        "ネットワーク機器",
        "\
拠点,種別,メーカー/機種,製造番号,管理IP,MACアドレス,F/W,ID,PW,導入年月,保守期限
本社,ルーター,ヤマハ RTX1220,S4H000001,192.168.0.1,AC:44:F2:00:00:01,Rev.15.04,admin,adm1n,2021年4月,R8.3末
,L2SW,アライドテレシス AT-GS920,A0001,192.168.0.2,00:00:CD:00:00:02,1.0,,,2021年4月,〃
,無線AP,バッファロー WAPM-AX4R,,192.168.0.3,DC:FB:02:00:00:03,,,,2022/10,
仙台,ルーター,ヤマハ RTX830,S5A000002,192.168.10.1,,,,,H31.4,",
    );
    merge(&mut network, "A2:A4");
    let servers = sheet(
        "サーバー",
        "\
サーバー管理台帳

No,ホスト名,物理/仮想,用途,OS,IPアドレス,CPU,メモリ,RAID構成,電源/UPS,バックアップ先,保守満了日,設置場所,管理者ID,パスワード
1,SV-AD01,物理,AD,Windows Server 2019,192.168.1.10,Xeon,16GB,RAID1,APC,NAS,2025/3/31,サーバー室,administrator,Secret!1
2,SV-FS01,物理,ファイル,〃,192.168.1.11,〃,32GB,RAID5,〃,〃,2025年9月,〃,〃,〃
3,SV-VM01,仮想,Web,Ubuntu 22.04,192.168.1.12,2vCPU,8GB,-,-,なし,無,-,root,pw",
    );
    let accounts = sheet(
        "アカウント",
        "\
アカウント一覧（社外秘）
システム名,アドレス,ID,PASS,担当者,権限区分,二要素,備考
会計クラウド,https://kaikei.example.jp,keiri01,aaa111,経理 佐藤,管理者,有,秘密の質問：母の名前
会計クラウド,https://kaikei.example.jp,keiri02,aaa112,経理 鈴木,一般,有,
銀行,https://bank.example.jp,0001234,bbb,社長,承認,ワンタイム,暗証番号は1234です",
    );
    let contracts = sheet(
        "リース・契約",
        "\
契約区分,契約番号,契約先,契約内容,契約開始日,契約終了日,月額,自動更新,解約予告,原本保管
リース,LS-001,例示リース,PC 20台,2022/4/1,2027/3/31,\"85,000円\",無,-,総務キャビネ
保守,MT-010,サンプルシステムズ,サーバー保守,R5.4.1,R6.3.31,30000,有,3ヶ月前,〃
回線,NW-003,通信会社A,光回線,2020年10月,自動更新,\"6,500円/月\",有,更新月の前々月末,",
    );
    let licences = sheet(
        "ライセンス",
        "\
製品名,バージョン,種別,数量,使用数,シリアル番号,購入日,期限,金額,管理者
Office Home & Business,2021,永続,30,28,ABCDE-12345-FGHIJ-67890-KLMNO,2022/4/1,無期限,\"990,000\",情シス
ウイルス対策,クラウド,サブスク,50,43,AB12-CD34-EF56-GH78-IJ90,R6.4.1,R7.3.31,\"▲5,000\",情シス
CADソフト,2024,ネットワーク,3,3,,2024-01-15,2025/1/14,\"1,200,000(税抜)\",設計",
    );
    let about = sheet("説明", "この台帳の使い方\n各シートを毎月更新してください。");
    let mut old = sheet("旧データ", "管理番号,機種名,使用者\nOLD-1,FMV,旧 太郎\nNB-0001,FMV,別 次郎");
    old.hidden = true;
    read(&workbook(vec![computers(), servers, network, accounts, contracts, licences, about, old]))
}

#[test]
fn finds_what_each_sheet_is_about() {
    let found = all();
    let subjects: Vec<Subject> = found.plans.iter().map(|plan| plan.subject).collect();
    assert_eq!(
        subjects,
        [
            Subject::Asset,
            Subject::Asset,
            Subject::Asset,
            Subject::Account,
            Subject::Contract,
            Subject::Licence,
            Subject::Unknown,
            Subject::Asset,
        ]
    );
    assert_eq!(found.plans[0].header_row, Some(4));
    assert_eq!(found.plans[1].header_row, Some(3));
    assert_eq!(found.plans[6].header_row, None);
    assert_eq!(found.plans[6].problems[0].key, "intake.sheet.no_table");
    assert!(found.plans[7].hidden && found.plans[7].problems[0].key == "intake.sheet.hidden");
}

#[test]
fn joins_merged_headings() {
    let found = all();
    let expected = [
        ("管理番号", Field::AssetNo),
        ("利用者 氏名", Field::User),
        ("部署", Field::Dept),
        ("購入 年月日", Field::Acquired),
        ("購入 金額", Field::Price),
        ("リース 会社", Field::Vendor),
        ("リース 満了日", Field::LeaseEnd),
        ("ＯＳ", Field::Os),
        ("備考", Field::Note),
    ];
    for (source, field) in expected {
        assert_eq!(found.field(0, source), Some(field), "{source}");
    }
}

#[test]
fn reads_cells_of_every_kind() {
    let found = all();
    assert_eq!(found.row(0, 6).values[&Field::Acquired], Value::Date(Date::day(2022, 4, 1).unwrap()));
    assert_eq!(found.row(0, 6).values[&Field::Price], Value::Number(Number::whole(128_000)));
    assert_eq!(found.value(0, 7, "serial"), "120456");
    assert!(found.has(0, 7, "intake.code.lost_zero", "F7"));
    assert_eq!(found.value(0, 8, "acquired"), "2022-04-01");
    assert_eq!(found.value(0, 8, "user"), "高橋");
    assert_eq!(found.row(0, 8).extra["user_previous"], "田中");
    assert_eq!(found.row(0, 8).extra["user_since"], "2024-07");
    assert_eq!(found.value(0, 8, "note"), "無線LANのPW:●●●●");
    assert_eq!(found.row(0, 9).verdict, Verdict::Error);
    assert!(found.has(0, 9, "intake.date.no_month", "L9") && found.has(0, 9, "intake.code.imprecise", "F9"));
    assert_eq!(found.value(0, 10, "serial"), "00077");
    assert_eq!(found.value(0, 10, "acquired"), "2020-06");
    assert!(found.has(0, 10, "intake.cell.error", "J10") && found.has(0, 10, "intake.cell.error", "L10"));
    assert_eq!(found.row(0, 12).verdict, Verdict::Skip);
}

#[test]
fn reads_the_other_sheets() {
    let found = all();
    assert_eq!(found.value(1, 5, "warranty_end"), "2025-09");
    assert_eq!(found.value(1, 5, "location"), "サーバー室");
    assert_eq!(found.plans[1].columns[0].role, Role::RowNumber);
    assert_eq!(
        (found.value(2, 3, "location").as_str(), found.value(2, 3, "maker").as_str()),
        ("本社", "アライドテレシス")
    );
    assert_eq!(
        (found.value(2, 3, "model").as_str(), found.value(2, 3, "warranty_end").as_str()),
        ("AT-GS920", "2026-03")
    );
    assert_eq!(found.value(2, 5, "location"), "仙台");
    assert_eq!(found.value(3, 4, "login_id"), "keiri02");
    assert_eq!(
        (found.value(4, 3, "notice_by").as_str(), found.value(4, 2, "price").as_str()),
        ("2023-12-31", "85000")
    );
    assert_eq!(found.field(5, "製品名"), Some(Field::LicenceName));
    assert_eq!(found.field(5, "シリアル番号"), Some(Field::LicenceKey));
    assert_eq!(
        (found.value(5, 3, "licence_count").as_str(), found.value(5, 3, "price").as_str()),
        ("50", "-5000")
    );
}

#[test]
fn tells_a_thing_that_stands_in_two_sheets() {
    let found = all();
    let row = found.row(7, 3);
    assert_eq!(row.verdict, Verdict::Error);
    let problem =
        row.problems.iter().find(|problem| problem.key == "intake.row.duplicate_elsewhere").unwrap();
    assert_eq!((problem.arg("sheet"), problem.arg("row")), (Some("PC"), Some("6")));
}

#[test]
fn keeps_every_secret_to_itself() {
    let found = all();
    let everything = format!("{:?}{:?}", found.plans, found.rows);
    for secret in ["Secret!1", "adm1n", "aaa11", "bbb", "abc12345", "1234です", "母の名前", "ABCDE-", "AB12-"]
    {
        assert!(!everything.contains(secret), "{secret}");
    }
}

#[test]
fn the_person_may_decide_otherwise() {
    let book =
        workbook(vec![sheet("x", "題\n番号,品名,パスワード,メモ\nA-1,LIFEBOOK,p,m\nA-2,VersaPro,q,n")]);
    let guess = analyse(&book, &Hints::default());
    let column = |index, field| intake::ColumnHint { sheet: 0, table: 0, column: index, field };
    let hints = Hints {
        columns: vec![column(1, Some(Field::Model)), column(2, Some(Field::Note)), column(3, None)],
        ..Hints::default()
    };
    let plan = &analyse(&book, &hints)[0];
    assert_eq!(plan.columns[1].field, Some(Field::Model));
    assert_eq!(plan.columns[2].role, Role::Secret, "a secret column cannot be chosen to be anything else");
    assert_eq!(plan.columns[3].field, None);
    assert_eq!(plan.shape, guess[0].shape);
    let mut hints = Hints::default();
    hints.remembered.insert(plan.shape.clone(), plan.mapping());
    assert_eq!(analyse(&book, &hints)[0].columns[1].field, Some(Field::Model));
    let hints = Hints { header_rows: [(0, 3)].into(), ..Hints::default() };
    assert_eq!(analyse(&book, &hints)[0].header_row, Some(3));
}

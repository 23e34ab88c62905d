//! What the sample company pays for and logs in to: contracts, licences, systems, accounts, lines, domains, suppliers. They
//! come, as they would, from the other sheets of the admin's workbook.

use std::sync::atomic::AtomicBool;

use chrono::{Days, Months};
use kernel::{Day, Fault, Result};
use ledger::assets::{Filter, Page, Sort};
use ledger::kinds::BuiltIn;
use ledger::seats::{Holder, ops as seats};
use platform::Cx;
use sheet::Workbook;

use super::cast::{DOMAIN, PEOPLE};

const FILE: &str = "情シス台帳.xlsx";

/// Which people have which system, by department; everybody where no department is named.
const SYSTEMS: [(&str, &[&str], &str); 4] = [
    ("販売管理クラウド", &["営業部", "仙台営業所", "経理部"], "一般"),
    ("勤怠クラウド", &["経営", "総務部", "情報システム担当", "経理部"], "承認者"),
    ("図面管理システム", &["設計部", "品質管理課"], "一般"),
    ("名刺管理アプリ", &["経営", "営業部"], "一般"),
];

/// Takes the other sheets in, and gives the seats of the drawing software out.
pub async fn take_over(cx: &Cx, today: Day) -> Result<()> {
    let mut book: Option<Workbook> = None;
    for (name, text) in sheets(today) {
        let mut read =
            sheet::read(text.as_bytes(), FILE, &sheet::Limits::default()).map_err(Fault::broken)?;
        for sheet in &mut read.sheets {
            name.clone_into(&mut sheet.name);
        }
        match &mut book {
            Some(book) => book.sheets.append(&mut read.sheets),
            None => book = Some(read),
        }
    }
    let Some(book) = book else { return Ok(()) };
    let source = ledger::imports::Source { name: FILE.to_owned(), hash: format!("sample:{FILE}") };
    let choices = ledger::imports::Choices::default();
    ledger::imports::ops::run(cx, &book, &source, &choices, |_, _| {}, &AtomicBool::new(false)).await?;
    give_seats(cx).await
}

/// The designers draw.
async fn give_seats(cx: &Cx) -> Result<()> {
    let filter =
        Filter {
            text: "図面ソフト".to_owned(), kinds: vec![BuiltIn::Licence.id()], ..Filter::default()
        };
    let found = ledger::assets::ops::list(cx, &filter, Sort::default(), Page::first(1)).await?;
    let Some(licence) = found.rows.first() else { return Ok(()) };
    let (people, _) = ledger::people::ops::list(cx, "", false, Page::first(200)).await?;
    for person in people.iter().filter(|person| person.department_name == "設計部") {
        seats::assign(cx, licence.id, Holder::Person(person.id), "", None).await?;
    }
    Ok(())
}

fn sheets(today: Day) -> Vec<(&'static str, String)> {
    let day = |day: Day| day.format("%Y/%m/%d").to_string();
    let ago = |months: u32| day(today - Months::new(months));
    let ahead = |months: u32, days: u64| day(today + Months::new(months) + Days::new(days));
    let contracts = format!(
        "契約番号,契約名,契約先,対象機器,月額,契約開始日,契約満了日,自動更新,解約通知期限\n\
         L-1043,ノートPCリース,東西リース株式会社,NB-0001～0010,48000,{},{},なし,\n\
         M-2201,サーバー保守,株式会社北斗システムサービス,SV-0001・SV-0002,36000,{},{},あり(1年),{}\n\
         M-2310,複合機保守,みなと事務機(株),PR-0001,12500,{},{},あり,{}\n\
         N-0077,インターネット回線,コスモス通信株式会社,,38000,{},{},あり,\n",
        ago(30),
        ahead(18, 9),
        ago(20),
        ahead(3, 12),
        ahead(1, 3),
        ago(26),
        ahead(9, 2),
        ahead(6, 2),
        ago(40),
        ahead(7, 20),
    );
    let licences = format!(
        "ソフトウェア名,ライセンス形態,ライセンス数,年額,購入先,更新日,自動更新\n\
         オフィスソフト 法人版,サブスク,45,648000,みなと事務機(株),{},あり\n\
         ウイルス対策 法人版,サブスク,50,175000,株式会社北斗システムサービス,{},なし\n\
         図面ソフト 2D,サブスク,6,432000,株式会社北斗システムサービス,{},なし\n",
        ahead(4, 6),
        ahead(0, 24),
        ahead(2, 15),
    );
    let systems = format!(
        "システム名,URL,月額,契約ID数,契約先,更新日\n\
         販売管理クラウド,https://hanbai.example/,42000,20,コスモス通信株式会社,{}\n\
         勤怠クラウド,https://kintai.example/,12900,43,コスモス通信株式会社,{}\n\
         図面管理システム,https://zumen.example/,25000,10,株式会社北斗システムサービス,{}\n\
         名刺管理アプリ,https://meishi.example/,9800,12,コスモス通信株式会社,{}\n",
        ahead(5, 0),
        ahead(8, 0),
        ahead(3, 0),
        ahead(10, 0),
    );
    let mut accounts = String::from("システム名,ログインID,使用者,部署,権限\n");
    for (system, departments, role) in SYSTEMS {
        for person in PEOPLE.iter().filter(|person| departments.contains(&person.department)) {
            let line = [system, &format!("{}@{DOMAIN}", person.mail), person.name, person.department, role];
            accounts.push_str(&line.join(","));
            accounts.push('\n');
        }
    }
    let domains = format!(
        "ドメイン名,用途,登録業者,有効期限,自動更新,年額\n\
         {DOMAIN},会社のホームページとメール,コスモス通信株式会社,{},あり,4200\n\
         omamori-saiyo.example,採用サイト,コスモス通信株式会社,{},なし,3800\n",
        ahead(11, 3),
        ahead(1, 12),
    );
    let suppliers = "取引先名,電話番号,URL,備考\n\
         みなと事務機株式会社,03-0000-1122,https://minato.example/,複合機・文具。担当 浜さん\n\
         株式会社北斗システムサービス,03-0000-3344,https://hokuto.example/,サーバー保守の窓口 平日9時～18時\n\
         コスモス通信株式会社,0120-000-555,https://cosmos.example/,回線障害は24時間受付\n\
         東西リース株式会社,03-0000-7788,,満了の3か月前に連絡が来る\n"
        .to_owned();
    vec![
        ("リース・契約", contracts),
        ("ライセンス", licences),
        ("システム一覧", systems),
        ("アカウント", accounts),
        ("ドメイン", domains),
        ("取引先", suppliers),
    ]
}

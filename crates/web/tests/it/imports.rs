//! A ledger file goes in by the pages: dropped, looked at, taken in, and taken back.

use http::{Method, StatusCode};
use platform::jobs::{Handlers, Pace, Worker};

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

const CANARY: &str = "Himitsu-Canary-4711";

fn ledger() -> String {
    format!(
        "PC管理台帳,,,,,,令和6年4月1日現在\n\n管理No.,種別,メーカー,使用者,部署,購入年月日,パスワード\n\
         PC-001,ノート,富士通,山田　太郎,総務部,R4.4.1,{CANARY}\n\
         PC-002,〃,〃,鈴木 花子,〃,〃,{CANARY}\n\
         PC-003,ﾉｰﾄ,ＮＥＣ,佐藤,営業部,R6.13.1,{CANARY}\n\
         合計,3台,,,,,\n"
    )
}

/// Does the jobs that wait, as the program's worker does.
async fn work(house: &testkit::TestHouse) {
    let reader = sheet::Reader::new(testkit::reading_program(), [] as [&str; 0]);
    let handlers = ledger::drafts::handled(Handlers::default(), reader);
    Worker::new((*house).clone(), handlers, Pace::default()).run_due().await.unwrap();
}

async fn dropped(house: &testkit::TestHouse) -> (Browser, String) {
    common::found(house).await;
    let mut browser = Browser::logged_in(house, ADMIN).await;
    browser.get("/imports/new").await;
    browser.drop_file("/imports/drafts", "file", "台帳.csv", ledger().as_bytes()).await;
    assert!(browser.page.path.ends_with("/columns"), "{}: {}", browser.page.path, browser.page.words());
    let word = browser.page.path.split('/').nth(3).unwrap().to_owned();
    (browser, word)
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn a_ledger_goes_in_and_comes_back_out(house: TestHouse) {
        let (mut browser, word) = dropped(house).await;
        assert!(browser.page.says("取り込みません"), "the secret column is named");
        assert!(!browser.page.body.contains(CANARY));
        let columns = format!("/imports/drafts/{word}/columns");
        browser.submit(&columns, &[]).await;
        assert!(browser.page.path.ends_with("/preview"), "{}", browser.page.words());
        assert!(browser.page.says("PC-002") && !browser.page.body.contains(CANARY));
        assert!(browser.page.says("13月"), "{}", browser.page.words());
        let run = format!("/imports/drafts/{word}/run");
        browser.submit(&run, &[]).await;
        assert!(browser.page.says("取り込んでいます"), "{}", browser.page.words());
        work(house).await;
        browser.get(&format!("/imports/drafts/{word}")).await;
        assert!(browser.page.says("取り込みの結果"), "{}", browser.page.words());
        let result = browser.page.path.clone();
        browser.get("/assets").await;
        assert!(browser.page.says("PC-001") && browser.page.says("山田 太郎"));
        let problems = browser.ask(Method::GET, &format!("{result}/problems.csv"), None).await;
        assert!(problems.body.contains("13月") && !problems.body.contains(CANARY), "{}", problems.body);
        browser.get(&result).await;
        browser.submit(&format!("{result}/undoing"), &[]).await;
        assert!(browser.page.says("この取り込みは元に戻されています。"), "{}", browser.page.words());
        browser.get("/assets").await;
        assert!(browser.page.says("まだ資産がありません。"));
    }

    async fn going_back_keeps_what_was_chosen(house: TestHouse) {
        let (mut browser, word) = dropped(house).await;
        let columns = format!("/imports/drafts/{word}/columns");
        browser.submit(&columns, &[("column.0.0.4", "location"), ("add_people", "true")]).await;
        browser.get(&columns).await;
        let form = browser.page.form(&columns);
        assert!(form.fields.contains(&("column.0.0.4".to_owned(), "location".to_owned())), "{:?}", form.fields);
        assert!(form.fields.contains(&("add_people".to_owned(), "true".to_owned())));
        browser.submit(&columns, &[("column.0.0.4", "user")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY, "one field from two columns");
        browser.get(&format!("/imports/drafts/{word}/preview")).await;
        browser.post(&format!("/imports/drafts/{word}/rows/skipping"), &[("id", "0-4")]).await;
        assert!(browser.page.says("1行を飛ばします。"), "{}", browser.page.words());
    }

    async fn a_quote_that_nobody_closed_is_said_before_anything_is_taken_in(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/imports/new").await;
        let file = "管理番号,種別,機種名,使用者\nPC-001,モニター,\"24インチ,佐藤\nPC-002,ノート,MD-15,田中\n";
        browser.drop_file("/imports/drafts", "file", "台帳.csv", file.as_bytes()).await;
        let words = "2行目(セルC2)で始まる引用符";
        assert!(browser.page.says(words), "{}", browser.page.words());
        let preview = browser.page.path.replace("/columns", "/preview");
        browser.get(&preview).await;
        assert!(browser.page.says(words), "{}", browser.page.words());
    }

    async fn what_cannot_be_read_is_said_in_plain_words(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/imports/new").await;
        browser.drop_file("/imports/drafts", "file", "台帳.xlsx", b"%PDF-1.7 not a ledger at all").await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(browser.page.says("PDF"), "{}", browser.page.words());
        browser.drop_file("/imports/drafts", "file", "", b"").await;
        assert!(browser.page.says("ファイルを選ぶか、表を貼り付けてください。"), "{}", browser.page.words());
        browser.get("/imports").await;
        assert!(browser.page.says("まだ取り込みはありません。"));
    }
}

//! People join, move and leave, and every line of their list is ticked off.

use http::StatusCode;

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

/// A colleague with a notebook, a line, an account and a seat.
async fn furnish(browser: &mut Browser) {
    browser.get("/departments").await;
    browser.submit("/departments", &[("name", "営業部")]).await;
    browser.get("/people/new").await;
    browser.submit("/people", &[("name", "青木 涼"), ("employee_no", "E-1")]).await;
    for (kind, fields) in [
        ("1", [("asset_no", "NB-0001"), ("model", "ビジネスノートA")]),
        ("12", [("asset_no", "TL-0001"), ("phone", "090-0000-0001")]),
        ("11", [("system_name", "給与"), ("login_id", "aoki")]),
    ] {
        browser.get(&format!("/assets/new?kind={kind}")).await;
        browser.submit("/assets", &fields).await;
        let path = browser.page.path.clone();
        browser.post(&format!("{path}/assignment"), &[("person", "1"), ("on", "2026/11/01")]).await;
    }
    browser.get("/assets/new?kind=9").await;
    browser.submit("/assets", &[("licence_name", "業務ソフト")]).await;
    let seats = format!("{}/seats", browser.page.path);
    browser.get(&seats).await;
    browser.submit(&seats, &[("holder", "青木 涼")]).await;
}

fn says(browser: &Browser, words: &[&str]) {
    for word in words {
        assert!(browser.page.says(word), "{word} in {}", browser.page.words());
    }
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn who_leaves_gives_everything_back_and_is_marked_as_left(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/moves").await;
        says(&browser, &["準備中の入社・異動・退職は、ありません。"]);
        furnish(&mut browser).await;
        browser.get("/people/1").await;
        says(&browser, &["パソコン・機器(1件)", "電話・回線(1件)", "アカウント(1件)", "ライセンス・サービスの席(1件)", "退職の準備を始める"]);
        browser.get("/moves/new?kind=leave&person=1").await;
        browser.submit("/moves", &[("on", "2026/11/27")]).await;
        let list = browser.page.path.clone();
        says(&browser, &["NB-0001", "090-0000-0001", "給与", "業務ソフト", "鍵・入館証・社員証を返してもらう"]);
        browser.get("/").await;
        says(&browser, &["退職 青木 涼", "残り10件"]);
        browser.post("/moves", &[("person", "1"), ("kind", "leave"), ("on", "2026/11/30")]).await;
        assert_eq!(browser.page.path, list, "the open list is the one to go on with");

        browser.submit(&format!("{list}/closing"), &[]).await;
        says(&browser, &["まだ済んでいない項目が10件あります"]);
        browser.submit(&format!("{list}/lines/asset-1/act"), &[]).await;
        browser.submit(&format!("{list}/lines/asset-3/act"), &[]).await;
        browser.submit(&format!("{list}/lines/seat-1/act"), &[]).await;
        browser.submit(&format!("{list}/lines/asset-2/tick"), &[("reason", "")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&browser, &["しない理由を書いてください。"]);
        browser.submit(&format!("{list}/lines/asset-2/tick"), &[("reason", "本人名義に変更")]).await;
        says(&browser, &["本人名義に変更", "4件中 4件済み", "残り6件"]);
        for line in 1..=6 {
            let lines = format!("{list}/lines/own-{line}/tick");
            browser.post(&lines, &[("outcome", "done")]).await;
        }
        says(&browser, &["すべて済み"]);
        browser.submit(&format!("{list}/closing"), &[]).await;
        says(&browser, &["退職を完了し、退職者にしました。", "完了"]);
        browser.get("/people/1").await;
        says(&browser, &["2026/11/27"]);
        browser.get("/assets/3").await;
        says(&browser, &["廃棄済み"]);
    }

    async fn the_company_says_what_newcomers_need(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        furnish(&mut browser).await;
        browser.get("/moves/templates?kind=join&department=1").await;
        browser.submit("/moves/templates/join", &[("what.0", "名刺の発注"), ("days.0", "－５"), ("what.1", "展示会用のバッジ"), ("days.1", "x")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        says(&browser, &["日数は前後366日以内にしてください。"]);
        browser.submit("/moves/templates/join", &[("days.1", "3"), ("need.1", "kind:6")]).await;
        says(&browser, &["ひな形を保存しました。", "営業部の人には、共通の項目に加えて"]);
        browser.get("/moves/new?kind=join").await;
        browser.submit("/moves", &[("person_name", "だれか"), ("kind", "join")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.submit("/moves", &[("person_name", "E-1"), ("on", "2026/12/01"), ("department", "1")]).await;
        says(&browser, &["名刺の発注", "展示会用のバッジ", "2026/11/26", "台帳で確認できました"]);
        let list = browser.page.path.clone();
        browser.submit(&format!("{list}/lines"), &[("what", "歓迎会"), ("due_on", "2026/12/10")]).await;
        says(&browser, &["歓迎会", "することを加えました。"]);
        browser.get(&format!("{list}/edit")).await;
        browser.submit(&format!("{list}/edit"), &[("on", "2026/12/08")]).await;
        says(&browser, &["2026/12/03"]);
        browser.submit(&format!("{list}/cancellation"), &[]).await;
        says(&browser, &["準備リストを取りやめました。"]);
        browser.submit(&format!("{list}/reopening"), &[]).await;
        says(&browser, &["準備リストをもう一度開きました。"]);
        browser.get("/moves?kind=join").await;
        says(&browser, &["入社 青木 涼"]);
    }
}

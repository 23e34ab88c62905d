//! Things are handed to people and come back, on paper.

use http::StatusCode;

use crate::common::{self, ADMIN, Browser, MIGRATIONS, html};

const DRAWN: &str = r#"{"width":600,"height":200,"strokes":[[[12,30],[13,31]],[[40,20]]]}"#;

/// A colleague and three things in stock.
async fn furnish(browser: &mut Browser) {
    browser.get("/people/new").await;
    browser.submit("/people", &[("name", "青木 涼"), ("employee_no", "E-1")]).await;
    for (number, model) in [("NB-0001", "ビジネスノートA"), ("MO-0001", "モニターB"), ("PH-0001", "電話機C")]
    {
        browser.get("/assets/new?kind=1").await;
        browser.submit("/assets", &[("asset_no", number), ("model", model), ("status", "in_stock")]).await;
    }
}

/// Hands the notebook and the screen to the colleague, who signs with a finger.
async fn hand_out(browser: &mut Browser) -> String {
    browser.get("/handovers/new?person=1&asset=1&asset=2").await;
    browser
        .submit("/handovers", &[("accessories.1", "ACアダプター"), ("condition.1", "天板に小さな傷")])
        .await;
    let path = browser.page.path.clone();
    browser.get(&format!("{path}/signing")).await;
    browser.submit(&format!("{path}/signing"), &[("strokes", DRAWN)]).await;
    assert_eq!(browser.page.path, path, "{}", browser.page.words());
    path
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn two_devices_are_handed_out_with_one_signature(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/handovers").await;
        assert!(browser.page.says("貸与・返却の書類は、まだありません。"), "{}", browser.page.words());
        furnish(&mut browser).await;
        let path = hand_out(&mut browser).await;
        let says = |browser: &Browser, words: &[&str]| {
            for word in words {
                assert!(browser.page.says(word), "{word} in {}", browser.page.words());
            }
        };
        says(&browser, &["2件を貸与しました", "済み", "ACアダプター", "天板に小さな傷", "青木 涼", "佐藤 花子"]);
        assert!(browser.page.body.contains("signature-drawn"), "the signature is shown");
        let paper = html::links(&browser.page.body).into_iter().find(|to| to.starts_with("/files/")).unwrap();
        browser.get(&paper).await;
        assert!(browser.page.body.starts_with("%PDF-"), "the paper is there");
        browser.get("/people/1").await;
        says(&browser, &["パソコン・機器(2件)", "NB-0001", "MO-0001", "貸与 No.1"]);

        // It comes back with everything else the person has, with one name typed.
        browser.get("/handovers/new?direction=back&person=1").await;
        browser.submit("/handovers", &[("to.1", "repair")]).await;
        let back = browser.page.path.clone();
        assert_ne!(back, path);
        browser.get(&format!("{back}/signing")).await;
        browser.submit(&format!("{back}/signing"), &[("strokes_typed", "青木 涼")]).await;
        says(&browser, &["2件の返却を受けました"]);
        browser.get("/assets/1").await;
        says(&browser, &["修理中"]);
        browser.get("/people/1").await;
        says(&browser, &["使っているものはありません", "返却 No.2"]);
        browser.get(&path).await;
        says(&browser, &["返却済み", "No.2 で返却・再貸与"]);
        browser.get(&back).await;
        browser.submit(&format!("{back}/undoing"), &[]).await;
        says(&browser, &["元に戻しました", "予定"]);
    }

    async fn without_a_signature_the_page_asks_for_one(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        furnish(&mut browser).await;
        browser.get("/handovers/new?person=1&asset=1").await;
        browser.submit("/handovers", &[]).await;
        let signing = format!("{}/signing", browser.page.path);
        browser.get(&signing).await;
        browser.submit(&signing, &[]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(browser.page.says("署名がありません。"), "{}", browser.page.words());
        browser.submit(&signing, &[("strokes", "<svg>")]).await;
        assert!(browser.page.says("手書きの署名を読み取れませんでした"), "{}", browser.page.words());
    }

    async fn the_form_comes_back_with_everything_that_was_typed(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        furnish(&mut browser).await;
        browser.get("/handovers/new?asset=1").await;
        let typed = [
            ("person_name", "山田"), ("accessories.1", "マウス"), ("numbers", "ＭＯ－０００１ XX-9"), ("planned_on", "R8.13.1"), ("note", "研修"),
        ];
        browser.submit("/handovers", &typed).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in ["この名前または社員番号の人がいません", "台帳にない管理番号です: XX-9", "MO-0001", "研修"] {
            assert!(browser.page.says(words), "{words} in {}", browser.page.words());
        }
        assert!(browser.page.body.contains("value=\"マウス\"") && browser.page.body.contains("value=\"R8.13.1\""));
        browser.submit("/handovers", &[("person_name", "e-1"), ("numbers", ""), ("planned_on", "2026/11/30"), ("due_on", "2026/12/10")]).await;
        assert!(browser.page.says("貸出 No.1") && browser.page.says("2026/12/10"), "{}", browser.page.words());
        let edit = format!("{}/edit", browser.page.path);
        browser.get(&edit).await;
        assert!(browser.page.body.contains("value=\"マウス\""), "what was said of a thing is there to change");
        browser.submit(&edit, &[("due_on", "2026/11/01")]).await;
        assert!(browser.page.says("返却期限が、貸し出す日より前です"), "{}", browser.page.words());
    }

    async fn who_holds_it_by_now_is_said_before_anything_is_written(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        furnish(&mut browser).await;
        browser.get("/people/new").await;
        browser.submit("/people", &[("name", "石田 渉")]).await;
        browser.get("/handovers/new?person=1&asset=1&asset=2").await;
        browser.submit("/handovers", &[]).await;
        let path = browser.page.path.clone();
        let signing = format!("{path}/signing");
        browser.get(&signing).await;
        browser.post("/assets/2/assignment", &[("person", "2"), ("on", "2026/11/22")]).await;
        browser.get(&signing).await;
        assert!(browser.page.says("今は石田 渉さんが使っています"), "{}", browser.page.words());
        browser.submit(&signing, &[("strokes_typed", "青木 涼")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.get("/assets/1").await;
        assert!(browser.page.says("在庫"), "nothing was written: {}", browser.page.words());
    }

    async fn the_chosen_rows_of_the_ledger_go_into_one_paper(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        furnish(&mut browser).await;
        browser.post("/assets/selection/lending", &[("id", "2"), ("id", "1")]).await;
        let listed: Vec<String> = html::forms(&browser.page.body).into_iter().filter(|form| form.action == "/handovers")
            .flat_map(|form| form.fields).filter(|(name, _)| name == "item").map(|(_, id)| id).collect();
        assert_eq!(listed, ["2", "1"]);
        browser.post("/assets/selection/returning", &[("id", "1")]).await;
        assert!(browser.page.says("まとめて返却できるのは、1人の人が使っている物だけです"), "{}", browser.page.words());
        hand_out(&mut browser).await;
        browser.post("/assets/selection/returning", &[("id", "1")]).await;
        assert!(browser.page.says("青木 涼") && browser.page.says("MO-0001"), "{}", browser.page.words());
    }

    async fn what_is_late_and_what_is_planned_stands_on_the_first_page(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        furnish(&mut browser).await;
        browser.get("/handovers/new?person=1&asset=3").await;
        browser.submit("/handovers", &[("due_on", "2026/11/23")]).await;
        let loan = browser.page.path.clone();
        browser.submit(&format!("{loan}/record"), &[("unsigned_because", "電話で確認"), ("on", "2026/11/22")]).await;
        assert!(browser.page.says("電話で確認"), "{}", browser.page.words());
        browser.get("/handovers/new?person=1&asset=1").await;
        browser.submit("/handovers", &[("planned_on", "2026/11/24")]).await;
        browser.get("/").await;
        assert!(!browser.page.says("今日の貸与・返却") && !browser.page.says("返却期限を過ぎた貸出"));
        house.clock.advance(chrono::TimeDelta::days(2));
        browser.log_in(ADMIN).await;
        browser.get("/").await;
        assert!(browser.page.says("今日の貸与・返却") && browser.page.says("返却期限を過ぎた貸出"), "{}", browser.page.words());
        browser.get("/handovers?show=overdue").await;
        assert!(browser.page.says("返却期限切れ") && browser.page.says("1日過ぎています"), "{}", browser.page.words());
        browser.get("/people/1").await;
        assert!(browser.page.says("1日過ぎています"), "{}", browser.page.words());
    }

    async fn the_company_words_what_is_signed(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/handovers/terms").await;
        browser.submit("/handovers/terms/out", &[("text", "大切に使います。")]).await;
        assert!(browser.page.says("文面を保存しました。") && browser.page.says("大切に使います。"), "{}", browser.page.words());
        furnish(&mut browser).await;
        browser.get("/handovers/new?person=1&asset=1").await;
        browser.submit("/handovers", &[]).await;
        let signing = format!("{}/signing", browser.page.path);
        browser.get(&signing).await;
        assert!(browser.page.says("大切に使います。"), "{}", browser.page.words());
    }
}

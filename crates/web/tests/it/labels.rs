//! Labels: from the list to the sheet, and from a code to its asset.

use http::{Method, StatusCode};
use kernel::Role;

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

/// Three devices, one of them disposed of, and a licence.
async fn stocked(browser: &mut Browser) {
    for (kind, fields) in [
        (
            1,
            [
                ("asset_no", "PC-0001"),
                ("host_name", "営業部のノート"),
                ("location", "本社3F"),
                ("status", "in_use"),
            ],
        ),
        (
            1,
            [
                ("asset_no", "PC-0002"),
                ("host_name", "受付のPC"),
                ("location", "本社1F"),
                ("status", "in_use"),
            ],
        ),
        (1, [("asset_no", "PC-0003"), ("host_name", "壊れたPC"), ("location", ""), ("status", "disposed")]),
    ] {
        browser.get(&format!("/assets/new?kind={kind}")).await;
        browser.submit("/assets", &fields).await;
    }
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn the_chosen_rows_become_a_sheet_of_labels(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        stocked(&mut browser).await;
        browser.get("/assets").await;
        assert!(browser.page.says("ラベルを印刷"), "{}", browser.page.words());
        browser.post("/labels/selection?q=PC", &[("id", "2"), ("id", "3")]).await;
        assert_eq!(browser.page.status, StatusCode::OK);
        assert!(browser.page.says("2台のラベルで、用紙1枚"), "what is chosen is labelled, disposed of or not");
        let preview = &browser.page.body;
        assert!(preview.contains("PC-0002") && preview.contains("壊れたPC") && !preview.contains("PC-0001"));
        browser.get("/labels?id=2&id=3&stock=a4-65&first=65&show=place").await;
        assert!(browser.page.says("用紙2枚"), "{}", browser.page.words());
        assert!(browser.page.body.contains("本社1F") && !browser.page.body.contains("受付のPC"));
    }

    async fn everything_under_the_filter_can_be_labelled(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        stocked(&mut browser).await;
        browser.post("/labels/selection?location=x", &[("all", "true")]).await;
        assert!(browser.page.says("2台のラベル"), "what is gone gets none: {}", browser.page.words());
        browser.get("/labels?q=%E5%8F%97%E4%BB%98").await;
        assert!(browser.page.says("1台のラベル"), "{}", browser.page.words());
        browser.get("/labels?q=nothing-like-that").await;
        assert!(browser.page.says("ラベルを付ける資産がありません"));
    }

    async fn the_file_is_a_pdf_and_the_choice_is_kept(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        stocked(&mut browser).await;
        browser.get("/labels").await;
        assert!(browser.page.body.contains(r#"<option value="a4-24" selected"#), "the usual paper at first");
        let sent = "id=1&id=2&stock=a4-12&show=name&show=owner&first=3&copies=2&right=1.5&down=0";
        let page = browser.ask(Method::POST, "/labels/sheet", Some(sent.to_owned())).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers["content-type"], "application/pdf");
        assert!(page.headers["content-disposition"].to_str().unwrap().starts_with("attachment;"));
        assert!(page.body.starts_with("%PDF-"));
        browser.get("/labels?id=1").await;
        let body = &browser.page.body;
        assert!(body.contains(r#"<option value="a4-12" selected"#), "the paper is remembered");
        assert!(body.contains(r#"name="right" value="1.5""#) && body.contains(r#"name="first" value="1""#));
        browser.get("/assets/views").await;
        assert!(!browser.page.says("#labels"), "a kept choice is no saved view");
        browser.get("/journal").await;
        assert!(browser.page.says("ラベルを4枚作りました"), "{}", browser.page.words());
    }

    async fn a_code_leads_to_its_asset_after_the_login(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        stocked(&mut browser).await;
        browser.get("/a/2").await;
        assert!(browser.page.says("受付のPC"), "{}", browser.page.words());
        let mut stranger = Browser::at(house);
        let page = stranger.ask(Method::GET, "/a/2", None).await;
        assert_eq!(page.location(), Some("/login?next=%2Fa%2F2"));
    }

    async fn who_only_reads_may_print_too_and_is_warned_of_a_passing_address(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        stocked(&mut admin).await;
        let email = common::somebody(house, Role::Manager).await;
        let mut manager = Browser::logged_in(house, &email).await;
        manager.get("/assets").await;
        assert!(manager.page.says("ラベルを印刷") && !manager.page.says("まとめて変更"));
        manager.get("/labels?id=1").await;
        assert!(manager.page.says("公開アドレスがまだ設定されていません"));
        assert!(!manager.page.body.contains("/settings/company"), "who may not set it is not sent there");
        admin.get("/settings/company").await;
        admin.submit("/settings/company", &[("server.base_url", "https://omamori.midori.example")]).await;
        manager.get("/labels?id=1").await;
        assert!(!manager.page.says("公開アドレスがまだ設定されていません"), "{}", manager.page.words());
    }
}

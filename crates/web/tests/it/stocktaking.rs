//! Counting with the pages: without a script, with what the script sends, with a reader's file, to the closing.

use http::{Method, StatusCode};
use kernel::Role;

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

/// A company with two rooms and three PCs.
async fn company(house: &testkit::TestHouse) -> Browser {
    common::found(house).await;
    let mut admin = Browser::logged_in(house, ADMIN).await;
    for room in ["事務所", "倉庫"] {
        admin.get("/places").await;
        admin.submit("/places", &[("name", room)]).await;
    }
    for (number, room) in [("PC-0001", "事務所"), ("PC-0002", "倉庫"), ("PC-0003", "倉庫")] {
        admin.get("/assets/new?kind=1").await;
        admin.submit("/assets", &[("asset_no", number), ("location", room), ("maker", "日の出電機")]).await;
    }
    admin
}

async fn opened(house: &testkit::TestHouse) -> Browser {
    let mut admin = company(house).await;
    admin.get("/stocktakings/new").await;
    admin.submit("/stocktakings", &[]).await;
    assert!(admin.page.says("数えるものは3台です"), "{}", admin.page.words());
    admin
}

/// What the page's script sends.
async fn send(browser: &mut Browser, events: &str) -> serde_json::Value {
    browser.headers = vec![("hx-request", "true".to_owned())];
    let page = browser.send_json("/stocktakings/1/readings", &format!("{{\"events\":[{events}]}}")).await;
    browser.headers.clear();
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    serde_json::from_str(&page.body).unwrap()
}

fn read(number: u32, place: i64, text: &str) -> String {
    format!(
        "{{\"kind\":\"read\",\"scan\":\"00000000-0000-4000-8000-{number:012}\",\"place\":{place},\"text\":\"{text}\",\
         \"at\":\"2026-11-22T00:00:00Z\",\"source\":\"camera\"}}"
    )
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn a_room_is_counted_with_nothing_but_the_form(house: TestHouse) {
        let mut admin = opened(house).await;
        assert_eq!(admin.page.status, StatusCode::OK);
        admin.get("/stocktakings/1/rooms/1/counting").await;
        for (typed, said) in [
            ("pc-0001", "ここにあり"),
            ("PC-0002", "台帳では「倉庫」"),
            ("PC-0001", "が数えました"),
            ("X-1", "台帳にない番号です"),
            ("https://omamori.example/a/2", "もう数えています"),
        ] {
            admin.submit("/stocktakings/1/rooms/1/counting", &[("typed", typed)]).await;
            assert!(admin.page.says(said), "{typed}: {}", admin.page.words());
        }
        assert!(admin.page.says("1 / 1台"), "{}", admin.page.words());
        let (before, _) = admin.page.body.split_once("/move\" data-count-move>").unwrap();
        let moving = format!("{}/move", before.rsplit_once("action=\"").unwrap().1);
        admin.submit(&moving, &[]).await;
        assert!(admin.page.says("台帳の場所をここに変えました"), "{}", admin.page.words());
        assert!(admin.page.says("元に戻す"), "a move can be taken back");
        admin.get("/assets/2").await;
        assert!(admin.page.says("事務所"));
        admin.get("/assets/2/history").await;
        assert!(admin.page.says("棚卸で場所を変えました"), "{}", admin.page.words());
        admin.get("/stocktakings/1/rooms/2").await;
        assert!(admin.page.says("PC-0003") && !admin.page.says("PC-0001"), "{}", admin.page.words());
        admin.get("/stocktakings/1/rooms/2?show=away").await;
        assert!(admin.page.says("PC-0002") && !admin.page.says("PC-0003"), "{}", admin.page.words());
    }

    async fn what_the_script_sends_again_counts_once(house: TestHouse) {
        let mut admin = opened(house).await;
        let both = [read(1, 1, "PC-0001"), read(2, 1, "PC-0002")].join(",");
        for _ in 0..3 {
            let answers = send(&mut admin, &both).await;
            assert_eq!(answers["answers"][0]["outcome"], "here");
            assert_eq!(answers["answers"][1]["may_move"], true);
            assert_eq!(answers["rooms"]["1"]["found"], 1);
        }
        let undone = send(&mut admin, "{\"kind\":\"undo\",\"scan\":\"00000000-0000-4000-8000-000000000001\"}").await;
        assert_eq!(undone["answers"][0]["is_undone"], true);
        let bad = send(&mut admin, &read(3, 99, "PC-0001")).await;
        assert_eq!(bad["answers"][0]["is_refused"], true);
        let carried = admin.ask(Method::GET, "/stocktakings/1/rooms/2/expected", None).await;
        let carried: serde_json::Value = serde_json::from_str(&carried.body).unwrap();
        assert_eq!(carried["items"].as_array().unwrap().len(), 2);
        assert_eq!(carried["items"][0]["keys"][0], "pc-0003", "what is still missing comes first");
    }

    async fn a_phone_whose_session_ended_is_told_where_to_log_in(house: TestHouse) {
        drop(opened(house).await);
        let mut stranger = Browser::at(house);
        stranger.headers = vec![("hx-request", "true".to_owned())];
        let page = stranger.send_json("/stocktakings/1/readings", "{\"events\":[]}").await;
        assert!(page.headers.get("hx-redirect").unwrap().to_str().unwrap().starts_with("/login"));
    }

    async fn only_the_counting_page_may_use_the_camera(house: TestHouse) {
        let mut admin = opened(house).await;
        let of = |page: &common::Page, name: &str| page.headers[name].to_str().unwrap().to_owned();
        admin.get("/stocktakings/1/rooms/1/counting").await;
        let policy = of(&admin.page, "content-security-policy");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';") && !policy.contains("'unsafe-"), "{policy}");
        assert!(of(&admin.page, "permissions-policy").contains("camera=(self)"));
        admin.get("/stocktakings/1/rooms/1").await;
        assert!(!of(&admin.page, "content-security-policy").contains("wasm"));
        assert!(of(&admin.page, "permissions-policy").contains("camera=()"));
        let worker = Browser::at(house).ask(Method::GET, "/stocktakings/worker.js", None).await;
        assert_eq!((worker.status, of(&worker, "content-type").as_str()), (StatusCode::OK, "text/javascript; charset=utf-8"));
        assert_eq!(of(&worker, "content-security-policy"), "default-src 'none'; connect-src 'self'");
    }

    async fn a_readers_file_shows_what_it_would_do_first(house: TestHouse) {
        let mut admin = opened(house).await;
        let bytes = cp932("2026/11/22 09:00,PC-0001,事務所\r\n2026/11/22 09:01,PC-0002,\r\n");
        for round in 0..2 {
            admin.get("/stocktakings/1/file").await;
            admin.drop_file("/stocktakings/1/file", "file", "READ.TXT", &bytes).await;
            assert!(admin.page.says("場所がわかりません"), "{}", admin.page.words());
            let place = common::html::forms(&admin.page.body).into_iter().find(|form| form.method.eq_ignore_ascii_case("get") && form.action.contains("/file/")).unwrap();
            let path = format!("{}?place=2", place.action);
            admin.get(&path).await;
            if round == 0 {
                assert!(admin.page.says("2件を取り込む"), "{}", admin.page.words());
                admin.post(&place.action, &[("place", "2")]).await;
                assert!(admin.page.says("2件を取り込みました"), "{}", admin.page.words());
            } else {
                assert!(admin.page.says("新しく取り込むものはありません"), "{}", admin.page.words());
            }
        }
        admin.get("/stocktakings/1/items").await;
        assert!(admin.page.says("PC-0003") && !admin.page.says("PC-0002"), "{}", admin.page.words());
    }

    async fn it_is_closed_reopened_once_and_read_by_management(house: TestHouse) {
        let mut admin = opened(house).await;
        send(&mut admin, &read(1, 1, "PC-0001")).await;
        admin.post("/stocktakings/1/explanations", &[("id", "3"), ("why", "other"), ("note", "")]).await;
        assert!(admin.page.says("メモに書いてください"), "{}", admin.page.words());
        admin.post("/stocktakings/1/explanations", &[("id", "3"), ("why", "lent"), ("note", "営業へ"), ("back", "/stocktakings/1/items")]).await;
        assert!(admin.page.says("営業へ") && admin.page.says("貸出中"), "{}", admin.page.words());
        admin.get("/stocktakings/1").await;
        admin.submit("/stocktakings/1/closing", &[]).await;
        assert!(admin.page.says("不足は1台です"), "{}", admin.page.words());
        let late = send(&mut admin, &read(2, 2, "PC-0002")).await;
        assert_eq!(late["answers"][0]["outcome"], "late");
        admin.get("/stocktakings/1").await;
        assert!(admin.page.says("締めた後に届いた読み取りが1件あります"), "{}", admin.page.words());
        admin.submit("/stocktakings/1/reopening", &[("reason", "倉庫が圏外だった")]).await;
        assert!(admin.page.says("倉庫が圏外だった") && admin.page.says("開き直し中"), "{}", admin.page.words());
        admin.submit("/stocktakings/1/closing", &[]).await;
        assert!(admin.page.says("確定"), "{}", admin.page.words());
        admin.get("/journal").await;
        assert!(admin.page.says("棚卸を開き直しました(遅れて届いた読み取り 1件)"), "{}", admin.page.words());

        let email = common::somebody(house, Role::Manager).await;
        let mut manager = Browser::logged_in(house, &email).await;
        manager.get("/stocktakings").await;
        assert!(manager.page.says("66.6%") && manager.page.says("台帳の正確さ"), "{}", manager.page.words());
        let file = manager.ask(Method::GET, "/stocktakings/1/export.xlsx", None).await;
        assert!(file.headers["content-disposition"].to_str().unwrap().contains(".xlsx"));
        manager.get("/stocktakings/1/rooms/1/counting").await;
        assert_eq!(manager.page.status, StatusCode::FORBIDDEN);
    }

    async fn what_is_wrong_with_a_new_one_is_said_at_once(house: TestHouse) {
        let mut admin = company(house).await;
        admin.get("/stocktakings/new").await;
        admin.submit("/stocktakings", &[("name", " "), ("on", "2026/11/22")]).await;
        assert_eq!(admin.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(admin.page.says("棚卸の名前を入力してください"), "{}", admin.page.words());
        admin.submit("/stocktakings", &[("name", "棚卸"), ("on", "来月")]).await;
        assert!(admin.page.says("日付は 2026/11/22 のように"), "{}", admin.page.words());
        admin.post("/stocktakings", &[("name", "棚卸"), ("on", "R8.11.22"), ("kind", "4")]).await;
        assert!(admin.page.says("数えるものがありません"), "{}", admin.page.words());
    }
}

/// As a reader on Japanese Windows writes it.
fn cp932(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for letter in text.chars() {
        match letter {
            '事' => bytes.extend([0x8e, 0x96]),
            '務' => bytes.extend([0x96, 0xb1]),
            '所' => bytes.extend([0x8f, 0x8a]),
            plain => bytes.push(u8::try_from(plain).unwrap()),
        }
    }
    bytes
}

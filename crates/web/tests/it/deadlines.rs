//! What runs out, on its page, on the first page, and in a calendar program.

use http::{Method, StatusCode};

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn deadlines_stand_where_people_look(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        for (number, end) in [("PC-0001", "2026/11/30"), ("PC-0002", "2027/01"), ("PC-0003", "2026/11/01"), ("PC-0004", "2029/01/01")] {
            browser.get("/assets/new?kind=1").await;
            browser.submit("/assets", &[("asset_no", number), ("warranty_end", end), ("status", "in_use"), ("user", "受付")]).await;
        }
        browser.get("/deadlines").await;
        let words = browser.page.words();
        assert!(words.contains("過ぎているもの") && words.contains("PC-0003"), "{words}");
        assert!(words.contains("2027/01頃") && words.contains("2027年1月"), "a month alone is said to be one: {words}");
        assert!(words.contains("3件") && !words.contains("PC-0004"), "{words}");
        browser.get("/").await;
        assert!(browser.page.says("期限が過ぎています") && browser.page.says("14日以内の期限"), "{}", browser.page.words());
        assert!(browser.page.says("シリアル番号がない"));
        browser.get("/assets?missing=serial").await;
        assert!(browser.page.says("4件中"), "{}", browser.page.words());
    }

    async fn what_is_too_much_for_one_page_is_counted_and_one_click_away(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/assets/new?kind=1").await;
        let old = [("asset_no", "PC-0001"), ("count", "120"), ("warranty_end", "2026/11/02"), ("status", "in_use")];
        let one = [("asset_no", "PC-9001"), ("lease_end", "2026/12/24"), ("status", "in_use")];
        browser.submit("/assets", &old).await;
        browser.get("/assets/new?kind=1").await;
        browser.submit("/assets", &one).await;
        browser.get("/").await;
        assert!(browser.page.says("120件すべて見る"), "{}", browser.page.words());
        browser.get("/deadlines").await;
        let words = browser.page.words();
        assert!(words.contains("121件") && words.contains("ほか90件を見る"), "all are counted: {words}");
        assert!(words.contains("PC-9001"), "what is over does not push out what is to come: {words}");
        assert!(words.contains("PC-0030") && !words.contains("PC-0031"), "{words}");
        browser.get("/deadlines?group=over").await;
        assert!(browser.page.says("PC-0100") && !browser.page.says("PC-0101") && !browser.page.says("PC-9001"));
        browser.get("/deadlines?group=over&page=2").await;
        assert!(browser.page.says("PC-0101") && browser.page.says("PC-0120") && !browser.page.says("PC-0100"));
        assert!(browser.page.says("すべての期限に戻る"));
    }

    async fn the_calendar_opens_by_its_secret_alone(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/deadlines").await;
        let rest = browser.page.body.split("/calendar/").nth(1).unwrap();
        let word = rest.split(".ics").next().unwrap().to_owned();
        let mut program = Browser::at(house);
        let page = program.ask(Method::GET, &format!("/calendar/{word}.ics"), None).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.starts_with("BEGIN:VCALENDAR"));
        for wrong in ["/calendar/guess.ics".to_owned(), format!("/calendar/{word}"), "/calendar/.ics".to_owned()] {
            assert_eq!(program.ask(Method::GET, &wrong, None).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }
}

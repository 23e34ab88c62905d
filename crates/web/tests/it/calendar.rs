//! Days in the calendar that the company has chosen, everywhere a person reads one; and forms, which keep the common one.

use kernel::Lang;
use ledger::people::NewPerson;
use platform::settings::{self, Changes, Name};

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

/// Pages on which days or moments stand.
const PAGES: [&str; 12] = [
    "/",
    "/assets?column=asset_no&column=warranty_end&column=acquired&column=updated",
    "/assets/1",
    "/assets/1/history",
    "/deadlines",
    "/people?left=true",
    "/people/1",
    "/journal",
    "/imports",
    "/account",
    "/accounts",
    "/system/jobs",
];

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn days_are_shown_in_the_chosen_calendar_everywhere(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        live_in(house, &mut browser).await;
        for path in PAGES {
            let words = browser.get(path).await.words();
            assert!(words.contains("2026/") || words.contains("2026年"), "{path}: {words}");
        }
        settings::change(&house.admin(), None, Changes::new().set(Name::EraDates, "1")).await.unwrap();
        for path in PAGES {
            // What a form gives as an example is typed in the common calendar.
            let words = browser.get(path).await.words().replace("例: 2026/11/22", "");
            assert!(words.contains("R8.11.") || words.contains("令和8年11月"), "{path}: {words}");
            assert!(!words.contains("2026/") && !words.contains("2026年"), "{path}: {words}");
        }
        browser.get("/deadlines").await;
        assert!(browser.page.says("R9.1") && browser.page.says("令和9年1月"), "{}", browser.page.words());
        assert!(browser.page.body.contains("datetime=\"2026-11-30\""), "machines read the common calendar");
        browser.get("/assets/1/edit").await;
        let form = browser.page.form("/assets/1/edit");
        assert!(form.fields.contains(&("warranty_end".to_owned(), "2026/11/30".to_owned())), "{:?}", form.fields);
        browser.get("/assets/export.csv").await;
        assert!(browser.page.body.contains("2026-11-30") || browser.page.body.contains("2026/11/30"), "{}", browser.page.body);
        // The same in the other language.
        browser.cookies.insert("lang".to_owned(), Lang::En.code().to_owned());
        browser.post("/preferences", &[("lang", "en"), ("back", "/deadlines")]).await;
        assert!(browser.page.says("R8.11.30") && browser.page.says("January Reiwa 9"), "{}", browser.page.words());
    }
}

/// Two things with deadlines, one changed; somebody who left; a job.
async fn live_in(house: &testkit::TestHouse, browser: &mut Browser) {
    for (number, end) in [("PC-0001", "2026/11/30"), ("PC-0002", "2027/01")] {
        browser.get("/assets/new?kind=1").await;
        let fields =
            [("asset_no", number), ("acquired", "2022/4/1"), ("warranty_end", end), ("user", "受付")];
        browser.submit("/assets", &fields).await;
    }
    browser.get("/assets/1/edit").await;
    browser.submit("/assets/1/edit", &[("note", "動く")]).await;
    let person = NewPerson { name: "山田 太郎".to_owned(), ..NewPerson::default() };
    let person = ledger::people::ops::add(&house.admin(), &person).await.unwrap();
    let today = Some(house.today());
    ledger::people::ops::leave(&house.admin(), person.id, person.version, today).await.unwrap();
    let workbook =
        sheet::read("管理番号,機種名\nPC-9,MD\n".as_bytes(), "a.csv", &sheet::Limits::default()).unwrap();
    let source = ledger::imports::Source { name: "a.csv".to_owned(), hash: "a".to_owned() };
    let (choices, never) = (ledger::imports::Choices::default(), std::sync::atomic::AtomicBool::new(false));
    ledger::imports::ops::run(&house.admin(), &workbook, &source, &choices, |_, _| {}, &never).await.unwrap();
    browser.get("/journal").await;
    browser.submit("/journal/verifications", &[]).await;
}

//! What was told of deadlines by mail, and what became of it, before a mail server that takes or refuses.

use http::StatusCode;
use kernel::Role;
use ledger::deadlines::notices;
use platform::notify::{self, Smtp};
use testkit::{MailServer, TestHouse};

use crate::common::{self, ADMIN, Browser, MIGRATIONS};

const REPETITION: &str = "/deadlines/notices/2026-11-22/repetition";

/// A thing whose warranty ends in thirty days, which is a day to say so.
async fn with_a_deadline(house: &TestHouse) -> Browser {
    common::found(house).await;
    let mut browser = Browser::logged_in(house, ADMIN).await;
    browser.get("/assets/new?kind=1").await;
    browser
        .submit("/assets", &[("asset_no", "PC-0001"), ("warranty_end", "2026/12/22"), ("status", "in_use")])
        .await;
    browser
}

/// Writes the day's mails; gives how many.
async fn tell(house: &TestHouse) -> usize {
    notices::tell(&house.system()).await.unwrap().mails
}

/// The words of a page with single spaces between them.
async fn read(browser: &mut Browser, path: &str) -> String {
    let words = browser.get(path).await.words();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn send(house: &TestHouse) {
    notify::send_due(house, &Smtp).await.unwrap();
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn what_was_told_stands_beside_the_deadline(house: TestHouse) {
        let mut browser = with_a_deadline(house).await;
        let words = read(&mut browser, "/deadlines").await;
        assert!(words.contains("まだ知らせていません"), "{words}");
        let server = MailServer::for_house(house).await;
        assert_eq!((tell(house).await, tell(house).await), (1, 0), "once a day");
        let words = read(&mut browser, "/deadlines").await;
        assert!(words.contains("2026/11/22 情シス担当1人 送信待ち"), "{words}");
        send(house).await;
        assert_eq!(server.taken().len(), 1);
        let words = read(&mut browser, "/deadlines").await;
        assert!(words.contains("2026/11/22 情シス担当1人 送信済み"), "{words}");
        browser.post(REPETITION, &[("from", "deadlines")]).await;
        assert!(browser.page.says("もう送信されたか"), "{}", browser.page.words());
        // The warranty is extended: what was said was about another day.
        browser.get("/assets/1/edit").await;
        browser.submit("/assets/1/edit", &[("warranty_end", "2027/01/10")]).await;
        let words = read(&mut browser, "/deadlines").await;
        assert!(words.contains("まだ知らせていません") && !words.contains("送信済み"), "{words}");
    }

    async fn a_notice_that_was_refused_is_sent_again_by_a_button(house: TestHouse) {
        let mut browser = with_a_deadline(house).await;
        let colleague = common::somebody(house, Role::Admin).await;
        let server = MailServer::for_house(house).await;
        server.refuse(&colleague, &format!("550 5.1.1 <{colleague}>: user unknown"));
        assert_eq!(tell(house).await, 2);
        send(house).await;
        for path in ["/deadlines", "/"] {
            let words = read(&mut browser, path).await;
            assert!(words.contains("2026年11月22日(日)の期限のお知らせ(1件)を、情シス担当1人に送れませんでした。"), "{words}");
            assert!(words.contains("アドレスが変わっていないか") && words.contains("550 5.1.1 … user unknown"), "{words}");
            assert!(!words.contains("今日は静かです"), "{words}");
            browser.page.form(REPETITION);
        }
        let manager = common::somebody(house, Role::Manager).await;
        let mut reader = Browser::logged_in(house, &manager).await;
        reader.get("/deadlines").await;
        assert!(reader.page.says("送れませんでした") && !reader.page.body.contains(REPETITION), "{}", reader.page.words());
        assert!(!reader.page.body.contains(&colleague), "to whom is said by role");
        server.refuse_nobody();
        browser.post(REPETITION, &[("from", "today")]).await;
        assert_eq!(browser.page.path, "/");
        assert!(browser.page.says("1通のお知らせを、もう一度送ります。"), "{}", browser.page.words());
        send(house).await;
        assert_eq!(server.taken().len(), 2);
        let words = read(&mut browser, "/").await;
        assert!(!words.contains("送れませんでした"), "{words}");
        let words = read(&mut browser, "/deadlines").await;
        assert!(words.contains("2026/11/22 情シス担当2人 送信済み"), "{words}");
        let words = read(&mut browser, "/journal").await;
        assert!(words.contains("メールをもう一度送ることにしました"), "{words}");
    }

    async fn a_server_that_is_busy_is_asked_again_and_that_is_said(house: TestHouse) {
        let mut browser = with_a_deadline(house).await;
        let server = MailServer::for_house(house).await;
        server.refuse(ADMIN, "451 4.7.1 Greylisted, try again later");
        tell(house).await;
        send(house).await;
        let words = read(&mut browser, "/deadlines").await;
        assert!(words.contains("まだ送れていません") && words.contains("いまは受け取れないと返事をしました"), "{words}");
        assert!(words.contains("2026/11/22 09:01に、自動でもう一度送ります。"), "{words}");
        for day in ["2026-11-21", "yesterday"] {
            let page = browser.post(&format!("/deadlines/notices/{day}/repetition"), &[]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{day}");
        }
    }
}

//! Logging in by a link in a mail, over the pages and a real mail server.

use base64::Engine as _;
use http::StatusCode;
use kernel::Role;
use platform::jobs::{Handlers, Pace, Worker};
use platform::links;
use platform::notify::Smtp;
use platform::settings::{self, Changes, Name};
use testkit::{MailServer, TestHouse};

use crate::common::{self, Browser, COOKIE_NAME, MIGRATIONS};

async fn house_with_mail(house: &TestHouse) -> (MailServer, String) {
    common::found(house).await;
    let server = MailServer::for_house(house).await;
    let changes = Changes::new().set(Name::BaseUrl, "http://omamori.test/");
    settings::change(&house.system(), None, changes).await.unwrap();
    (server, common::somebody(house, Role::Employee).await)
}

/// Does the work that is due, and gives the path of the link in the newest mail.
async fn link(house: &TestHouse, server: &MailServer) -> String {
    let handlers = Handlers::default()
        .on(links::KIND, |run| async move { links::deliver(&run.house, &Smtp, &run.job.body).await });
    let worker = Worker::new((*house).clone(), handlers, Pace { jitter: || 0.0, ..Pace::default() });
    worker.run_due().await.unwrap();
    let mail = server.taken().pop().unwrap();
    let (_, body) = mail.split_once("\n\n").unwrap();
    let packed: String = body.split_whitespace().collect();
    let text = base64::engine::general_purpose::STANDARD.decode(packed).unwrap();
    let text = String::from_utf8(text).unwrap();
    let path = text.split_once("http://omamori.test").unwrap().1;
    path.split_whitespace().next().unwrap().to_owned()
}

/// The number on the page.
fn number(page: &common::Page) -> String {
    let words = page.body.split_once("login-number").unwrap().1;
    let words = words.split_once("</p>").unwrap().0;
    words.chars().filter(char::is_ascii_digit).collect()
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn an_employee_logs_in_by_a_link_and_a_scanner_that_opened_it_first_changed_nothing(house: TestHouse) {
        let (server, email) = house_with_mail(house).await;
        let mut browser = Browser::at(house);
        browser.get("/login").await;
        assert!(browser.page.says("メールでログイン用のリンクを受け取る"));
        browser.get("/login/links").await;
        browser.submit("/login/links", &[("email", "")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.submit("/login/links", &[("email", &email)]).await;
        assert!(browser.page.says("メールをご覧ください"), "{}", browser.page.words());
        let path = link(house, &server).await;
        let mut scanner = Browser::at(house);
        scanner.get(&path).await;
        scanner.get(&path).await;
        browser.get(&path).await;
        assert!(!browser.page.says("番号"), "the button is enough here");
        browser.submit("/login/entry", &[]).await;
        assert_eq!(browser.page.path, "/", "{}", browser.page.words());
        assert!(browser.cookies.contains_key(COOKIE_NAME));
        browser.get("/account").await;
        assert!(browser.page.says("メールのリンク"));
        let mut again = Browser::at(house);
        again.get(&path).await;
        again.submit("/login/entry", &[("number", "123456")]).await;
        assert!(again.page.says("このリンクは、もう使えません"));
    }

    async fn a_phone_asks_for_the_number_on_the_screen(house: TestHouse) {
        let (server, email) = house_with_mail(house).await;
        let mut desk = Browser::at(house);
        desk.get("/login/links").await;
        desk.submit("/login/links", &[("email", &email)]).await;
        let shown = number(&desk.page);
        let path = link(house, &server).await;
        let mut phone = Browser::at(house);
        phone.get(&path).await;
        phone.submit("/login/entry", &[]).await;
        assert!(phone.page.says("頼んだ画面に出ている6桁の番号"), "{}", phone.page.words());
        phone.submit("/login/entry", &[("number", &shown)]).await;
        assert_eq!(phone.page.path, "/");
        assert!(phone.cookies.contains_key(COOKIE_NAME) && !desk.cookies.contains_key(COOKIE_NAME));
    }

    async fn a_stranger_reads_the_same_page_as_an_employee(house: TestHouse) {
        let (_server, email) = house_with_mail(house).await;
        let mut pages = Vec::new();
        for asked in [email.as_str(), "nobody@hinode.example", common::ADMIN] {
            let mut browser = Browser::at(house);
            browser.get("/login/links").await;
            browser.submit("/login/links", &[("email", asked)]).await;
            let shown = number(&browser.page);
            let spaced = format!("{} {}", &shown[..3], &shown[3..]);
            pages.push((browser.page.status, browser.page.words().replace(&spaced, "")));
        }
        assert!(pages.windows(2).all(|pair| pair[0] == pair[1]), "{pages:?}");
    }

    async fn without_mail_or_where_it_is_switched_off_no_link_is_offered(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::at(house);
        browser.get("/login").await;
        assert!(!browser.page.says("リンクを受け取る"));
        browser.get("/login/links").await;
        assert_eq!(browser.page.status, StatusCode::NOT_FOUND);
        let _server = MailServer::for_house(house).await;
        let changes = Changes::new().set(Name::BaseUrl, "http://omamori.test/").set(Name::Links, "none");
        settings::change(&house.system(), None, changes).await.unwrap();
        browser.get("/login").await;
        assert!(!browser.page.says("リンクを受け取る"));
    }

    async fn the_first_password_that_nobody_told_does_not_stand_in_the_way(house: TestHouse) {
        let (server, _) = house_with_mail(house).await;
        let new = platform::accounts::NewAccount {
            email: "ken@hinode.example".to_owned(),
            name: "高橋 健".to_owned(),
            role: Role::Employee,
            person: None,
            lang: kernel::Lang::Ja,
        };
        let first = secrecy::SecretString::from("yama no ue no hoshi 3");
        platform::accounts::create(&house.system(), &new, &first).await.unwrap();
        let mut browser = Browser::at(house);
        browser.get("/login/links").await;
        browser.submit("/login/links", &[("email", "ken@hinode.example")]).await;
        browser.get(&link(house, &server).await).await;
        browser.submit("/login/entry", &[]).await;
        assert_eq!(browser.page.path, "/");
    }
}

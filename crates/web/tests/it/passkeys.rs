//! Passkeys on the pages: what the account page says, what the login offers, and what the admin can do.

use http::{Method, StatusCode};
use platform::settings::{self, Changes, Name};
use testkit::Authenticator;

use crate::common::{self, ADMIN, Browser, COOKIE_NAME, MIGRATIONS};

const ORIGIN: &str = "https://it.hinode.example";

async fn question(browser: &mut Browser, path: &str) -> serde_json::Value {
    let page = browser.ask(Method::POST, path, Some(String::new())).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    serde_json::from_str(&page.body).unwrap()
}

async fn register(browser: &mut Browser, device: &mut Authenticator, name: &str) {
    browser.get("/account/passkeys").await;
    let asked = question(browser, "/account/passkeys/questions").await;
    let answer = device.create(&asked, ORIGIN);
    browser.submit("/account/passkeys", &[("name", name), ("answer", &answer)]).await;
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn a_passkey_is_registered_on_the_page_logs_in_and_is_removed(house: TestHouse) {
        common::found(house).await;
        settings::change(&house.system(), None, Changes::new().set(Name::BaseUrl, ORIGIN)).await.unwrap();
        let mut device = Authenticator::default();
        let mut browser = Browser::logged_in(house, ADMIN).await;
        register(&mut browser, &mut device, "青い鍵").await;
        assert!(browser.page.says("パスキーを登録しました") && browser.page.says("青い鍵"), "{}", browser.page.words());
        browser.get("/account").await;
        assert!(browser.page.says("1個登録しています"));

        let mut fresh = Browser::at(house);
        fresh.get("/login?next=%2Fpeople").await;
        assert!(fresh.page.says("パスキーでログイン"));
        let asked = question(&mut fresh, "/login/passkey/questions").await;
        assert_eq!(asked["publicKey"]["userVerification"], "required");
        let answer = device.get(&asked, ORIGIN);
        fresh.submit("/login/passkey", &[("answer", &answer)]).await;
        assert_eq!(fresh.page.path, "/people", "{}", fresh.page.words());
        fresh.get("/account").await;
        assert!(fresh.page.says("パスキー"), "the list of devices says how each came in");

        fresh.get("/account/passkeys").await;
        let form = common::html::forms(&fresh.page.body).into_iter().find(|form| form.action.ends_with("/removal")).unwrap();
        fresh.submit(&form.action, &[]).await;
        assert!(fresh.page.says("パスキーを外しました"));
        let mut again = Browser::at(house);
        again.get("/login").await;
        assert!(!again.page.says("パスキーでログイン"), "nobody has one any more");
        let asked = question(&mut again, "/login/passkey/questions").await;
        again.post("/login/passkey", &[("answer", &device.get(&asked, ORIGIN)), ("next", "/")]).await;
        assert_eq!(again.page.status, StatusCode::UNAUTHORIZED);
        assert!(again.page.says("このパスキーではログインできません"));
        assert!(!again.cookies.contains_key(COOKIE_NAME));
    }

    async fn who_has_been_away_shows_again_who_they_are_also_with_a_passkey(house: TestHouse) {
        common::found(house).await;
        settings::change(&house.system(), None, Changes::new().set(Name::BaseUrl, ORIGIN)).await.unwrap();
        let mut device = Authenticator::default();
        let mut browser = Browser::logged_in(house, ADMIN).await;
        register(&mut browser, &mut device, "鍵").await;
        house.clock.advance(chrono::TimeDelta::minutes(30));
        browser.get("/account/passkeys").await;
        assert!(browser.page.path.starts_with("/account/confirmation"), "{}", browser.page.path);
        let asked = question(&mut browser, "/account/confirmation/questions").await;
        browser.submit("/account/confirmation/passkey", &[("answer", &device.get(&asked, ORIGIN))]).await;
        assert_eq!(browser.page.path, "/account/passkeys");
        house.clock.advance(chrono::TimeDelta::minutes(30));
        browser.get("/account/passkeys").await;
        browser.submit("/account/confirmation/passkey", &[("answer", "{}")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn without_a_host_name_the_page_says_so_and_the_login_offers_nothing(house: TestHouse) {
        common::found(house).await;
        let changes = Changes::new().set(Name::BaseUrl, "https://192.168.1.20/");
        settings::change(&house.system(), None, changes).await.unwrap();
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/account/passkeys").await;
        assert!(browser.page.says("パスキーはIPアドレスには結びつけられません"), "{}", browser.page.words());
        assert!(!browser.page.says("パスキーを登録する"));
        let page = browser.ask(Method::POST, "/account/passkeys/questions", Some(String::new())).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        let mut stranger = Browser::at(house);
        stranger.get("/login").await;
        assert!(!stranger.page.says("パスキーでログイン"));
    }

    async fn the_admin_takes_the_passkeys_of_a_lost_device_off(house: TestHouse) {
        common::found(house).await;
        settings::change(&house.system(), None, Changes::new().set(Name::BaseUrl, ORIGIN)).await.unwrap();
        let email = common::somebody(house, kernel::Role::Employee).await;
        let id = common::account_of(house, &email).await.id;
        let mut employee = Browser::logged_in(house, &email).await;
        register(&mut employee, &mut Authenticator::default(), "スマートフォン").await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get(&format!("/accounts/{id}")).await;
        assert!(admin.page.says("1個のパスキーがあります"));
        admin.submit(&format!("/accounts/{id}/passkey-removal"), &[]).await;
        assert!(admin.page.says("パスキーをすべて外しました"));
        employee.get("/account").await;
        assert!(employee.page.path.starts_with("/login"), "their devices are logged out");
    }
}

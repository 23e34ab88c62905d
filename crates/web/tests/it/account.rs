//! One's own account: password, second factor, devices, and who one is once more.

use http::StatusCode;
use kernel::{Moment, Role};

use crate::common::{self, ADMIN, Browser, COOKIE_NAME, MIGRATIONS, PASSWORD};

const NEW: &str = "aoi umi wo wataru fune 5";

fn code(letters: &str, now: Moment) -> String {
    let seed = data_encoding::BASE32_NOPAD.decode(letters.as_bytes()).unwrap();
    let totp =
        totp_rs::Builder::new().with_algorithm(totp_rs::Algorithm::SHA1).with_secret(seed).build().unwrap();
    totp.generate(u64::try_from(now.timestamp()).unwrap()).to_string()
}

/// What the copy button of a page copies.
fn copied(page: &common::Page) -> String {
    let after = page.body.split_once("data-copy=\"").unwrap().1;
    after.split_once('"').unwrap().0.to_owned()
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn a_new_password_logs_the_other_devices_out(house: TestHouse) {
        common::found(house).await;
        let mut here = Browser::logged_in(house, ADMIN).await;
        let mut there = Browser::logged_in(house, ADMIN).await;
        here.get("/account/password").await;
        here.submit("/account/password", &[("current", "wrong wrong wrong"), ("password", NEW)]).await;
        assert_eq!(here.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(here.page.body.contains("field-current-error"));
        here.submit("/account/password", &[("current", PASSWORD), ("password", "short")]).await;
        assert!(here.page.body.contains("field-password-error"));
        here.submit("/account/password", &[("current", PASSWORD), ("password", NEW)]).await;
        assert_eq!((here.page.status, here.page.path.as_str()), (StatusCode::OK, "/account"));
        there.get("/account").await;
        assert!(there.page.path.starts_with("/login"), "{}", there.page.path);
    }

    async fn a_name_is_changed_and_an_empty_one_is_not(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/account").await;
        browser.submit("/account/name", &[("name", "")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.get("/account").await;
        browser.submit("/account/name", &[("name", "佐藤 はな")]).await;
        assert!(browser.page.says("名前を変えました。") && browser.page.says("佐藤 はな"));
        browser.get("/account").await;
        assert!(!browser.page.says("名前を変えました。"), "a message is shown once");
    }

    async fn a_lost_device_is_logged_out_from_another(house: TestHouse) {
        common::found(house).await;
        let mut here = Browser::logged_in(house, ADMIN).await;
        let mut lost = Browser::logged_in(house, ADMIN).await;
        here.get("/account").await;
        let form = common::html::forms(&here.page.body).into_iter()
            .find(|form| form.action.starts_with("/account/sessions/") && form.action != "/account/sessions/revocation").unwrap();
        here.submit(&form.action, &[]).await;
        assert!(here.page.says("ログアウトさせました"));
        lost.get("/account").await;
        assert!(lost.page.path.starts_with("/login"));

        let mut third = Browser::logged_in(house, ADMIN).await;
        here.get("/account").await;
        here.submit("/account/sessions/revocation", &[]).await;
        third.get("/account").await;
        assert!(third.page.path.starts_with("/login"));
        here.get("/account").await;
        assert_eq!(here.page.path, "/account");
    }

    async fn somebody_elses_device_is_not_ones_own_to_end(house: TestHouse) {
        common::found(house).await;
        let email = common::somebody(house, Role::Employee).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        let mut employee = Browser::logged_in(house, &email).await;
        let sessions = platform::sessions::list(&house.system(), common::admin_id(house).await).await.unwrap();
        employee.post(&format!("/account/sessions/{}/revocation", sessions[0].id), &[]).await;
        assert_eq!(employee.page.status, StatusCode::NOT_FOUND);
        admin.get("/account").await;
        assert_eq!(admin.page.path, "/account");
    }

    async fn a_second_factor_is_set_up_asked_for_and_taken_off(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/account/factor").await;
        browser.submit("/account/factor", &[]).await;
        assert!(browser.page.body.contains("<svg class=\"qr\""), "{}", browser.page.words());
        let letters = copied(&browser.page);
        browser.submit("/account/factor/confirmation", &[("code", "000000")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(copied(&browser.page), letters, "a wrong code does not begin anew");
        browser.submit("/account/factor/confirmation", &[("code", &code(&letters, house.now()))]).await;
        let recovery = copied(&browser.page);
        let recovery: Vec<&str> = recovery.lines().collect();
        assert_eq!(recovery.len(), 10);

        browser.post("/logout", &[]).await;
        browser.get("/login").await;
        browser.submit("/login", &[("email", ADMIN), ("password", PASSWORD)]).await;
        assert!(browser.token().is_none(), "the password alone is not enough");
        browser.submit("/login/factor", &[("code", "123456")]).await;
        assert_eq!(browser.page.status, StatusCode::UNAUTHORIZED);
        browser.submit("/login/factor", &[("code", recovery[0])]).await;
        assert!(browser.token().is_some());

        house.clock.advance(chrono::TimeDelta::minutes(1));
        browser.get("/account/factor").await;
        assert!(browser.page.says("あと9個使えます"), "{}", browser.page.words());
        let token = browser.token().cloned();
        browser.post("/account/factor/removal", &[("current", PASSWORD), ("code", "000000")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.post("/account/factor/removal", &[("current", PASSWORD), ("code", &code(&letters, house.now()))]).await;
        assert!(browser.page.says("2段階認証を解除しました。"), "{}", browser.page.words());
        assert_ne!(browser.token().cloned(), token, "whoever proves who they are gets a new token");
        assert!(!common::account_of(house, ADMIN).await.totp);
    }

    async fn something_grave_asks_again_who_one_is(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        browser.get("/accounts/new").await;
        assert_eq!(browser.page.path, "/accounts/new", "fresh from the login nothing is asked");
        house.clock.advance(chrono::TimeDelta::minutes(11));
        let old = browser.token().cloned().unwrap();
        browser.get("/accounts/new").await;
        assert!(browser.page.path.starts_with("/account/confirmation"), "{}", browser.page.path);
        browser.submit("/account/confirmation", &[("current", "wrong")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.submit("/account/confirmation", &[("current", PASSWORD)]).await;
        assert_eq!(browser.page.path, "/accounts/new");
        assert_ne!(browser.token(), Some(&old));
        let mut thief = Browser::at(house);
        thief.cookies.insert(COOKIE_NAME.to_owned(), old);
        thief.get("/account").await;
        assert!(thief.page.path.starts_with("/login"), "the token from before opens nothing");
    }

    async fn the_question_leads_only_into_this_house(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        let fields = serde_urlencoded::to_string([("current", PASSWORD), ("next", "//evil.example")]).unwrap();
        let page = browser.ask(http::Method::POST, "/account/confirmation", Some(fields)).await;
        assert_eq!(page.location(), Some("/"));
    }
}

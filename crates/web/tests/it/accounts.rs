//! Accounts and tokens: made, changed, closed, shown once.

use http::StatusCode;
use kernel::Role;
use secrecy::SecretString;

use crate::common::{self, ADMIN, Browser, MIGRATIONS, PASSWORD};

const EMAIL: &str = "mori@hinode.example";

/// The first password as its page shows it.
fn shown(page: &common::Page) -> String {
    let after = page.body.split_once("<code>").unwrap().1;
    after.split_once("</code>").unwrap().0.to_owned()
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn a_new_colleague_chooses_an_own_password_before_anything_else(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/accounts/new").await;
        admin.submit("/accounts", &[("name", "森 太郎"), ("email", "mori"), ("role", "")]).await;
        assert_eq!(admin.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        admin.submit("/accounts", &[("name", "森 太郎"), ("email", EMAIL), ("role", "deputy")]).await;
        assert_eq!(admin.page.status, StatusCode::OK, "{}", admin.page.words());
        let first = shown(&admin.page);
        admin.get("/accounts").await;
        assert!(admin.page.says("はじめのパスワードのまま") && !admin.page.says(&first), "it is shown once");

        let mut mori = Browser::at(house);
        mori.get("/login").await;
        mori.submit("/login", &[("email", EMAIL), ("password", &first)]).await;
        assert_eq!(mori.page.path, "/account/password");
        for path in ["/assets", "/account", "/journal", "/settings"] {
            mori.get(path).await;
            assert_eq!(mori.page.path, "/account/password", "{path} waits for an own password");
        }
        mori.submit("/account/password", &[("current", &first), ("password", PASSWORD)]).await;
        assert_eq!(mori.page.path, "/account");
        mori.get("/assets").await;
        assert_eq!((mori.page.status, mori.page.path.as_str()), (StatusCode::OK, "/assets"));
    }

    async fn there_is_always_somebody_in_charge(house: TestHouse) {
        common::found(house).await;
        let id = common::admin_id(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        let here = format!("/accounts/{id}");
        admin.get(&here).await;
        admin.submit(&here, &[("role", "employee")]).await;
        assert_eq!(admin.page.status, StatusCode::CONFLICT);
        assert!(admin.page.says("情シス担当がひとりもいなくなる"), "{}", admin.page.words());
        admin.get(&here).await;
        admin.submit(&format!("{here}/deactivation"), &[]).await;
        assert!(admin.page.says("情シス担当がひとりもいなくなる"), "{}", admin.page.words());
        assert!(common::account_of(house, ADMIN).await.active);
    }

    async fn who_left_is_out_at_once_and_can_come_back(house: TestHouse) {
        common::found(house).await;
        let email = common::somebody(house, Role::Deputy).await;
        let mut deputy = Browser::logged_in(house, &email).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        let here = format!("/accounts/{}", common::account_of(house, &email).await.id);
        admin.get(&here).await;
        admin.submit(&format!("{here}/deactivation"), &[]).await;
        assert!(admin.page.says("停止しました"));
        deputy.get("/assets").await;
        assert!(deputy.page.path.starts_with("/login"));
        deputy.submit("/login", &[("email", &email), ("password", PASSWORD)]).await;
        assert_eq!(deputy.page.status, StatusCode::UNAUTHORIZED);
        admin.get(&here).await;
        admin.submit(&format!("{here}/reactivation"), &[]).await;
        Browser::logged_in(house, &email).await;
    }

    async fn the_second_editor_sees_both_versions(house: TestHouse) {
        common::found(house).await;
        let email = common::somebody(house, Role::Employee).await;
        let here = format!("/accounts/{}", common::account_of(house, &email).await.id);
        let mut one = Browser::logged_in(house, ADMIN).await;
        let mut other = Browser::logged_in(house, ADMIN).await;
        one.get(&here).await;
        other.get(&here).await;
        one.submit(&here, &[("name", "はやい 人")]).await;
        other.submit(&here, &[("name", "おそい 人")]).await;
        assert_eq!(other.page.status, StatusCode::CONFLICT);
        assert!(other.page.says("はやい 人"), "what is stored");
        assert!(other.page.form(&here).fields.contains(&("name".to_owned(), "おそい 人".to_owned())), "what was typed");
        other.submit(&here, &[]).await;
        assert_eq!(common::account_of(house, &email).await.name, "おそい 人");
    }

    async fn a_forgotten_password_is_made_anew(house: TestHouse) {
        common::found(house).await;
        let email = common::somebody(house, Role::Employee).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        let here = format!("/accounts/{}", common::account_of(house, &email).await.id);
        admin.get(&here).await;
        admin.submit(&format!("{here}/password"), &[]).await;
        let first = shown(&admin.page);
        let mut employee = Browser::at(house);
        employee.get("/login").await;
        employee.submit("/login", &[("email", &email), ("password", &first)]).await;
        assert_eq!(employee.page.path, "/account/password");
    }

    async fn somebody_who_must_wait_is_let_try_at_once(house: TestHouse) {
        common::found(house).await;
        let email = common::somebody(house, Role::Employee).await;
        let mut employee = Browser::at(house);
        for _ in 0..8 {
            employee.post("/login", &[("email", &email), ("password", "wrong")]).await;
        }
        assert_eq!(employee.page.status, StatusCode::TOO_MANY_REQUESTS);
        let mut admin = Browser::at(house);
        admin.address.set_ip([192, 0, 2, 77].into());
        admin.log_in(ADMIN).await;
        let here = format!("/accounts/{}", common::account_of(house, &email).await.id);
        admin.get(&here).await;
        admin.submit(&format!("{here}/unlocking"), &[]).await;
        assert!(admin.page.says("すぐにログインを試せます"), "{}", admin.page.words());
    }

    async fn a_token_is_shown_once_works_and_is_revoked(house: TestHouse) {
        common::found(house).await;
        let mut admin = Browser::logged_in(house, ADMIN).await;
        admin.get("/tokens/new").await;
        admin.submit("/tokens", &[("label", "")]).await;
        assert_eq!(admin.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(admin.page.says("ひとつ以上選んでください"), "{}", admin.page.words());
        admin.submit("/tokens", &[("label", "毎晩の写し"), ("ledger:read", "true"), ("term", "30")]).await;
        let token = shown_token(&admin.page);
        admin.get("/tokens").await;
        assert!(admin.page.says("毎晩の写し") && admin.page.says("台帳を見る") && !admin.page.body.contains(&token));

        let secret = SecretString::from(token);
        assert!(platform::tokens::authenticate(house, &secret).await.unwrap().is_some());
        let form = common::html::forms(&admin.page.body).into_iter().find(|form| form.action.ends_with("/revocation")).unwrap();
        admin.submit(&form.action, &[]).await;
        assert!(admin.page.says("取り消し済み"));
        assert!(platform::tokens::authenticate(house, &secret).await.unwrap().is_none());
    }
}

fn shown_token(page: &common::Page) -> String {
    let at = page.body.find("omt_").unwrap_or_else(|| panic!("no token on {}", page.words()));
    page.body[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect()
}

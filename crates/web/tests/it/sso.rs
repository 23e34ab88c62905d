//! Logging in through a provider, over the pages: set up, linked, used, ended, and refused in plain words.

use http::StatusCode;
use platform::settings::{self, Changes, Name};
use serde_json::json;
use testkit::{Issuer, TestHouse};

use crate::common::{self, ADMIN, Browser, COOKIE_NAME, MIGRATIONS, Page};

/// The house with a provider that its admin has set up on the page.
async fn house_with(house: &TestHouse, issuer: &Issuer) -> Browser {
    common::found(house).await;
    let changes = Changes::new().set(Name::BaseUrl, "http://omamori.test/").set(Name::SsoHosts, "127.0.0.1");
    settings::change(&house.system(), None, changes).await.unwrap();
    let mut admin = Browser::logged_in(house, ADMIN).await;
    admin.get("/settings/sso").await;
    assert!(admin.page.says("http://omamori.test/login/sso/callback"), "what the provider wants to know");
    let typed = [
        ("kind", "other"),
        ("name", "社内の認証"),
        ("issuer", issuer.address.as_str()),
        ("client", "omamori"),
        ("secret", "himitsu no kotoba"),
    ];
    admin.submit("/settings/sso", &typed).await;
    assert!(admin.page.says("認証の設定を保存しました"), "{}", admin.page.words());
    assert!(!admin.page.body.contains("himitsu no kotoba"));
    admin
}

/// Where the page sends the browser.
fn leads_to(page: &Page) -> String {
    let after = page.body.split_once("0;url=").unwrap_or_else(|| panic!("{}", page.words())).1;
    common::html::unescaped(after.split_once('"').unwrap().0)
}

/// Logs in at the provider as `subject` and comes back.
async fn there_and_back(house: &TestHouse, issuer: &Issuer, browser: &mut Browser, subject: &str) {
    let (code, state) = issuer.grant(&leads_to(&browser.page), subject, &json!({}), house.now());
    browser.get(&format!("/login/sso/callback?code={code}&state={state}")).await;
    browser.submit("/login/sso/entry", &[]).await;
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn a_company_account_is_linked_and_opens_the_door(house: TestHouse) {
        let issuer = Issuer::start().await;
        let mut admin = house_with(house, &issuer).await;
        admin.get("/account").await;
        admin.submit("/account/sso/1", &[]).await;
        there_and_back(house, &issuer, &mut admin, "u-1").await;
        assert!(admin.page.says("つなぎました"), "{}", admin.page.words());

        let mut fresh = Browser::at(house);
        fresh.get("/login?next=%2Fpeople").await;
        fresh.submit("/login/sso/1", &[]).await;
        there_and_back(house, &issuer, &mut fresh, "u-1").await;
        assert_eq!(fresh.page.path, "/people", "{}", fresh.page.words());
        fresh.get("/account").await;
        assert!(fresh.page.says("会社のアカウント"));
        let form = common::html::forms(&fresh.page.body).into_iter()
            .find(|form| form.action.starts_with("/account/sso/identities/")).unwrap();
        fresh.submit(&form.action, &[]).await;
        assert!(fresh.page.says("つながりを外しました"));

        let mut again = Browser::at(house);
        again.get("/login").await;
        again.submit("/login/sso/1", &[]).await;
        there_and_back(house, &issuer, &mut again, "u-1").await;
        assert_eq!(again.page.status, StatusCode::CONFLICT);
        assert!(again.page.says("どのアカウントともつながっていません"), "{}", again.page.words());
        assert!(!again.cookies.contains_key(COOKIE_NAME));
    }

    async fn what_did_not_go_on_is_said_in_plain_words(house: TestHouse) {
        let issuer = Issuer::start().await;
        let mut admin = house_with(house, &issuer).await;
        let mut browser = Browser::at(house);
        browser.get("/login/sso/callback?error=access_denied&state=x").await;
        assert!(browser.page.says("相手側の画面で取りやめました"));
        browser.get("/login/sso/callback?code=a&state=b").await;
        browser.submit("/login/sso/entry", &[]).await;
        assert!(browser.page.says("時間が過ぎたか、別のブラウザー"), "{}", browser.page.words());
        settings::change(&house.system(), None, Changes::new().set(Name::SsoHosts, "")).await.unwrap();
        browser.get("/login").await;
        browser.submit("/login/sso/1", &[]).await;
        assert!(browser.page.says("社内の認証 から返事がありません"), "{}", browser.page.words());
        admin.get("/settings/sso").await;
        admin.submit("/settings/sso", &[("kind", "microsoft"), ("name", ""), ("issuer", "common")]).await;
        assert_eq!(admin.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["name", "issuer", "client"] {
            assert!(admin.page.body.contains(&format!("field-{field}-error")), "{field}");
        }
        admin.get("/settings/sso/1").await;
        admin.submit("/settings/sso/1/removal", &[]).await;
        browser.get("/login").await;
        assert!(!browser.page.says("社内の認証"));
    }
}

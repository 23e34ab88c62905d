//! The door: headers on every answer, cookies, acts from other sites, redirects, and too many tries.

use http::header::SET_COOKIE;
use http::{HeaderMap, Method, StatusCode};
use kernel::Role;
use web::door::Options;

use crate::common::{self, ADMIN, Browser, COOKIE_NAME, MIGRATIONS, PASSWORD};

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn every_answer_carries_the_security_headers(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        for path in ["/login", "/assets", "/no-such-page", "/account", "/static/none.css"] {
            let page = browser.ask(Method::GET, path, None).await;
            let policy = header(&page.headers, "content-security-policy");
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe"), "{path}: {policy}");
            assert_eq!(header(&page.headers, "x-content-type-options"), "nosniff", "{path}");
            assert_eq!(header(&page.headers, "cross-origin-opener-policy"), "same-origin", "{path}");
            assert_eq!(header(&page.headers, "cache-control"), "no-store", "{path}");
            assert_eq!(header(&page.headers, "referrer-policy"), "same-origin", "{path}");
        }
    }

    async fn acts_from_other_sites_are_refused(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        let own = Some("name=Sato".to_owned());
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
            browser.headers = vec![(name, value.to_owned())];
            let page = browser.ask(Method::POST, "/account/name", own.clone()).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{name}: {value}");
        }
        browser.headers = vec![("sec-fetch-site", "same-origin".to_owned())];
        let page = browser.ask(Method::POST, "/account/name", own).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }

    async fn the_session_cookie_is_out_of_reach(house: TestHouse) {
        common::found(house).await;
        let mut plain = Browser::at(house);
        let page = login(&mut plain, PASSWORD, "").await;
        let cookie = session_cookie(&page.headers, COOKIE_NAME);
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"), "{cookie}");

        let options = Options { behind_proxy: true, ..Options::default() };
        let mut secure = Browser::before(&common::web_with(house, options));
        secure.headers = vec![("x-forwarded-proto", "https".to_owned())];
        let page = login(&mut secure, PASSWORD, "").await;
        let cookie = session_cookie(&page.headers, "__Host-omamori");
        assert!(cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
    }

    async fn a_login_gets_a_new_token_whatever_was_brought(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::at(house);
        let planted = "planted-by-somebody-else";
        browser.cookies.insert(COOKIE_NAME.to_owned(), planted.to_owned());
        browser.log_in(ADMIN).await;
        let first = browser.token().cloned().unwrap();
        assert_ne!(first, planted);

        browser.get("/logout").await;
        assert!(browser.token().is_some(), "a link logs nobody out");
        browser.post("/logout", &[]).await;
        assert!(browser.token().is_none());
        browser.cookies.insert(COOKIE_NAME.to_owned(), first.clone());
        browser.get("/assets").await;
        assert!(browser.page.path.starts_with("/login"), "the old token opens nothing");
        browser.log_in(ADMIN).await;
        assert_ne!(browser.token(), Some(&first));
    }

    async fn a_login_leads_only_into_this_house(house: TestHouse) {
        common::found(house).await;
        for next in ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/login"] {
            let page = login(&mut Browser::at(house), PASSWORD, next).await;
            assert_eq!(page.location(), Some("/"), "{next}");
        }
        let page = login(&mut Browser::at(house), PASSWORD, "/assets?q=a").await;
        assert_eq!(page.location(), Some("/assets?q=a"));
    }

    async fn too_many_tries_must_wait_and_nobody_learns_who_exists(house: TestHouse) {
        common::found(house).await;
        let mut known = Browser::at(house);
        let mut unknown = Browser::at(house);
        unknown.address.set_ip([192, 0, 2, 99].into());
        let mut waited = 0;
        for _ in 0..8 {
            let known = known.ask(Method::POST, "/login", Some(format!("email={ADMIN}&password=wrong"))).await;
            let unknown = unknown.ask(Method::POST, "/login", Some("email=nobody@hinode.example&password=wrong".to_owned())).await;
            assert_eq!(known.status, unknown.status);
            assert_eq!(known.body.replace(ADMIN, ""), unknown.body.replace("nobody@hinode.example", ""));
            waited += usize::from(known.status == StatusCode::TOO_MANY_REQUESTS);
        }
        assert!(waited > 0, "eight wrong passwords in a second and no wait");
        let page = login(&mut known, PASSWORD, "").await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "the right password waits too");
        house.clock.advance(chrono::TimeDelta::minutes(20));
        let page = login(&mut known, PASSWORD, "").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "it never locks for good");
    }

    async fn a_wrong_address_is_answered_in_words(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        for (method, path, status) in [
            (Method::GET, "/no-such-page", StatusCode::NOT_FOUND),
            (Method::GET, "/accounts/sato", StatusCode::NOT_FOUND),
            (Method::GET, "/accounts/99", StatusCode::NOT_FOUND),
            (Method::POST, "/account/sessions/99/revocation", StatusCode::NOT_FOUND),
        ] {
            let page = browser.ask(method, path, Some(String::new())).await;
            assert_eq!(page.status, status, "{path}");
            assert!(page.says("見つかりません"), "{path}: {}", page.body);
        }
    }

    async fn somebody_without_the_right_is_told_so(house: TestHouse) {
        common::found(house).await;
        let email = common::somebody(house, Role::Employee).await;
        let mut browser = Browser::logged_in(house, &email).await;
        browser.get("/accounts").await;
        assert_eq!(browser.page.status, StatusCode::FORBIDDEN);
        assert!(browser.page.says("開けません"));
    }
}

async fn login(browser: &mut Browser, password: &str, next: &str) -> common::Page {
    let fields = [("email", ADMIN), ("password", password), ("next", next)];
    browser.ask(Method::POST, "/login", Some(serde_urlencoded::to_string(fields).unwrap())).await
}

fn session_cookie(headers: &HeaderMap, name: &str) -> String {
    let all = headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap().to_owned());
    all.into_iter().find(|cookie| cookie.starts_with(&format!("{name}="))).unwrap()
}

//! The door: headers on every answer, cookies, acts from other sites, redirects, and too many tries.

use http::header::SET_COOKIE;
use http::{HeaderMap, Method, StatusCode};
use kernel::Role;
use secrecy::ExposeSecret as _;
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
            assert!(!page.headers.contains_key("access-control-allow-origin"), "{path}");
        }
    }

    async fn every_answer_says_what_it_is(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        let style = browser.page.body.split("href=\"/static/app").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let style = format!("/static/app{style}");
        let token = platform::settings::calendar_token(&house.system()).await.unwrap();
        for (path, kind) in [
            ("/", "text/html; charset=utf-8"),
            ("/no-such-page", "text/html; charset=utf-8"),
            ("/assets/export.csv", "text/csv; charset=utf-8"),
            (style.as_str(), "text/css; charset=utf-8"),
            (&format!("/calendar/{}.ics", token.expose_secret()), "text/calendar; charset=utf-8"),
        ] {
            let page = browser.ask(Method::GET, path, None).await;
            assert_eq!(header(&page.headers, "content-type"), kind, "{path}");
        }
        for method in [Method::TRACE, Method::PUT, Method::DELETE, Method::OPTIONS] {
            let page = browser.ask(method.clone(), "/assets", None).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{method} is not there");
        }
    }

    async fn every_cookie_behind_tls_is_bound_to_this_host(house: TestHouse) {
        common::found(house).await;
        let options = Options { behind_proxy: true, ..Options::default() };
        let mut browser = Browser::before(&common::web_with(house, options));
        browser.headers = vec![("x-forwarded-proto", "https".to_owned())];
        login(&mut browser, PASSWORD, "").await;
        browser.ask(Method::POST, "/preferences", Some("lang=en&theme=dark&back=/".to_owned())).await;
        browser.ask(Method::POST, "/account/name", Some("name=Sato".to_owned())).await;
        let names: Vec<&String> = browser.cookies.keys().collect();
        assert_eq!(names, ["__Host-flash", "__Host-lang", "__Host-omamori", "__Host-theme"]);
        // They are found again under these names, and the message is taken away once it was shown.
        let page = browser.ask(Method::GET, "/account", None).await;
        assert!(page.status == StatusCode::OK && page.body.contains("lang=\"en\""), "{}", page.body);
        assert!(!browser.cookies.contains_key("__Host-flash"));
        let cookies: Vec<&str> =
            page.headers.get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap()).collect();
        assert!(!cookies.is_empty() && cookies.iter().all(|cookie| cookie.ends_with("; Secure")), "{cookies:?}");
        // Over plain HTTP a cookie of that name, planted or not, counts for nothing.
        browser.headers.clear();
        let page = browser.ask(Method::GET, "/account", None).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }

    async fn logging_out_clears_what_the_browser_kept(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        let page = browser.ask(Method::POST, "/logout", Some(String::new())).await;
        assert_eq!(header(&page.headers, "clear-site-data"), "\"storage\"");
        assert!(browser.token().is_none());
    }

    async fn a_second_login_ends_the_first_of_the_same_browser(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::logged_in(house, ADMIN).await;
        let first = browser.token().cloned().unwrap();
        login(&mut browser, PASSWORD, "").await;
        assert_ne!(browser.token(), Some(&first));
        let mut thief = Browser::at(house);
        thief.cookies.insert(COOKIE_NAME.to_owned(), first);
        assert_eq!(thief.ask(Method::GET, "/account", None).await.status, StatusCode::SEE_OTHER);
        assert_eq!(browser.ask(Method::GET, "/account", None).await.status, StatusCode::OK);
    }

    async fn password_fields_hide_and_may_be_filled_in(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::at(house);
        let page = browser.get("/login").await.body.clone();
        assert!(page.contains("type=\"password\"") && page.contains("autocomplete=\"current-password\""), "{page}");
        browser.log_in(ADMIN).await;
        let page = browser.get("/account/password").await.body.clone();
        assert!(page.matches("type=\"password\"").count() >= 2, "{page}");
        assert!(page.contains("autocomplete=\"new-password\"") && !page.contains("onpaste"), "{page}");
    }

    async fn a_forwarded_address_counts_only_behind_a_proxy(house: TestHouse) {
        common::found(house).await;
        let wrong = "email=nobody@hinode.example&password=wrong".to_owned();
        let waits = async |behind_proxy, office: u8| {
            let options = Options { behind_proxy, ..Options::default() };
            let mut browser = Browser::before(&common::web_with(house, options));
            browser.address.set_ip([192, 0, 2, office].into());
            let mut waited = 0;
            for guess in 0..40 {
                // Whoever guesses says another address and another name each time.
                let claim = format!("198.51.100.{guess}, 203.0.113.{office}");
                browser.headers = vec![("x-forwarded-for", claim)];
                let wrong = wrong.replace("nobody", &format!("nobody{guess}at{office}"));
                let page = browser.ask(Method::POST, "/login", Some(wrong)).await;
                waited += usize::from(page.status == StatusCode::TOO_MANY_REQUESTS);
            }
            waited
        };
        assert!(waits(false, 1).await > 0, "without a proxy the address of the connection counts");
        assert!(waits(true, 2).await > 0, "behind one the address that the proxy saw counts, not what was claimed before it");
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

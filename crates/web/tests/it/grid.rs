//! Every route × every role: who is admitted gets in, everybody else is turned away, and a route that nobody has thought
//! about fails this test.

use std::collections::BTreeMap;

use http::{Method, StatusCode};
use kernel::Role;

use crate::common::{self, Browser, MIGRATIONS, Page};
use crate::grid_table::{TABLE, Who};

/// An id that nothing has.
const NOBODYS: &str = "999999";

#[tokio::test]
async fn every_route_has_a_row_and_every_row_a_route() {
    let house = testkit::TestHouse::on_sqlite(MIGRATIONS).await;
    let routes = web::routes(common::web(&house));
    let known: BTreeMap<(&str, &str), Who> =
        TABLE.iter().map(|(method, path, who)| ((*method, *path), *who)).collect();
    assert_eq!(known.len(), TABLE.len(), "a route stands twice in the table");
    let listed: Vec<(&str, &str)> =
        routes.list().iter().map(|route| (route.method.as_str(), route.path)).collect();
    let missing: Vec<_> = listed.iter().filter(|route| !known.contains_key(*route)).collect();
    assert!(missing.is_empty(), "routes without a row in tests/it/grid_table.rs: {missing:?}");
    let gone: Vec<_> = known.keys().filter(|route| !listed.contains(*route)).collect();
    assert!(gone.is_empty(), "rows without a route: {gone:?}");
    house.finish().await;
}

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn everybody_gets_where_the_table_says_and_nowhere_else(house: TestHouse) {
        common::found(house).await;
        let mut wrong = Vec::new();
        wrong.extend(walk(&mut Browser::at(house), None).await);
        for role in Role::ALL {
            let email = common::somebody(house, role).await;
            let mut browser = Browser::at(house);
            // Each from a place of their own: the walk knocks at every door, and that brakes.
            browser.address.set_ip([198, 51, 100, role as u8].into());
            browser.log_in(&email).await;
            wrong.extend(walk(&mut browser, Some(role)).await);
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }

    async fn a_fragment_sends_a_stranger_to_the_login(house: TestHouse) {
        common::found(house).await;
        let mut browser = Browser::at(house);
        browser.headers = vec![("hx-request", "true".to_owned())];
        let page = browser.ask(Method::GET, "/assets", None).await;
        assert_eq!(page.headers.get("hx-redirect").unwrap(), "/login?next=%2Fassets");
        assert!(page.body.is_empty());
    }
}

/// Everything that went otherwise than the table says.
async fn walk(browser: &mut Browser, role: Option<Role>) -> Vec<String> {
    let mut wrong = Vec::new();
    // Logging out comes last: it is the one act that ends the walk.
    let (last, rest): (Vec<_>, Vec<_>) = TABLE.iter().partition(|(_, path, _)| *path == "/logout");
    for &(method, path, who) in rest.into_iter().chain(last) {
        let token = browser.token().cloned();
        let page =
            browser.ask(method.parse().unwrap(), &filled(path), (method == "POST").then(String::new)).await;
        let admitted = !turned_away(&page, path);
        if admitted != who.admits(role) || page.status.is_server_error() {
            wrong.push(format!("{role:?} {method} {path}: {} {:?}", page.status, page.location()));
        }
        if path != "/logout" && browser.token() != token.as_ref() {
            wrong.push(format!("{role:?} {method} {path}: another session"));
        }
    }
    wrong
}

fn turned_away(page: &Page, path: &str) -> bool {
    let to_login = page.location().is_some_and(|to| to.starts_with("/login")) && path != "/logout";
    let to_login_by_logout = path == "/logout" && page.headers.get("set-cookie").is_none();
    page.status == StatusCode::FORBIDDEN || to_login || to_login_by_logout
}

fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| match part.find('{') {
        Some(at) => {
            format!("{}{NOBODYS}{}", &part[..at], part.split_once('}').map_or("", |(_, after)| after))
        }
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

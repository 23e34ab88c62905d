//! No page offers what its reader may not do: every link and every form on every page that a role may open leads where
//! that role is admitted.

use std::collections::BTreeSet;

use http::{Method, StatusCode};
use kernel::Role;

use crate::common::{self, ADMIN, Browser, MIGRATIONS, html};
use crate::grid_table::{TABLE, Who};

testkit::on_both_databases! {
    migrations = MIGRATIONS;

    async fn no_page_offers_what_its_reader_may_not_do(house: TestHouse) {
        furnish(house).await;
        let mut wrong = BTreeSet::new();
        let mut seen = 0;
        for role in Role::ALL {
            let email = common::somebody(house, role).await;
            let mut browser = Browser::logged_in(house, &email).await;
            let open = TABLE.iter().filter(|(method, _, who)| *method == "GET" && who.admits(Some(role)));
            for (_, path, _) in open {
                let page = browser.ask(Method::GET, &path.replace("{id}", "1").replace("{place}", "1").replace("{section}", "company"), None).await;
                if page.status != StatusCode::OK {
                    continue;
                }
                seen += 1;
                let links = html::links(&page.body).into_iter().map(|link| ("GET".to_owned(), link));
                let forms = html::forms(&page.body).into_iter();
                let forms = forms.map(|form| (form.method.to_uppercase(), form.action));
                for (method, to) in links.chain(forms) {
                    if !admitted(&method, &to, role) {
                        wrong.insert(format!("{role:?} on {path}: {method} {to}"));
                    }
                }
            }
        }
        assert!(seen > 100, "only {seen} pages were looked at");
        assert!(wrong.is_empty(), "{} offers:\n{}", wrong.len(), wrong.into_iter().collect::<Vec<_>>().join("\n"));
    }

    async fn what_others_saved_for_all_is_not_a_readers_to_take_away(house: TestHouse) {
        furnish(house).await;
        let email = common::somebody(house, Role::Manager).await;
        let mut manager = Browser::logged_in(house, &email).await;
        manager.get("/assets/views").await;
        assert!(manager.page.says("みんなの表示"), "{}", manager.page.words());
        let actions: Vec<String> = html::forms(&manager.page.body).into_iter().map(|form| form.action).collect();
        assert!(!actions.iter().any(|action| action.starts_with("/assets/views/")), "{actions:?}");
        manager.post("/assets/views", &[("name", "わたしの表示"), ("address", "/assets?kind=1")]).await;
        manager.get("/assets/views").await;
        let actions: Vec<String> = html::forms(&manager.page.body).into_iter().map(|form| form.action).collect();
        assert!(actions.iter().any(|action| action.ends_with("/removal")), "one's own goes: {actions:?}");
        assert!(!actions.iter().any(|action| action.ends_with("/sharing")), "but is not shared: {actions:?}");
        let shared = manager.ask(Method::POST, "/assets/views/1/sharing", Some(String::new())).await;
        assert_eq!(shared.status, StatusCode::FORBIDDEN);
        let removed = manager.ask(Method::POST, "/assets/views/1/removal", Some(String::new())).await;
        assert_eq!(removed.status, StatusCode::FORBIDDEN);
    }
}

/// A house with one of everything that pages show.
async fn furnish(house: &testkit::TestHouse) {
    common::found(house).await;
    let mut admin = Browser::logged_in(house, ADMIN).await;
    admin.get("/departments").await;
    admin.submit("/departments", &[("name", "製造部")]).await;
    admin.get("/places").await;
    admin.submit("/places", &[("name", "第一工場")]).await;
    admin.get("/people/new").await;
    admin.submit("/people", &[("name", "青木 涼"), ("kana", "アオキ リョウ")]).await;
    admin.get("/assets/new?kind=1").await;
    admin.submit("/assets", &[("maker", "日の出電機"), ("warranty_end", "2026-12-01")]).await;
    admin.get("/stocktakings/new").await;
    admin.submit("/stocktakings", &[]).await;
    admin.get("/stocktakings/1/rooms/1/counting").await;
    admin.submit("/stocktakings/1/rooms/1/counting", &[("typed", "X-1")]).await;
    admin.post("/assets/1/assignment", &[("person", "1"), ("on", "2026/11/01")]).await;
    admin.drop_file("/assets/1/files", "file", "納品書.pdf", b"%PDF-1.4 nothing").await;
    admin.post("/assets/views", &[("name", "みんなの表示"), ("address", "/assets?kind=1")]).await;
    admin.post("/assets/views/1/sharing", &[]).await;
    assert!(admin.page.says("みんなの表示"), "{}", admin.page.words());
}

/// Whether `role` gets where a link or a form leads; what leads out of the pages is not asked about.
fn admitted(method: &str, to: &str, role: Role) -> bool {
    let path = to.split(['?', '#']).next().unwrap_or_default();
    if !path.starts_with('/') || path.starts_with("/api/") {
        return true;
    }
    let who = route(method, path);
    // What no row knows leads nowhere; other tests walk every link.
    who.is_none_or(|who| who.admits(Some(role)))
}

fn route(method: &str, path: &str) -> Option<Who> {
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |pattern: &str| {
        let pattern: Vec<&str> = pattern.split('/').collect();
        let same =
            |(wanted, given): (&&str, &&str)| wanted == given || wanted.contains('{') && !given.is_empty();
        pattern.len() == parts.len() && pattern.iter().zip(&parts).all(same)
    };
    let fitting = TABLE.iter().filter(|(of, pattern, _)| *of == method && fits(pattern));
    // `/assets/new` is a page of its own, not a thing called "new".
    fitting.min_by_key(|(_, pattern, _)| pattern.matches('{').count()).map(|(_, _, who)| *who)
}

//! Saved views and the chosen columns: `/assets/views`, `/assets/columns`.
//!
//! The columns an account has chosen are kept as a view of a reserved name, which no list shows.

use axum::Form;
use axum::extract::Path;
use kernel::{Right, SavedViewId, Text};
use ledger::assets::views::{self, SavedView};
use maud::{Markup, html};
use platform::locale::t;

use crate::door::{Answer, Notice, Visit, redirect, redirect_with};
use crate::ui::button::{Button, post_button};
use crate::ui::frame::Room;
use crate::ui::state::tag;
use crate::ui::{Address, Column, Empty, Head, Icon, Row, Table, layout};

/// The name of the view that holds the chosen columns.
const COLUMNS: &str = "#columns";

/// Whether a view is none that a person saved, but a choice that a page keeps for the account.
pub fn is_reserved(view: &SavedView) -> bool {
    view.name.starts_with('#')
}

/// The columns the reader has chosen, if any.
pub fn chosen_columns(views: &[SavedView]) -> Option<Vec<String>> {
    let view = views.iter().find(|view| view.own && view.name == COLUMNS)?;
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&view.query).ok()?;
    Some(pairs.into_iter().map(|(_, column)| column).collect())
}

/// Remembers the chosen columns for the account.
pub async fn choose_columns(visit: Visit, Form(form): Form<Vec<(String, String)>>) -> Answer {
    let chosen: Vec<&(String, String)> = form.iter().filter(|(name, _)| name == "column").collect();
    if form.iter().any(|(name, _)| name == "usual") {
        let all = views::list(&visit.cx).await?;
        if let Some(view) = all.iter().find(|view| view.own && view.name == COLUMNS) {
            views::remove(&visit.cx, view.id).await?;
        }
    } else {
        let query = serde_urlencoded::to_string(&chosen).unwrap_or_default();
        views::save(&visit.cx, COLUMNS, &query, false).await?;
    }
    Ok(redirect(&back(&form)))
}

/// Saves the present filters and order under a name.
pub async fn save(visit: Visit, Form(form): Form<Vec<(String, String)>>) -> Answer {
    let value = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
    let back = back(&form);
    let name = value("name");
    if name.is_empty() || name.starts_with('#') {
        return Ok(redirect_with(&back, &Notice::problem(Text::new("assets.views.name_missing"))));
    }
    let query = back.split_once('?').map_or("", |(_, query)| query);
    views::save(&visit.cx, name, query, false).await?;
    Ok(redirect_with(&back, &Notice::good(Text::new("assets.views.saved").with("name", name))))
}

/// The list of saved views.
pub async fn list(visit: Visit) -> Answer {
    let all = views::list(&visit.cx).await?;
    let shown: Vec<SavedView> = all.into_iter().filter(|view| !is_reserved(view)).collect();
    let title = t(visit.lang, "assets.views.title");
    let may_change = visit.cx.actor.has(Right::ChangeLedger);
    Ok(visit.show(&title, Some(Room::Ledger), &page(visit.lang, &shown, may_change)))
}

/// Removes a view.
pub async fn remove(visit: Visit, Path(id): Path<i64>) -> Answer {
    views::remove(&visit.cx, SavedViewId(id)).await?;
    Ok(redirect_with("/assets/views", &Notice::good(Text::new("assets.views.removed"))))
}

/// Shows an own view to everybody, or only to oneself again.
pub async fn share(visit: Visit, Path(id): Path<i64>) -> Answer {
    let all = views::list(&visit.cx).await?;
    let view = all.into_iter().find(|view| view.id.0 == id && view.own).ok_or(kernel::Fault::NotFound)?;
    views::save(&visit.cx, &view.name, &view.query, !view.shared).await?;
    let key = if view.shared { "assets.views.unshared" } else { "assets.views.shared_now" };
    Ok(redirect_with("/assets/views", &Notice::good(Text::new(key).with("name", view.name))))
}

/// The list's address that the form came from; never one outside the list.
fn back(form: &[(String, String)]) -> String {
    let address = form.iter().find(|(name, _)| name == "address").map_or("", |(_, value)| value.as_str());
    let is_list = address == "/assets" || address.starts_with("/assets?");
    if is_list && !address.contains(char::is_control) { address.to_owned() } else { "/assets".to_owned() }
}

fn page(lang: kernel::Lang, views: &[SavedView], may_change: bool) -> Markup {
    let title = t(lang, "assets.views.title");
    let list = t(lang, "assets.list.title");
    let head = layout::head(&Head::new(&title).back(&list, "/assets"));
    if views.is_empty() {
        let (empty, body) = (t(lang, "assets.views.empty"), t(lang, "assets.views.empty_body"));
        return html! { (head) (Empty { icon: Icon::Bookmark, title: &empty, body: &body, acts: html! {} }.render()) };
    }
    let table = Table {
        columns: vec![
            Column::text("name", t(lang, "ui.list.view_name")).lead(),
            Column::text("for", t(lang, "assets.views.for")),
            Column::text("acts", t(lang, "assets.views.acts")),
        ],
        rows: views.iter().map(|view| row(lang, view, may_change)).collect(),
        ..Table::new(title.clone())
    };
    html! { (head) (table.render(lang, &Address::new("/assets/views"))) }
}

/// What others see as well is shared and taken away only by who may change the ledger.
fn row(lang: kernel::Lang, view: &SavedView, may_change: bool) -> Row {
    let share = if view.shared { "assets.views.unshare" } else { "assets.views.share" };
    let seen_by = if view.shared { "assets.views.for_all" } else { "assets.views.for_me" };
    let acts = html! {
        div.button-row {
            @if view.own && may_change { (post_button(&format!("/assets/views/{}/sharing", view.id), &Button::bare(t(lang, share)))) }
            @if view.own || may_change { (post_button(&format!("/assets/views/{}/removal", view.id), &Button::bare(t(lang, "assets.views.remove")).icon(Icon::Delete))) }
        }
    };
    Row::new(view.id.to_string(), &view.name, format!("/assets?{}", view.query)).cells(vec![
        html! { (view.name) },
        tag(&t(lang, seen_by)),
        acts,
    ])
}

#[cfg(test)]
mod tests {
    use super::super::columns;
    use super::*;

    #[test]
    fn one_comes_back_to_the_list_and_nowhere_else() {
        let of = |address: &str| back(&[("address".to_owned(), address.to_owned())]);
        assert_eq!(of("/assets?kind=1"), "/assets?kind=1");
        assert_eq!(of("//elsewhere.example/assets"), "/assets");
        assert_eq!(of("/assets?x=1\r\nSet-Cookie: a=b"), "/assets");
    }

    #[test]
    fn every_usual_column_can_be_chosen() {
        let all = columns::choosable(&[]);
        assert!(columns::USUAL.iter().all(|name| all.iter().any(|known| known == name)));
    }
}

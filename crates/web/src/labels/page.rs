//! The page of labels, the way to it from the list, and the file.

use axum::Form;
use axum::extract::Query;
use http::HeaderMap;
use http::header::HOST;
use kernel::{Fault, Text};
use leaflet::labels::{preview, sheets};
use ledger::assets::views;
use ledger::labels::{label_all, print};
use platform::locale::t;

use super::choice::{Choice, Pairs, REMEMBERED};
use super::view::{self, LabelPage};
use crate::assets::query::Asked;
use crate::door::download::PDF;
use crate::door::{Answer, Notice, Visit, download, redirect, redirect_with};
use crate::ui::Address;
use crate::ui::frame::Room;

/// The page: what is chosen, and how the first sheet will look.
pub async fn page(visit: Visit, headers: HeaderMap, Query(sent): Query<Pairs>) -> Answer {
    let cx = &visit.cx;
    let choice = Choice::read(&sent, &views::list(cx).await?, cx.today());
    let (base, is_public) = base(&visit, &headers).await?;
    let labels = label_all(cx, &choice.wanted, &base, choice.shown).await?;
    let sheet = preview(choice.stock, &labels, &choice.plan)
        .map_err(|_| Fault::conflict("labels.address_too_long"))?;
    let page = LabelPage {
        lang: visit.lang,
        count: labels.len(),
        sheets: sheets(choice.stock, labels.len(), &choice.plan),
        picture: leaflet::svg::draw(&sheet, &t(visit.lang, "labels.preview")),
        base: (!is_public).then_some(base),
        may_set_base: cx.actor.has(kernel::Right::ManageSettings),
        choice,
    };
    Ok(visit.show(&t(visit.lang, "labels.title"), Some(Room::Ledger), &view::page(&page)))
}

/// Comes from the list: goes to the page with the chosen rows, or with the filter if all are chosen.
pub async fn selection(visit: Visit, Query(query): Query<Pairs>, Form(sent): Form<Pairs>) -> Answer {
    let list = Asked::read("/assets", query, visit.cx.today()).here.without("page").without("column");
    if sent.iter().any(|(name, value)| name == "all" && !value.is_empty()) {
        return Ok(redirect(&Address::of("/labels", list.query().to_vec()).to_string()));
    }
    let ids: Pairs =
        sent.into_iter().filter(|(name, id)| name == "id" && id.parse::<i64>().is_ok()).collect();
    if ids.is_empty() {
        return Ok(redirect_with(&list.to_string(), &Notice::problem(Text::new("assets.bulk.none"))));
    }
    Ok(redirect(&Address::of("/labels", ids).to_string()))
}

/// The file. The choice is kept for the next time.
pub async fn sheet(visit: Visit, headers: HeaderMap, Form(sent): Form<Pairs>) -> Answer {
    let cx = &visit.cx;
    let known = views::list(cx).await?;
    let choice = Choice::read(&sent, &known, cx.today());
    let (base, _) = base(&visit, &headers).await?;
    let labels = label_all(cx, &choice.wanted, &base, choice.shown).await?;
    if labels.is_empty() {
        let address = Address::of("/labels", sent).to_string();
        return Ok(redirect_with(&address, &Notice::problem(Text::new("labels.nothing"))));
    }
    let file = print(cx, choice.stock, &labels, &choice.plan).await?;
    let kept = Choice::kept(&sent);
    if !known.iter().any(|view| view.own && view.name == REMEMBERED && view.query == kept) {
        views::save(cx, REMEMBERED, &kept, false).await?;
    }
    let name = format!("{}_{}.pdf", t(visit.lang, "labels.file_name"), cx.today().format("%Y%m%d"));
    Ok(download(&name, PDF, file))
}

/// The address that the codes lead to, and whether somebody has set it; else it is the one that is used right now.
async fn base(visit: &Visit, headers: &HeaderMap) -> kernel::Result<(String, bool)> {
    let settings = platform::settings::current(visit.house()).await?;
    if let Some(base) = &settings.server.base_url {
        return Ok((base.as_str().trim_end_matches('/').to_owned(), true));
    }
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("omamori.invalid");
    let scheme = if visit.is_secure { "https" } else { "http" };
    Ok((format!("{scheme}://{host}"), false))
}

//! The seats of a licence or system: `/assets/{id}/seats`.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, Query};
use http::StatusCode;
use kernel::{AssetId, Fault, Result, Right, Text};
use ledger::assets::{Page, ops as assets};
use ledger::seats::{Holder, Seat, ops, rules};
use serde::Deserialize;

use super::detail;
use super::detail_view::{self, Tab};
use super::forms::{self, Sent};
use super::seats_view::{self, SeatsPage};
use super::words;
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::people::{Meant, meant};
use crate::ui::frame::Room;

/// How many seats a page shows.
const ROWS: u32 = 100;
/// More people than this are not offered while typing.
const MOST_OFFERED: u32 = 300;

/// Which page of the seats.
#[derive(Debug, Deserialize)]
pub struct Asked {
    page: Option<u32>,
}

/// The tab 席.
pub async fn page(visit: Visit, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Answer {
    show(&visit, StatusCode::OK, AssetId(id), asked.page.unwrap_or(1), Vec::new()).await
}

async fn show(
    visit: &Visit,
    status: StatusCode,
    id: AssetId,
    number: u32,
    errors: Vec<crate::ui::FieldError>,
) -> Answer {
    let cx = &visit.cx;
    let page = detail::load(visit, id, Tab::Seats).await?;
    let (seats, total) =
        ops::of_record(cx, id, Page { size: ROWS, ..Page::number(number.clamp(1, 100_000)) }).await?;
    let usage = match page.seats {
        Some(usage) => usage,
        None => ops::usage(cx, &page.detail.asset).await?,
    };
    let may_change = cx.actor.has(Right::ChangeLedger) && page.detail.asset.deleted_at.is_none();
    let offered = if may_change { offered(visit).await? } else { Vec::new() };
    let seats = SeatsPage {
        cost_of_one: rules::yearly_cost_of_one(&page.detail.asset.data, &usage),
        holders: holders(visit, &seats).await?,
        rows: seats,
        number: number.into(),
        size: ROWS.into(),
        total,
        usage,
        offered,
        may_change,
        errors,
    };
    let title = words::full_title(visit.lang, &page.detail.asset);
    let body = detail_view::page_with(&page, &seats_view::tab(&page, &seats));
    Ok(visit.show_as(status, &title, Some(Room::Ledger), &body))
}

async fn offered(visit: &Visit) -> Result<Vec<String>> {
    let (people, total) = ledger::people::ops::list(&visit.cx, "", false, Page::first(MOST_OFFERED)).await?;
    let few = total <= i64::from(MOST_OFFERED);
    Ok(if few { people.into_iter().map(|person| person.name).collect() } else { Vec::new() })
}

/// What the holders are called, with where they are.
async fn holders(visit: &Visit, seats: &[Seat]) -> Result<HashMap<Holder, (String, String)>> {
    let (mut people, mut things) = (Vec::new(), Vec::new());
    for seat in seats {
        match seat.holder {
            Holder::Person(id) => people.push(id),
            Holder::Thing(id) => things.push(id),
        }
    }
    let people = ledger::people::ops::names(&visit.cx, &people).await?;
    let things = assets::some(&visit.cx, &things).await?;
    let people = people.into_iter().map(|(id, name)| (Holder::Person(id), (name, format!("/people/{id}"))));
    let things = things.into_iter().map(|asset| {
        let name = words::full_title(visit.lang, &asset);
        (Holder::Thing(asset.id), (name, format!("/assets/{}", asset.id)))
    });
    Ok(people.chain(things).collect())
}

/// Gives a seat to a person or a thing.
pub async fn assign(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let id = AssetId(id);
    match given(&visit, id, &sent).await {
        Ok(seat) => {
            let notice = Notice::good(Text::new("assets.seats.given"));
            let undo = format!("/assets/{id}/seats/{}/removal", seat.id);
            Ok(redirect_with(&format!("/assets/{id}/seats"), &notice.undo(undo, "assets.undo")))
        }
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, id, 1, errors).await
        }
    }
}

async fn given(visit: &Visit, id: AssetId, sent: &Sent) -> Result<Seat> {
    let typed = forms::value(sent, "holder");
    let holder = holder(visit, typed).await?;
    let on = forms::day(sent, "on")?;
    ops::assign(&visit.cx, id, holder, forms::value(sent, "role"), on).await
}

/// The person with this name or employee number, or the thing with this number.
async fn holder(visit: &Visit, typed: &str) -> Result<Holder> {
    let fault = |key| Fault::field("holder", Text::new(key).with("name", typed));
    if typed.is_empty() {
        return Err(fault("assets.seats.nobody"));
    }
    if let Some(thing) = assets::numbered(&visit.cx, typed).await? {
        return Ok(Holder::Thing(thing));
    }
    match meant(&visit.cx, typed).await? {
        Meant::One(id) => Ok(Holder::Person(id)),
        Meant::Nobody => Err(fault("assets.seats.unknown")),
        Meant::Several => Err(fault("assets.seats.several")),
    }
}

/// Takes a seat back.
pub async fn release(visit: Visit, Path((id, seat)): Path<(i64, i64)>) -> Answer {
    let path = format!("/assets/{id}/seats");
    match ops::release(&visit.cx, seat, None).await {
        Ok(_) => {
            let notice = Notice::good(Text::new("assets.seats.released"));
            let undo = format!("/assets/{id}/seats/{seat}/reopening");
            Ok(redirect_with(&path, &notice.undo(undo, "assets.undo")))
        }
        Err(Fault::Conflict(text)) => Ok(redirect_with(&path, &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

/// Undoes a release.
pub async fn reopen(visit: Visit, Path((id, seat)): Path<(i64, i64)>) -> Answer {
    let path = format!("/assets/{id}/seats");
    match ops::reopen(&visit.cx, seat).await {
        Ok(_) => Ok(redirect_with(&path, &Notice::good(Text::new("assets.seats.reopened")))),
        Err(Fault::Conflict(text)) => Ok(redirect_with(&path, &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

/// Undoes an assignment.
pub async fn forget(visit: Visit, Path((id, seat)): Path<(i64, i64)>) -> Answer {
    ops::forget(&visit.cx, seat).await?;
    Ok(redirect_with(&format!("/assets/{id}/seats"), &Notice::good(Text::new("assets.seats.forgotten"))))
}

//! One hand-over: `/handovers/{id}`.

use std::collections::HashMap;

use axum::extract::Path;
use http::StatusCode;
use kernel::{AssetId, HandoverId, Result, Right};
use ledger::assets::{Asset, ops as assets};
use ledger::handovers::{Show, State, ops, terms};
use platform::files;

use super::one_view::{self, OnePage};
use super::words;
use crate::door::{Answer, Visit};
use crate::ui::FieldError;
use crate::ui::frame::Room;

/// The page.
pub async fn page(visit: Visit, Path(id): Path<i64>) -> Answer {
    show(&visit, StatusCode::OK, HandoverId(id), &[]).await
}

/// The page, with what was wrong with an act on it.
pub(super) async fn show(visit: &Visit, status: StatusCode, id: HandoverId, errors: &[FieldError]) -> Answer {
    let page = load(visit, id, errors).await?;
    let title = words::number(visit.lang, &page.handover);
    Ok(visit.show_as(status, &title, Some(Room::People), &one_view::page(&page)))
}

/// Gathers what the page shows, the page to sign on too.
pub(super) async fn load<'a>(visit: &Visit, id: HandoverId, errors: &'a [FieldError]) -> Result<OnePage<'a>> {
    let cx = &visit.cx;
    let handover = ops::see(cx, id).await?;
    let person = ledger::people::ops::see(cx, handover.person).await?;
    let ids: Vec<AssetId> = handover.items.iter().map(|item| item.asset).collect();
    let found: HashMap<AssetId, Asset> =
        assets::some(cx, &ids).await?.into_iter().map(|asset| (asset.id, asset)).collect();
    let is_planned = handover.state == State::Planned;
    let terms =
        if is_planned { terms::see(cx, handover.direction).await?.text } else { handover.terms.clone() };
    let file = match handover.file {
        Some(file) => files::see(cx.db(), file).await?,
        None => None,
    };
    let which = ledger::handovers::Filter { show: Show::Overdue, person: Some(person.id), asset: None };
    let late = ops::list(cx, &which, ledger::assets::Page::first(1_000)).await?.0;
    Ok(OnePage {
        lang: visit.lang,
        dates: visit.dates(),
        today: cx.today(),
        obstacles: if is_planned { ops::obstacles(cx, &handover).await? } else { Vec::new() },
        others: if is_planned { ops::others(cx, &handover).await? } else { Vec::new() },
        overdue: late.iter().any(|one| one.handover.id == id),
        signed_at: handover.signed.as_ref().map(|signed| visit.when(signed.at)),
        may_change: cx.actor.has(Right::ChangeLedger),
        person,
        found,
        terms,
        file,
        handover,
        errors,
    })
}

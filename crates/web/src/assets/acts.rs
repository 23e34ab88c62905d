//! The acts on one asset: handing out, taking back, disposing of, deleting, bringing back, undoing.

use axum::Form;
use axum::extract::{Path, Query};
use http::StatusCode;
use kernel::{AssetId, Fault, PersonId, Result, Text};
use ledger::assets::{Asset, Page, Status, ops};
use ledger::changes::{ChangeSetId, Undone};
use platform::locale::t;
use serde::Deserialize;

use super::act_views::{self, AssignPage};
use super::forms::{self, Sent};
use super::{edit, words};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::FieldError;
use crate::ui::frame::Room;

/// How many people the page of a hand-over shows.
const PEOPLE: u32 = 20;

/// What the search box of a hand-over asks for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    q: Option<String>,
}

/// Whom to hand it to.
pub async fn assignment(visit: Visit, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Answer {
    let asset = ops::see(&visit.cx, AssetId(id)).await?.asset;
    assign_page(&visit, StatusCode::OK, &asset, &asked.q.unwrap_or_default(), &[]).await
}

async fn assign_page(
    visit: &Visit,
    status: StatusCode,
    asset: &Asset,
    text: &str,
    errors: &[FieldError],
) -> Answer {
    let (people, total) = ledger::people::ops::list(&visit.cx, text, false, Page::first(PEOPLE)).await?;
    let page =
        AssignPage { lang: visit.lang, asset, people: &people, total, text, today: visit.cx.today(), errors };
    let title = t(visit.lang, "assets.assign.title");
    Ok(visit.show_as(status, &title, Some(Room::Ledger), &act_views::assign(&page)))
}

/// Hands it to a person, or to whoever was written down.
pub async fn assign(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let id = AssetId(id);
    match handed_out(&visit, id, &sent).await {
        Ok(done) => Ok(edit::changed(&visit, &done, "assets.assign.done")),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let asset = ops::see(&visit.cx, id).await?.asset;
            assign_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &asset, "", &errors).await
        }
    }
}

async fn handed_out(visit: &Visit, id: AssetId, sent: &Sent) -> Result<ledger::assets::Done> {
    let on = forms::day(sent, "on")?;
    if let Ok(person) = forms::value(sent, "person").parse() {
        return ops::assign(&visit.cx, id, PersonId(person), on).await;
    }
    let user = forms::value(sent, "user");
    if user.is_empty() {
        return Err(Fault::field("user", Text::new("assets.assign.nobody")));
    }
    let version = ops::see(&visit.cx, id).await?.asset.version;
    let values = [("user", user), ("status", Status::InUse.word())];
    let values = values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    ops::change(&visit.cx, id, version, &values).await
}

/// Where it goes when it comes back.
pub async fn returning(visit: Visit, Path(id): Path<i64>) -> Answer {
    let asset = ops::see(&visit.cx, AssetId(id)).await?.asset;
    let title = t(visit.lang, "assets.return.title");
    let body = act_views::take_back(visit.lang, &asset, visit.cx.today(), &[]);
    Ok(visit.show(&title, Some(Room::Ledger), &body))
}

/// Takes it back.
pub async fn take_back(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let id = AssetId(id);
    let to = Status::parse(forms::value(&sent, "status")).unwrap_or(Status::InStock);
    let done = match forms::day(&sent, "on") {
        Ok(on) => ops::take_back(&visit.cx, id, to, on).await,
        Err(fault) => Err(fault),
    };
    match done {
        Ok(done) => Ok(edit::changed(&visit, &done, "assets.return.done")),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let asset = ops::see(&visit.cx, id).await?.asset;
            let body = act_views::take_back(visit.lang, &asset, visit.cx.today(), &errors);
            let title = t(visit.lang, "assets.return.title");
            Ok(visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &title, Some(Room::Ledger), &body))
        }
    }
}

/// When and how it is disposed of.
pub async fn disposal(visit: Visit, Path(id): Path<i64>) -> Answer {
    let asset = ops::see(&visit.cx, AssetId(id)).await?.asset;
    let title = t(visit.lang, "assets.dispose.title");
    let body = act_views::dispose(visit.lang, &asset, visit.cx.today(), &[]);
    Ok(visit.show(&title, Some(Room::Ledger), &body))
}

/// Disposes of it, or plans to.
pub async fn dispose(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let id = AssetId(id);
    let planned = forms::value(&sent, "when") == "planned";
    let done = match forms::day(&sent, "on") {
        Ok(on) if planned => ops::retire(&visit.cx, id, on).await,
        Ok(on) => ops::dispose(&visit.cx, id, on, forms::value(&sent, "erase_method")).await,
        Err(fault) => Err(fault),
    };
    match done {
        Ok(done) => {
            let key = if planned { "assets.dispose.planned_done" } else { "assets.dispose.done" };
            Ok(edit::changed(&visit, &done, key))
        }
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let asset = ops::see(&visit.cx, id).await?.asset;
            let body = act_views::dispose(visit.lang, &asset, visit.cx.today(), &errors);
            let title = t(visit.lang, "assets.dispose.title");
            Ok(visit.show_as(StatusCode::UNPROCESSABLE_ENTITY, &title, Some(Room::Ledger), &body))
        }
    }
}

/// Deletes it; the message carries the way back.
pub async fn delete(visit: Visit, Path(id): Path<i64>) -> Answer {
    let asset = ops::see(&visit.cx, AssetId(id)).await?.asset;
    let set = ops::delete(&visit.cx, &[asset.id]).await?;
    let name = words::title(visit.lang, &asset, asset.id);
    let notice = Notice::good(Text::new("assets.delete.done").with("name", name));
    Ok(redirect_with("/assets", &notice.undo(format!("/assets/changes/{set}/undoing"), "assets.undo")))
}

/// Brings it back.
pub async fn restore(visit: Visit, Path(id): Path<i64>) -> Answer {
    ops::restore(&visit.cx, &[AssetId(id)]).await?;
    Ok(redirect_with(&format!("/assets/{id}"), &Notice::good(Text::new("assets.restored"))))
}

/// Takes a change set back.
pub async fn undo(visit: Visit, Path(set): Path<i64>) -> Answer {
    match ops::undo(&visit.cx, ChangeSetId(set)).await {
        Ok(undone) => Ok(redirect_with("/assets", &undone_notice(&undone))),
        Err(Fault::Conflict(text)) => Ok(redirect_with("/assets", &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

/// What an undo did, in one sentence that hides nothing.
pub fn undone_notice(undone: &Undone) -> Notice {
    let count = undone.restored + undone.removed;
    if undone.kept.is_empty() {
        return Notice::good(Text::new("assets.undone").with("count", count));
    }
    Notice::problem(Text::new("assets.undone_partly").with("count", count).with("kept", undone.kept.len()))
}

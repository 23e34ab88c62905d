//! Changing one asset, and what to do when somebody else was faster: `/assets/{id}/edit`.

use axum::Form;
use axum::extract::Path;
use http::StatusCode;
use kernel::{AssetId, Fault, Text};
use ledger::assets::{Asset, Done, Values, ops};

use super::form_view::AssetForm;
use super::forms::{self, Sent};
use super::words;
use crate::conflict::{self, Conflict, Edit};
use crate::door::{Answer, Notice, Visit, redirect, redirect_with};
use crate::ui::frame::Room;
use crate::ui::{FieldError, Form as UiForm, Head, layout};
use maud::html;
use platform::locale::t;

/// The form, filled with what is stored.
pub async fn page(visit: Visit, Path(id): Path<i64>) -> Answer {
    let asset = ops::see(&visit.cx, AssetId(id)).await?.asset;
    let values = asset.values();
    form(&visit, StatusCode::OK, &asset, &values, &values, asset.version, &[]).await
}

/// Changes what was changed in the form.
pub async fn change(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let (id, edit) = (AssetId(id), Edit::of(&sent));
    if edit.wanted.is_empty() {
        return Ok(redirect(&format!("/assets/{id}")));
    }
    match ops::change(&visit.cx, id, edit.version, &edit.wanted).await {
        Ok(done) => Ok(changed(&visit, &done, "assets.edit.done")),
        Err(Fault::Conflict(text)) => meet(&visit, id, &edit, text).await,
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let asset = ops::see(&visit.cx, id).await?.asset;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, &asset, &edit.typed, &edit.base, edit.version, &errors).await
        }
    }
}

/// Somebody was faster. Where both changed different fields both are right; where they changed the same one, the person
/// sees both values and chooses.
async fn meet(visit: &Visit, id: AssetId, edit: &Edit, text: Text) -> Answer {
    let now = ops::see(&visit.cx, id).await?;
    if now.asset.deleted_at.is_some() {
        return Err(Fault::Conflict(text).into());
    }
    let theirs = now.asset.values();
    let clashes = edit.meets(&theirs);
    if clashes.is_empty() {
        let done = ops::change(&visit.cx, id, now.asset.version, &edit.wanted).await?;
        return Ok(changed(visit, &done, "ui.conflict.apart"));
    }
    let (lang, dates) = (visit.lang, visit.dates());
    let names = words::Names::load(&visit.cx).await?;
    let path = format!("/assets/{id}");
    let page = Conflict {
        name: &words::full_title(lang, &now.asset),
        path: &path,
        action: format!("{path}/edit"),
        version: now.asset.version,
        edit,
        theirs: &theirs,
        clashes: &clashes,
        label: &|field| words::field_label(lang, field),
        shown: &|field, value| names.shown(dates, field, value),
    };
    Ok(conflict::page(visit, Room::Ledger, &page))
}

/// Back to the asset, with the way back.
pub fn changed(visit: &Visit, done: &Done, key: &'static str) -> axum::response::Response {
    let path = format!("/assets/{}", done.asset.id);
    let title = words::title(visit.lang, &done.asset, done.asset.id);
    match done.set {
        Some(set) => {
            let notice = Notice::good(Text::new(key).with("name", title));
            redirect_with(&path, &notice.undo(format!("/assets/changes/{set}/undoing"), "assets.undo"))
        }
        None => redirect(&path),
    }
}

async fn form(
    visit: &Visit,
    status: StatusCode,
    asset: &Asset,
    values: &Values,
    base: &Values,
    version: i64,
    errors: &[FieldError],
) -> Answer {
    let (cx, lang) = (&visit.cx, visit.lang);
    let kinds = ledger::kinds::ops::list(cx).await?;
    let kind = kinds.iter().find(|kind| kind.id == asset.kind).ok_or(Fault::NotFound)?;
    let offers = forms::offers(cx).await?;
    let form = AssetForm { lang, kind, kinds: &kinds, values, base, errors, offers: &offers };
    let path = format!("/assets/{}", asset.id);
    let ui = UiForm::post(format!("{path}/edit"), t(lang, "assets.edit.submit")).cancel(&path);
    let name = words::full_title(lang, asset);
    let title =
        platform::locale::tr(lang, "assets.edit.title", &[("name", &words::title(lang, asset, asset.id))]);
    let body = html! {
        (layout::head(&Head::new(&title).back(&name, &path)))
        (form.render(ui, &html! { input type="hidden" name="version" value=(version); }))
    };
    Ok(visit.show_as(status, &title, Some(Room::Ledger), &body))
}

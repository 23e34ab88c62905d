//! Registering: `/assets/new`, one or many at once.

use axum::Form;
use axum::extract::Query;
use http::StatusCode;
use kernel::{AssetId, KindId, Result, Text};
use ledger::assets::{Status, Values, ops, rules};
use ledger::kinds::{self, Kind};
use maud::{Markup, html};
use platform::locale::t;
use serde::Deserialize;

use super::form_view::AssetForm;
use super::forms::{self, Sent};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::frame::Room;
use crate::ui::{Field, FieldError, Form as UiForm, Head, Icon, form_render, icon, layout};

/// How many may be registered at once.
const MOST_AT_ONCE: u32 = 500;

/// What the address asks for.
#[derive(Debug, Deserialize)]
pub struct Begin {
    kind: Option<i64>,
    like: Option<i64>,
}

/// The kinds to choose from, or the form of one.
pub async fn page(visit: Visit, Query(begin): Query<Begin>) -> Answer {
    let cx = &visit.cx;
    if let Some(like) = begin.like {
        let values = ops::template(cx, AssetId(like)).await?;
        return form(&visit, StatusCode::OK, &values, "1", &[]).await;
    }
    if let Some(kind) = begin.kind {
        let number = ops::next_number_of(cx, KindId(kind)).await?;
        // A contract lies in no cupboard.
        let is_record = kinds::BuiltIn::of(KindId(kind)).is_some_and(kinds::BuiltIn::is_record);
        let status = if is_record { Status::InUse } else { Status::InStock };
        let values = [("kind", kind.to_string()), ("asset_no", number), ("status", status.word().to_owned())];
        let values: Values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        return form(&visit, StatusCode::OK, &values, "1", &[]).await;
    }
    let kinds = kinds::ops::list(cx).await?;
    let title = t(visit.lang, "assets.new.title");
    Ok(visit.show(&title, Some(Room::Ledger), &kinds_page(visit.lang, &kinds)))
}

/// Registers one thing, or a range of like things.
pub async fn register(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let values = forms::typed(&sent);
    let count = forms::value(&sent, "count");
    let done = match count.parse::<u32>() {
        Ok(0 | 1) => one(&visit, &values).await,
        _ if count.is_empty() => one(&visit, &values).await,
        Ok(count) if count <= MOST_AT_ONCE => many(&visit, &values, count).await,
        _ => {
            Err(kernel::Fault::field("count", Text::new("assets.new.count_fault").with("most", MOST_AT_ONCE)))
        }
    };
    match done {
        Ok((path, notice)) => Ok(redirect_with(&path, &notice)),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            form(&visit, StatusCode::UNPROCESSABLE_ENTITY, &values, count, &errors).await
        }
    }
}

async fn one(visit: &Visit, values: &Values) -> Result<(String, Notice)> {
    let done = ops::register(&visit.cx, values).await?;
    let title = super::words::title(visit.lang, &done.asset, done.asset.id);
    let notice = Notice::good(Text::new("assets.new.done").with("name", title));
    let notice = match done.set {
        Some(set) => notice.undo(format!("/assets/changes/{set}/undoing"), "assets.undo"),
        None => notice,
    };
    Ok((format!("/assets/{}", done.asset.id), notice))
}

async fn many(visit: &Visit, values: &Values, count: u32) -> Result<(String, Notice)> {
    let first = values.get("asset_no").map_or("", String::as_str);
    let range = rules::number_range(first, count);
    let Some(last) = range.as_ref().and_then(|range| range.last()) else {
        return Err(kernel::Fault::field("asset_no", Text::new("assets.new.range_fault")));
    };
    let text = Text::new("assets.new.done_many").with("count", count).with("first", first).with("last", last);
    let (_, set) = ops::register_range(&visit.cx, first, count, values).await?;
    let notice = Notice::good(text).undo(format!("/assets/changes/{set}/undoing"), "assets.undo");
    Ok(("/assets".to_owned(), notice))
}

async fn form(
    visit: &Visit,
    status: StatusCode,
    values: &Values,
    count: &str,
    errors: &[FieldError],
) -> Answer {
    let (cx, lang) = (&visit.cx, visit.lang);
    let kind = values.get("kind").and_then(|id| id.parse().ok()).unwrap_or(1);
    let kind = kinds::ops::see(cx, KindId(kind)).await?;
    let offers = forms::offers(cx).await?;
    let base = Values::new();
    let form = AssetForm { lang, kind: &kind, kinds: &[], values, base: &base, errors, offers: &offers };
    let ui = UiForm::post("/assets", t(lang, "assets.new.submit")).cancel("/assets");
    let title = platform::locale::tr(lang, "assets.new.title_of", &[("kind", &kind.label(lang))]);
    let is_record = kind.built_in().is_some_and(kinds::BuiltIn::is_record);
    let (back, number) = (t(lang, "assets.new.title"), count_field(visit, count, errors));
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/assets/new")))
        (form.render(ui, &html! { input type="hidden" name="kind" value=(kind.id); @if !is_record { (number) } }))
    };
    Ok(visit.show_as(status, &title, Some(Room::Ledger), &body))
}

fn count_field(visit: &Visit, count: &str, errors: &[FieldError]) -> Markup {
    let lang = visit.lang;
    let field = Field::amount("count", t(lang, "assets.new.count"), t(lang, "assets.new.count_unit"))
        .value(count)
        .hint(t(lang, "assets.new.count_hint"))
        .error_in(errors);
    form_render::fields(&field.render(lang))
}

fn kinds_page(lang: kernel::Lang, kinds: &[Kind]) -> Markup {
    let (title, list) = (t(lang, "assets.new.title"), t(lang, "assets.list.title"));
    let lead = t(lang, "assets.new.choose_kind");
    html! {
        (layout::head(&Head::new(&title).back(&list, "/assets").lead(&lead)))
        ul.kind-cards {
            @for kind in kinds.iter().filter(|kind| !kind.retired) {
                li { a.choice-card href={ "/assets/new?kind=" (kind.id) } {
                    (icon(kind_icon(kind)))
                    span.choice-words { strong { (kind.label(lang)) } @if !kind.prefix.is_empty() { span { (kind.prefix) "-…" } } }
                } }
            }
        }
        p { a href="/kinds" { (t(lang, "assets.new.own_kinds")) } }
    }
}

fn kind_icon(kind: &Kind) -> Icon {
    use ledger::kinds::BuiltIn;
    match kind.built_in() {
        Some(BuiltIn::Printer) => Icon::Print,
        Some(BuiltIn::Licence | BuiltIn::Contract) => Icon::File,
        Some(BuiltIn::Account) => Icon::Lock,
        Some(BuiltIn::Network | BuiltIn::Line) => Icon::Link,
        Some(BuiltIn::Other | BuiltIn::Peripheral) | None => Icon::Ledger,
        Some(_) => Icon::Laptop,
    }
}

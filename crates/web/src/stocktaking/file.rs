//! Files of barcode readers: dropped, looked at, taken in. `/stocktakings/{id}/file`.

use axum::Form;
use axum::extract::{Multipart, Path, Query, State};
use http::StatusCode;
use kernel::{PlaceId, StocktakingId, Text};
use ledger::drafts::{self, Purpose};
use ledger::stocktaking::reader::{self, Planned};
use ledger::stocktaking::{Outcome, lists};
use maud::{Markup, html};
use platform::locale::{say, t, tr};

use super::words::outcome_chip;
use crate::assets::forms::{self, Sent, value};
use crate::assets::words::Names;
use crate::door::{Answer, Notice, Visit, Web, redirect, redirect_with};
use crate::imports::shelf;
use crate::imports::upload::{ACCEPT, received};
use crate::ui::button::{Button, button, link_button};
use crate::ui::frame::Room;
use crate::ui::{
    Address, Choice, Column, Field, FieldError, Form as UiForm, Head, Icon, Row, Table, Tone, chip,
    form_render, layout,
};

/// How many lines the preview shows.
const LISTED: usize = 200;

/// The drop zone.
pub async fn page(visit: Visit, Path(id): Path<i64>) -> Answer {
    show(&visit, StocktakingId(id), StatusCode::OK, &[]).await
}

/// Takes the file and shows what it would do.
pub async fn take(visit: Visit, State(web): State<Web>, Path(id): Path<i64>, parts: Multipart) -> Answer {
    lists::see(&visit.cx, StocktakingId(id)).await?;
    match received(&web, &visit, parts, Purpose::Readings).await {
        Ok(word) => Ok(redirect(&format!("/stocktakings/{id}/file/{word}"))),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            show(&visit, StocktakingId(id), StatusCode::UNPROCESSABLE_ENTITY, &errors).await
        }
    }
}

/// What each line would do.
pub async fn preview(
    visit: Visit,
    State(web): State<Web>,
    Path((id, word)): Path<(i64, String)>,
    Query(query): Query<Sent>,
) -> Answer {
    let (lang, id) = (visit.lang, StocktakingId(id));
    let of = lists::see(&visit.cx, id).await?;
    let draft = drafts::ops::see(&visit.cx, &word).await?;
    let workbook = shelf::workbook(&web, &visit.cx, &draft).await?;
    let place = place(&query);
    let plan = reader::plan(&visit.cx, id, &workbook, place).await?;
    let names = Names::load(&visit.cx).await?;
    let (title, path) = (t(lang, "stocktaking.file.title"), format!("/stocktakings/{id}"));
    let lead = tr(lang, "imports.preview.lead", &[("file", &draft.source.name)]);
    let body = html! {
        (layout::head(&Head::new(&title).back(&of.name, &path).lead(&lead)))
        (totals(&visit, &plan))
        (place_form(&visit, &names, place))
        (run_bar(&visit, &format!("{path}/file"), &word, &plan, place))
        (table(&visit, &plan))
        @if plan.len() > LISTED { p.quiet { (tr(lang, "people.more_rows", &[("count", &(plan.len() - LISTED).to_string())])) } }
    };
    Ok(visit.show(&title, Some(Room::Ledger), &body))
}

/// Takes the lines in and throws the file away.
pub async fn run(
    visit: Visit,
    State(web): State<Web>,
    Path((id, word)): Path<(i64, String)>,
    Form(sent): Form<Sent>,
) -> Answer {
    let id = StocktakingId(id);
    let draft = drafts::ops::see(&visit.cx, &word).await?;
    let workbook = shelf::workbook(&web, &visit.cx, &draft).await?;
    let done = reader::take(&visit.cx, id, &workbook, place(&sent)).await?;
    drafts::ops::discard(&visit.cx, &word).await?;
    shelf::forget(&word);
    let new = done.iter().filter(|one| is_new(one)).count();
    let text = Text::new("stocktaking.file.done").with("new", new).with("rest", done.len() - new);
    Ok(redirect_with(&format!("/stocktakings/{id}"), &Notice::good(text)))
}

fn place(sent: &Sent) -> Option<PlaceId> {
    value(sent, "place").parse().ok().map(PlaceId)
}

/// A file that does not take the same in twice: what arrived before is not new.
fn is_new(one: &Planned) -> bool {
    one.answer.as_ref().is_some_and(|answer| answer.is_new)
}

async fn show(visit: &Visit, id: StocktakingId, status: StatusCode, errors: &[FieldError]) -> Answer {
    let lang = visit.lang;
    let of = lists::see(&visit.cx, id).await?;
    let (title, path) = (t(lang, "stocktaking.file.title"), format!("/stocktakings/{id}"));
    let lead = t(lang, "stocktaking.file.lead");
    let field = Field::files("file", t(lang, "stocktaking.file.file"), ACCEPT)
        .hint(t(lang, "stocktaking.file.hint"))
        .error_in(errors);
    let form = UiForm::post(format!("{path}/file"), t(lang, "imports.new.submit"))
        .with_files()
        .errors(errors)
        .cancel(&path);
    let body = html! {
        (layout::head(&Head::new(&title).back(&of.name, &path).lead(&lead)))
        (form.render(lang, &form_render::fields(&html! {
            (field.render(lang))
            div.field.is-full { (form_render::paste_box(lang, "paste", &t(lang, "imports.new.paste"))) }
        })))
    };
    Ok(visit.show_as(status, &title, Some(Room::Ledger), &body))
}

fn totals(visit: &Visit, plan: &[Planned]) -> Markup {
    let lang = visit.lang;
    let of = |outcome: Outcome| {
        let fits = |one: &&Planned| {
            is_new(one)
                && one.answer.as_ref().and_then(|it| it.now.as_ref()).map(|it| it.outcome) == Some(outcome)
        };
        plan.iter().filter(fits).count()
    };
    let outcomes = [Outcome::Here, Outcome::Elsewhere, Outcome::Unexpected, Outcome::Unknown, Outcome::Again];
    let before = plan.iter().filter(|one| one.problem.is_none() && !is_new(one)).count();
    let wrong = plan.iter().filter(|one| one.problem.is_some()).count();
    html! {
        div.totals { ul {
            @for outcome in outcomes { (total(of(outcome), &say(lang, &outcome.text()))) }
            (total(before, &t(lang, "stocktaking.file.before")))
            (total(wrong, &t(lang, "imports.act.error")))
        } }
    }
}

fn total(count: usize, label: &str) -> Markup {
    html! { li { div.total { span.total-count { (count) } span.total-label { (label) } } } }
}

/// Where lines were read that do not say so.
fn place_form(visit: &Visit, names: &Names, place: Option<PlaceId>) -> Markup {
    let lang = visit.lang;
    let mut choices = vec![Choice::new("", t(lang, "stocktaking.file.no_fallback"))];
    choices.extend(names.places.iter().map(|(id, name)| Choice::new(id.to_string(), name)));
    let chosen = place.map(|place| place.to_string()).unwrap_or_default();
    let path = visit.path.split('?').next().unwrap_or_default();
    let form = UiForm::get(path, t(lang, "stocktaking.file.look_again"));
    form.render(
        lang,
        &form_render::fields(
            &Field::select("place", t(lang, "stocktaking.file.fallback"), choices).value(chosen).render(lang),
        ),
    )
}

fn run_bar(visit: &Visit, path: &str, word: &str, plan: &[Planned], place: Option<PlaceId>) -> Markup {
    let lang = visit.lang;
    let new = plan.iter().filter(|one| is_new(one)).count();
    html! {
        div.run-bar {
            @if new > 0 {
                form.inline method="post" action={ (path) "/" (word) } {
                    @if let Some(place) = place { input type="hidden" name="place" value=(place); }
                    (button(&Button::primary(tr(lang, "stocktaking.file.run", &[("count", &new.to_string())])).icon(Icon::Intake)))
                }
            } @else { p.strong { (t(lang, "stocktaking.file.nothing")) } }
            (link_button(path, &Button::new(t(lang, "stocktaking.file.other"))))
        }
    }
}

fn table(visit: &Visit, plan: &[Planned]) -> Markup {
    let lang = visit.lang;
    let word = |key: &str| t(lang, &format!("stocktaking.column.{key}")).into_owned();
    let row = |one: &Planned| {
        let scan = one.answer.as_ref().and_then(|answer| answer.now.as_ref());
        let place = scan.map_or(&one.line.place_text, |scan| &scan.place_name);
        let at = one.line.at.map(|at| visit.moment(at));
        Row::plain(one.line.row.to_string(), &one.line.typed).cells(vec![
            html! { (one.line.row) },
            html! { (one.line.typed) },
            html! {
                @if let Some(problem) = &one.problem { (chip(Tone::Now, &say(lang, problem))) }
                @else if !is_new(one) { (chip(Tone::Quiet, &t(lang, "stocktaking.file.before"))) }
                @else if let Some(scan) = scan { (outcome_chip(lang, scan)) }
            },
            html! { @if let Some(scan) = scan { (scan.label) " " span.quiet { (scan.model) } } },
            html! { (place) },
            html! { @if let Some(at) = at { (at) } },
        ])
    };
    let table = Table {
        columns: vec![
            Column::number("row", t(lang, "imports.preview.row")),
            Column::text("typed", word("typed")).lead(),
            Column::state("outcome", word("outcome")),
            Column::text("number", word("number")),
            Column::text("room", word("found_place")),
            Column::date("read_at", word("read_at")),
        ],
        rows: plan.iter().take(LISTED).map(row).collect(),
        ..Table::new(t(lang, "stocktaking.file.title"))
    };
    table.render(lang, &Address::new(""))
}

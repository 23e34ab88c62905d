//! Writing down what became of a deadline: `/deadlines/{asset}/{kind}`.

use axum::Form;
use axum::extract::Path;
use chrono::Months;
use http::StatusCode;
use kernel::{AssetId, Fault, PartialDay, Text};
use ledger::assets::{Asset, ops as assets};
use ledger::deadlines::answers::{self, Decision, Renewal};
use ledger::deadlines::{Answer, Deadline, DeadlineKind, ops};
use maud::{Markup, html};
use platform::locale::{say, t, tr};

use crate::assets::forms::{self, Sent};
use crate::assets::words;
use crate::door::{self, Visit, redirect_with};
use crate::ui::button::{Button, post_button};
use crate::ui::dates::Dates;
use crate::ui::form::Width;
use crate::ui::frame::Room;
use crate::ui::{
    Fact, Field, FieldError, Form as UiForm, Head, Icon, Tone, chip, dates, facts, form_render, layout,
};

/// Everything the page shows.
struct AnswerPage {
    dates: Dates,
    today: kernel::Day,
    asset: Asset,
    deadline: Deadline,
    decisions: Vec<(Decision, String)>,
    typed: Renewal,
    errors: Vec<FieldError>,
}

/// What runs out, and what can be said about it.
pub async fn page(visit: Visit, Path((id, word)): Path<(i64, String)>) -> door::Answer {
    show(&visit, StatusCode::OK, AssetId(id), kind(&word)?, None, Vec::new()).await
}

fn kind(word: &str) -> kernel::Result<DeadlineKind> {
    DeadlineKind::parse(word).ok_or(Fault::NotFound)
}

async fn show(
    visit: &Visit,
    status: StatusCode,
    id: AssetId,
    kind: DeadlineKind,
    typed: Option<Renewal>,
    errors: Vec<FieldError>,
) -> door::Answer {
    let cx = &visit.cx;
    let deadline = ops::see(cx, id, kind).await?.ok_or(Fault::NotFound)?;
    let names = crate::assets::account_names(visit).await?;
    let decisions = answers::of_asset(cx, id).await?.into_iter().filter(|one| one.kind == kind);
    let decisions = decisions
        .map(|one| {
            let by = names.get(&one.by).cloned().unwrap_or_default();
            let said = tr(visit.lang, "deadlines.answer.by", &[("name", &by), ("when", &visit.when(one.at))]);
            (one, said)
        })
        .collect();
    let page = AnswerPage {
        dates: visit.dates(),
        today: cx.today(),
        asset: assets::see(cx, id).await?.asset,
        typed: typed.unwrap_or_else(|| proposed(visit.dates(), &deadline)),
        deadline,
        decisions,
        errors,
    };
    let title = say(visit.lang, &kind.text());
    Ok(visit.show_as(status, &title, Some(Room::Deadlines), &view(&page)))
}

/// A year later, on the same day of the calendar; of the last of a month, what the month has.
fn later(day: PartialDay) -> Option<PartialDay> {
    let (year, month, date) = day.parts();
    if date.is_none() {
        return PartialDay::new(year + 1, month, None);
    }
    day.first().checked_add_months(Months::new(12)).map(PartialDay::exact)
}

fn proposed(dates: Dates, deadline: &Deadline) -> Renewal {
    let spelled =
        |day: Option<PartialDay>| day.and_then(later).map(|day| dates.partial(day)).unwrap_or_default();
    let cancel_by = deadline.cancel_by.filter(|_| deadline.kind != DeadlineKind::Notice);
    Renewal { until: spelled(Some(deadline.on)), cancel_by: spelled(cancel_by), note: String::new() }
}

/// It was renewed.
pub async fn renew(
    visit: Visit,
    Path((id, word)): Path<(i64, String)>,
    Form(sent): Form<Sent>,
) -> door::Answer {
    let (id, kind) = (AssetId(id), kind(&word)?);
    let day = |name: &str| {
        let typed = forms::value(&sent, name);
        forms::read_day(typed).unwrap_or_else(|| typed.to_owned())
    };
    let renewal = Renewal {
        until: day("until"),
        cancel_by: day("cancel_by"),
        note: forms::value(&sent, "note").to_owned(),
    };
    match answers::renew(&visit.cx, id, kind, &renewal).await {
        Ok(set) => {
            let notice = door::Notice::good(Text::new("deadlines.answer.renewed_done"));
            let notice = match set {
                Some(set) => notice.undo(format!("/assets/changes/{set}/undoing"), "assets.undo"),
                None => notice,
            };
            Ok(redirect_with("/deadlines", &notice))
        }
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let typed = |name: &str| forms::value(&sent, name).to_owned();
            let typed = Renewal { until: typed("until"), cancel_by: typed("cancel_by"), note: typed("note") };
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, id, kind, Some(typed), errors).await
        }
    }
}

/// It may end.
pub async fn end(
    visit: Visit,
    Path((id, word)): Path<(i64, String)>,
    Form(sent): Form<Sent>,
) -> door::Answer {
    let (id, kind) = (AssetId(id), kind(&word)?);
    match answers::let_end(&visit.cx, id, kind, forms::value(&sent, "reason")).await {
        Ok(()) => {
            let undo = format!("/deadlines/{id}/{}/reopening", kind.word());
            let notice = door::Notice::good(Text::new("deadlines.answer.ending_done"));
            Ok(redirect_with("/deadlines", &notice.undo(undo, "assets.undo")))
        }
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, id, kind, None, errors).await
        }
    }
}

/// Nothing is decided after all.
pub async fn reopen(visit: Visit, Path((id, word)): Path<(i64, String)>) -> door::Answer {
    answers::take_back(&visit.cx, AssetId(id), kind(&word)?).await?;
    Ok(redirect_with("/deadlines", &door::Notice::good(Text::new("deadlines.answer.reopened"))))
}

fn view(it: &AnswerPage) -> Markup {
    let lang = it.dates.lang;
    let name = words::full_title(lang, &it.asset);
    let kind = say(lang, &it.deadline.kind.text());
    let title = tr(lang, "deadlines.answer.title", &[("kind", &kind), ("name", &name)]);
    let back = t(lang, "deadlines.title");
    let head = Head::new(&title).back(&back, "/deadlines");
    let head = match it.deadline.answer {
        Some(answer) => head.state(answer_chip(lang, answer)),
        None => head,
    };
    html! {
        (layout::head(&head))
        (layout::split(&html! { (renewal_form(it)) (end_form(it)) }, &html! { (about(it)) @if !it.decisions.is_empty() { (past(it)) } }))
    }
}

/// What was decided, as a chip.
pub fn answer_chip(lang: kernel::Lang, answer: Answer) -> Markup {
    match answer {
        Answer::Renewed => chip(Tone::Good, &t(lang, "deadlines.answer.renewed")),
        Answer::Ending => chip(Tone::Quiet, &t(lang, "deadlines.answer.ending")),
    }
}

fn path(it: &AnswerPage, act: &str) -> String {
    format!("/deadlines/{}/{}/{act}", it.deadline.asset, it.deadline.kind.word())
}

fn renewal_form(it: &AnswerPage) -> Markup {
    let lang = it.dates.lang;
    let form = UiForm::post(path(it, "renewal"), t(lang, "deadlines.answer.renew")).errors(&it.errors);
    let cancels = it.deadline.kind != DeadlineKind::Notice;
    layout::panel(&t(lang, "deadlines.answer.renew_title"), None, &form.render(lang, &form_render::fields(&html! {
        (Field::date("until", t(lang, "deadlines.answer.until")).value(&it.typed.until).required().width(Width::Half).error_in(&it.errors).render(lang))
        @if cancels {
            (Field::date("cancel_by", t(lang, "deadlines.answer.cancel_by")).value(&it.typed.cancel_by).hint(t(lang, "deadlines.answer.cancel_by_hint")).width(Width::Half).error_in(&it.errors).render(lang))
        }
        (Field::text("note", words::field_label(lang, "note")).value(&it.typed.note).error_in(&it.errors).render(lang))
    })))
}

fn end_form(it: &AnswerPage) -> Markup {
    let lang = it.dates.lang;
    let title = t(lang, "deadlines.answer.end_title");
    if it.deadline.answer == Some(Answer::Ending) {
        let button = Button::new(t(lang, "deadlines.answer.reopen")).icon(Icon::Undo);
        return layout::panel(
            &title,
            None,
            &html! { p { (t(lang, "deadlines.answer.is_ending")) } (post_button(&path(it, "reopening"), &button)) },
        );
    }
    let form = UiForm::post(path(it, "ending"), t(lang, "deadlines.answer.end")).id("ending");
    layout::panel(
        &title,
        None,
        &html! {
            p { (t(lang, "deadlines.answer.end_body")) }
            (form.render(lang, &form_render::fields(&Field::text("reason", words::field_label(lang, "note")).render(lang))))
        },
    )
}

fn about(it: &AnswerPage) -> Markup {
    let lang = it.dates.lang;
    let asset = html! { a href={ "/assets/" (it.asset.id) } { (words::full_title(lang, &it.asset)) } };
    let labels = [
        "deadlines.column.due",
        "deadlines.answer.cancel_by",
        "deadlines.answer.self",
        "deadlines.column.asset",
    ]
    .map(|key| t(lang, key));
    let renews = t(lang, if it.deadline.renews_itself { "assets.yes" } else { "assets.no" });
    let values = [
        dates::deadline_cell(it.dates, it.today, it.deadline.on, words::SOON),
        dates::cell(it.dates, it.deadline.cancel_by),
        html! { (renews) },
        asset,
    ];
    let shown: Vec<Fact<'_>> =
        labels.iter().zip(values).map(|(label, value)| Fact::new(label, value)).collect();
    layout::panel(&t(lang, "deadlines.answer.about"), None, &facts(lang, &shown))
}

fn past(it: &AnswerPage) -> Markup {
    let lang = it.dates.lang;
    layout::panel(
        &t(lang, "deadlines.answer.past"),
        None,
        &html! {
            ul.plain-list { @for (one, by) in &it.decisions {
                li { (answer_chip(lang, one.answer)) " " (it.dates.partial(one.on)) " " span.quiet { (by) } @if !one.note.is_empty() { p.note { (one.note) } } }
            } }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::later;

    #[test]
    fn a_renewal_is_proposed_for_the_same_day_a_year_later() {
        let spelled = |text: &str| later(text.parse().unwrap()).unwrap().to_string();
        assert_eq!(spelled("2027-03-31"), "2028-03-31");
        assert_eq!(spelled("2024-02-29"), "2025-02-28");
        assert_eq!(spelled("2027-02-28"), "2028-02-28");
        assert_eq!(spelled("2027-03"), "2028-03");
        assert_eq!(spelled("2027"), "2028");
    }
}

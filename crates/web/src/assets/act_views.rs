//! How the pages of the acts look: one question per page.

use kernel::{Day, Lang};
use ledger::assets::{Asset, Status};
use ledger::people::Person;
use maud::{Markup, html};
use platform::locale::{t, tr};

use super::words;
use crate::ui::button::{Button, button};
use crate::ui::dates::Dates;
use crate::ui::{Choice, Field, FieldError, Form, Head, Icon, form_render, layout};

/// Everything the page of a hand-over shows.
pub struct AssignPage<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// What is handed over.
    pub asset: &'a Asset,
    /// People that match.
    pub people: &'a [Person],
    /// How many match in all.
    pub total: i64,
    /// What was searched for.
    pub text: &'a str,
    /// The day it is.
    pub today: Day,
    /// What was wrong.
    pub errors: &'a [FieldError],
}

fn head(lang: Lang, asset: &Asset, title: &str, lead: &str) -> Markup {
    let (name, path) = (words::full_title(lang, asset), format!("/assets/{}", asset.id));
    layout::head(&Head::new(title).back(&name, &path).lead(lead))
}

/// Whom to hand it to.
pub fn assign(it: &AssignPage<'_>) -> Markup {
    let lang = it.lang;
    let name = words::full_title(lang, it.asset);
    let lead = tr(lang, "assets.assign.lead", &[("name", &name)]);
    let action = format!("/assets/{}/assignment", it.asset.id);
    html! {
        (head(lang, it.asset, &t(lang, "assets.assign.title"), &lead))
        form.filters.person-search method="get" action=(action) {
            label.search-box { (crate::ui::icon(Icon::Search)) span.hidden-text { (t(lang, "assets.assign.search")) }
                input type="search" name="q" value=(it.text) placeholder=(t(lang, "assets.assign.search")) autocomplete="off"; }
            button class="button" { (t(lang, "ui.list.apply")) }
        }
        form.form method="post" action=(action) {
            // Enter in a field presses a form's first button, which must not be the first person of the list.
            button disabled hidden {}
            div.fields {
                (Field::date("on", t(lang, "assets.assign.on")).value(Dates::common(lang).short(it.today)).error_in(it.errors).render(lang))
            }
            @if it.people.is_empty() { p.quiet { (t(lang, "assets.assign.none")) } } @else {
                ul.person-list {
                    @for person in it.people {
                        li { button.person-choice name="person" value=(person.id) {
                            (crate::ui::icon(Icon::Person))
                            span { strong { (person.name) } " " span.quiet { (person.department_name) } }
                        } }
                    }
                }
                @if it.total > i64::try_from(it.people.len()).unwrap_or(i64::MAX) {
                    p.quiet { (tr(lang, "assets.assign.more", &[("total", &it.total.to_string()), ("count", &it.people.len().to_string())])) }
                }
            }
            (form_render::section(&t(lang, "assets.assign.other"), Some(&t(lang, "assets.assign.other_hint")), &html! {
                (Field::text("user", words::field_label(lang, "user")).error_in(it.errors).render(lang))
            }))
            div.form-acts {
                (button(&Button::primary(t(lang, "assets.assign.submit_other"))))
                a.button href={ "/assets/" (it.asset.id) } { (t(lang, "ui.stop")) }
            }
        }
    }
}

/// Where it goes when it comes back.
pub fn take_back(lang: Lang, asset: &Asset, today: Day, errors: &[FieldError]) -> Markup {
    let lead = tr(
        lang,
        "assets.return.lead",
        &[("user", &asset.user_text), ("name", &words::full_title(lang, asset))],
    );
    let path = format!("/assets/{}", asset.id);
    let choice = |status: Status, note: &str| {
        Choice::new(status.word(), words::status_word(lang, status)).note(t(lang, note))
    };
    let choices = vec![
        choice(Status::InStock, "assets.return.in_stock"),
        choice(Status::Spare, "assets.return.spare"),
        choice(Status::Repair, "assets.return.repair"),
        choice(Status::ToDispose, "assets.return.to_dispose"),
    ];
    let form =
        Form::post(format!("{path}/return"), t(lang, "assets.return.submit")).cancel(&path).errors(errors);
    html! {
        (head(lang, asset, &t(lang, "assets.return.title"), &lead))
        (form.render(lang, &form_render::fields(&html! {
            (Field::cards("status", t(lang, "assets.return.to"), choices).value(Status::InStock.word()).render(lang))
            (Field::date("on", t(lang, "assets.return.on")).value(Dates::common(lang).short(today)).error_in(errors).render(lang))
        })))
    }
}

/// When and how it is disposed of.
pub fn dispose(lang: Lang, asset: &Asset, today: Day, errors: &[FieldError]) -> Markup {
    let lead = tr(lang, "assets.dispose.lead", &[("name", &words::full_title(lang, asset))]);
    let path = format!("/assets/{}", asset.id);
    let choices = vec![
        Choice::new("done", t(lang, "assets.dispose.when_done"))
            .note(t(lang, "assets.dispose.when_done_note")),
        Choice::new("planned", t(lang, "assets.dispose.when_planned"))
            .note(t(lang, "assets.dispose.when_planned_note")),
    ];
    let methods =
        ["assets.erase.software", "assets.erase.physical", "assets.erase.vendor", "assets.erase.none"];
    let form =
        Form::post(format!("{path}/disposal"), t(lang, "assets.dispose.submit")).cancel(&path).errors(errors);
    html! {
        (head(lang, asset, &t(lang, "assets.dispose.title"), &lead))
        (form.render(lang, &form_render::fields(&html! {
            (Field::cards("when", t(lang, "assets.dispose.when"), choices).value("done").render(lang))
            (Field::date("on", t(lang, "assets.dispose.on")).value(Dates::common(lang).short(today)).error_in(errors).render(lang))
            (Field::text("erase_method", words::field_label(lang, "erase_method"))
                .hint(t(lang, "assets.dispose.erase_hint"))
                .suggestions(methods.iter().map(|key| t(lang, key).into_owned()).collect())
                .error_in(errors).render(lang))
        })))
    }
}

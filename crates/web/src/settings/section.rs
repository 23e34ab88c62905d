//! One section of the settings: `/settings/{section}`.

use std::collections::BTreeMap;

use axum::extract::{Form, Path};
use axum::response::Response;
use http::StatusCode;
use kernel::{Fault, Text};
use maud::{Markup, html};
use platform::jobs::schedules;
use platform::locale::{say, t, tr};
use platform::settings::{self, Changes, Name, Settings};
use platform::{backup, locale};

use super::fields::{self, Section};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::button::{Button, link_button, post_button};
use crate::ui::frame::Room;
use crate::ui::{Fact, FieldError, Form as UiForm, Head, Tone, facts, form_render, layout, unknown};

type Values = BTreeMap<Name, String>;

/// The form, filled with what holds.
pub async fn show(visit: Visit, Path(word): Path<String>) -> Answer {
    let section = Section::parse(&word).ok_or(Fault::NotFound)?;
    page(&visit, section, StatusCode::OK, None, &[], None).await
}

/// Changes a section, all of it or nothing.
pub async fn change(
    visit: Visit,
    Path(word): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Answer {
    let section = Section::parse(&word).ok_or(Fault::NotFound)?;
    let value = |name: &str| sent.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone());
    let version = value("version").and_then(|text| text.parse().ok()).unwrap_or(-1);
    let typed: Values = section
        .names()
        .iter()
        .map(|name| {
            // A box that is not ticked sends nothing.
            let unticked = if *name == Name::EraDates { "0" } else { "" };
            (*name, value(name.word()).unwrap_or_else(|| unticked.to_owned()))
        })
        .collect();
    let changes =
        typed.iter().fold(Changes::new(), |changes, (name, value)| changes.set(*name, value.clone()));
    let changes =
        if value("forget_password").is_some() { changes.clear(Name::MailPassword) } else { changes };
    match settings::change(&visit.cx, Some(version), changes).await {
        Ok(settings) => {
            let notice = match out_of_reach(section, &settings).await {
                Some(trouble) => {
                    let why = say(visit.lang, &trouble);
                    Notice::problem(Text::new("settings.saved_but").with("why", why))
                }
                None => Notice::good(Text::new("settings.saved")),
            };
            Ok(redirect_with(&format!("/settings/{}", section.word()), &notice))
        }
        Err(Fault::Invalid(faults)) => {
            let errors = FieldError::from_faults(visit.lang, &faults);
            page(&visit, section, StatusCode::UNPROCESSABLE_ENTITY, Some(typed), &errors, None).await
        }
        Err(Fault::Conflict(text)) => {
            page(&visit, section, StatusCode::CONFLICT, Some(typed), &[], Some(&text)).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Why the second place of the backups cannot be written to, said right after it was saved.
async fn out_of_reach(section: Section, settings: &Settings) -> Option<Text> {
    match &settings.backup.second_folder {
        Some(folder) if section == Section::Backups => backup::reach(folder).await,
        _ => None,
    }
}

async fn page(
    visit: &Visit,
    section: Section,
    status: StatusCode,
    typed: Option<Values>,
    errors: &[FieldError],
    conflict: Option<&Text>,
) -> Answer<Response> {
    let lang = visit.lang;
    let settings = settings::see(&visit.cx).await?;
    let raw = settings::raw(&visit.cx).await?;
    let stored = |name: Name| fields::present(&settings, &raw, name);
    let value = |name: Name| {
        typed.as_ref().and_then(|typed| typed.get(&name).cloned()).unwrap_or_else(|| stored(name))
    };
    let (title, back) = (t(lang, section.title_key()), t(lang, "settings.title"));
    let lead = t(lang, &format!("{}.about", section.title_key()));
    let form = UiForm::post(format!("/settings/{}", section.word()), t(lang, "account.save"))
        .cancel("/settings")
        .errors(errors);
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/settings").lead(&lead)))
        @if let Some(text) = conflict { (both(visit, section, text, &stored)) }
        (form.render(lang, &html! {
            input type="hidden" name="version" value=(settings.version);
            (form_render::fields(&html! {
                @for name in section.names() { (fields::field(lang, &settings, *name, &value(*name), errors)) }
                @if section == Section::Mail && settings.mail.password_is_set {
                    (crate::ui::Field::check("forget_password", t(lang, "settings.secret.forget")).render(lang))
                }
            }))
        }))
        (more(visit, section, &settings).await?)
    };
    Ok(visit.show_as(status, &title, Some(Room::Settings), &body))
}

/// Somebody was faster: what stands there now, beside what was typed in.
fn both(visit: &Visit, section: Section, text: &Text, stored: &impl Fn(Name) -> String) -> Markup {
    let lang = visit.lang;
    let lines: Vec<(String, String)> = section
        .names()
        .iter()
        .filter(|name| !name.is_secret())
        .map(|name| (fields::label(lang, *name), stored(*name)))
        .collect();
    let lines: Vec<Fact<'_>> =
        lines.iter().map(|(label, value)| Fact::new(label, html! { (value) })).collect();
    layout::notice(
        Tone::Now,
        &say(lang, text),
        &html! { p { (t(lang, "accounts.edit.stored")) } (facts(lang, &lines)) },
    )
}

/// What else belongs on the page of a section.
async fn more(visit: &Visit, section: Section, settings: &Settings) -> kernel::Result<Markup> {
    let lang = visit.lang;
    Ok(match section {
        Section::Mail if settings.mail.is_configured() => layout::panel(
            &t(lang, "settings.trial.title"),
            None,
            &html! {
                p { (tr(lang, "settings.trial.about", &[("email", visit.account.as_ref().map_or("", |account| account.email.as_str()))])) }
                (post_button("/settings/mail/trials", &Button::new(t(lang, "settings.trial.send"))))
            },
        ),
        Section::Backups => backups(visit, settings).await?,
        Section::Company | Section::Mail | Section::Sessions | Section::Deadlines | Section::Imports => {
            html! {}
        }
    })
}

async fn backups(visit: &Visit, settings: &Settings) -> kernel::Result<Markup> {
    let lang = visit.lang;
    let (good, last) = backup::status(visit.cx.db()).await?;
    let second = settings.backup.second_folder.as_ref();
    let copies = backup::copies(visit.cx.db()).await?;
    let planned =
        schedules::list(&visit.cx).await?.into_iter().find(|planned| planned.name == backup::NIGHTLY);
    let moment = |at| visit.moment(at);
    let labels =
        ["settings.backup.next", "settings.backup.good", "settings.backup.folder", "settings.backup.copied"]
            .map(|key| t(lang, key));
    let [next, proved, folder, copied] = &labels;
    let (none, unset) = (t(lang, "settings.backup.none"), t(lang, "settings.backup.unset"));
    let path = backup::folder(visit.house().data()).display().to_string();
    let trouble = last.as_ref().and_then(|last| last.problem.as_ref());
    Ok(layout::panel(
        &t(lang, "settings.backup.state"),
        None,
        &html! {
            @if let Some(problem) = trouble {
                (layout::notice(Tone::Now, &t(lang, "settings.backup.failed"), &html! { p { (locale::say(lang, problem)) } }))
            }
            @if let Some(problem) = copies.problem.as_ref().filter(|_| second.is_some()) {
                (layout::notice(Tone::Now, &t(lang, "settings.backup.not_copied"), &html! { p { (locale::say(lang, problem)) } }))
            }
            (facts(lang, &[
                Fact::new(next, planned.map_or_else(|| unknown(lang, None), |planned| moment(planned.next_at))),
                Fact::new(proved, good.and_then(|good| good.verified_at).map_or_else(|| unknown(lang, Some(&none)), moment)),
                Fact::new(folder, html! { code.break-all { (path) } }),
                Fact::new(copied, match (second, copies.last_at) {
                    (None, _) => unknown(lang, Some(&unset)),
                    (Some(_), None) => unknown(lang, Some(&none)),
                    (Some(_), Some(at)) => visit.moment(at),
                }),
            ]))
            div.button-row { (link_button("/system/backups", &Button::new(t(lang, "settings.backup.open")))) }
        },
    ))
}

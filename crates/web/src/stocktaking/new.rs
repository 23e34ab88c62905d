//! Opening a stocktaking: name, day, and what is counted.

use axum::Form;
use http::StatusCode;
use kernel::{DepartmentId, KindId, PlaceId, Text};
use ledger::stocktaking::{NewStocktaking, Scope, ops};
use maud::{Markup, html};
use platform::locale::{t, tr};

use crate::assets::forms::{self, Sent, read_day, value};
use crate::assets::words::Names;
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::frame::Room;
use crate::ui::{Field, FieldError, Form as UiForm, Head, form_render, layout};

/// The form.
pub async fn page(visit: Visit) -> Answer {
    let day = visit.cx.today();
    let (year, month) = (day.format("%Y").to_string(), day.format("%-m").to_string());
    let name = tr(visit.lang, "stocktaking.usual_name", &[("year", &year), ("month", &month)]);
    let sent = vec![("name".to_owned(), name), ("on".to_owned(), visit.dates().short(day))];
    show(&visit, StatusCode::OK, &sent, &[]).await
}

/// Opens it.
pub async fn open(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let lang = visit.lang;
    let typed = value(&sent, "on");
    let day = read_day(typed).and_then(|day| day.parse().ok());
    let Some(on) = day else {
        let error =
            FieldError { field: "on".to_owned(), text: t(lang, "stocktaking.fault.day").into_owned() };
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, &sent, &[error]).await;
    };
    let new = NewStocktaking { name: value(&sent, "name").to_owned(), on, scope: scope(&sent) };
    match ops::open(&visit.cx, &new).await {
        Ok(opened) => {
            let text = Text::new("stocktaking.opened").with("count", opened.tally.expected);
            Ok(redirect_with(&format!("/stocktakings/{}", opened.id), &Notice::good(text)))
        }
        Err(fault) => {
            let errors = forms::errors(lang, fault)?;
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, &sent, &errors).await
        }
    }
}

fn scope(sent: &Sent) -> Scope {
    let ids = |name: &str| {
        let own = sent.iter().filter(move |(key, _)| key == name);
        own.filter_map(|(_, id)| id.parse::<i64>().ok()).collect::<Vec<_>>()
    };
    Scope {
        places: ids("place").into_iter().map(PlaceId).collect(),
        departments: ids("department").into_iter().map(DepartmentId).collect(),
        kinds: ids("kind").into_iter().map(KindId).collect(),
    }
}

async fn show(visit: &Visit, status: StatusCode, sent: &Sent, errors: &[FieldError]) -> Answer {
    let lang = visit.lang;
    let names = Names::load(&visit.cx).await?;
    let (title, back) = (t(lang, "stocktaking.new"), t(lang, "stocktaking.title"));
    let lead = t(lang, "stocktaking.new_lead");
    let form =
        UiForm::post("/stocktakings", t(lang, "stocktaking.open")).cancel("/stocktakings").errors(errors);
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/stocktakings").lead(&lead)))
        (form.render(lang, &html! {
            (form_render::fields(&html! {
                (Field::text("name", t(lang, "stocktaking.column.name")).value(value(sent, "name")).required().error_in(errors).render(lang))
                (Field::date("on", t(lang, "stocktaking.column.on")).value(value(sent, "on")).required().error_in(errors).render(lang))
            }))
            (choices(visit, &names, sent, errors))
        }))
    };
    Ok(visit.show_as(status, &title, Some(Room::Ledger), &body))
}

/// Three lists of boxes; with none ticked, everything is counted.
fn choices(visit: &Visit, names: &Names, sent: &Sent, errors: &[FieldError]) -> Markup {
    let lang = visit.lang;
    let things =
        names.kinds.iter().filter(|kind| !kind.built_in().is_some_and(ledger::kinds::BuiltIn::is_record));
    let kinds: Vec<(i64, String)> = things.map(|kind| (kind.id.0, kind.label(lang))).collect();
    let named = |map: &std::collections::BTreeMap<i64, String>| {
        let mut all: Vec<(i64, String)> = map.iter().map(|(id, name)| (*id, name.clone())).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    };
    let lists = [("place", named(&names.places)), ("kind", kinds), ("department", named(&names.departments))];
    let error = errors.iter().find(|error| error.field == "scope");
    html! {
        @if let Some(error) = error { p #field-scope.error tabindex="-1" { (error.text) } }
        @for (name, all) in lists.iter().filter(|(_, all)| !all.is_empty()) {
            @let is_chosen = sent.iter().any(|(key, _)| key == name);
            details.choice-list open[is_chosen] {
                summary { (t(lang, &format!("stocktaking.scope.choose_{name}"))) }
                ul.check-list {
                    @for (id, label) in all {
                        @let id = id.to_string();
                        li { label.check {
                            input type="checkbox" name=(name) value=(id) checked[sent.iter().any(|(key, value)| key == name && *value == id)];
                            span { (label) }
                        } }
                    }
                }
            }
        }
    }
}

//! Adding and changing people; leaving and coming back.

use axum::Form;
use axum::extract::Path;
use http::StatusCode;
use kernel::{DepartmentId, Fault, PersonId, Result, Text};
use ledger::assets::Values;
use ledger::people::{NewPerson, Person, ops};
use maud::html;
use platform::locale::t;

use crate::assets::forms::{self, Sent, value};
use crate::conflict::{self, Conflict, Edit};
use crate::door::{Answer, Notice, Visit, redirect, redirect_with};
use crate::ui::frame::Room;
use crate::ui::{Choice, Field, FieldError, Form as UiForm, Head, form_render, layout};

/// The form for somebody new.
pub async fn new(visit: Visit) -> Answer {
    form(&visit, StatusCode::OK, None, &Values::new(), &Values::new(), &[]).await
}

/// Adds them.
pub async fn add(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let typed = forms::typed(&sent);
    match ops::add(&visit.cx, &NewPerson::default().with(&typed)).await {
        Ok(person) => Ok(done(&person, "people.added")),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form(&visit, status, None, &typed, &Values::new(), &errors).await
        }
    }
}

/// The form for somebody known.
pub async fn page(visit: Visit, Path(id): Path<i64>) -> Answer {
    let person = ops::see(&visit.cx, PersonId(id)).await?;
    let values = person.as_new().values();
    form(&visit, StatusCode::OK, Some((&person, person.version)), &values, &values, &[]).await
}

/// Changes them.
pub async fn change(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let (id, edit) = (PersonId(id), Edit::of(&sent));
    let now = ops::see(&visit.cx, id).await?;
    if edit.wanted.is_empty() {
        return Ok(redirect(&format!("/people/{}", now.id)));
    }
    match ops::change(&visit.cx, id, edit.version, &now.as_new().with(&edit.wanted)).await {
        Ok(person) => Ok(done(&person, "people.changed")),
        Err(Fault::Conflict(text)) => meet(&visit, id, &edit, text).await,
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let values = now.as_new().with(&edit.typed).values();
            let known = Some((&now, edit.version));
            form(&visit, StatusCode::UNPROCESSABLE_ENTITY, known, &values, &edit.base, &errors).await
        }
    }
}

/// Somebody was faster. What both changed is shown side by side; otherwise both edits are kept.
async fn meet(visit: &Visit, id: PersonId, edit: &Edit, text: Text) -> Answer {
    let now = ops::see(&visit.cx, id).await?;
    let path = format!("/people/{}", now.id);
    if now.id != id {
        return Ok(redirect_with(&path, &Notice::problem(text)));
    }
    let theirs = now.as_new().values();
    let clashes = edit.meets(&theirs);
    if clashes.is_empty() {
        let person = ops::change(&visit.cx, id, now.version, &now.as_new().with(&edit.wanted)).await?;
        return Ok(done(&person, "ui.conflict.apart"));
    }
    let lang = visit.lang;
    let departments = ledger::trees::ops::names::<DepartmentId>(&visit.cx).await?;
    let page = Conflict {
        name: &now.name,
        path: &path,
        action: format!("{path}/edit"),
        version: now.version,
        edit,
        theirs: &theirs,
        clashes: &clashes,
        label: &|field| t(lang, &format!("people.field.{field}")).into_owned(),
        shown: &|field, value| match field {
            "department" => {
                let named = departments.iter().find(|it| it.id.to_string() == value);
                named.map_or_else(String::new, |it| it.name.clone())
            }
            _ => value.to_owned(),
        },
    };
    Ok(conflict::page(visit, Room::People, &page))
}

/// They leave the company today.
pub async fn leave(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let version = value(&sent, "version").parse().unwrap_or(0);
    let left = ops::leave(&visit.cx, PersonId(id), version, Some(visit.cx.today())).await;
    outcome(id, left, "people.left_done")
}

/// They are back.
pub async fn come_back(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let version = value(&sent, "version").parse().unwrap_or(0);
    outcome(id, ops::come_back(&visit.cx, PersonId(id), version).await, "people.back_done")
}

fn outcome(id: i64, result: Result<Person>, key: &'static str) -> Answer {
    match result {
        Ok(person) => Ok(done(&person, key)),
        Err(Fault::Conflict(text)) => Ok(redirect_with(&format!("/people/{id}"), &Notice::problem(text))),
        Err(fault) => Err(fault.into()),
    }
}

fn done(person: &Person, key: &'static str) -> axum::response::Response {
    redirect_with(&format!("/people/{}", person.id), &Notice::good(Text::new(key).with("name", &person.name)))
}

async fn form(
    visit: &Visit,
    status: StatusCode,
    known: Option<(&Person, i64)>,
    values: &Values,
    base: &Values,
    errors: &[FieldError],
) -> Answer {
    let lang = visit.lang;
    let departments = ledger::trees::ops::names::<DepartmentId>(&visit.cx).await?;
    let mut choices = vec![Choice::new("", t(lang, "people.no_department"))];
    choices.extend(departments.into_iter().map(|it| Choice::new(it.id.to_string(), it.name)));
    let path = known.map_or_else(|| "/people".to_owned(), |(person, _)| format!("/people/{}", person.id));
    let action = if known.is_some() { format!("{path}/edit") } else { path.clone() };
    let label = |name: &str| t(lang, &format!("people.field.{name}"));
    let value = |name: &str| values.get(name).map_or("", String::as_str);
    let text = |name: &str| Field::text(name, label(name)).value(value(name)).error_in(errors);
    let submit = t(lang, if known.is_some() { "assets.edit.submit" } else { "people.add" });
    let title = t(lang, if known.is_some() { "people.edit" } else { "people.new" });
    let back = t(lang, "people.title");
    let fields = html! {
        @if let Some((_, version)) = known { input type="hidden" name="version" value=(version); }
        (conflict::base_inputs(base))
        (form_render::fields(&html! {
            (text("name").required().hint(t(lang, "people.name_hint")).render(lang))
            (text("kana").render(lang))
            (text("employee_no").render(lang))
            (Field::select("department", label("department"), choices).value(value("department")).error_in(errors).render(lang))
            (Field::email("email", label("email")).value(value("email")).error_in(errors).render(lang))
            (text("phone").render(lang))
            (Field::area("note", label("note")).value(value("note")).error_in(errors).render(lang))
        }))
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/people")))
        (UiForm::post(action, submit).cancel(path).errors(errors).render(lang, &fields))
    };
    Ok(visit.show_as(status, &title, Some(Room::People), &body))
}

//! Adding and changing people; leaving and coming back.

use axum::Form;
use axum::extract::Path;
use http::StatusCode;
use kernel::{DepartmentId, Fault, PersonId, Result, Text};
use ledger::people::{NewPerson, Person, ops};
use maud::html;
use platform::locale::{say, t, tr};

use crate::assets::forms::{self, Sent, value};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::frame::Room;
use crate::ui::{Choice, Field, FieldError, Form as UiForm, Head, form_render, layout};

/// The form for somebody new.
pub async fn new(visit: Visit) -> Answer {
    form(&visit, StatusCode::OK, None, &Sent::new(), &[]).await
}

/// Adds them.
pub async fn add(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    match ops::add(&visit.cx, &read(&sent)).await {
        Ok(person) => Ok(done(&person, "people.added")),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            form(&visit, StatusCode::UNPROCESSABLE_ENTITY, None, &sent, &errors).await
        }
    }
}

/// The form for somebody known.
pub async fn page(visit: Visit, Path(id): Path<i64>) -> Answer {
    let person = ops::see(&visit.cx, PersonId(id)).await?;
    let sent = as_sent(&person);
    form(&visit, StatusCode::OK, Some(&person), &sent, &[]).await
}

/// Changes them. Whoever was slower sees what is stored now beside what they typed.
pub async fn change(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let id = PersonId(id);
    let version = value(&sent, "version").parse().unwrap_or(0);
    match ops::change(&visit.cx, id, version, &read(&sent)).await {
        Ok(person) => Ok(done(&person, "people.changed")),
        Err(Fault::Conflict(text)) => {
            let person = ops::see(&visit.cx, id).await?;
            let errors = differences(&visit, &person, &sent, &text);
            form(&visit, StatusCode::CONFLICT, Some(&person), &sent, &errors).await
        }
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let person = ops::see(&visit.cx, id).await?;
            form(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(&person), &sent, &errors).await
        }
    }
}

/// What is stored now, beside every field where it differs from what was typed.
fn differences(visit: &Visit, person: &Person, sent: &Sent, text: &Text) -> Vec<FieldError> {
    let mut errors = vec![FieldError::new("", say(visit.lang, text))];
    for (name, stored) in
        as_sent(person).into_iter().filter(|(name, _)| name != "version" && name != "department")
    {
        if stored != value(sent, &name) {
            errors.push(FieldError::new(name, tr(visit.lang, "people.stored_now", &[("value", &stored)])));
        }
    }
    errors
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

fn read(sent: &Sent) -> NewPerson {
    let text = |name: &str| value(sent, name).to_owned();
    NewPerson {
        employee_no: text("employee_no"),
        name: text("name"),
        kana: text("kana"),
        email: text("email"),
        department: value(sent, "department").parse().ok().map(DepartmentId),
        phone: text("phone"),
        note: text("note"),
    }
}

fn as_sent(person: &Person) -> Sent {
    let department = person.department.map_or_else(String::new, |id| id.to_string());
    [
        ("version", person.version.to_string()),
        ("name", person.name.clone()),
        ("kana", person.kana.clone()),
        ("employee_no", person.employee_no.clone()),
        ("department", department),
        ("email", person.email.clone()),
        ("phone", person.phone.clone()),
        ("note", person.note.clone()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

async fn form(
    visit: &Visit,
    status: StatusCode,
    person: Option<&Person>,
    sent: &Sent,
    errors: &[FieldError],
) -> Answer {
    let lang = visit.lang;
    let departments = ledger::departments::ops::names(&visit.cx).await?;
    let mut choices = vec![Choice::new("", t(lang, "people.no_department"))];
    choices.extend(departments.into_iter().map(|it| Choice::new(it.id.to_string(), it.name)));
    let path = person.map_or_else(|| "/people".to_owned(), |person| format!("/people/{}", person.id));
    let action = if person.is_some() { format!("{path}/edit") } else { path.clone() };
    let label = |name: &str| t(lang, &format!("people.field.{name}"));
    let text = |name: &str| Field::text(name, label(name)).value(value(sent, name)).error_in(errors);
    let submit = t(lang, if person.is_some() { "assets.edit.submit" } else { "people.add" });
    let title = t(lang, if person.is_some() { "people.edit" } else { "people.new" });
    let back = t(lang, "people.title");
    let fields = html! {
        @if let Some(person) = person { input type="hidden" name="version" value=(person.version); }
        (form_render::fields(&html! {
            (text("name").required().hint(t(lang, "people.name_hint")).render(lang))
            (text("kana").render(lang))
            (text("employee_no").render(lang))
            (Field::select("department", label("department"), choices).value(value(sent, "department")).error_in(errors).render(lang))
            (Field::email("email", label("email")).value(value(sent, "email")).error_in(errors).render(lang))
            (text("phone").render(lang))
            (Field::area("note", label("note")).value(value(sent, "note")).error_in(errors).render(lang))
        }))
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/people")))
        (UiForm::post(action, submit).cancel(path).errors(errors).render(lang, &fields))
    };
    Ok(visit.show_as(status, &title, Some(Room::People), &body))
}

//! Beginning a list and changing its day: `/moves/new`, `/moves/{id}/edit`.

use axum::Form;
use axum::extract::{Path, Query};
use http::StatusCode;
use kernel::{DepartmentId, Fault, FieldFault, MoveId, PersonId, Result, Text};
use ledger::moves::{Kind, Move, NewMove, ops};
use ledger::people::Person;
use maud::{Markup, html};
use platform::locale::t;

use super::words;
use crate::assets::forms::{self, Sent, value};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::people::{Meant, meant};
use crate::ui::dates::Dates;
use crate::ui::frame::Room;
use crate::ui::{Choice, Field, FieldError, Form as UiForm, Head, form_render, layout};

/// An empty form, or one for a person and an occasion: `?person=…&kind=leave`.
pub async fn new(visit: Visit, Query(asked): Query<Vec<(String, String)>>) -> Answer {
    let person = person_of(&visit, &asked).await?;
    let kind = Kind::parse(value(&asked, "kind")).unwrap_or(Kind::Leave);
    let values = Sent::from([
        ("kind".to_owned(), kind.word().to_owned()),
        ("on".to_owned(), Dates::common(visit.lang).short(visit.cx.today())),
    ]);
    show(&visit, StatusCode::OK, None, person.as_ref(), &values, &[]).await
}

/// Begins it.
pub async fn start(visit: Visit, Form(sent): Form<Sent>) -> Answer {
    let made = match read(&visit, &sent).await {
        Ok(new) => match ops::start(&visit.cx, &new).await {
            // There is such a list already: that is the one to go on with.
            Err(Fault::Conflict(text)) => {
                let open = ops::open_of(&visit.cx, new.person).await?;
                let open = open.into_iter().find(|list| list.kind == new.kind);
                let to = open.map_or_else(|| "/moves".to_owned(), |list| format!("/moves/{}", list.id));
                return Ok(redirect_with(&to, &Notice::problem(text)));
            }
            made => made,
        },
        Err(fault) => Err(fault),
    };
    match made {
        Ok(list) => {
            Ok(redirect_with(&format!("/moves/{}", list.id), &Notice::good(Text::new("moves.started"))))
        }
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let person = person_of(&visit, &sent).await?;
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, None, person.as_ref(), &sent, &errors).await
        }
    }
}

/// The form of an open list.
pub async fn edit(visit: Visit, Path(id): Path<i64>) -> Answer {
    let sheet = ops::see(&visit.cx, MoveId(id)).await?;
    let values = Sent::from([
        ("on".to_owned(), Dates::common(visit.lang).short(sheet.list.on)),
        ("department".to_owned(), sheet.list.department.map(|id| id.to_string()).unwrap_or_default()),
        ("note".to_owned(), sheet.list.note.clone()),
    ]);
    show(&visit, StatusCode::OK, Some(&sheet.list), Some(&sheet.person), &values, &[]).await
}

/// Changes it.
pub async fn change(visit: Visit, Path(id): Path<i64>, Form(sent): Form<Sent>) -> Answer {
    let sheet = ops::see(&visit.cx, MoveId(id)).await?;
    let version = value(&sent, "version").parse().unwrap_or(0);
    let changed = match forms::day(&sent, "on") {
        Ok(on) => {
            let to = NewMove {
                person: sheet.person.id,
                kind: sheet.list.kind,
                on: on.unwrap_or(sheet.list.on),
                department: department(&sent),
                note: value(&sent, "note").to_owned(),
            };
            ops::change(&visit.cx, MoveId(id), version, &to).await
        }
        Err(fault) => Err(fault),
    };
    let path = format!("/moves/{id}");
    match changed {
        Ok(_) => Ok(redirect_with(&path, &Notice::good(Text::new("moves.changed")))),
        Err(Fault::Conflict(text)) => Ok(redirect_with(&path, &Notice::problem(text))),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let (list, person) = (Some(&sheet.list), Some(&sheet.person));
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, list, person, &sent, &errors).await
        }
    }
}

async fn person_of(visit: &Visit, sent: &Sent) -> Result<Option<Person>> {
    match value(sent, "person").parse().ok().map(PersonId) {
        Some(id) => ledger::people::ops::see(&visit.cx, id).await.map(Some),
        None => Ok(None),
    }
}

async fn read(visit: &Visit, sent: &Sent) -> Result<NewMove> {
    let mut faults = Vec::new();
    let mut fault =
        |field: &str, key| faults.push(FieldFault { field: field.to_owned(), text: Text::new(key) });
    let person = match value(sent, "person").parse().ok().map(PersonId) {
        Some(id) => Some(id),
        None => match meant(&visit.cx, value(sent, "person_name")).await? {
            Meant::One(id) => Some(id),
            Meant::Nobody => {
                fault("person_name", "handovers.form.nobody");
                None
            }
            Meant::Several => {
                fault("person_name", "handovers.form.several");
                None
            }
        },
    };
    let on = match forms::day(sent, "on") {
        Ok(on) => on,
        Err(Fault::Invalid(more)) => {
            faults.extend(more);
            None
        }
        Err(other) => return Err(other),
    };
    match person.filter(|_| faults.is_empty()) {
        Some(person) => Ok(NewMove {
            person,
            kind: Kind::parse(value(sent, "kind")).unwrap_or(Kind::Leave),
            on: on.unwrap_or_else(|| visit.cx.today()),
            department: department(sent),
            note: value(sent, "note").to_owned(),
        }),
        None => Err(Fault::Invalid(faults)),
    }
}

fn department(sent: &Sent) -> Option<DepartmentId> {
    value(sent, "department").parse().ok().map(DepartmentId)
}

async fn show(
    visit: &Visit,
    status: StatusCode,
    known: Option<&Move>,
    person: Option<&Person>,
    values: &Sent,
    errors: &[FieldError],
) -> Answer {
    let lang = visit.lang;
    let departments = ledger::trees::ops::names::<DepartmentId>(&visit.cx).await?;
    let mut choices = vec![Choice::new("", t(lang, "moves.form.same_department"))];
    choices.extend(departments.into_iter().map(|it| Choice::new(it.id.to_string(), it.name)));
    let offered = if person.is_some() { Vec::new() } else { forms::offers(&visit.cx).await?.people };
    let (title, back) =
        (t(lang, if known.is_some() { "moves.form.edit" } else { "moves.new" }), t(lang, "moves.title"));
    let (action, stop) = match known {
        Some(list) => (format!("/moves/{}/edit", list.id), format!("/moves/{}", list.id)),
        None => (
            "/moves".to_owned(),
            person.map_or_else(|| "/moves".to_owned(), |it| format!("/people/{}", it.id)),
        ),
    };
    let submit = t(lang, if known.is_some() { "account.save" } else { "moves.form.start" });
    let leaves = known.is_some_and(|list| list.kind == Kind::Leave);
    let fields = html! {
        @if let Some(list) = known { input type="hidden" name="version" value=(list.version); }
        (form_render::fields(&html! {
            (who(visit, person, offered, values, errors))
            @if known.is_none() { (kinds(visit, values)) }
            (Field::date("on", t(lang, "moves.form.on")).value(value(values, "on")).hint(t(lang, "moves.form.on_hint")).required().error_in(errors).render(lang))
            @if !leaves {
                (Field::select("department", t(lang, "moves.form.department"), choices).value(value(values, "department"))
                    .hint(t(lang, "moves.form.department_hint")).error_in(errors).render(lang))
            }
            (Field::area("note", t(lang, "handovers.form.note")).rows(2).value(value(values, "note")).error_in(errors).render(lang))
        }))
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&back, "/moves").lead(&t(lang, "moves.form.lead"))))
        (UiForm::post(action, submit).cancel(stop).errors(errors).render(lang, &fields))
    };
    Ok(visit.show_as(status, &title, Some(Room::People), &body))
}

fn who(
    visit: &Visit,
    person: Option<&Person>,
    offered: Vec<String>,
    values: &Sent,
    errors: &[FieldError],
) -> Markup {
    let lang = visit.lang;
    html! {
        @if let Some(person) = person {
            input type="hidden" name="person" value=(person.id);
            div.field.is-full { span.field-label { (t(lang, "moves.form.person")) } p { strong { (person.name) } " " span.quiet { (person.department_name) } } }
        } @else {
            (Field::text("person_name", t(lang, "moves.form.person")).value(value(values, "person_name"))
                .hint(t(lang, "handovers.form.person_hint")).suggestions(offered).required().error_in(errors).render(lang))
        }
    }
}

fn kinds(visit: &Visit, values: &Sent) -> Markup {
    let lang = visit.lang;
    let choice = |kind: Kind| {
        Choice::new(kind.word(), words::kind(lang, kind))
            .note(t(lang, &format!("moves.kind_note.{}", kind.word())))
    };
    Field::cards("kind", t(lang, "moves.column.kind"), Kind::ALL.into_iter().map(choice).collect())
        .value(value(values, "kind"))
        .render(lang)
}

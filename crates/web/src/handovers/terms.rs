//! The words of the agreement: `/handovers/terms`.

use axum::Form;
use axum::extract::Path;
use http::StatusCode;
use kernel::{Fault, Text};
use ledger::handovers::{Direction, terms};
use maud::html;
use platform::locale::t;

use crate::assets::forms::{self, Sent, value};
use crate::door::{Answer, Notice, Visit, redirect_with};
use crate::ui::frame::Room;
use crate::ui::{Field, FieldError, Form as UiForm, Head, layout};

/// Both texts.
pub async fn page(visit: Visit) -> Answer {
    show(&visit, StatusCode::OK, None, &[]).await
}

/// Words one of them otherwise.
pub async fn change(visit: Visit, Path(word): Path<String>, Form(sent): Form<Sent>) -> Answer {
    let direction = Direction::parse(&word).ok_or(Fault::NotFound)?;
    let version = value(&sent, "version").parse().unwrap_or(-1);
    let text = if value(&sent, "first").is_empty() { value(&sent, "text") } else { "" };
    match terms::change(&visit.cx, direction, version, text).await {
        Ok(_) => Ok(redirect_with("/handovers/terms", &Notice::good(Text::new("handovers.terms_changed")))),
        Err(Fault::Conflict(text)) => Ok(redirect_with("/handovers/terms", &Notice::problem(text))),
        Err(fault) => {
            let errors = forms::errors(visit.lang, fault)?;
            let typed = Some((direction, text));
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, typed, &errors).await
        }
    }
}

async fn show(
    visit: &Visit,
    status: StatusCode,
    typed: Option<(Direction, &str)>,
    errors: &[FieldError],
) -> Answer {
    let lang = visit.lang;
    let (out, back) =
        (terms::see(&visit.cx, Direction::Out).await?, terms::see(&visit.cx, Direction::Back).await?);
    let (title, up, lead) =
        (t(lang, "handovers.terms_title"), t(lang, "settings.title"), t(lang, "handovers.terms_lead"));
    let one = |direction: Direction, stored: &terms::Terms| {
        let (text, errors) = match typed {
            Some((of, text)) if of == direction => (text, errors),
            _ => (stored.text.trim(), &[][..]),
        };
        let name = t(lang, &format!("handovers.terms_title.{}", direction.word()));
        let form = UiForm::post(format!("/handovers/terms/{}", direction.word()), t(lang, "account.save"));
        let body = form.errors(errors).render(
            lang,
            &html! {
                input type="hidden" name="version" value=(stored.version);
                (Field::area("text", name.clone()).rows(14).value(text).error_in(errors).render(lang))
                (Field::check("first", t(lang, "handovers.terms_first")).render(lang))
            },
        );
        layout::panel(&name, None, &body)
    };
    let body = html! {
        (layout::head(&Head::new(&title).back(&up, "/settings").lead(&lead)))
        (one(Direction::Out, &out))
        (one(Direction::Back, &back))
    };
    Ok(visit.show_as(status, &title, Some(Room::Settings), &body))
}

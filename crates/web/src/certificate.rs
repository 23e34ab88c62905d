//! The root that was made here, for download, and how it is installed: `/certificate`. Open to everybody, because who has
//! not installed it yet is who needs the page; a certificate is public.

use axum::response::{IntoResponse, Redirect, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use kernel::Fault;
use maud::{Markup, html};
use platform::locale::t;
use platform::tls;

use crate::door::{Access, Answer, Routes, Visit};
use crate::ui::button::{Button, link_button};
use crate::ui::frame;
use crate::ui::{Head, Icon, Tone, layout};

/// The systems it is installed on, and how many steps that takes.
const SYSTEMS: [(&str, usize); 4] = [("windows", 4), ("macos", 4), ("ios", 4), ("android", 3)];

/// The addresses.
pub fn routes(routes: Routes) -> Routes {
    routes.get("/certificate", Access::Public, show).get(
        "/certificate/omamori-ca.crt",
        Access::Public,
        download,
    )
}

/// How it is installed.
async fn show(visit: Visit) -> Answer {
    let lang = visit.lang;
    let Some(mark) = tls::mark(visit.house().data()) else {
        return Ok(Redirect::to("/").into_response());
    };
    let (title, lead) = (t(lang, "certificate.title"), t(lang, "certificate.lead"));
    let body = html! {
        (layout::head(&Head::new(&title).lead(&lead)))
        (layout::panel(&t(lang, "certificate.get"), None, &html! {
            div.button-row {
                (link_button("/certificate/omamori-ca.crt", &Button::primary(t(lang, "certificate.download")).icon(Icon::Export)))
            }
            p { (t(lang, "certificate.mark")) }
            p { code.break-all { (mark) } }
        }))
        (layout::notice(Tone::Soon, &t(lang, "certificate.care.title"), &html! { p { (t(lang, "certificate.care")) } }))
        @for (system, count) in SYSTEMS { (steps(&visit, system, count)) }
    };
    Ok(bare(&visit, &title, &body))
}

fn steps(visit: &Visit, system: &str, count: usize) -> Markup {
    let lang = visit.lang;
    layout::panel(
        &t(lang, &format!("certificate.{system}")),
        None,
        &html! {
            ol.prose { @for step in 1..=count { li { (t(lang, &format!("certificate.{system}.{step}"))) } } }
        },
    )
}

/// The root itself.
async fn download(visit: Visit) -> Answer {
    let pem = tls::ca(visit.house().data()).ok_or(Fault::NotFound)?;
    let headers = [
        (CONTENT_TYPE, "application/x-x509-ca-cert"),
        (CONTENT_DISPOSITION, "attachment; filename=\"omamori-ca.crt\""),
    ];
    Ok((headers, pem).into_response())
}

fn bare(visit: &Visit, title: &str, body: &Markup) -> Response {
    let page = frame::bare_page(&visit.frame(title.to_owned(), None), body);
    axum::response::Html(page.into_string()).into_response()
}

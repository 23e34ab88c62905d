//! While the sample company is being filled: what is being done, and the way in when it is ready.

use axum::extract::State;
use axum::response::Response;
use http::header::{LOCATION, SET_COOKIE};
use http::{HeaderMap, HeaderName, StatusCode};
use kernel::Fault;
use platform::jobs::{self, Job};

use super::pages::log_in;
use super::ticket::Ticket;
use super::views;
use crate::door::{Answer, Visit, Web, fragment, redirect};

/// Where one waits.
pub const PROGRESS: &str = "/setup/sample/progress";

/// What is being done.
pub async fn progress(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Answer {
    let (_, job) = watched(&web, &visit, &headers).await?;
    Ok(views::progress(&visit, &job))
}

/// The same as a fragment that asks again until it is over.
pub async fn status(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Answer {
    let (_, job) = watched(&web, &visit, &headers).await?;
    Ok(fragment(views::sample_state(visit.lang, &job)))
}

/// Lets in whoever asked for the sample, once.
pub async fn enter(State(web): State<Web>, visit: Visit, headers: HeaderMap) -> Answer {
    let (ticket, job) = watched(&web, &visit, &headers).await?;
    if !job.state.is_over() {
        return Ok(redirect(PROGRESS));
    }
    web.forget_ticket();
    let mut answer = log_in(&visit, &headers, &ticket.email, &ticket.password, "/").await?;
    answer.headers_mut().append(SET_COOKIE, Ticket::gone());
    Ok(if visit.is_partial { for_script(answer) } else { answer })
}

async fn watched(web: &Web, visit: &Visit, headers: &HeaderMap) -> kernel::Result<(Ticket, Job)> {
    let ticket = web.ticket().filter(|ticket| ticket.is_held_by(headers, visit.is_secure, visit.cx.now()));
    let ticket = ticket.ok_or(Fault::NotFound)?;
    let job = jobs::see(&visit.house().system(), ticket.job).await?;
    Ok((ticket, job))
}

/// A script would follow a redirect by itself and put the whole page into a piece of this one.
fn for_script(mut answer: Response) -> Response {
    if let Some(to) = answer.headers_mut().remove(LOCATION) {
        answer.headers_mut().insert(HeaderName::from_static("hx-redirect"), to);
        *answer.status_mut() = StatusCode::OK;
    }
    answer
}

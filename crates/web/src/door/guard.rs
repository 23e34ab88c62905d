//! The check before every handler: who is it, and may they.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{ACCEPT_LANGUAGE, HeaderMap};
use http::request::Parts;
use http::{Method, StatusCode};
use kernel::{Actor, Fault, Lang};
use platform::sessions::Way;

use super::cookies;
use super::failure::{Carried, page_of};
use super::flash;
use super::routes::Access;
use super::state::Web;
use super::visit::Visit;
use crate::account::PASSWORD_PATH;
use crate::ui::frame::Theme;

/// What the check needs to know of its route.
#[derive(Clone)]
pub(super) struct Guarded {
    pub web: Web,
    pub access: Access,
}

/// Finds out who visits, turns away who may not, and words what went wrong.
pub(super) async fn guard(State(guarded): State<Guarded>, request: Request, next: Next) -> Response {
    let is_secure = is_secure(&guarded.web, request.headers());
    let mut response = answer(&guarded, request, next).await;
    if is_secure {
        cookies::guard(response.headers_mut());
    }
    response
}

async fn answer(guarded: &Guarded, request: Request, next: Next) -> Response {
    // The body is set aside: it must not be read before the visitor is known.
    let (mut parts, body) = request.into_parts();
    let visit = match visit_of(&guarded.web, &parts).await {
        Ok(visit) => visit,
        Err(fault) => return page_of(&Visit::nobody(guarded.web.house()), &fault),
    };
    match turned_away(guarded, &visit, &parts.method).await {
        Ok(None) => {}
        Ok(Some(answer)) => return answer,
        Err(fault) => return page_of(&visit, &fault),
    }
    let had_flash = visit.flash.is_some();
    parts.extensions.insert(visit.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(Carried(fault)) = response.extensions_mut().remove::<Carried>() {
        return page_of(&visit, &fault);
    }
    if let Some(fault) = fault_of(&response) {
        return page_of(&visit, &fault);
    }
    // A message is shown once: the page that showed it takes the cookie away.
    let is_page =
        response.headers().get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if had_flash && is_page && response.status() == StatusCode::OK && !visit.is_partial {
        response.headers_mut().append(http::header::SET_COOKIE, flash::gone());
    }
    response
}

async fn turned_away(guarded: &Guarded, visit: &Visit, method: &Method) -> kernel::Result<Option<Response>> {
    if guarded.access != Access::Open && !guarded.web.is_founded().await? {
        return Ok(Some(Redirect::to("/setup").into_response()));
    }
    if guarded.access.admits(&visit.cx.actor) {
        return Ok(first_password(guarded, visit));
    }
    if visit.account.is_some() {
        return Err(Fault::Forbidden);
    }
    if visit.is_partial {
        // A fragment cannot show the login page in its place: tell the script to go there.
        return Ok(Some((StatusCode::OK, [("HX-Redirect", visit.login_path())]).into_response()));
    }
    let path = if *method == Method::GET { visit.login_path() } else { "/login".to_owned() };
    Ok(Some(Redirect::to(&path).into_response()))
}

/// Whoever still has the password that somebody else chose gets to choose one, and to nothing else.
fn first_password(guarded: &Guarded, visit: &Visit) -> Option<Response> {
    // Who came by a mail or a provider needs no password, and perhaps never learned the first one.
    let by_link =
        visit.session.as_ref().is_some_and(|session| matches!(session.way, Way::Link | Way::Provider));
    let must = !by_link && visit.account.as_ref().is_some_and(|account| account.must_change_password);
    let path = visit.path.split('?').next().unwrap_or_default();
    let is_free = matches!(guarded.access, Access::Open | Access::Public);
    let is_way_out = path == PASSWORD_PATH || path == "/logout";
    (must && !is_free && !is_way_out).then(|| Redirect::to(PASSWORD_PATH).into_response())
}

/// What the framework says by itself, in a word or two for programmers, as a fault that is worded for people.
fn fault_of(response: &Response) -> Option<Fault> {
    let is_bare =
        response.headers().get("content-type").is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    match response.status() {
        // An address with letters where a number belongs, or that takes no such act: there is nothing there.
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED if is_bare => Some(Fault::NotFound),
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY
            if is_bare =>
        {
            Some(Fault::NotFound)
        }
        StatusCode::PAYLOAD_TOO_LARGE if is_bare => Some(Fault::conflict("door.too_large")),
        _ => None,
    }
}

async fn visit_of(web: &Web, request: &Parts) -> kernel::Result<Visit> {
    let headers = &request.headers;
    let is_secure = is_secure(web, headers);
    let path = request.uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned();
    let token = cookies::session_token(headers, is_secure);
    let found = match &token {
        Some(token) => platform::sessions::find(web.house(), token).await?,
        None => None,
    };
    let (session, account) = found.unzip();
    let lang = account.as_ref().map_or_else(|| language_of(headers, is_secure), |account| account.lang);
    let theme = match &account {
        Some(account) => theme_of(account.theme),
        None => {
            cookies::value(headers, "theme", is_secure).map(|word| Theme::from_key(&word)).unwrap_or_default()
        }
    };
    let actor = match &account {
        Some(account) => account.actor(),
        None => Actor::Visitor,
    };
    Ok(Visit {
        cx: web.house().acting(actor, lang),
        account,
        session,
        lang,
        theme,
        path,
        is_secure,
        is_partial: headers.contains_key("hx-request"),
        address: address_of(web, request),
        flash: flash::read(headers, is_secure),
    })
}

fn theme_of(chosen: platform::accounts::Theme) -> Theme {
    match chosen {
        platform::accounts::Theme::System => Theme::Auto,
        platform::accounts::Theme::Light => Theme::Light,
        platform::accounts::Theme::Dark => Theme::Dark,
    }
}

fn language_of(headers: &HeaderMap, is_secure: bool) -> Lang {
    let chosen = cookies::value(headers, "lang", is_secure).and_then(|code| Lang::parse(&code));
    let asked = || headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?.split(',').find_map(Lang::parse);
    chosen.or_else(asked).unwrap_or_default()
}

/// Whether the browser speaks TLS, to us or to our proxy; only the proxy is believed.
fn is_secure(web: &Web, headers: &HeaderMap) -> bool {
    web.is_tls() || (web.behind_proxy() && header(headers, "x-forwarded-proto") == Some("https"))
}

fn address_of(web: &Web, request: &Parts) -> IpAddr {
    // The last address in the list is the one our own proxy saw; those before it are the visitor's own claim.
    let told = header(&request.headers, "x-forwarded-for")
        .filter(|_| web.behind_proxy())
        .and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
    let seen = || request.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    told.or_else(seen).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

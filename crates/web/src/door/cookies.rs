//! Cookies: the session, the two settings of somebody who is not logged in, and the message after an act.

use http::HeaderMap;
use http::HeaderValue;
use http::header::{COOKIE, SET_COOKIE};
use secrecy::{ExposeSecret, SecretString};

/// With TLS the browser itself guards such a name: the cookie cannot be set by another host or over plain HTTP.
const GUARDED: &str = "__Host-";
/// The name of the session's cookie; over plain HTTP (the first look on one's own machine) browsers refuse the prefix.
const SESSION: &str = "omamori";

/// The session's token in a request.
pub(super) fn session_token(headers: &HeaderMap, is_secure: bool) -> Option<SecretString> {
    let token = value(headers, SESSION, is_secure)?;
    (!token.is_empty()).then(|| SecretString::from(token))
}

/// The value of a cookie, under the name that it has on such a way.
pub(crate) fn value(headers: &HeaderMap, name: &str, is_secure: bool) -> Option<String> {
    let prefix = if is_secure { GUARDED } else { "" };
    let lists = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    lists
        .flat_map(|list| list.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(given, _)| given.strip_prefix(prefix) == Some(name))
        .map(|(_, value)| value.to_owned())
}

/// Gives every cookie of an answer that goes out over TLS its guarded name.
pub(super) fn guard(headers: &mut HeaderMap) {
    let cookies: Vec<HeaderValue> = headers.get_all(SET_COOKIE).iter().cloned().collect();
    headers.remove(SET_COOKIE);
    for cookie in cookies {
        let cookie = cookie.to_str().unwrap_or_default();
        headers.append(SET_COOKIE, header(&format!("{GUARDED}{cookie}; Secure")));
    }
}

/// The header that hands out a session for `seconds`.
pub fn session_cookie(token: &SecretString, seconds: i64) -> HeaderValue {
    let token = token.expose_secret();
    header(&format!("{SESSION}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}"))
}

/// The header that takes the session away.
pub fn session_cookie_gone() -> HeaderValue {
    session_cookie(&SecretString::from(String::new()), 0)
}

/// The header that remembers `lang` or `theme` for a year.
pub fn setting_cookie(name: &'static str, value: &str) -> HeaderValue {
    header(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000"))
}

pub(crate) fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

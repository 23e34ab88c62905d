//! Cookies: the session, and the two settings of somebody who is not logged in.

use http::HeaderMap;
use http::HeaderValue;
use http::header::COOKIE;
use secrecy::{ExposeSecret, SecretString};

/// With TLS the browser itself guards the name: a `__Host-` cookie cannot be set by another host or over plain HTTP.
const SECURE_NAME: &str = "__Host-omamori";
/// Over plain HTTP (the first look on one's own machine) browsers refuse that prefix.
const PLAIN_NAME: &str = "omamori";

/// The session's token in a request.
pub(super) fn session_token(headers: &HeaderMap, is_secure: bool) -> Option<SecretString> {
    let token = value(headers, if is_secure { SECURE_NAME } else { PLAIN_NAME })?;
    (!token.is_empty()).then(|| SecretString::from(token))
}

/// The value of a cookie.
pub(crate) fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let lists = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    lists
        .flat_map(|list| list.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value.to_owned())
}

/// The header that hands out a session for `seconds`.
pub fn session_cookie(token: &SecretString, is_secure: bool, seconds: i64) -> HeaderValue {
    let token = token.expose_secret();
    let (name, secure) = if is_secure { (SECURE_NAME, "; Secure") } else { (PLAIN_NAME, "") };
    header(&format!("{name}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}"))
}

/// The header that takes the session away.
pub fn session_cookie_gone(is_secure: bool) -> HeaderValue {
    session_cookie(&SecretString::from(String::new()), is_secure, 0)
}

/// The header that remembers `lang` or `theme` for a year.
pub fn setting_cookie(name: &'static str, value: &str) -> HeaderValue {
    header(&format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000"))
}

pub(crate) fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}

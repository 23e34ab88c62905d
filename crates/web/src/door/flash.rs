//! A message that survives one redirect, in a cookie: keys and arguments, never words.

use std::borrow::Cow;

use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use http::header::{HeaderMap, HeaderValue, LOCATION, SET_COOKIE};
use kernel::{Lang, Text};
use platform::locale;
use serde::{Deserialize, Serialize};

use super::cookies;
use crate::ui::frame::{Flash, FlashKind, Undo};

const NAME: &str = "flash";

/// A message after an act, on its way to the next page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Notice {
    good: bool,
    text: Text,
    undo: Option<(String, String)>,
}

impl Notice {
    /// It worked.
    pub fn good(text: Text) -> Self {
        Self { good: true, text, undo: None }
    }

    /// It did not work.
    pub fn problem(text: Text) -> Self {
        Self { good: false, text, undo: None }
    }

    /// Offers the way back: a form is posted to `action`; `label_key` names the act.
    #[must_use]
    pub fn undo(mut self, action: impl Into<String>, label_key: &'static str) -> Self {
        self.undo = Some((action.into(), label_key.to_owned()));
        self
    }

    pub(super) fn flash(&self, lang: Lang) -> Flash {
        Flash {
            kind: if self.good { FlashKind::Good } else { FlashKind::Problem },
            text: locale::say(lang, &self.text),
            undo: self.undo.as_ref().filter(|(action, _)| action.starts_with('/')).map(|(action, key)| {
                Undo { action: action.clone(), label: locale::t(lang, key).into_owned() }
            }),
        }
    }
}

/// Goes to `path` by GET.
pub fn redirect(path: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, cookies::header(path))]).into_response()
}

/// Goes to `path` by GET and shows `notice` there.
pub fn redirect_with(path: &str, notice: &Notice) -> Response {
    let packed = serde_json::to_vec(notice).map(|bytes| URL_SAFE_NO_PAD.encode(bytes)).unwrap_or_default();
    let cookie = cookies::header(&format!("{NAME}={packed}; Path=/; HttpOnly; SameSite=Strict; Max-Age=60"));
    (StatusCode::SEE_OTHER, [(LOCATION, cookies::header(path)), (SET_COOKIE, cookie)]).into_response()
}

pub(super) fn read(headers: &HeaderMap, is_secure: bool) -> Option<Notice> {
    let packed = cookies::value(headers, NAME, is_secure)?;
    let mut notice: Notice = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(packed).ok()?).ok()?;
    notice.text.key = Cow::Owned(notice.text.key.into_owned());
    Some(notice)
}

pub(super) fn gone() -> HeaderValue {
    HeaderValue::from_static("flash=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

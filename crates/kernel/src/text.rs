//! A sentence that is not yet in any language: rooms speak keys, faces speak languages.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A key of the locale files and what fills its placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Key in `locales/*/`, for example `assets.fault.number_taken`.
    pub key: Cow<'static, str>,
    /// Values by placeholder name.
    pub args: Vec<(Cow<'static, str>, String)>,
}

impl Text {
    /// A sentence without placeholders.
    pub fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), args: Vec::new() }
    }

    /// The same sentence with one more placeholder filled.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "so that callers write `.with(\"count\", 3)`")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((Cow::Borrowed(name), value.to_string()));
        self
    }
}

//! What the engine has to say about a cell, a row or a sheet: a key for the message and its arguments, never a sentence.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::secret;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Said so that nothing happens unseen; nothing to do.
    Note,
    /// Look at it: something was left out or is doubtful.
    Warning,
    /// The row cannot be taken as it stands.
    Error,
}

/// One remark. The message is the text of `key` in `locales/<language>/intake.toml`, filled with `args`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The cell it is about, as people write it (`K14`); `None` for a whole row or sheet.
    pub cell: Option<String>,
    /// How much it matters.
    pub severity: Severity,
    /// The message's key, `intake.…`.
    pub key: Cow<'static, str>,
    /// What fills the message's placeholders. Secrets are masked before they get here.
    pub args: Vec<(Cow<'static, str>, String)>,
}

impl Problem {
    /// A remark without arguments.
    pub fn new(severity: Severity, key: &'static str) -> Self {
        Self { cell: None, severity, key: Cow::Borrowed(key), args: Vec::new() }
    }

    /// Something said only so that it is not done silently.
    pub fn note(key: &'static str) -> Self {
        Self::new(Severity::Note, key)
    }

    /// Something to look at.
    pub fn warning(key: &'static str) -> Self {
        Self::new(Severity::Warning, key)
    }

    /// Something that keeps the row out.
    pub fn error(key: &'static str) -> Self {
        Self::new(Severity::Error, key)
    }

    /// The cell it is about.
    #[must_use]
    pub fn at(mut self, cell: impl Into<String>) -> Self {
        self.cell = Some(cell.into());
        self
    }

    /// One argument of the message; whatever looks like a secret in it is masked.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((Cow::Borrowed(name), secret::masked(&value.into())));
        self
    }

    /// The value of an argument.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

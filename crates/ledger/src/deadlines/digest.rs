//! The text of the daily mail.

use kernel::{Day, Lang};

use super::model::Deadline;

/// A mail's subject and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
}

/// What to write about `deadlines`; `None` if there is nothing.
pub fn digest(_lang: Lang, _today: Day, _deadlines: &[Deadline]) -> Option<Digest> {
    None
}

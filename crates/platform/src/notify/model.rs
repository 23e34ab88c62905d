//! What a notice is.

use kernel::{Moment, Subject, Text};
use serde::Serialize;

/// How far a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not sent yet.
    Waiting,
    /// Being handed to the mail server.
    Sending,
    /// The mail server has taken it.
    Sent,
    /// The mail server refuses it for good, or it was tried for three days.
    GivenUp,
}

impl State {
    /// Every state.
    pub const ALL: [State; 4] = [State::Waiting, State::Sending, State::Sent, State::GivenUp];

    /// The word as stored and in the API.
    pub fn word(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Sending => "sending",
            State::Sent => "sent",
            State::GivenUp => "given_up",
        }
    }

    /// Reads a stored word; a word of a later version counts as given up.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.word() == word).unwrap_or(State::GivenUp)
    }

    /// The word a person reads.
    pub fn text(self) -> Text {
        Text::new(match self {
            State::Waiting => "notify.state.waiting",
            State::Sending => "notify.state.sending",
            State::Sent => "notify.state.sent",
            State::GivenUp => "notify.state.given_up",
        })
    }
}

/// A mail to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom: one address.
    pub to: String,
    /// The subject line, in the reader's language.
    pub subject: String,
    /// The text, complete in itself.
    pub text: String,
    /// The same as HTML, if it is worth it.
    pub html: Option<String>,
    /// What it is about.
    pub about: Option<Subject>,
    /// With this key it is written only once, ever.
    pub dedupe: Option<String>,
}

impl Mail {
    /// A plain mail.
    pub fn new(to: impl Into<String>, subject: impl Into<String>, text: impl Into<String>) -> Self {
        let (to, subject, text) = (to.into(), subject.into(), text.into());
        Self { to, subject, text, html: None, about: None, dedupe: None }
    }

    /// The same with an HTML form beside the text.
    #[must_use]
    pub fn html(mut self, html: impl Into<String>) -> Self {
        self.html = Some(html.into());
        self
    }

    /// The same, about a thing.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.about = Some(subject);
        self
    }

    /// The same, but written only once with this key.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.dedupe = Some(key.into());
        self
    }
}

/// A notice as the page "was it really delivered" shows it. Without the text: that is between sender and reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Its number.
    pub id: i64,
    /// To whom.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// What it is about.
    pub about: Option<Subject>,
    /// How far it is.
    pub state: State,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried next.
    pub next_at: Moment,
    /// The name by which the mail server's log knows it.
    pub message_id: String,
    /// Why the last attempt failed.
    pub last_error: Option<Text>,
    /// Since when.
    pub created_at: Moment,
    /// When the mail server took it.
    pub sent_at: Option<Moment>,
}

/// What became of a notice, without saying to whom it went: for rooms that wrote it and tell by role.
#[derive(Debug, Clone, PartialEq)]
pub struct Fate {
    /// The notice's number.
    pub id: i64,
    /// How far it is.
    pub state: State,
    /// When it is tried next.
    pub next_at: Moment,
    /// Why the last attempt failed.
    pub last_error: Option<Text>,
}

impl Fate {
    /// Whether somebody should know: it was given up, or waits because it failed.
    pub fn is_trouble(&self) -> bool {
        self.state == State::GivenUp || self.state == State::Waiting && self.last_error.is_some()
    }
}

/// A mail as handed to a [`super::Mailer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// To whom.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// The part of the Message-ID before the @, the same at every attempt.
    pub message_id: String,
    /// When it was written.
    pub written_at: Moment,
}

//! What a deadline is.

use kernel::{AssetId, Day, KindId, Moment, PartialDay, PersonId, Role, Text};
use platform::notify::State;
use serde::{Deserialize, Serialize};

/// What runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// 保証・保守の期限
    Warranty,
    /// リース・契約の満了
    Lease,
    /// 廃棄予定
    Disposal,
    /// 更新
    Renewal,
    /// 解約通知の期限
    Notice,
}

impl DeadlineKind {
    /// All of them.
    pub const ALL: [DeadlineKind; 5] = [
        DeadlineKind::Warranty,
        DeadlineKind::Lease,
        DeadlineKind::Disposal,
        DeadlineKind::Renewal,
        DeadlineKind::Notice,
    ];

    /// The word in addresses and answers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Warranty => "warranty",
            Self::Lease => "lease",
            Self::Disposal => "disposal",
            Self::Renewal => "renewal",
            Self::Notice => "notice",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What to call it: `deadlines.kind.<word>`.
    pub fn text(self) -> Text {
        Text { key: format!("deadlines.kind.{}", self.word()).into(), args: Vec::new() }
    }
}

/// What somebody decided about a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It was renewed: a later day follows.
    Renewed,
    /// It may end: nothing is to be done.
    Ending,
}

impl Answer {
    /// The word as stored and in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Renewed => "renewed",
            Self::Ending => "ending",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Renewed, Self::Ending].into_iter().find(|answer| answer.word() == word)
    }
}

/// Something that runs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// Of which asset.
    pub asset: AssetId,
    /// What.
    pub kind: DeadlineKind,
    /// The day as known.
    pub on: PartialDay,
    /// The last day it can mean: what counts.
    pub due_on: Day,
    /// Days left; negative when it is over.
    pub days_left: i64,
    /// The asset's kind.
    pub asset_kind: KindId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Maker and model.
    pub model: String,
    /// Who holds it, as written.
    pub user_text: String,
    /// The person who holds it.
    pub person: Option<PersonId>,
    /// On which days before it is said, where the entry has days of its own.
    pub own_days: String,
    /// Until when notice must be given, beside the end of a contract.
    pub cancel_by: Option<PartialDay>,
    /// It renews itself unless notice is given.
    pub renews_itself: bool,
    /// What somebody decided.
    pub answer: Option<Answer>,
}

/// A notice that told of a deadline, to all of a role whose mails fared alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// On which day.
    pub said_on: Day,
    /// To whom.
    pub role: Role,
    /// To how many of them.
    pub people: usize,
    /// How far the mails are.
    pub state: State,
    /// Why the mail server did not take them.
    pub why: Option<Text>,
}

/// A day's notice that did not go out.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    /// Of which day.
    pub said_on: Day,
    /// To whom.
    pub role: Role,
    /// How many of them wait for it.
    pub people: usize,
    /// Of how many deadlines it tells.
    pub deadlines: usize,
    /// Why the mail server did not take it.
    pub why: Option<Text>,
    /// When it is tried again by itself; never once it was given up.
    pub next_at: Option<Moment>,
}

//! Looking entries up: by what they are about, by who did it, by day.

use kernel::{Moment, Result, Right};

use super::read::{COLUMNS, Line, Row};
use crate::db::Sql;
use crate::house::Cx;
use crate::{time, values};

/// A kind of happening, as a reader would ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Logging in and out, passwords, second factors.
    Logins,
    /// Accounts and tokens.
    Accounts,
    /// Things, people, places, imports.
    Ledger,
    /// The installation's settings.
    Settings,
    /// Backups, jobs, mails.
    System,
}

impl Group {
    /// Every group.
    pub const ALL: [Group; 5] =
        [Group::Logins, Group::Accounts, Group::Ledger, Group::Settings, Group::System];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Group::Logins => "logins",
            Group::Accounts => "accounts",
            Group::Ledger => "ledger",
            Group::Settings => "settings",
            Group::System => "system",
        }
    }

    /// Reads a word of an address.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.word() == word)
    }

    /// The first words of its events.
    pub fn families(self) -> &'static [&'static str] {
        match self {
            Group::Logins => &["session", "login", "password", "factor", "recovery"],
            Group::Accounts => &["account", "token"],
            Group::Ledger => &[
                "asset",
                "assets",
                "change",
                "department",
                "file",
                "kind",
                "ledger",
                "people",
                "person",
                "place",
                "view",
            ],
            Group::Settings => &["house", "settings", "calendar", "key"],
            Group::System => &["backup", "job", "mail"],
        }
    }
}

/// What to look for; `None` for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only happenings of this kind.
    pub group: Option<Group>,
    /// Only by this actor, spelled as in [`Line::actor`].
    pub actor: Option<String>,
    /// From this moment …
    pub from: Option<Moment>,
    /// … and before this one.
    pub until: Option<Moment>,
}

impl Filter {
    /// The condition; its values are `$1` to `$4`.
    fn condition(&self) -> String {
        // The families are words of this program, never of a visitor.
        let families = self.group.map_or_else(String::new, |group| {
            let one = |family: &&str| format!("event LIKE '{family}.%'");
            let all: Vec<String> = group.families().iter().map(one).collect();
            format!(" AND ({})", all.join(" OR "))
        });
        format!("at >= $1 AND at < $2 AND ($3 = '' OR actor = $4){families}")
    }

    fn values(&self) -> Vec<crate::db::Value> {
        let actor = self.actor.clone().unwrap_or_default();
        values![
            self.from.map_or(i64::MIN, time::to_stored),
            self.until.map_or(i64::MAX, time::to_stored),
            actor.as_str(),
            actor.as_str()
        ]
    }
}

/// Entries that match, the newest first, after the first `skip`; and how many match in all.
///
/// # Errors
/// [`kernel::Fault::Forbidden`] for who may not read the journal.
pub async fn find(cx: &Cx, filter: &Filter, skip: u64, limit: u32) -> Result<(Vec<Line>, u64)> {
    cx.may(Right::ReadJournal)?;
    let condition = filter.condition();
    let count =
        cx.db().number(&format!("SELECT COUNT(*) FROM journal WHERE {condition}"), filter.values()).await?;
    let sql = format!("SELECT {COLUMNS} FROM journal WHERE {condition} ORDER BY seq DESC LIMIT $5 OFFSET $6");
    let mut values = filter.values();
    values.extend(values![i64::from(limit), i64::try_from(skip).unwrap_or(i64::MAX)]);
    let rows: Vec<Row> = cx.db().all(&sql, values).await?;
    Ok((rows.into_iter().map(Row::line).collect(), u64::try_from(count).unwrap_or(0)))
}

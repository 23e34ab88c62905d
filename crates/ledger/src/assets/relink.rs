//! What of an asset points at a person, a department or a place, and what happens to it when that gets another name or
//! is merged into another.

use kernel::Result;
use platform::Cx;
use platform::db::Tx;

use super::store;
use super::write::Writer;
use crate::changes::ChangeSetId;
use crate::people::matching_name;

/// How many assets are held in memory at once.
const AT_ONCE: usize = 2_000;

/// What assets point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Linked {
    /// A person.
    Person,
    /// A department.
    Department,
    /// A place.
    Place,
}

impl Linked {
    /// Every one.
    pub(crate) const ALL: [Self; 3] = [Self::Person, Self::Department, Self::Place];

    /// Its table, which is its word too.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Department => "department",
            Self::Place => "place",
        }
    }

    /// The one with a word.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.table() == word)
    }

    /// The columns of an asset that hold the link and the text as written.
    pub(crate) const fn columns(self) -> (&'static str, &'static str) {
        match self {
            Self::Person => ("person_id", "user_text"),
            Self::Department => ("department_id", "department_text"),
            Self::Place => ("place_id", "place_text"),
        }
    }

    /// The names of the fields with the link and the text.
    pub(crate) const fn fields(self) -> (&'static str, &'static str) {
        match self {
            Self::Person => ("person", "user"),
            Self::Department => ("department", "dept"),
            Self::Place => ("place", "location"),
        }
    }

    /// Whether two texts are the same name to a reader.
    pub(crate) fn is_same(self, left: &str, right: &str) -> bool {
        match self {
            Self::Person => matching_name(left) == matching_name(right),
            Self::Department | Self::Place => yomi::is_same(left, right),
        }
    }
}

/// A person, department or place by number and name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct End<'a> {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: &'a str,
}

/// The verb under which the history says that a name changed.
pub(crate) const RENAME: &str = "rename";
/// The verb under which the history says that two were merged.
pub(crate) const MERGE: &str = "merge";

/// Everything linked to `from`, deleted or not, is linked to `to`; a text that is the same name to a reader as that of
/// `from` becomes that of `to`. What is written otherwise (a surname, a remark) stays as it is.
pub(crate) async fn relink(
    (tx, cx): (&Tx, &Cx),
    what: Linked,
    act: &str,
    from: End<'_>,
    to: End<'_>,
) -> Result<(ChangeSetId, u64)> {
    let ids = store::linked(tx, what, from.id).await?;
    let (link, text) = what.fields();
    let mut writer = Writer::begin(tx, cx, act).await?;
    let mut changed = 0;
    for some in ids.chunks(AT_ONCE) {
        for before in store::take(tx, some).await? {
            let mut after = before.data.clone();
            after.set(link, &to.id.to_string());
            if what.is_same(&after.get(text), from.name) {
                after.set(text, to.name);
            }
            changed += u64::from(writer.change(&before, after).await?.is_some());
        }
        writer.send().await?;
    }
    Ok((writer.finish().await?, changed))
}

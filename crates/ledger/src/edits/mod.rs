//! What people, departments and places were before each edit, so that a second editor can be shown what both started
//! from. (Assets have their change sets for that.)

mod store;

use kernel::{Result, Subject};
use platform::db::{Sql, Tx};

use crate::assets::Values;
use crate::assets::model::FieldChange;
use crate::clash::{Clash, clashes};

/// Everything that differs between two states, by name.
pub(crate) fn differences(before: &Values, after: &Values) -> Vec<FieldChange> {
    let of = |values: &Values, field: &str| values.get(field).cloned().unwrap_or_default();
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let change = |field: &String| {
        let (old, new) = (of(before, field), of(after, field));
        (old != new).then(|| FieldChange { field: field.clone(), old, new })
    };
    names.into_iter().filter_map(change).collect()
}

/// Notes what an edit changed that led to `version`.
pub(crate) async fn note(
    tx: &Tx,
    subject: Subject,
    version: i64,
    before: &Values,
    after: &Values,
) -> Result<()> {
    store::add(tx, subject, version, &differences(before, after)).await
}

/// Where an edit based on `version` meets what others did since.
pub(crate) async fn met(
    db: &impl Sql,
    subject: Subject,
    version: i64,
    now: &Values,
    mine: &Values,
) -> Result<Vec<Clash>> {
    let mut base = now.clone();
    // Newest first: each step back undoes what was done after.
    base.extend(store::since(db, subject, version).await?);
    Ok(clashes(&base, now, mine))
}

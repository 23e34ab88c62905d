//! What somebody decided about a deadline: it was renewed until a later day, or it may end. Both end the notices.

use kernel::{AssetId, Fault, Moment, PartialDay, Result, Right, Subject, Text};
use platform::Cx;
use platform::journal::{self, Entry};
use platform::time::{from_stored, to_stored};

use super::model::{Answer, DeadlineKind};
use super::store;
use crate::assets::parse::{Known, apply, tidy};
use crate::assets::store as assets;
use crate::assets::write::Writer;
use crate::assets::{Asset, Values};
use crate::changes::ChangeSetId;

/// How long a remark may be.
const LONGEST_NOTE: usize = 500;

/// A renewal: the days that follow, as typed; what is empty stays as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renewal {
    /// Until when it runs now.
    pub until: String,
    /// Until when notice must be given the next time.
    pub cancel_by: String,
    /// A remark.
    pub note: String,
}

/// A decision that was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// About which kind of deadline.
    pub kind: DeadlineKind,
    /// On which day as written.
    pub on: PartialDay,
    /// What was decided.
    pub answer: Answer,
    /// The remark.
    pub note: String,
    /// By whom, as [`kernel::Actor::label`] spells it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// The field that holds a kind of deadline.
pub const fn field_of(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::Warranty => "warranty_end",
        DeadlineKind::Lease => "lease_end",
        DeadlineKind::Disposal => "disposed",
        DeadlineKind::Renewal => "renewal",
        DeadlineKind::Notice => "notice_by",
    }
}

/// It was renewed: the day moves on, and the day by which notice must be given with it. Gives the set to undo.
///
/// # Errors
/// `Fault::Invalid` if a day cannot be read, or is not later than the one before; `Fault::NotFound` without such a
/// deadline.
pub async fn renew(
    cx: &Cx,
    id: AssetId,
    kind: DeadlineKind,
    renewal: &Renewal,
) -> Result<Option<ChangeSetId>> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let before = taken(&tx, id).await?;
    let on = before.data.get(field_of(kind));
    let old: PartialDay = on.parse().map_err(|()| Fault::NotFound)?;
    let mut values = Values::new();
    values.insert(field_of(kind).to_owned(), renewal.until.clone());
    if !renewal.cancel_by.trim().is_empty() && kind != DeadlineKind::Notice {
        values.insert(field_of(DeadlineKind::Notice).to_owned(), renewal.cancel_by.clone());
    }
    if renewal.until.trim().is_empty() {
        return Err(Fault::field("until", Text::new("deadlines.fault.until")));
    }
    let known = Known::load(&tx, &values).await?;
    let after = apply(&before.data, &values, &known).map_err(|fault| named(fault, kind))?;
    let new: Option<PartialDay> = after.get(field_of(kind)).parse().ok();
    if new.is_none_or(|new| new.last() <= old.last()) {
        return Err(Fault::field("until", Text::new("deadlines.fault.not_later")));
    }
    let mut writer = Writer::begin(&tx, cx, "renew").await?;
    writer.change(&before, after).await?;
    let set = writer.finish().await?;
    let by = cx.actor.label();
    let note = note(&renewal.note)?;
    store::answer(&tx, (id, kind, &on), Answer::Renewed, &note, (&by, to_stored(cx.now()))).await?;
    let entry = Entry::new("deadline.renewed", Subject::Asset(id)).with("kind", kind.word()).with("set", set);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    Ok(Some(set))
}

/// The faults of the ledger's fields as those of the form.
fn named(fault: Fault, kind: DeadlineKind) -> Fault {
    let Fault::Invalid(mut faults) = fault else { return fault };
    for fault in &mut faults {
        let is_end = fault.field == field_of(kind);
        if is_end { "until" } else { "cancel_by" }.clone_into(&mut fault.field);
    }
    Fault::Invalid(faults)
}

/// It may end: nothing more is said of it.
///
/// # Errors
/// `Fault::NotFound` without such a deadline.
pub async fn let_end(cx: &Cx, id: AssetId, kind: DeadlineKind, remark: &str) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let on = taken(&tx, id).await?.data.get(field_of(kind));
    if on.is_empty() {
        return Err(Fault::NotFound);
    }
    let (by, note) = (cx.actor.label(), note(remark)?);
    store::answer(&tx, (id, kind, &on), Answer::Ending, &note, (&by, to_stored(cx.now()))).await?;
    journal::write(&tx, cx, &Entry::new("deadline.ending", Subject::Asset(id)).with("kind", kind.word()))
        .await?;
    tx.commit().await
}

/// Nothing is decided after all.
///
/// # Errors
/// `Fault::NotFound` if nothing was.
pub async fn take_back(cx: &Cx, id: AssetId, kind: DeadlineKind) -> Result<()> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let on = taken(&tx, id).await?.data.get(field_of(kind));
    if !store::unanswer(&tx, (id, kind, &on)).await? {
        return Err(Fault::NotFound);
    }
    journal::write(&tx, cx, &Entry::new("deadline.reopened", Subject::Asset(id)).with("kind", kind.word()))
        .await?;
    tx.commit().await
}

async fn taken(tx: &platform::db::Tx, id: AssetId) -> Result<Asset> {
    let found = assets::take(tx, &[id]).await?.into_iter().next();
    found.filter(|asset| asset.deleted_at.is_none()).ok_or(Fault::NotFound)
}

fn note(typed: &str) -> Result<String> {
    let note = tidy(typed, true);
    if note.chars().count() > LONGEST_NOTE {
        return Err(Fault::field("note", Text::new("assets.fault.too_long").with("limit", LONGEST_NOTE)));
    }
    Ok(note)
}

/// What was decided about an asset's deadlines, the newest first.
pub async fn of_asset(cx: &Cx, id: AssetId) -> Result<Vec<Decision>> {
    cx.may(Right::ReadLedger)?;
    let rows = store::answers(cx.db(), id).await?;
    let decision = |row: store::AnswerRow| {
        Some(Decision {
            kind: DeadlineKind::parse(&row.kind)?,
            on: row.on_day.parse().ok()?,
            answer: Answer::parse(&row.answer)?,
            note: row.note,
            by: row.actor,
            at: from_stored(row.at),
        })
    };
    Ok(rows.into_iter().filter_map(decision).collect())
}

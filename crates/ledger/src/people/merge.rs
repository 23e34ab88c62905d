//! The same person twice: who may be meant, what merging would do, and the merging itself.

use kernel::{Fault, PersonId, Result, Right, Subject};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use super::doubles::{self, Because, Pair};
use super::model::{NewPerson, Person, matching_name};
use super::{ops, store};
use crate::assets::relink::{End, Linked};
use crate::edits;
use crate::memory::Memory;
use crate::merging::model::{Moved, both};
use crate::merging::{self, Merged, Plan};

/// Somebody who may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    /// Who.
    pub person: Person,
    /// Why.
    pub because: Vec<Because>,
}

/// Comparing 5,000 people takes some ten milliseconds, so the answer is remembered.
static PAIRS: Memory<(), Vec<Pair>> = Memory::new();

/// Everybody who may be the same person as somebody, likely or not.
pub async fn alike(cx: &Cx, id: PersonId) -> Result<Vec<Double>> {
    cx.may(Right::ReadLedger)?;
    let mut doubles = Vec::new();
    for pair in pairs(cx).await? {
        let other = if pair.one.0 == id { pair.other.0 } else { pair.one.0 };
        if pair.one.0 == id || pair.other.0 == id {
            let person = ops::living(cx.db(), other).await?;
            doubles.push(Double { person, because: pair.because });
        }
    }
    Ok(doubles)
}

/// Everybody who is likely there twice; namesakes with employee numbers of their own are not.
pub async fn likely_doubles(cx: &Cx) -> Result<Vec<Pair>> {
    cx.may(Right::ReadLedger)?;
    let mut pairs = pairs(cx).await?;
    pairs.retain(|pair| !pair.namesakes);
    Ok(pairs)
}

async fn pairs(cx: &Cx) -> Result<Vec<Pair>> {
    let find = || async { Ok(doubles::pairs(&store::looks(cx.db()).await?)) };
    PAIRS.recall(cx, &(), find).await
}

/// What [`merge`] would do.
pub async fn plan_merge(cx: &Cx, keep: PersonId, gone: PersonId) -> Result<Plan> {
    cx.may(Right::ChangeLedger)?;
    let (keep, gone) = (ops::living(cx.db(), keep).await?, ops::living(cx.db(), gone).await?);
    if keep.id == gone.id {
        return Err(Fault::conflict("merging.fault.itself"));
    }
    let to = joined(&keep, &gone);
    Ok(Plan {
        moves: merging::ops::moves(cx.db(), Linked::Person, gone.id.0).await?,
        takes: edits::differences(&keep.as_new().values(), &to.values()),
        drops: dropped(&gone, &to),
    })
}

/// Two entries that are one person: everything that points at `gone` goes to `keep`, who takes over what they have
/// nothing of. The name of `gone` is found as a past one, and its id leads to `keep`. The change set takes it back.
pub async fn merge(cx: &Cx, keep: PersonId, gone: PersonId) -> Result<Merged> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let (keep, gone) = (ops::living(&tx, keep).await?, ops::living(&tx, gone).await?);
    let ends = (keep.id.0, gone.id.0);
    let (stays, goes) = (End { id: ends.0, name: &keep.name }, End { id: ends.1, name: &gone.name });
    let (merged, mut moved) = merging::ops::join((&tx, cx), Linked::Person, stays, goes).await?;
    if matching_name(&keep.name) != matching_name(&gone.name) {
        moved.names.push(store::keep_name(&tx, keep.id, &gone.name, cx.today()).await?);
    }
    let to = joined(&keep, &gone);
    moved.taken = edits::differences(&keep.as_new().values(), &to.values());
    write(&tx, &keep, &to).await?;
    platform::search::remove(&tx, Subject::Person(gone.id)).await?;
    merging::ops::write_down(&tx, merged, Linked::Person, ends, &moved).await?;
    let entry = Entry::new("person.merged", Subject::Person(keep.id)).with("gone", ends.1);
    journal::write(&tx, cx, &entry.with("assets", merged.assets).with("set", merged.set)).await?;
    tx.commit().await?;
    Ok(merged)
}

/// Takes back from the one who stayed what a merger gave them, as far as it is still so.
pub(crate) async fn give_back(tx: &Tx, kept: i64, moved: &Moved) -> Result<()> {
    store::forget_names(tx, &moved.names).await?;
    let kept = ops::living(tx, PersonId(kept)).await?;
    let now = kept.as_new().values();
    let still = |taken: &&crate::assets::FieldChange| now.get(&taken.field) == Some(&taken.new);
    let back = moved.taken.iter().filter(still).map(|taken| (taken.field.clone(), taken.old.clone()));
    let to = kept.as_new().with(&back.collect());
    write(tx, &kept, &to).await
}

/// Makes somebody findable by what they are called now.
pub(crate) async fn index_again(tx: &Tx, id: PersonId) -> Result<()> {
    let person = ops::living(tx, id).await?.as_new();
    store::set_words(tx, id, &person, &ops::past(tx, id).await?).await?;
    ops::index(tx, id, &person).await
}

async fn write(tx: &Tx, before: &Person, to: &NewPerson) -> Result<()> {
    let past = ops::past(tx, before.id).await?;
    if !store::change(tx, before.id, before.version, to, &past).await.map_err(ops::number_taken)? {
        return Err(Fault::conflict("people.fault.changed_meanwhile"));
    }
    let (old, new) = (before.as_new().values(), to.values());
    edits::note(tx, Subject::Person(before.id), before.version + 1, &old, &new).await?;
    ops::index(tx, before.id, to).await
}

/// The one who stays, with what only the other has.
fn joined(keep: &Person, gone: &Person) -> NewPerson {
    let pick = |kept: &String, gone: &String| if kept.is_empty() { gone.clone() } else { kept.clone() };
    NewPerson {
        employee_no: pick(&keep.employee_no, &gone.employee_no),
        name: keep.name.clone(),
        kana: pick(&keep.kana, &gone.kana),
        email: pick(&keep.email, &gone.email),
        department: keep.department.or(gone.department),
        phone: pick(&keep.phone, &gone.phone),
        note: both(&keep.note, &gone.note),
    }
}

/// What is written on the one who goes and stands nowhere afterwards. The name does, among the past ones.
fn dropped(gone: &Person, to: &NewPerson) -> Vec<(String, String)> {
    let to = to.values();
    let lost = |(field, value): &(String, String)| {
        !value.is_empty()
            && !["name", "note"].contains(&field.as_str())
            && !to.get(field).is_some_and(|kept| yomi::is_same(kept, value))
    };
    let mut dropped: Vec<(String, String)> = gone.as_new().values().into_iter().filter(lost).collect();
    for (field, value) in &mut dropped {
        if field == "department" {
            value.clone_from(&gone.department_name);
        }
    }
    dropped
}

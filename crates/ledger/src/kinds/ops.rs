//! The verbs about kinds.

use kernel::{Fault, FieldFault, KindId, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::Tx;
use platform::journal::{self, Entry};

use super::model::{FieldDefinition, FieldKind, Kind, NewKind};
use super::store;
use super::words::Dictionary;

/// All kinds, built-in ones first.
pub async fn list(cx: &Cx) -> Result<Vec<Kind>> {
    cx.may(Right::ReadLedger)?;
    store::all(cx.db()).await
}

/// One kind.
pub async fn see(cx: &Cx, id: KindId) -> Result<Kind> {
    cx.may(Right::ReadLedger)?;
    store::all(cx.db()).await?.into_iter().find(|kind| kind.id == id).ok_or(Fault::NotFound)
}

/// Adds an own kind.
pub async fn add(cx: &Cx, new: &NewKind) -> Result<Kind> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let known = store::all(&tx).await?;
    let new = checked(new, &known, None)?;
    let id = store::add(&tx, &new).await?;
    journal::write(&tx, cx, &Entry::new("kind.added", Subject::Kind(id))).await?;
    finish(tx, id).await
}

/// Changes name, prefix and own fields (of a built-in kind too). A field that goes keeps its values in the assets.
pub async fn change(cx: &Cx, id: KindId, version: i64, to: &NewKind) -> Result<Kind> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let known = store::all(&tx).await?;
    let to = checked(to, &known, Some(id))?;
    if !store::change(&tx, id, version, &to).await? {
        return Err(gone_or_changed(&known, id));
    }
    journal::write(&tx, cx, &Entry::new("kind.changed", Subject::Kind(id))).await?;
    finish(tx, id).await
}

/// Stops or starts offering a kind for new assets.
pub async fn retire(cx: &Cx, id: KindId, version: i64, retired: bool) -> Result<Kind> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    if !store::set_retired(&tx, id, version, retired).await? {
        return Err(gone_or_changed(&store::all(&tx).await?, id));
    }
    let event = if retired { "kind.retired" } else { "kind.offered" };
    journal::write(&tx, cx, &Entry::new(event, Subject::Kind(id))).await?;
    finish(tx, id).await
}

async fn finish(tx: Tx, id: KindId) -> Result<Kind> {
    let kind = store::all(&tx).await?.into_iter().find(|kind| kind.id == id).ok_or(Fault::NotFound)?;
    tx.commit().await?;
    Ok(kind)
}

fn gone_or_changed(known: &[Kind], id: KindId) -> Fault {
    if known.iter().any(|kind| kind.id == id) {
        Fault::conflict("assets.fault.kind_changed_meanwhile")
    } else {
        Fault::NotFound
    }
}

fn checked(new: &NewKind, known: &[Kind], own: Option<KindId>) -> Result<NewKind> {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = tidy(&new.name);
    let built_in =
        own.and_then(|id| known.iter().find(|kind| kind.id == id)).is_some_and(|kind| kind.word.is_some());
    let mut faults = Vec::new();
    let mut wrong = |field: &str, text: Text| faults.push(FieldFault { field: field.to_owned(), text });
    if name.is_empty() && !built_in {
        wrong("name", Text::new("assets.fault.kind_name_missing"));
    }
    let others: Vec<Kind> = known.iter().filter(|kind| Some(kind.id) != own).cloned().collect();
    if !name.is_empty() && Dictionary::new(&others).exact(&name).is_some() {
        wrong("name", Text::new("assets.fault.kind_name_taken"));
    }
    let prefix = tidy(&yomi::to_half_width_digits(&new.prefix));
    if prefix.chars().count() > 20 || prefix.ends_with(|letter: char| letter.is_ascii_digit()) {
        wrong("prefix", Text::new("assets.fault.prefix"));
    }
    let mut fields: Vec<FieldDefinition> = Vec::new();
    for field in &new.fields {
        let name = tidy(&field.name);
        let twice = fields.iter().any(|other| yomi::is_same(&other.name, &name));
        let reserved = intake::Field::from_name(&name).is_some();
        let empty_choice = matches!(&field.kind, FieldKind::Choice(choices) if choices.is_empty());
        if name.is_empty() || name.chars().count() > 100 || twice || reserved || empty_choice {
            wrong("fields", Text::new("assets.fault.own_field").with("name", &name));
            continue;
        }
        fields.push(FieldDefinition { name, kind: field.kind.clone() });
    }
    if faults.is_empty() { Ok(NewKind { name, prefix, fields }) } else { Err(Fault::Invalid(faults)) }
}

//! Bringing things into the ledger.

use kernel::{AssetId, Fault, KindId, Result, Right, Subject, Text};
use platform::Cx;
use platform::db::Sql;
use platform::journal::{self, Entry};

use crate::assets::fields::Values;
use crate::assets::model::{Asset, AssetData, Done, Status};
use crate::assets::parse::{self, Known, apply};
use crate::assets::rules::{number_range, split_number};
use crate::assets::store;
use crate::assets::write::Writer;
use crate::changes::ChangeSetId;
use crate::kinds::{self, BuiltIn};

/// How many may be made at once.
const MOST_AT_ONCE: u32 = 1_000;

/// Brings a thing into the ledger. `values` needs `kind`; everything else may be missing.
///
/// # Errors
/// All wrong fields at once; a number that is taken among them.
pub async fn register(cx: &Cx, values: &Values) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    let tx = cx.begin().await?;
    let data = fresh(&tx, values).await?;
    let mut writer = Writer::begin(&tx, cx, "register").await?;
    let made = writer.add(vec![(data, String::new())]).await?;
    let set = writer.finish().await?;
    let asset = made.into_iter().next().ok_or(Fault::NotFound)?;
    journal::write(&tx, cx, &Entry::new("asset.registered", Subject::Asset(asset.id))).await?;
    tx.commit().await?;
    Ok(Done { asset, set: Some(set) })
}

/// Brings `count` like things in at once, numbered on from `first` (`NB-0001` → `NB-0001` to `NB-0020`).
pub async fn register_range(
    cx: &Cx,
    first: &str,
    count: u32,
    values: &Values,
) -> Result<(Vec<Asset>, ChangeSetId)> {
    cx.may(Right::ChangeLedger)?;
    if count == 0 || count > MOST_AT_ONCE {
        return Err(Fault::field("count", Text::new("assets.fault.range_count").with("most", MOST_AT_ONCE)));
    }
    let first = parse::tidy(&yomi::to_half_width_digits(first), false);
    let numbers = number_range(&first, count)
        .ok_or_else(|| Fault::field("asset_no", Text::new("assets.fault.range_number")))?;
    let mut values = values.clone();
    values.insert("asset_no".to_owned(), first);
    let tx = cx.begin().await?;
    let data = fresh(&tx, &values).await?;
    let many =
        numbers.into_iter().map(|number| (AssetData { number, ..data.clone() }, String::new())).collect();
    let mut writer = Writer::begin(&tx, cx, "register").await?;
    let made = writer.add(many).await?;
    let set = writer.finish().await?;
    let entry = Entry::new("assets.registered", Subject::System).with("count", made.len()).with("set", set);
    journal::write(&tx, cx, &entry).await?;
    tx.commit().await?;
    Ok((made, set))
}

async fn fresh(db: &impl Sql, values: &Values) -> Result<AssetData> {
    let known = Known::load(db, values).await?;
    if values.get("kind").is_none_or(|kind| kind.trim().is_empty()) {
        return Err(Fault::field("kind", Text::new("assets.fault.kind_missing")));
    }
    let data = apply(&AssetData::new(BuiltIn::Other.id()), values, &known)?;
    let named = data.values().keys().any(|field| !matches!(field.as_str(), "kind" | "status"));
    if named { Ok(data) } else { Err(Fault::field("asset_no", Text::new("assets.fault.empty"))) }
}

/// The next free number after the highest with a prefix: `NB` → `NB-0021`.
pub async fn next_number(cx: &Cx, prefix: &str) -> Result<String> {
    cx.may(Right::ReadLedger)?;
    next_after(cx.db(), prefix).await
}

/// The next free number for a kind, by its prefix.
pub async fn next_number_of(cx: &Cx, kind: KindId) -> Result<String> {
    cx.may(Right::ReadLedger)?;
    let kinds = kinds::stored(cx.db()).await?;
    let kind = kinds.iter().find(|known| known.id == kind).ok_or(Fault::NotFound)?;
    next_after(cx.db(), &kind.prefix).await
}

async fn next_after(db: &impl Sql, prefix: &str) -> Result<String> {
    let prefix = parse::tidy(&yomi::to_half_width_digits(prefix), false);
    // 「NB」 and 「NB-」 both go on as NB-0001.
    let stem = if prefix.is_empty() || prefix.ends_with(['-', '_', '/', '.']) {
        prefix
    } else {
        format!("{prefix}-")
    };
    numbered_on(db, &stem).await
}

/// One more than the highest number with a stem, as wide as the widest.
async fn numbered_on(db: &impl Sql, stem: &str) -> Result<String> {
    let used = store::numbers_like(db, stem).await?;
    let own =
        used.iter().filter_map(|number| split_number(number)).filter(|(own, ..)| yomi::is_same(own, stem));
    let (mut highest, mut widest) = (0, None);
    for (_, value, width) in own {
        highest = highest.max(value);
        widest = widest.max(Some(width));
    }
    let width = widest.unwrap_or(4);
    Ok(format!("{stem}{:0width$}", highest + 1))
}

/// The values to begin a like asset with: everything but number, serial, name, holder and addresses, and the next number.
pub async fn template(cx: &Cx, id: AssetId) -> Result<Values> {
    cx.may(Right::ReadLedger)?;
    let asset = store::find(cx.db(), id).await?.ok_or(Fault::NotFound)?;
    let mut values = asset.data.values();
    let own = [
        "host_name",
        "serial",
        "person",
        "user",
        "user_id",
        "disposed",
        "status_text",
        "ip",
        "mac",
        "phone",
        "sim",
    ];
    for field in own.into_iter().chain([
        "last_seen",
        "erased",
        "erase_method",
        "login_id",
        "user_previous",
        "user_since",
    ]) {
        values.remove(field);
    }
    let status =
        if asset.person.is_some() || !asset.user_text.is_empty() { Status::InStock } else { asset.status };
    values.insert("status".to_owned(), status.word().to_owned());
    match split_number(&asset.number) {
        Some((stem, ..)) => {
            values.insert("asset_no".to_owned(), numbered_on(cx.db(), stem).await?);
        }
        None => {
            values.remove("asset_no");
        }
    }
    Ok(values)
}

/// Registers a like asset, with `values` over the template.
pub async fn copy(cx: &Cx, id: AssetId, values: &Values) -> Result<Done> {
    cx.may(Right::ChangeLedger)?;
    let mut all = template(cx, id).await?;
    all.extend(values.iter().map(|(field, value)| (field.clone(), value.clone())));
    register(cx, &all).await
}

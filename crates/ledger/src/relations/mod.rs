//! How entries of the ledger belong together: the things a contract or licence covers, the contracts and licences of a
//! thing, the accounts of a system, what came from a supplier.
//!
//! Invariant: nothing is kept here. A relation is there while both sides say so in their own texts (see
//! [`crate::assets::mentions`]), so an edit, an import and an undo bring it and take it away by themselves.

mod store;

use std::sync::LazyLock;

use kernel::{AssetId, Result, Right};
use platform::Cx;

use crate::assets::mentions::{ABOUT, As, numbers_in};
use crate::assets::rules::{display_name, folded_key};
use crate::assets::store as assets;
use crate::assets::{Asset, Filter};
use crate::kinds::BuiltIn;

/// How many related entries a page shows of each sort.
pub const SHOWN: i64 = 100;

/// Some related entries, and how many there are in all.
#[derive(Debug, Clone, Default)]
pub struct Related {
    /// Some of them, at most [`SHOWN`].
    pub some: Vec<Asset>,
    /// How many there are.
    pub total: i64,
}

/// Everything around one entry.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The things that a record (a contract, a licence) is about.
    pub things: Related,
    /// Numbers it names that the ledger does not have.
    pub unknown: Vec<String>,
    /// Contracts and leases that the entry stands under.
    pub contracts: Related,
    /// Licences and other records that name it.
    pub records: Related,
    /// The system that an account is of.
    pub systems: Related,
    /// The accounts of a system.
    pub accounts: Related,
    /// The supplier it was bought from.
    pub suppliers: Related,
    /// What was bought from a supplier.
    pub supplied: Related,
}

impl Around {
    /// How many entries are related.
    pub fn total(&self) -> i64 {
        let all = [
            &self.things,
            &self.contracts,
            &self.records,
            &self.systems,
            &self.accounts,
            &self.suppliers,
            &self.supplied,
        ];
        all.iter().map(|related| related.total).sum()
    }
}

/// Everything around an entry.
///
/// # Errors
/// `Fault::Forbidden` without the right to read the ledger.
pub async fn around(cx: &Cx, asset: &Asset) -> Result<Around> {
    cx.may(Right::ReadLedger)?;
    let kind = BuiltIn::of(asset.kind);
    let mut around = Around::default();
    let mut records = Vec::new();
    if kind.is_some_and(BuiltIn::is_record) {
        // What names the contract's number stands under it, beside what the contract names itself.
        let number = if kind == Some(BuiltIn::Contract) { asset.fields.get("contract_no") } else { None };
        let word = number.map(|number| folded_key(number)).unwrap_or_default();
        let (ids, total) = store::things_of(cx.db(), asset.id, &word, SHOWN).await?;
        around.things = related(cx, &ids, total).await?;
        around.unknown = unknown(cx, asset).await?;
    } else if !asset.number.is_empty() {
        records = store::naming(cx.db(), As::Thing, &folded_key(&asset.number), asset.id).await?;
    }
    let mut under = Vec::new();
    if let Some(number) = asset.fields.get("contract_no") {
        under = store::naming(cx.db(), As::Contract, &folded_key(number), asset.id).await?;
    }
    if kind == Some(BuiltIn::Contract) {
        records.extend(under.into_iter().filter(|one| is_record(one.1)));
    } else {
        let (contracts, others): (Vec<_>, Vec<_>) = under
            .into_iter()
            .chain(std::mem::take(&mut records))
            .partition(|one| BuiltIn::of(one.1) == Some(BuiltIn::Contract));
        around.contracts = all(cx, &contracts).await?;
        // Two things under one contract are no relation of their own.
        records = others.into_iter().filter(|one| is_record(one.1)).collect();
    }
    around.records = all(cx, &records).await?;
    systems(cx, asset, kind, &mut around).await?;
    suppliers(cx, asset, kind, &mut around).await?;
    Ok(around)
}

fn is_record(kind: kernel::KindId) -> bool {
    BuiltIn::of(kind).is_some_and(BuiltIn::is_record)
}

async fn systems(cx: &Cx, asset: &Asset, kind: Option<BuiltIn>, around: &mut Around) -> Result<()> {
    let Some(name) = asset.fields.get("system_name") else { return Ok(()) };
    let word = folded_key(name);
    if kind == Some(BuiltIn::System) {
        let (ids, total) = store::named_of_kind(cx.db(), As::System, &word, BuiltIn::Account, SHOWN).await?;
        around.accounts = related(cx, &ids, total).await?;
    } else {
        let (ids, total) = store::named_of_kind(cx.db(), As::System, &word, BuiltIn::System, SHOWN).await?;
        around.systems = related(cx, &ids, total).await?;
    }
    Ok(())
}

async fn suppliers(cx: &Cx, asset: &Asset, kind: Option<BuiltIn>, around: &mut Around) -> Result<()> {
    if kind == Some(BuiltIn::Supplier) {
        let names = written_as(&store::vendors(cx.db()).await?, &display_name(asset));
        let (ids, total) = store::bought_from(cx.db(), &names, SHOWN).await?;
        around.supplied = related(cx, &ids, total).await?;
    } else if !asset.vendor.is_empty() {
        let suppliers = store::of_kind(cx.db(), BuiltIn::Supplier).await?;
        let wanted = company(&asset.vendor);
        let ids: Vec<AssetId> =
            suppliers.into_iter().filter(|(_, name)| company(name) == wanted).map(|(id, _)| id).collect();
        let total = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        around.suppliers = related(cx, &ids, total).await?;
    }
    Ok(())
}

/// The ways in which a supplier is written in the ledger.
fn written_as(vendors: &[String], name: &str) -> Vec<String> {
    let wanted = company(name);
    vendors.iter().filter(|vendor| company(vendor) == wanted && !wanted.is_empty()).cloned().collect()
}

/// The forms of companies, folded once: every way in which a supplier is written is compared.
static FORMS: LazyLock<[String; 8]> = LazyLock::new(|| {
    ["株式会社", "有限会社", "合同会社", "(株)", "(有)", "(同)", "㈱", "㈲"].map(folded_key)
});

/// A company's name for comparing: 株式会社 in front or behind, (株) and their like say nothing.
fn company(name: &str) -> String {
    FORMS.iter().fold(folded_key(name), |folded, form| folded.replace(form.as_str(), ""))
}

/// Numbers that a record names and nobody has.
async fn unknown(cx: &Cx, asset: &Asset) -> Result<Vec<String>> {
    let Some(text) = asset.fields.get(ABOUT) else { return Ok(Vec::new()) };
    let missing = store::missing_things(cx.db(), asset.id).await?;
    Ok(numbers_in(text).into_iter().filter(|number| missing.contains(&folded_key(number))).collect())
}

async fn all(cx: &Cx, found: &[(AssetId, kernel::KindId)]) -> Result<Related> {
    let mut ids: Vec<AssetId> = found.iter().map(|one| one.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let total = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    ids.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    related(cx, &ids, total).await
}

async fn related(cx: &Cx, ids: &[AssetId], total: i64) -> Result<Related> {
    Ok(Related { some: some(cx, ids).await?, total })
}

/// These entries by number and name.
async fn some(cx: &Cx, ids: &[AssetId]) -> Result<Vec<Asset>> {
    let mut found = assets::some(cx.db(), ids).await?;
    found.sort_by_cached_key(|asset| {
        (crate::assets::rules::sort_key(&asset.number), display_name(asset), asset.id)
    });
    Ok(found)
}

/// The accounts of one system as a filter of the list.
pub fn accounts_filter(system: &Asset) -> Filter {
    Filter { text: display_name(system), kinds: vec![BuiltIn::Account.id()], ..Filter::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_known_however_its_form_is_written() {
        assert_eq!(company("株式会社大塚商店"), company("大塚商店(株)"));
        assert_eq!(company("㈱ 大塚商店"), company("大塚商店"));
        assert_ne!(company("大塚商店"), company("大塚商会"));
    }
}

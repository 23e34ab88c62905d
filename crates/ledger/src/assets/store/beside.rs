//! SQL about what is kept beside an asset so that it is found quickly: what it names, and what is paid for it again and
//! again. Both follow from the asset alone, so they can be written anew at any time.

use kernel::{AssetId, Result};
use platform::db::{Batch, Db, Sql, Tx, Value, marks};
use platform::values;

use super::{COLUMNS, Row};
use crate::assets::fees::fee;
use crate::assets::mentions::named;
use crate::assets::model::{Asset, AssetData};

/// Goes up when [`rows_of`] would write something else for the same asset; everything is then written anew at the next start.
const VERSION: i64 = 1;

/// How many assets are read at once when everything is written anew.
const AT_ONCE: i64 = 2_000;

/// What is written beside an asset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    named: Vec<(&'static str, String)>,
    fee: Option<(&'static str, i64, i64, i64)>,
}

/// Before every month there is, and after it: so that an open end compares like any other.
const ALWAYS: (i64, i64) = (0, 1_000_000);

impl Beside {
    /// What belongs beside an asset with this data.
    pub(crate) fn of(data: &AssetData) -> Self {
        let fee = fee(data).map(|fee| {
            let (from, until) = (fee.from.map_or(ALWAYS.0, i64::from), fee.until.map_or(ALWAYS.1, i64::from));
            (fee.per.word(), fee.amount.0, from, until)
        });
        Self { named: named(data).into_iter().map(|(what, word)| (what.word(), word)).collect(), fee }
    }

    /// Whether there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.named.is_empty() && self.fee.is_none()
    }
}

/// Writes what belongs beside these assets; nothing may be there yet.
pub(crate) async fn put(tx: &Tx, all: impl Iterator<Item = (AssetId, Beside)>) -> Result<()> {
    let mut mentions = Batch::new("asset_mention", "asset_id, what, word, place");
    let mut fees = Batch::new("asset_fee", "asset_id, per, amount_yen, from_month, until_month");
    for (id, beside) in all {
        for (place, (what, word)) in beside.named.into_iter().enumerate() {
            let place = i64::try_from(place).unwrap_or(i64::MAX);
            mentions.push(tx, values![id.0, what, word, place]).await?;
        }
        if let Some((per, amount, from, until)) = beside.fee {
            fees.push(tx, values![id.0, per, amount, from, until]).await?;
        }
    }
    mentions.flush(tx).await?;
    fees.flush(tx).await
}

/// Takes away what stands beside these assets.
pub(crate) async fn remove(tx: &Tx, ids: &[AssetId]) -> Result<()> {
    for some in ids.chunks(1_000) {
        for table in ["asset_mention", "asset_fee"] {
            let sql = format!("DELETE FROM {table} WHERE asset_id IN {}", marks(1, some.len()));
            tx.run(&sql, some.iter().map(|id| Value::from(id.0)).collect()).await?;
        }
    }
    Ok(())
}

/// Writes everything anew if an older program wrote it, or none. Two nodes starting at once do it once.
pub(crate) async fn catch_up(db: &Db) -> Result<()> {
    const KNOWN: &str = "SELECT version FROM ledger_upkeep WHERE name = 'beside'";
    if db.number(KNOWN, vec![]).await? == VERSION {
        return Ok(());
    }
    let tx = db.begin().await?;
    if tx.is_postgres() {
        tx.run_plain("LOCK TABLE asset IN SHARE ROW EXCLUSIVE MODE").await?;
    }
    if tx.number(KNOWN, vec![]).await? == VERSION {
        return Ok(());
    }
    tx.run_plain("DELETE FROM asset_mention").await?;
    tx.run_plain("DELETE FROM asset_fee").await?;
    let mut last = 0_i64;
    loop {
        let sql = format!("SELECT {COLUMNS} FROM asset a WHERE a.id > $1 ORDER BY a.id LIMIT {AT_ONCE}");
        let rows: Vec<Row> = tx.all(&sql, values![last]).await?;
        let assets: Vec<Asset> = rows.into_iter().map(Row::asset).collect();
        let Some(end) = assets.last() else { break };
        last = end.id.0;
        put(&tx, assets.iter().map(|asset| (asset.id, Beside::of(&asset.data)))).await?;
    }
    tx.run("UPDATE ledger_upkeep SET version = $1 WHERE name = 'beside'", values![VERSION]).await?;
    tx.commit().await
}

//! The stories of the ledger, each on SQLite and on PostgreSQL.
#![cfg(test)]

mod assets;
mod deadlines;
mod handovers;
mod imports;
mod labels;
mod merging;
mod moves;
mod papers;
mod people;
mod relations;
mod sequences;
mod stocktaking;
mod stocktaking_counts;
mod stocktaking_volume;
mod volume;
mod workbook;

use ledger::assets::Values;

/// Everything the ledger stands on, and the ledger.
fn migrations() -> Vec<&'static [platform::db::Migration]> {
    let mut all = platform::MIGRATIONS.to_vec();
    all.push(ledger::MIGRATIONS);
    all
}

/// Values by name.
fn values(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
}

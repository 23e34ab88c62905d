//! The ledger's tables, in order.

use platform::db::Migration;

use crate::assets::migrations::{AROUND, ASSETS, BESIDE, KINDS};
use crate::deadlines::migrations::{AGENDA, ANSWERS, NOTICES};
use crate::drafts::migrations::DRAFTS;
use crate::imports::migrations::IMPORTS;
use crate::merging::migrations::MERGING;
use crate::people::migrations::PEOPLE;
use crate::seats::migrations::SEATS;
use crate::stocktaking::migrations::STOCKTAKING;

/// The ledger's tables.
pub const MIGRATIONS: &[Migration] = &[
    KINDS,
    PEOPLE,
    ASSETS,
    AROUND,
    IMPORTS,
    DRAFTS,
    MERGING,
    NOTICES,
    AGENDA,
    BESIDE,
    SEATS,
    ANSWERS,
    STOCKTAKING,
];

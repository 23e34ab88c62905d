//! How much a file may hold before it is refused.

use serde::{Deserialize, Serialize};

const MIB: u64 = 1024 * 1024;

/// Bounds that every reader keeps. The defaults hold ledgers of fifty thousand rows with room to spare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The file as it arrives.
    pub container_bytes: u64,
    /// All entries of a ZIP container, really inflated and counted.
    pub inflated_bytes: u64,
    /// How many times larger than stored one entry may become.
    pub ratio: u64,
    /// The ratio is judged only above this many inflated bytes: a small sheet of equal rows is no bomb.
    pub ratio_from_bytes: u64,
    /// Cells that hold something, over all sheets.
    pub cells: u64,
    /// Columns of one sheet.
    pub columns: u32,
    /// Sheets of one file.
    pub sheets: u32,
    /// Characters of one cell.
    pub cell_characters: u32,
    /// Bytes of all texts together (a shared string counts each time it is used).
    pub text_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            container_bytes: 10 * MIB,
            inflated_bytes: 64 * MIB,
            ratio: 100,
            ratio_from_bytes: MIB,
            cells: 1_000_000,
            columns: 16_384,
            sheets: 100,
            cell_characters: 32_767,
            text_bytes: 64 * MIB,
        }
    }
}
